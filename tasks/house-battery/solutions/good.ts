function flows(made: number[], used: number[], capacity: number, power: number): [number, number, number][] {
  let held = 0;
  return made.map((sun, hour): [number, number, number] => {
    const rest = sun - used[hour];
    const wanted = Math.max(-held, Math.min(rest, capacity - held));
    const moved = Math.max(-power, Math.min(wanted, power));
    held += moved;
    const over = rest - moved;
    return [over < 0 ? -over : 0, over > 0 ? over : 0, held];
  });
}

function smallestBattery(made: number[], used: number[], power: number, allowed: number): number {
  const bought = (capacity: number) => flows(made, used, capacity, power).reduce((sum, hour) => sum + hour[0], 0);
  let [low, high] = [0, 1_000_001];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bought(middle) <= allowed) high = middle;
    else low = middle + 1;
  }
  return low > 1_000_000 ? -1 : low;
}
