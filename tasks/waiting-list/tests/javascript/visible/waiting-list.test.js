const assert = require("node:assert/strict");
const { test } = require("node:test");
const { AlreadyIn, NotIn, WaitingList } = require("./waiting_list.js");

test("seats first then the line", () => {
  const workshop = new WaitingList(2);
  assert.deepEqual(["cook", "baker", "florist"].map((name) => workshop.join(name)), [true, true, false]);
  assert.deepEqual(workshop.seated(), ["cook", "baker"]);
  assert.deepEqual(workshop.waiting(), ["florist"]);
});

test("a free seat goes to whoever waits longest", () => {
  const workshop = new WaitingList(1);
  for (const name of ["cook", "baker", "florist"]) workshop.join(name);
  workshop.leave("cook");
  assert.deepEqual(workshop.seated(), ["baker"]);
  assert.deepEqual(workshop.waiting(), ["florist"]);
});

test("nobody joins twice", () => {
  const workshop = new WaitingList(1);
  workshop.join("cook");
  assert.throws(() => workshop.join("cook"), AlreadyIn);
});

test("nobody leaves who is not in", () => {
  assert.throws(() => new WaitingList(1).leave("cook"), NotIn);
});

test("a move is announced", () => {
  const moved = [];
  const workshop = new WaitingList(1);
  workshop.listen((name) => moved.push(name));
  workshop.join("cook");
  workshop.join("baker");
  workshop.leave("cook");
  assert.deepEqual(moved, ["baker"]);
});
