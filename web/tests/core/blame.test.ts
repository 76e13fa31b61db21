import { describe, expect, it } from "vitest";
import { AT_ONCE, Blame, howOf, type Stretch } from "../../src/core/blame";
import type { TextEdit } from "../../src/core/search";
import { chance, someEdits, spliced, type Character } from "./looking";

const FILE = "slots/solution.py";
const LONG = "return sorted(found, key=first)";

function typed(by: string, at: number, position: number, deleted: number, inserted: string): TextEdit {
  return { at, by, splices: [{ file: FILE, at: position, deleted, inserted }] };
}

function walked(edits: readonly TextEdit[], from: number, to: number): Blame {
  const blame = new Blame(FILE, [{ from, to }]);
  for (const edit of edits.toReversed()) blame.back(edit);
  return blame;
}

describe("who wrote a character", () => {
  it("is found in the edit that wrote it, wherever it stood then", () => {
    const edits = [
      typed("candidate", 10, 0, 0, "ab"),
      typed("host", 20, 1, 0, "X"),
      typed("candidate", 30, 0, 0, "--"),
    ];
    expect(walked(edits, 0, 5).found.map(({ from, to, by, at }) => [from, to, by, at])).toEqual([
      [0, 2, "candidate", 30],
      [2, 3, "candidate", 10],
      [3, 4, "host", 20],
      [4, 5, "candidate", 10],
    ]);
  });

  it("is whoever brought it back, after it was gone", () => {
    const edits = [typed("candidate", 10, 0, 0, "abc"), typed("candidate", 20, 1, 1, ""), typed("host", 30, 1, 0, "b")];
    expect(walked(edits, 1, 2).found).toEqual([{ from: 1, to: 2, by: "host", at: 30, how: "typed", units: 1 }]);
  });

  it("tells what was typed, inserted at once, and there from the start", () => {
    const edits = [typed("room", 0, 0, 0, LONG), typed("candidate", 10, 0, 0, LONG), typed("host", 20, 0, 0, "x")];
    expect(walked(edits, 0, 1 + 2 * LONG.length).found.map((each) => each.how)).toEqual([
      "typed",
      "at-once",
      "starter",
    ]);
    expect([AT_ONCE - 1, AT_ONCE].map((units) => howOf("host", units))).toEqual(["typed", "at-once"]);
  });

  it("says when something was taken away in between", () => {
    const edits = [
      typed("candidate", 10, 0, 0, "max(a, b)"),
      typed("host", 40, 3, 4, ""),
      typed("host", 50, 5, 0, " "),
    ];
    expect(walked(edits, 0, 5).cut?.at).toBe(40);
    expect(walked(edits, 0, 3).cut).toBeNull();
  });

  it("stops when everything is found, and knows what is left", () => {
    const blame = new Blame(FILE, [
      { from: 0, to: 2 },
      { from: 5, to: 5 },
    ]);
    expect(blame.done).toBe(false);
    blame.back(typed("host", 9, 0, 1, "x"));
    expect([blame.done, blame.rest]).toEqual([false, [{ from: 1, to: 2 }]]);
    blame.back(typed("host", 8, 0, 0, "ab"));
    expect([blame.done, blame.rest]).toEqual([true, []]);
  });
});

describe("walking back and a model that remembers each character", () => {
  for (const seed of [3, 14, 15, 92, 65]) {
    it(`agree on every character (${seed})`, () => {
      const edits = someEdits(600, seed, ["a", "bc", "😀\r\n", LONG, "\n"]);
      const random = chance(seed);
      let [text, ids]: [readonly Character[], number] = [[], 0];
      for (const [index, edit] of edits.entries()) {
        for (const splice of edit.splices) if (splice.file === FILE) text = spliced(text, edit, splice, () => ids++);
        if (random(12) > 0 || text.length === 0) continue;
        const from = random(text.length);
        const ranges = [{ from, to: Math.min(text.length, from + random(90)) }];
        if (from > 4) ranges.unshift({ from: 0, to: 3 });
        const blame = new Blame(FILE, ranges);
        for (const before of edits.slice(0, index + 1).toReversed()) blame.back(before);
        expect(blame.done).toBe(true);
        expect(characters(blame.found)).toEqual(ranges.flatMap((each) => expected(text, each.from, each.to)));
      }
    });
  }
});

function characters(found: readonly Stretch[]): readonly string[] {
  return found.flatMap(({ from, to, by, at, units, how }) => {
    return Array.from({ length: to - from }, (_, index) => `${from + index} ${by} ${at} ${units} ${how}`);
  });
}

function expected(text: readonly Character[], from: number, to: number): readonly string[] {
  return text
    .slice(from, to)
    .map(({ by, at, units }, index) => `${from + index} ${by} ${at} ${units} ${howOf(by, units)}`);
}
