const assert = require("node:assert/strict");
const { test } = require("node:test");
const { AlreadyIn, NotIn, WaitingList } = require("./waiting_list.js");

function full(seats, ...names) {
  const workshop = new WaitingList(seats);
  for (const name of names) workshop.join(name);
  return workshop;
}

test("leaving the line moves nobody", () => {
  const moved = [];
  const workshop = full(1, "cook", "baker", "florist");
  workshop.listen((name) => moved.push(name));
  workshop.leave("baker");
  assert.deepEqual([workshop.seated(), workshop.waiting(), moved], [["cook"], ["florist"], []]);
});

test("who waits cannot join again", () => {
  const workshop = full(1, "cook", "baker");
  assert.throws(() => workshop.join("baker"), AlreadyIn);
  assert.deepEqual(workshop.waiting(), ["baker"]);
});

test("who left may come back at the end", () => {
  const workshop = full(1, "cook", "baker", "florist");
  workshop.leave("baker");
  assert.equal(workshop.join("baker"), false);
  assert.deepEqual(workshop.waiting(), ["florist", "baker"]);
});

test("a seat that is given anew comes last", () => {
  const workshop = full(2, "cook", "baker", "florist");
  workshop.leave("cook");
  assert.deepEqual(workshop.seated(), ["baker", "florist"]);
});

test("no seats at all", () => {
  const workshop = full(0, "cook");
  assert.deepEqual([workshop.seated(), workshop.waiting()], [[], ["cook"]]);
});

test("lists are not the lists inside", () => {
  const workshop = full(1, "cook", "baker");
  workshop.seated().push("smith");
  workshop.waiting().push("smith");
  assert.deepEqual([workshop.seated(), workshop.waiting()], [["cook"], ["baker"]]);
});

test("everybody who listens hears in order", () => {
  const heard = [];
  const workshop = full(1, "cook", "baker");
  workshop.listen((name) => heard.push(["first", name]));
  workshop.listen((name) => heard.push(["second", name]));
  workshop.leave("cook");
  assert.deepEqual(heard, [["first", "baker"], ["second", "baker"]]);
});

test("a seat is taken before it is announced", () => {
  const seen = [];
  const workshop = full(1, "cook", "baker");
  workshop.listen((name) => seen.push([name, workshop.seated(), workshop.waiting()]));
  workshop.leave("cook");
  assert.deepEqual(seen, [["baker", ["baker"], []]]);
});

test("leaving twice", () => {
  const workshop = full(1, "cook");
  workshop.leave("cook");
  assert.throws(() => workshop.leave("cook"), NotIn);
});
