const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Codes } = require("./codes.js");
const { NoSpace, UnknownCode } = require("./errors.js");
const { Station } = require("./station.js");

function station(keep = 3, lockers = { A1: "S", A2: "M", A3: "L" }) {
  return new Station(lockers, new Codes(), keep);
}

test("a parcel goes into the smallest locker", () => {
  const here = station();
  here.deposit("p1", "M", 1);
  assert.equal(here.where("p1"), "A2");
  assert.deepEqual(here.free(), { S: 1, M: 0, L: 1 });
});

test("a larger locker when the small one is taken", () => {
  const here = station();
  here.deposit("p1", "S", 1);
  here.deposit("p2", "S", 1);
  assert.equal(here.where("p2"), "A2");
});

test("a code takes the parcel out once", () => {
  const here = station();
  const code = here.deposit("p1", "S", 1);
  assert.equal(here.collect(code), "p1");
  assert.equal(here.where("p1"), null);
  assert.throws(() => here.collect(code), UnknownCode);
});

test("no space", () => {
  const here = station(3, { A1: "S" });
  assert.throws(() => here.deposit("p1", "M", 1), NoSpace);
  assert.deepEqual(here.free(), { S: 1, M: 0, L: 0 });
});

test("overdue parcels are cleared", () => {
  const here = station(3);
  here.deposit("p1", "S", 1);
  here.deposit("p2", "S", 5);
  assert.deepEqual(here.overdue(5), ["p1"]);
  assert.deepEqual(here.clear(5), ["p1"]);
  assert.deepEqual(here.overdue(5), []);
  assert.equal(here.where("p1"), null);
});
