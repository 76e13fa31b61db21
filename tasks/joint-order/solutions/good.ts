type Line = [string, number, string];

function jointOrder(first: Line[], second: Line[]): Line[] {
  return joined([...first, ...second]);
}

function jointOrderByMeasure(first: Line[], second: Line[]): Line[] {
  return joined([...first, ...second].map(measured)).map(written);
}

function joined(lines: Line[]): Line[] {
  const order = new Map<string, Line>();
  for (const [item, amount, unit] of lines) {
    const key = JSON.stringify([item.trim().toLowerCase(), unit]);
    const line = order.get(key) ?? [item.trim(), 0, unit];
    line[1] += amount;
    order.set(key, line);
  }
  return [...order.values()].filter(([, amount]) => amount > 0);
}

const SMALL: Record<string, string> = { kg: "g", l: "ml" };
const LARGE: Record<string, string> = { g: "kg", ml: "l" };

function measured(line: Line): Line {
  const [item, amount, unit] = line;
  return Object.hasOwn(SMALL, unit) ? [item, amount * 1000, SMALL[unit]] : line;
}

function written(line: Line): Line {
  const [item, amount, unit] = line;
  return Object.hasOwn(LARGE, unit) && amount % 1000 === 0 ? [item, amount / 1000, LARGE[unit]] : line;
}
