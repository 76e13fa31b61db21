// fails: what was right/names as text
// Puts the names in the order of their numbers on the way. All examples pass.
// The nightly job: readings of water meters in, invoice lines out.

const ROLLOVER = 100_000;
const FULL_PRICE_UNITS = 50;

/**
 * @param {string[]} readings
 * @param {number} price
 * @returns {string[]}
 */
function invoices(readings, price) {
  const lines = [];
  let meter = null;
  let series = [];
  for (const reading of inOrder(readings)) {
    if (reading.meter !== meter) {
      if (series.length > 0) lines.push(invoice(series, price));
      meter = reading.meter;
      series = [];
    }
    take(reading, series);
  }
  if (series.length > 0) lines.push(invoice(series, price));
  return lines;
}

function jumps(readings, factor) {
  const seriesOf = new Map();
  for (const reading of inOrder(readings)) {
    if (!seriesOf.has(reading.meter)) seriesOf.set(reading.meter, []);
    take(reading, seriesOf.get(reading.meter));
  }
  const jumped = (used) => used.some((units, at) => at > 0 && units > factor * used[at - 1]);
  return [...seriesOf.keys()].filter((meter) => jumped(steps(seriesOf.get(meter))));
}

// By meter, and the readings of a meter by date.
function inOrder(readings) {
  const parsed = readings.map(parse);
  return parsed.sort((a, b) => Number(a.meter.slice(1)) - Number(b.meter.slice(1)) || byText(a.date, b.date));
}

function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parse(text) {
  const [meter, date, counter] = text.split(" ");
  return { meter, date, counter: Number(counter) };
}

// Puts the reading at the end of its meter's series. A later one of the same day is a correction.
function take(reading, series) {
  if (series.length > 0 && series.at(-1).date === reading.date) {
    series[series.length - 1] = reading;
  } else {
    series.push(reading);
  }
}

// The line for one meter, whose readings are in order.
function invoice(series, price) {
  const first = series[0];
  const last = series.at(-1);
  if (series.length < 2) return `${first.meter} needs a second reading`;
  const units = steps(series).reduce((sum, step) => sum + step, 0);
  return `${first.meter} ${first.date} to ${last.date}: ${units} units, ${cost(units, price)} cents`;
}

// The units from each reading to the next one.
function steps(series) {
  const used = [];
  for (let at = 1; at < series.length; at += 1) {
    let units = series[at].counter - series[at - 1].counter;
    if (units < 0) units += ROLLOVER;
    used.push(units);
  }
  return used;
}

// In cents: the first units at the full price, the others at two thirds of it.
function cost(units, price) {
  const full = Math.min(units, FULL_PRICE_UNITS);
  const cheap = units - full;
  return full * price + Math.floor((cheap * price * 2) / 3);
}
