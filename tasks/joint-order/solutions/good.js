function jointOrder(first, second) {
  return joined([...first, ...second]);
}

function jointOrderByMeasure(first, second) {
  return joined([...first, ...second].map(measured)).map(written);
}

function joined(lines) {
  const order = new Map();
  for (const [item, amount, unit] of lines) {
    const key = JSON.stringify([item.trim().toLowerCase(), unit]);
    if (!order.has(key)) order.set(key, [item.trim(), 0, unit]);
    order.get(key)[1] += amount;
  }
  return [...order.values()].filter(([, amount]) => amount > 0);
}

const SMALL = new Map([["kg", "g"], ["l", "ml"]]);
const LARGE = new Map([["g", "kg"], ["ml", "l"]]);

function measured([item, amount, unit]) {
  return SMALL.has(unit) ? [item, amount * 1000, SMALL.get(unit)] : [item, amount, unit];
}

function written([item, amount, unit]) {
  return LARGE.has(unit) && amount % 1000 === 0 ? [item, amount / 1000, LARGE.get(unit)] : [item, amount, unit];
}
