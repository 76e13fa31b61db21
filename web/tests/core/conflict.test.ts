import { describe, expect, it } from "vitest";
import { differing, firstChoices, merged } from "../../src/core/authoring/conflict";

const BASE = { "task.yaml": "a", "statement.md": "b", "guide.md": "c" };
const MINE = { ...BASE, "task.yaml": "mine", "gen.py": "mine" };
const THEIRS = { "task.yaml": "theirs", "statement.md": "theirs" };

describe("two versions of one task", () => {
  it("differ in the files that one of them changed, took away or added", () => {
    expect(differing(MINE, THEIRS)).toEqual(["gen.py", "guide.md", "statement.md", "task.yaml"]);
    expect(differing(MINE, MINE)).toEqual([]);
  });

  it("are put together by who changed what, and by hand where somebody chose so", () => {
    const choices = firstChoices(differing(MINE, THEIRS), BASE, MINE);
    expect(choices).toEqual({ "gen.py": "mine", "guide.md": "theirs", "statement.md": "theirs", "task.yaml": "mine" });
    expect(merged(choices, MINE, THEIRS, {})).toEqual({
      "task.yaml": "mine",
      "statement.md": "theirs",
      "gen.py": "mine",
    });
    const byHand = { ...choices, "task.yaml": "hand" as const, "gen.py": "hand" as const };
    expect(merged(byHand, MINE, THEIRS, { "task.yaml": "both" })).toEqual({
      ...{ "task.yaml": "both", "statement.md": "theirs", "gen.py": "mine" },
    });
  });

  it("wait for a choice in each file where nobody knows what both began from", () => {
    expect(firstChoices(["task.yaml"], null, MINE)).toEqual({});
  });
});
