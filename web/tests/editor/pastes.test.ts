import { EditorSelection, EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { pastedIn } from "../../src/editor/pastes";

const state = EditorState.create({
  doc: "one\ntwo\n",
  selection: EditorSelection.create([EditorSelection.range(0, 3), EditorSelection.cursor(4)]),
  extensions: EditorState.allowMultipleSelections.of(true),
});

describe("a paste", () => {
  it("is told with its place and its length, in the units of the shared text", () => {
    const change = { from: 4, to: 7, insert: "😀é" };
    expect(pastedIn(state.update({ changes: change, userEvent: "input.paste" }))).toEqual({ at: 4, length: 3 });
  });

  it("at several cursors is one, with its longest piece", () => {
    const changes = [
      { from: 0, to: 3, insert: "ab" },
      { from: 4, insert: "abcd" },
    ];
    expect(pastedIn(state.update({ changes, userEvent: "input.paste" }))).toEqual({ at: 3, length: 4 });
  });

  it("is nothing else that changes the text", () => {
    const change = { from: 0, insert: "a long line that somebody else wrote" };
    for (const userEvent of ["input.type", "input.drop", "input.complete", "delete.cut", "undo"]) {
      expect(pastedIn(state.update({ changes: change, userEvent }))).toBeNull();
    }
    expect(pastedIn(state.update({ changes: change }))).toBeNull();
    expect(pastedIn(state.update({ changes: { from: 0, to: 3 }, userEvent: "input.paste" }))).toBeNull();
  });
});
