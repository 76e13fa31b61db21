const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Codes } = require("./codes.js");
const { AlreadyHere, NoSpace, UnknownCode } = require("./errors.js");
const { Station } = require("./station.js");

function station(keep = 3, lockers = { A1: "S", A2: "M", A3: "L" }) {
  return new Station(lockers, new Codes(), keep);
}

test("the first of one size and not the first by name", () => {
  const here = station(3, { C1: "M", A1: "L", B1: "M", D1: "S" });
  for (const parcel of ["p1", "p2", "p3"]) here.deposit(parcel, "M", 1);
  assert.deepEqual(["p1", "p2", "p3"].map((parcel) => here.where(parcel)), ["C1", "B1", "A1"]);
});

test("a free locker is used again", () => {
  const here = station(3, { A1: "S", A2: "S" });
  const code = here.deposit("p1", "S", 1);
  here.deposit("p2", "S", 1);
  here.collect(code);
  here.deposit("p3", "S", 2);
  assert.equal(here.where("p3"), "A1");
  assert.deepEqual(here.free(), { S: 0, M: 0, L: 0 });
});

test("refused parcels use up no code", () => {
  const expected = new Codes();
  const here = station(3, { A1: "S", A2: "S" });
  assert.equal(here.deposit("p1", "S", 1), expected.next());
  assert.throws(() => here.deposit("p2", "L", 1), NoSpace);
  assert.throws(() => here.deposit("p1", "S", 1), AlreadyHere);
  assert.equal(here.deposit("p3", "S", 1), expected.next());
});

test("already here comes before no space", () => {
  const here = station(3, { A1: "S" });
  here.deposit("p1", "S", 1);
  assert.throws(() => here.deposit("p1", "L", 2), AlreadyHere);
});

test("a parcel may come back", () => {
  const here = station();
  const first = here.deposit("p1", "S", 1);
  here.collect(first);
  const second = here.deposit("p1", "L", 2);
  assert.equal(here.where("p1"), "A3");
  assert.throws(() => here.collect(first), UnknownCode);
  assert.equal(here.collect(second), "p1");
});

test("exactly as many days is not overdue", () => {
  const here = station(3);
  here.deposit("p1", "S", 1);
  assert.deepEqual([here.overdue(4), here.clear(4), here.overdue(5)], [[], [], ["p1"]]);
  assert.equal(here.where("p1"), "A1");
});

test("overdue in the order of their days", () => {
  const here = station(0, { A1: "L", A2: "L", A3: "S" });
  here.deposit("p9", "S", 1);
  here.deposit("p5", "L", 1);
  here.deposit("p7", "S", 2);
  assert.deepEqual(here.overdue(2), ["p9", "p5"]);
  assert.deepEqual(here.overdue(3), ["p9", "p5", "p7"]);
  assert.deepEqual(here.clear(3), ["p9", "p5", "p7"]);
});

test("who comes back waits anew", () => {
  const here = station(1);
  const code = here.deposit("p1", "S", 1);
  here.deposit("p2", "S", 2);
  here.collect(code);
  here.deposit("p1", "S", 3);
  assert.deepEqual(here.overdue(4), ["p2"]);
  assert.deepEqual(here.overdue(5), ["p2", "p1"]);
});

test("the codes of cleared parcels are of no use", () => {
  const here = station(1);
  const code = here.deposit("p1", "S", 1);
  const other = here.deposit("p2", "S", 9);
  here.clear(9);
  assert.throws(() => here.collect(code), UnknownCode);
  assert.deepEqual(here.free(), { S: 1, M: 0, L: 1 });
  assert.equal(here.collect(other), "p2");
});

test("an overdue parcel can be collected until it is cleared", () => {
  const here = station(1);
  const code = here.deposit("p1", "S", 1);
  assert.deepEqual(here.overdue(30), ["p1"]);
  assert.equal(here.collect(code), "p1");
  assert.deepEqual(here.clear(30), []);
});

test("two stations do not know each other", () => {
  const here = station();
  const there = station();
  here.deposit("p1", "S", 1);
  assert.equal(there.where("p1"), null);
  assert.deepEqual(there.free(), { S: 1, M: 1, L: 1 });
});
