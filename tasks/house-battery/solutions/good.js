function flows(made, used, capacity, power) {
  let held = 0;
  return made.map((sun, hour) => {
    const rest = sun - used[hour];
    if (rest >= 0) {
      const taken = Math.min(rest, power, capacity - held);
      held += taken;
      return [0, rest - taken, held];
    }
    const given = Math.min(-rest, power, held);
    held -= given;
    return [-rest - given, 0, held];
  });
}

function smallestBattery(made, used, power, allowed) {
  const isEnough = (capacity) => flows(made, used, capacity, power).reduce((sum, [bought]) => sum + bought, 0) <= allowed;
  let low = 0;
  let high = 1_000_000;
  if (!isEnough(high)) return -1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
