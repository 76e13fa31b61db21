function onCall(entries, start, end) {
  const cuts = new Set([start, end]);
  for (const [from, to] of entries) {
    for (const time of [from, to]) if (time > start && time < end) cuts.add(time);
  }
  const times = [...cuts].sort((a, b) => a - b);
  const stretches = [];
  for (let piece = 0; piece + 1 < times.length; piece++) {
    const at = times[piece];
    const entry = entries.findLast(([from, to]) => from <= at && at < to);
    const team = entry ? entry[2] : "nobody";
    if (stretches.at(-1)?.[2] === team) stretches.at(-1)[1] = times[piece + 1];
    else stretches.push([at, times[piece + 1], team]);
  }
  return stretches;
}

function longDuties(entries, start, end, limit, rest) {
  const latest = new Map();
  const duties = [];
  for (const [from, to, team] of onCall(entries, start, end)) {
    if (team === "nobody") continue;
    let duty = latest.get(team);
    if (!duty || from - duty[2] >= rest) {
      duty = [team, from, to];
      latest.set(team, duty);
      duties.push(duty);
    }
    duty[2] = to;
  }
  return duties.filter(([, from, to]) => to - from > limit);
}
