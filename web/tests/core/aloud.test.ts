import { describe, expect, it } from "vitest";
import { findInChat, findInNotes, findInSheet } from "../../src/core/aloud";
import { judged, note, OPENED, runStarted, timeline } from "../people";

const any = (text: string): { text: string; sameCase: boolean } => ({ text, sameCase: false });

describe("searching in what programs printed", () => {
  const sheet = timeline(
    runStarted(),
    ["room", "printed", { run: "r1", stream: "stdout", text: "hel", cut: false }],
    ["room", "printed", { run: "r1", stream: "stdout", text: "lo\nworld", cut: false }],
    ["room", "printed", { run: "r1", stream: "stderr", text: "Hello again", cut: false }],
    judged("one", { message: "One stretch starts too early", got: [[700, 1020]] }),
  );

  it("finds across pieces, on each stream, at their first piece", () => {
    expect(findInSheet(sheet, any("hello")).map((each) => [each.at, each.where, each.line])).toEqual([
      [1000, "printed", 1],
      [3000, "printed to stderr", 1],
    ]);
  });

  it("finds in what a case said and what it answered", () => {
    expect(findInSheet(sheet, any("too early"))).toMatchObject([{ at: 4000, where: "case “case one”", case: "one" }]);
    expect(findInSheet(sheet, any("[[700"))).toHaveLength(1);
    expect(findInSheet(sheet, any("nowhere"))).toEqual([]);
  });
});

describe("searching in notes", () => {
  const told = timeline(
    OPENED,
    note("n1", "Asks about overlap"),
    note("n2", "Calm"),
    ["host", "note_changed", { note: "n2", text: "Sees the overlap", tag: "" }],
    ["host", "note_changed", { note: "n1", text: "Asks about overlaps early", tag: "" }],
    ["host", "note_changed", { note: "n1", text: "Asks early", tag: "" }],
    ["host", "note_dropped", { note: "n2" }],
  );

  it("tells when it was there and until when, and nothing of a note that was deleted", () => {
    expect(findInNotes(told, any("overlap")).map((each) => [each.note, each.at, each.gone?.at])).toEqual([
      ["n1", 1000, 5000],
    ]);
    expect(findInNotes(told, any("nothing of this"))).toEqual([]);
  });
});

describe("searching in the chat", () => {
  it("tells who wrote it and when", () => {
    const told = timeline(OPENED, ["candidate", "said", { text: "May I assume an order?" }], note("n1", "An order"));
    expect(findInChat(told, any("ORDER")).map((each) => [each.by, each.at])).toEqual([["candidate", 1000]]);
    expect(findInChat(told, any("nothing of this"))).toEqual([]);
  });
});
