import { describe, expect, it } from "vitest";
import type { Change } from "../../src/core/events";
import { backWords, isName, leftWords, policyWords, privateFiles, stepsBy, textsAfter } from "../../src/core/private";
import type { Spell } from "../../src/core/state";

const FILE = "slots/solution.py";

function spell(minutes = 5, at = 60_000): Spell {
  const known = { id: "s", policy: "released", minutes, shares: false, at, end: null } as const;
  return { ...known, shared: false, released: false, steps: [], tries: [], files: [] };
}

describe("how long it takes", () => {
  it.each([
    [60_000, "back in about 5 min", "about 5 min left"],
    [59_990, "back in about 5 min", "about 5 min left"],
    [60_000 + 90_000, "back in about 4 min", "about 4 min left"],
    [60_000 + 299_000, "back in about 1 min", "about 1 min left"],
    [60_000 + 300_000, "back soon", "your 5 min are over, take what you need"],
    [60_000 + 900_000, "back soon", "your 5 min are over, take what you need"],
  ])("at %i ms the others read “%s”", (now, others, mine) => {
    expect(backWords(spell(), now)).toBe(others);
    expect(leftWords(spell(), now)).toBe(mine);
  });
});

it("says of each policy what becomes of it", () => {
  expect(policyWords("not_recorded", "Ida")).toContain("stored nowhere");
  expect(policyWords("released", "Ida")).toContain("Ida sees what you write and try only if you release it");
  expect(policyWords("recorded", "Ida")).toContain("Afterwards Ida and the panel can see it");
});

describe("what was written by when", () => {
  const change = (...changes: Change[]): readonly Change[] => changes;
  const steps = [
    { at: 1000, changes: change([FILE, 0, 0, "a😀b\n"]) },
    { at: 2000, changes: change([FILE, 1, 2, "x"], ["slots/solution.js", 0, 0, "let"]) },
    { at: 9000, changes: change([FILE, 0, 4, ""]) },
  ];

  it("follows the changes, which count as JavaScript does", () => {
    expect(textsAfter(steps, 0)).toEqual({});
    expect(textsAfter(steps, 1)).toEqual({ [FILE]: "a😀b\n" });
    expect(textsAfter(steps, 2)).toEqual({ [FILE]: "axb\n", "slots/solution.js": "let" });
    expect(textsAfter(steps, 3)).toEqual({ [FILE]: "", "slots/solution.js": "let" });
  });

  it("knows how many steps had been made", () => {
    expect([999, 1000, 5000, 9999].map((at) => stepsBy(steps, at))).toEqual([0, 1, 2, 3]);
  });
});

describe("a project's files", () => {
  const desk = { task: "desk", language: "python", deleted: false } as const;
  const began = [
    { ...desk, file: "python.1", path: "desk.py", fixed: false },
    { ...desk, file: "python.2", path: "store.py", fixed: false },
    { ...desk, file: "python.3", path: "desk_test.py", fixed: true },
  ];

  it("are called as the private names say, and made after those that were there", () => {
    const texts = {
      "desk/python.1/path": "counter.py",
      "desk/python.2/path": "-store.py",
      "desk/python.3/path": "mine.py",
      "desk/python.1002/path": "b.py",
      "desk/python.1001/path": "a.py",
      "desk/python.1003/path": "",
      "desk/python.1001": "a = 1",
    };
    expect(privateFiles(began, texts).map((each) => [each.file, each.path, each.deleted])).toEqual([
      ["python.1", "counter.py", false],
      ["python.2", "store.py", true],
      ["python.3", "desk_test.py", false],
      ["python.1001", "a.py", false],
      ["python.1002", "b.py", false],
    ]);
    expect(privateFiles(began, texts)[3]).toEqual({ ...desk, file: "python.1001", path: "a.py", fixed: false });
    expect(isName("desk/python.1")).toBe(false);
  });
});
