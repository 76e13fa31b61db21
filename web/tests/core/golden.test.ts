/** The golden frames that the server's tests hold too: what it writes is read here, and it reads what is written here. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RoomEvent } from "../../src/core/events";
import { factLines } from "../../src/core/facts";
import { readFrame, writeFrame, type BrowserFrame } from "../../src/core/frames";
import { applyAll, NOTHING_YET } from "../../src/core/state";

function golden(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../tests/wire/${name}`, import.meta.url), "utf8"));
}

describe("what the server writes", () => {
  it.each(["host", "candidate"])("to a %s is read whole, and events heard twice change nothing", (role) => {
    const frame = golden(`events-${role}.json`) as { type: string; events: RoomEvent[] };
    expect(readFrame(JSON.stringify(frame))).toEqual(frame);
    const once = applyAll(NOTHING_YET, frame.events);
    expect(once.phase).toBe("ended");
    expect(applyAll(once, frame.events)).toEqual(once);
  });

  it.each(golden("frames.json") as { type: string }[])("besides: $type", (frame) => {
    expect(readFrame(JSON.stringify(frame))).toEqual(frame);
  });
});

it("what is recorded of Cam reads as in the record", () => {
  const { events, lines } = golden("facts.json") as { events: RoomEvent[]; lines: unknown };
  const state = applyAll(NOTHING_YET, events);
  const read = factLines(state.facts, (id) => state.people[id]?.name ?? id);
  expect(read.map(({ at, words }) => ({ at, words }))).toEqual(lines);
});

it("everything that a browser asks is written as the server reads it", () => {
  const asks: readonly BrowserFrame[] = [
    { type: "run", task: "slots", language: "python", suite: "hidden" },
    { type: "scratch", task: "slots", language: "python", stdin: "3\n4 5\n", file: "" },
    { type: "stop" },
    { type: "case", task: "slots", name: "mine", args: { busy: [[1, 2]] }, expected: [], checked: true, part: 2 },
    { type: "case_drop", case: "c1" },
    { type: "switch", task: "slots", language: "javascript", file: "" },
    { type: "file_create", task: "lending", language: "python", path: "lib/store.py" },
    { type: "file_rename", task: "lending", language: "python", path: "store.py", to: "lib/store.py" },
    { type: "file_delete", task: "lending", language: "python", path: "lib" },
    { type: "file_restore", task: "lending", language: "python", file: "python.3" },
    { type: "note", text: "good", task: "slots", language: "python", line: 4, tag: "code", end: 6, file: "" },
    { type: "note_change", note: "n1", text: "better", tag: "testing" },
    { type: "note_drop", note: "n1" },
    { type: "stage", title: "Coding task", minutes: 40 },
    { type: "pause" },
    { type: "resume" },
    { type: "extend", minutes: 5 },
    { type: "part", task: "slots", part: 2 },
    { type: "hint", task: "slots", number: 2 },
    { type: "pasted", task: "slots", language: "python", at: 7, length: 120, file: "" },
    { type: "away" },
    { type: "back" },
    { type: "say", text: "May I look this up?" },
    { type: "hand_raise" },
    { type: "hand_lower", person: "candidate" },
    { type: "private", minutes: 10, shares: true },
    { type: "private_end", share: false },
    { type: "private_release", spell: "s" },
    { type: "end" },
    { type: "ping", n: 3 },
  ];
  expect(asks.map((ask) => JSON.parse(writeFrame(ask)) as unknown)).toEqual(golden("asks.json"));
});
