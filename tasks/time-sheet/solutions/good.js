function minutesOf(entry) {
  const minutes = understood(entry.replace(/^ +| +$/g, ""));
  return minutes >= 1 && minutes <= 24 * 60 ? minutes : null;
}

function understood(text) {
  let found;
  if ((found = /^([0-9]+)m$/.exec(text))) return Number(found[1]);
  if ((found = /^([0-9]+)h$/.exec(text))) return Number(found[1]) * 60;
  if ((found = /^([0-9]+)(?:h *([0-9]+)m|:([0-9]{2}))$/.exec(text))) {
    const minutes = Number(found[2] ?? found[3]);
    return minutes < 60 ? Number(found[1]) * 60 + minutes : null;
  }
  if ((found = /^([0-9]+)\.([0-9]{1,2})h$/.exec(text))) {
    const hundredths = Number(found[1]) * 100 + Number(found[2].padEnd(2, "0"));
    return (hundredths * 60) % 100 === 0 ? (hundredths * 60) / 100 : null;
  }
  return null;
}

function report(lines) {
  const sums = new Map();
  const bad = [];
  lines.forEach((line, index) => {
    const text = line.split("#")[0];
    if (text.trim() === "") return;
    const colon = text.indexOf(":");
    const name = text.slice(0, Math.max(colon, 0)).trim();
    const minutes = minutesOf(text.slice(colon + 1));
    if (name === "") bad.push(`line ${index + 1}: no project`);
    else if (minutes === null) bad.push(`line ${index + 1}: no time`);
    else sums.set(name, (sums.get(name) ?? 0) + minutes);
  });
  const written = (minutes) => `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, "0")}m`;
  return [...[...sums].map(([name, minutes]) => `${name} ${written(minutes)}`), ...bad];
}
