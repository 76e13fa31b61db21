const offsets = new Map();
const events = new Map();
const questions = [];
for (const line of require("node:fs").readFileSync(0, "utf8").split("\n")) {
  const [kind, ...words] = line.split(" ");
  if (kind === "door") offsets.set(words[0], Number(words[1]));
  if (kind === "ask") questions.push(Number(words[0]));
  if (kind === "seen" && !events.has(line)) {
    const [door, time, badge, way] = words;
    events.set(line, { second: Number(time) + offsets.get(door), badge, way });
  }
}

const inside = new Set();
const numbers = [{ second: -Infinity, number: 0 }];
for (const { second, badge, way } of [...events.values()].sort((a, b) => a.second - b.second)) {
  if (way === "in") inside.add(badge);
  else inside.delete(badge);
  if (numbers.at(-1).second === second) numbers.pop();
  numbers.push({ second, number: inside.size });
}

function numberAt(second) {
  let [low, high] = [0, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle].second <= second) low = middle;
    else high = middle;
  }
  return numbers[low].number;
}

const peak = numbers.reduce((most, each) => (each.number > most.number ? each : most));
console.log(peak.number > 0 ? `peak ${peak.number} from ${peak.second}` : "peak 0");
for (const badge of [...inside].sort()) console.log(`inside ${badge}`);
for (const second of questions) console.log(`at ${second} ${numberAt(second)}`);
