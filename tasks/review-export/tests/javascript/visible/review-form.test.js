// Whether the comments can be read. What they say is for people to judge.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");

const PLACE = /^([\w.]+):(\d+)(?:-(\d+))?: (must|should|nit): (.+)$/;
const GENERAL = /^general: (must|should|nit): (.+)$/;
const FILES = ["orders.js", "exports.js", "api.js"];

function read(file) {
  return fs.readFileSync(path.join(__dirname, file), "utf8");
}

function lines() {
  const all = read("review.txt").split("\n").map((line) => line.trim());
  return all.filter((line) => line && !line.startsWith("#"));
}

function places() {
  const found = lines().map((line) => PLACE.exec(line)).filter(Boolean);
  return found.map(([, file, first, last]) => ({ file, first: Number(first), last: Number(last ?? first) }));
}

test("there is a comment", () => {
  assert.ok(lines().length > 0, "Write a comment into review.txt.");
});

test("every line is a comment", () => {
  for (const line of lines()) {
    assert.ok(PLACE.test(line) || GENERAL.test(line), `This cannot be read: ${line.slice(0, 60)}`);
  }
});

test("every place is there", () => {
  for (const { file, first, last } of places()) {
    assert.ok(FILES.includes(file), `${file} is no file of the change: ${FILES.join(", ")}`);
    const count = read(file).trimEnd().split("\n").length;
    assert.ok(1 <= first && first <= last && last <= count, `${file} has the lines 1 to ${count}, and not ${first} to ${last}.`);
  }
});

test("every comment says something", () => {
  for (const line of lines()) {
    const read = PLACE.exec(line) ?? GENERAL.exec(line);
    assert.ok(!read || read.at(-1).length >= 20, `What is wrong, and what comes of it? ${line.slice(0, 60)}`);
  }
});

test("a choice was made", () => {
  assert.ok(lines().length <= 12, "At most 12 comments: choose what matters.");
  const covered = new Set();
  for (const { file, first, last } of places()) {
    for (let line = first; line <= last && line < first + 500; line += 1) covered.add(`${file} ${line}`);
  }
  assert.ok(covered.size <= 25, `Your comments stand at ${covered.size} lines; the most is 25.`);
});
