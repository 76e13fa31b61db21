import { describe, expect, it } from "vitest";
import { compare } from "../../src/core/compare";
import { rowsOf, unified, type CompareRow } from "../../src/core/compareRows";

const NONE: ReadonlySet<number> = new Set();

function told(rows: readonly CompareRow[]): readonly string[] {
  return rows.map((row) => {
    if (row.kind === "folded" || row.kind === "cut") return `${row.kind} ${row.lines}`;
    const sign = row.kind === "same" ? "=" : "~";
    return `${sign}${row.kind === "changed" && row.first ? "!" : ""} ${row.a?.line ?? "-"} ${row.b?.line ?? "-"}`;
  });
}

const lines = (count: number, word = "line"): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

describe("the rows of a comparison", () => {
  const before = lines(20).join("\n");
  const after = ["new", ...lines(20).map((line) => (line === "line 12" ? "line twelve" : line))].join("\n");

  it("fold what is the same, but for three lines around a change", () => {
    expect(told(rowsOf(compare(before, after), NONE))).toEqual([
      "~! - 1",
      "= 1 2",
      "= 2 3",
      "= 3 4",
      "folded 6",
      "= 10 11",
      "= 11 12",
      "= 12 13",
      "~! 13 14",
      "= 14 15",
      "= 15 16",
      "= 16 17",
      "folded 4",
    ]);
    const open = rowsOf(compare(before, after), new Set([1]));
    expect(told(open).filter((row) => row.startsWith("folded"))).toEqual(["folded 4"]);
  });

  it("are first what was and then what is, in one column", () => {
    const rows = rowsOf(compare("a\nb\nc", "a\nx\ny\nc"), NONE);
    expect(told(unified(rows))).toEqual(["= 1 1", "~! 2 -", "~ - 2", "~ - 3", "= 3 4"]);
    expect(told(unified(rowsOf(compare("a", "new\na"), NONE)))).toEqual(["~! - 1", "= 1 2"]);
  });

  it("put those lines beside each other that are alike", () => {
    const [was, is] = [
      "for id, time, service in alerts:\n    if last",
      "seen = set()\nfor id, time, service in sorted(alerts):\n    new",
    ];
    expect(told(rowsOf(compare(was, is), NONE))).toEqual(["~! - 1", "~ 1 2", "~ 2 3"]);
  });

  it("mark the words that differ", () => {
    const [row] = rowsOf(compare("at = b", "at = max(at, b)"), NONE);
    expect(
      row?.kind === "changed" && row.b?.pieces.filter((piece) => piece.differs).map((piece) => piece.text),
    ).toEqual(["max(at, ", ")"]);
  });

  it("are not all drawn at once where there are too many", () => {
    const many = compare("", lines(1000).join("\n"));
    expect(told(rowsOf(many, NONE)).at(-1)).toBe("cut 900");
    expect(rowsOf(many, new Set([0]))).toHaveLength(1000);
  });
});
