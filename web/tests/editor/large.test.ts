import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";
import { AT_ONCE_MAX, notTooLarge } from "../../src/editor/large";

function typed(length: number, userEvent: string): { text: string; told: readonly string[] } {
  const told: string[] = [];
  const state = EditorState.create({ doc: "x = 1\n", extensions: notTooLarge((sentence) => told.push(sentence)) });
  const { state: after } = state.update({ changes: { from: 0, insert: "y".repeat(length) }, userEvent });
  return { text: after.doc.toString(), told };
}

it("takes a paste that fits, and leaves everything as it was where one does not", () => {
  expect(typed(AT_ONCE_MAX, "input.paste").text).toHaveLength(AT_ONCE_MAX + 6);
  const { text, told } = typed(AT_ONCE_MAX + 1, "input.paste");
  expect(text).toBe("x = 1\n");
  expect(told).toEqual([
    "This has 300,001 characters, and at most 300,000 go in at once. Paste it in parts; nothing was changed.",
  ]);
});

it("takes what comes from others whatever its size", () => {
  expect(typed(AT_ONCE_MAX + 1, "remote").text).toHaveLength(AT_ONCE_MAX + 7);
});
