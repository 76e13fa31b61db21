import { describe, expect, it } from "vitest";
import type { Change } from "../../src/core/events";
import { backWords, leftWords, policyWords, stepsBy, textsAfter } from "../../src/core/private";
import type { Spell } from "../../src/core/state";

const FILE = "slots/solution.py";

function spell(minutes = 5, at = 60_000): Spell {
  const known = { id: "s", policy: "released", minutes, shares: false, at, end: null } as const;
  return { ...known, shared: false, released: false, steps: [], tries: [] };
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
