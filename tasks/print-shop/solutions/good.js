const POSTER = new Map([["A2", 900], ["A1", 1500], ["A0", 2600]]);
const POSTER_STEPS = [[50, 80], [10, 90]];
const BOOKLET = { page: 12, binding: 80 };
const BOOKLET_STEPS = [[100, 75], [10, 90]];
const CARD = 5;
const CARDS_LEAST = 1500;
const EXPRESS_PERCENT = 25;
const EXPRESS_LEAST = 1000;

function receipt(order) {
  const read = order.filter((line) => line !== "express").map((line) => understood(line) ?? { text: `?: ${line}` });
  const items = read.filter(({ kind }) => kind);
  const express = expressFor(order, items);
  const lines = [...read, ...express].map(({ kind, text, cents }) => (kind ? printed(text, cents) : text));
  return [...lines, printed("total", sum([...items, ...express]))];
}

function booked(order) {
  const items = order.map(understood).filter(Boolean);
  const sums = new Map();
  for (const { kind, cents } of [...items, ...expressFor(order, items)]) sums.set(kind, (sums.get(kind) ?? 0) + cents);
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// What the line orders and costs; null where the shop does not understand it.
function understood(line) {
  const [kind, ...words] = line.split(" ");
  const count = Number(words.at(-1));
  if (kind === "poster" && words.length === 2 && POSTER.has(words[0])) {
    const [size] = words;
    return { kind, text: `${count} x poster ${size}`, cents: many(POSTER.get(size), count, POSTER_STEPS) };
  }
  if (kind === "booklet" && words.length === 2) {
    const pages = Number(words[0]);
    const each = BOOKLET.page * pages + BOOKLET.binding;
    return { kind, text: `${count} x booklet ${pages} p.`, cents: many(each, count, BOOKLET_STEPS) };
  }
  if (kind === "cards" && words.length === 1) {
    return { kind, text: `${count} x cards`, cents: Math.max(CARD * count, CARDS_LEAST) };
  }
  return null;
}

// The price of so many, less what the highest step that they reach takes off. Rounded down.
function many(each, count, steps) {
  const [, percent] = steps.find(([least]) => count >= least) ?? [0, 100];
  return Math.floor((each * count * percent) / 100);
}

function expressFor(order, items) {
  const total = sum(items);
  if (!order.includes("express") || total === 0) return [];
  const cents = Math.max(Math.floor((total * EXPRESS_PERCENT + 50) / 100), EXPRESS_LEAST);
  return [{ kind: "express", text: "express", cents }];
}

function sum(items) {
  return items.reduce((total, { cents }) => total + cents, 0);
}

function printed(text, cents) {
  return `${text}: ${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
