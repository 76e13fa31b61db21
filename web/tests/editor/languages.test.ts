import { EditorState } from "@codemirror/state";
import { ensureSyntaxTree } from "@codemirror/language";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { languageMode, MODES } from "../../src/editor/languages";

const FOLDERS = new URL("../../../sandbox/languages/", import.meta.url);

describe("the editor's language modes", () => {
  it.each(MODES)("%s arrives and reads a line of code", async (mode) => {
    const state = EditorState.create({ doc: 'x = 1 + (2 * "three")\n', extensions: await languageMode(mode) });
    const tree = ensureSyntaxTree(state, state.doc.length, 5000);
    expect(tree?.length).toBe(state.doc.length);
  });

  it("a name that nobody knows is plain text", async () => {
    expect(await languageMode("klingon")).toEqual([]);
    expect(await languageMode("constructor")).toEqual([]);
  });

  it("every language of the sandbox names a mode that is here, or none", () => {
    const named = readdirSync(FOLDERS, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map(({ name }) => readFileSync(fileURLToPath(new URL(`${name}/language.toml`, FOLDERS)), "utf8"))
      .map((toml) => /^editor = "(.*)"/m.exec(toml)?.[1] ?? "");
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((editor) => editor !== "" && editor !== "text" && !MODES.includes(editor))).toEqual([]);
  });
});
