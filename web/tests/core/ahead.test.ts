import { describe, expect, it } from "vitest";
import { Ahead } from "../../src/core/ahead";
import type { TextEdit } from "../../src/core/search";

const FILE = "slots/solution.py";
const LINE = "    at = b";
/** The line stands at 10, between two others. */
const FROM = 10;
const END = FROM + LINE.length;

function ahead(
  ...edits: readonly (readonly [at: number, position: number, deleted: number, inserted: string])[]
): Ahead {
  const seen = new Ahead(FILE, FROM, LINE);
  for (const [at, position, deleted, inserted] of edits) {
    seen.step({ at, by: "candidate", splices: [{ file: FILE, at: position, deleted, inserted }] } satisfies TextEdit);
  }
  return seen;
}

describe("what becomes of a line", () => {
  it("is nothing while only others are edited", () => {
    const others = ahead(
      [1, 0, 0, "# one\n"],
      [2, 16, 0, "new\n"],
      [3, END + 6 + 4, 0, "\n    x"],
      [4, END + 10, 1, ""],
      [5, 8, 2, ""],
    );
    expect([others.next, others.done]).toEqual([null, false]);
  });

  it("is what it was changed to by edits one after another", () => {
    const typed = ahead([1, 0, 0, "# one\n"], [5000, 6 + FROM + 9, 0, "max(at, "], [6000, 6 + END + 8, 0, ")"]);
    expect(typed.next).toEqual({ at: 5000, by: "candidate", text: "    at = max(at, b)" });
    const later = ahead([5000, END, 0, "c"], [40_000, FROM, 0, "#"]);
    expect([later.next?.text, later.done]).toEqual(["    at = bc", true]);
  });

  it("may be the end of it", () => {
    expect(ahead([1, FROM, LINE.length, ""]).next?.text).toBe("");
    expect(ahead([1, FROM, LINE.length + 1, ""])).toMatchObject({ done: true, next: { text: null } });
    expect(ahead([1, FROM - 4, 8, "x"]).next?.text).toBeNull();
  });

  it("goes on in its first part when it is cut in two", () => {
    expect(ahead([1, FROM + 7, 0, "\n"], [2, FROM + 7, 0, "!"]).next?.text).toBe("    at !");
    expect(ahead([1, FROM, 0, "a\n\nb"]).next?.text).toBe("a");
  });

  it("is as it was when only another line was written from where it begins", () => {
    expect(ahead([1, FROM, 0, "#"], [2, FROM + 1, 0, " why\n"]).next).toBeNull();
    expect(ahead([1, END, 0, "x"], [2, END, 0, "\n"]).next).toBeNull();
  });

  it("is no change when something was written and taken back", () => {
    const back = [
      [1000, END, 0, " # hm"],
      [4000, END, 5, ""],
    ] as const;
    expect(ahead(...back).next).toBeNull();
    expect(ahead(...back, [60_000, END, 0, "!"]).next).toMatchObject({ at: 60_000, text: `${LINE}!` });
  });

  it("can begin with an empty line", () => {
    const empty = new Ahead(FILE, 0, "");
    const type = (at: number, inserted: string): void => {
      empty.step({ at, by: "host", splices: [{ file: FILE, at: 0, deleted: 0, inserted }] });
    };
    type(1, "\n  ");
    type(2, "above\n");
    expect(empty.next).toBeNull();
    empty.step({ at: 3, by: "host", splices: [{ file: FILE, at: 6, deleted: 0, inserted: "x" }] });
    expect(empty.next?.text).toBe("x");
  });

  it("does not look at other files", () => {
    const seen = new Ahead("slots/other.py", FROM, LINE);
    seen.step({ at: 1, by: "host", splices: [{ file: FILE, at: FROM + 1, deleted: 0, inserted: "x" }] });
    expect(seen.next).toBeNull();
  });
});
