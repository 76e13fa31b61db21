// Whether there is a comment at each place where something is wrong. A place is found by what stands there.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");

const PLACE = /^([\w.]+):(\d+)(?:-(\d+))?: (must|should|nit): (.+)$/;

function read(file) {
  return fs.readFileSync(path.join(__dirname, file), "utf8").split("\n");
}

function places() {
  const found = read("review.txt").map((line) => PLACE.exec(line.trim())).filter(Boolean);
  return found.map(([, file, first, last]) => ({ file, first: Number(first), last: Number(last ?? first) }));
}

// How many comments stand at these lines of the file, or so many lines off.
function comments(file, first, last, off = 1) {
  return places().filter((one) => one.file === file && one.first <= last + off && one.last >= first - off).length;
}

function lineOf(file, text) {
  const all = read(file);
  const at = all.findIndex((line) => line.includes(text));
  assert.ok(at >= 0 && !all.slice(at + 1).some((line) => line.includes(text)), `${text} does not stand once in ${file}`);
  return at + 1;
}

test("not at every line", () => {
  const covered = new Set();
  for (const { file, first, last } of places()) {
    for (let line = first; line <= last && line < first + 500; line += 1) covered.add(`${file} ${line}`);
  }
  assert.ok(covered.size >= 1 && covered.size <= 25);
});

test("the last day is left out", () => {
  const line = lineOf("orders.js", "day < ?");
  assert.ok(comments("orders.js", line, line));
});

test("a region becomes part of the query", () => {
  const line = lineOf("orders.js", "region = '${region}'");
  assert.ok(comments("orders.js", line, line));
});

test("the file is not closed before it is sent", () => {
  const line = lineOf("exports.js", "createWriteStream");
  const end = lineOf("exports.js", "return { file, total }");
  assert.ok(comments("exports.js", line, line + 1) || comments("exports.js", end, end, 0));
});

test("money becomes a fraction", () => {
  const line = lineOf("exports.js", "cents / 100");
  assert.ok(comments("exports.js", line, line + 2));
});

// Anywhere in the function: nothing else is wrong in it.
test("a mail that failed was sent", () => {
  assert.ok(comments("exports.js", lineOf("exports.js", "async function send"), lineOf("exports.js", "return true")));
});

// At the path; or one of two comments anywhere in the function, beside the one on who may.
test("any file can be downloaded", () => {
  const line = lineOf("api.js", "request.query.file");
  assert.ok(comments("api.js", line, line + 1, 0) || comments("api.js", line - 1, line + 1) >= 2);
});

// At the head of the function; or one of two comments anywhere in it, beside the one on the path.
test("anybody can download", () => {
  const line = lineOf("api.js", "function download");
  assert.ok(comments("api.js", line - 1, line, 0) || comments("api.js", line, line + 2) >= 2);
});
