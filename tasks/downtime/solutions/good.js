const services = new Map();
let end = 0;

// Up to now, everything about this service was as it is remembered.
function count(service, now) {
  if (service.down && !service.working) service.total += now - service.since;
  service.since = now;
}

for (const line of require("node:fs").readFileSync(0, "utf8").split("\n")) {
  const [time, name, state] = line.split(" ");
  if (name === undefined) continue;
  if (state === undefined) {
    end = Number(time);
    continue;
  }
  if (!services.has(name)) services.set(name, { down: false, working: false, since: 0, total: 0 });
  const service = services.get(name);
  count(service, Number(time));
  if (state === "up" || state === "down") service.down = state === "down";
  else service.working = state === "work";
}
for (const service of services.values()) count(service, end);
for (const name of [...services.keys()].sort()) console.log(`${name} ${services.get(name).total}`);
