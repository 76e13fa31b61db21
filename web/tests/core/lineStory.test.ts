import { describe, expect, it } from "vitest";
import { Blame } from "../../src/core/blame";
import { characterAt, lineOf, storyOf, type LineStory } from "../../src/core/lineStory";
import type { TextEdit } from "../../src/core/search";

const FILE = "slots/solution.py";

type Typed = readonly [at: number, by: string, position: number, deleted: number, inserted: string];

function story(number: number, ...typed: readonly Typed[]): LineStory {
  let text = "";
  const edits = typed.map(([at, by, position, deleted, inserted]): TextEdit => {
    text = text.slice(0, position) + inserted + text.slice(position + deleted);
    return { at, by, splices: [{ file: FILE, at: position, deleted, inserted }] };
  });
  const line = lineOf(text, number);
  const blame = new Blame(FILE, [line]);
  for (const edit of edits.toReversed()) blame.back(edit);
  return storyOf(line, blame);
}

describe("the story of a line", () => {
  it("is who began it, and who changed it later", () => {
    const told = story(1, [1000, "candidate", 0, 0, "at = b"], [90_000, "host", 5, 0, "max(at, "]);
    expect(told.begun).toMatchObject({ by: "candidate", at: 1000, how: "typed" });
    expect(told.changed).toEqual({ by: "host", at: 90_000 });
  });

  it("counts typing on as one go", () => {
    const told = story(
      1,
      [1000, "candidate", 0, 0, "a"],
      [9000, "candidate", 1, 0, "t"],
      [17_000, "candidate", 2, 0, "!"],
    );
    expect(told.changed).toBeNull();
    expect(story(1, [1000, "candidate", 0, 0, "a"], [40_000, "candidate", 1, 0, "t"]).changed?.at).toBe(40_000);
  });

  it("knows when something was only taken away", () => {
    expect(story(1, [1000, "candidate", 0, 0, "max(a, b)"], [60_000, "candidate", 3, 4, ""]).changed?.at).toBe(60_000);
  });

  it("does not count what indents it", () => {
    const told = story(1, [1000, "candidate", 0, 0, "x = 1"], [60_000, "host", 0, 0, "    "]);
    expect(told.changed).toBeNull();
    expect(story(1, [500, "host", 0, 0, "    "]).begun?.by).toBe("host");
  });

  it("begins before the track where nobody is found", () => {
    const line = lineOf("abc", 1);
    const blame = new Blame(FILE, [line]);
    expect(storyOf(line, blame)).toEqual({ begun: null, changed: null });
    blame.back({ at: 5, by: "host", splices: [{ file: FILE, at: 1, deleted: 0, inserted: "b" }] });
    expect(storyOf(line, blame)).toEqual({ begun: null, changed: { at: 5, by: "host" } });
  });
});

describe("lines and characters", () => {
  it("are found by their number, the last one beyond the end", () => {
    expect(lineOf("a\nbc\n", 2)).toEqual({ number: 2, from: 2, to: 4, text: "bc" });
    expect(lineOf("a\nbc\n", 9)).toEqual({ number: 3, from: 5, to: 5, text: "" });
    expect(lineOf("", 1)).toEqual({ number: 1, from: 0, to: 0, text: "" });
  });

  it("are whole, also where a character is two units", () => {
    const line = lineOf("x\na😀b", 2);
    expect([2, 3, 4, 5, 6, 99].map((at) => characterAt(line, at))).toEqual([
      { from: 2, to: 3 },
      { from: 3, to: 5 },
      { from: 3, to: 5 },
      { from: 5, to: 6 },
      { from: 5, to: 6 },
      { from: 5, to: 6 },
    ]);
    expect(characterAt(lineOf("", 1), 0)).toBeNull();
  });
});
