function storms(alerts, quiet) {
  return grouped(alerts, quiet).map(({ service, times }) => [service, times[0], times.at(-1), times.length]);
}

function calls(alerts, quiet, least, rest) {
  const moments = grouped(alerts, quiet)
    .filter(({ times }) => times.length >= least)
    .map(({ service, times }) => [times[least - 1], service])
    .sort((a, b) => a[0] - b[0] || byText(a[1], b[1]));
  const rings = [];
  for (const moment of moments) {
    if (rings.length === 0 || moment[0] - rings.at(-1)[0] >= rest) rings.push(moment);
  }
  return rings;
}

// The service and all times of each storm, by the storm's beginning and service.
function grouped(alerts, quiet) {
  const timesOf = new Map();
  for (const [, time, service] of new Map(alerts.map((alert) => [alert[0], alert])).values()) {
    if (!timesOf.has(service)) timesOf.set(service, []);
    timesOf.get(service).push(time);
  }
  const found = [];
  for (const [service, all] of timesOf) {
    let times = [];
    for (const time of all.sort((a, b) => a - b)) {
      if (times.length === 0 || time - times.at(-1) > quiet) found.push({ service, times: (times = []) });
      times.push(time);
    }
  }
  return found.sort((a, b) => a.times[0] - b.times[0] || byText(a.service, b.service));
}

function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
