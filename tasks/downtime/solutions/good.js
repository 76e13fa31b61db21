const total = new Map();
const downSince = new Map();
let end = 0;
for (const line of require("node:fs").readFileSync(0, "utf8").split("\n")) {
  const [time, name, state] = line.split(" ");
  if (name === undefined) continue;
  if (state === undefined) {
    end = Number(time);
    continue;
  }
  if (!total.has(name)) total.set(name, 0);
  if (state === "down") {
    if (!downSince.has(name)) downSince.set(name, Number(time));
  } else if (downSince.has(name)) {
    total.set(name, total.get(name) + Number(time) - downSince.get(name));
    downSince.delete(name);
  }
}
for (const [name, since] of downSince) total.set(name, total.get(name) + end - since);
for (const name of [...total.keys()].sort()) console.log(`${name} ${total.get(name)}`);
