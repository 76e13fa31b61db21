import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import type { Place } from "../../src/core/page";
import { apply } from "../../src/core/state";
import { Desk } from "../../src/panels/desk";
import { followPeople } from "../../src/panels/follow";
import type { Pointer } from "../../src/source";
import { CAM_JOINS, event, IDA_JOINS, OPENED, page, type Told } from "../people";
import { fakeSource } from "./fakeSource";

const PYTHON: Place = { task: "slots", language: "python" };
const JAVASCRIPT: Place = { task: "slots", language: "javascript" };

function pointer(key: string, moves: number, file = "slots/solution.py"): Pointer {
  const who = { person: "candidate", name: "Cam", role: "candidate" } as const;
  return { key, ...who, file, anchor: null, head: null, typing: false, moves };
}

/** Ida, who follows Cam from the beginning. */
function ida() {
  const { source, state } = fakeSource("host", [OPENED, IDA_JOINS, CAM_JOINS]);
  const pointers = signal<readonly Pointer[]>([]);
  const [first] = page("host").tasks;
  if (!first) throw new Error("no task");
  const desk = new Desk(page("host"), source, first);
  let now = 0;
  followPeople(desk, { ...source, pointers }, () => now);
  desk.following.value = "candidate";
  const hear = (...[by, kind, data]: Told): void => {
    state.value = apply(state.peek(), event(state.peek().seq + 1, by, kind, data));
  };
  const passes = (ms: number): void => void (now += ms);
  return { desk, pointers, hear, passes };
}

it("Ida comes along to Cam's file and keeps Cam's cursor in view", () => {
  const { desk, pointers, hear } = ida();
  hear("candidate", "switched", JAVASCRIPT);
  expect(desk.place.value).toEqual(JAVASCRIPT);
  pointers.value = [pointer("7", 1, "slots/solution.js")];
  expect(desk.inView.value?.pointer).toBe("7");
  expect(desk.following.value).toBe("candidate");
});

it("of Cam's two tabs the one that moved last is followed", () => {
  const { desk, pointers, hear } = ida();
  hear("candidate", "switched", PYTHON);
  pointers.value = [pointer("1", 1), pointer("2", 1)];
  pointers.value = [pointer("1", 2), pointer("2", 1)];
  expect(desk.inView.value?.pointer).toBe("1");
  pointers.value = [pointer("1", 2), pointer("2", 1)];
  expect(desk.inView.value?.pointer).toBe("1");
});

it("it ends when Cam leaves, and when Ida goes somewhere herself", () => {
  const one = ida();
  one.hear("candidate", "left", {});
  expect(one.desk.following.value).toBeNull();
  const two = ida();
  two.desk.goTo(JAVASCRIPT);
  expect(two.desk.following.value).toBeNull();
  two.hear("candidate", "switched", PYTHON);
  expect(two.desk.place.value).toEqual(JAVASCRIPT);
});

it("two who follow each other do not change files forever", () => {
  const { desk, hear, passes } = ida();
  for (let n = 0; n < 40 && desk.following.value !== null; n += 1) {
    hear("candidate", "switched", n % 2 === 0 ? JAVASCRIPT : PYTHON);
    passes(50);
  }
  expect(desk.following.value).toBeNull();
});

it("somebody who changes files now and then is followed for as long as one likes", () => {
  const { desk, hear, passes } = ida();
  for (let n = 0; n < 40; n += 1) {
    hear("candidate", "switched", n % 2 === 0 ? JAVASCRIPT : PYTHON);
    passes(2_000);
  }
  expect(desk.following.value).toBe("candidate");
});
