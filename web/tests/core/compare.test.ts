import { describe, expect, it } from "vitest";
import { compare, lineWords, type Comparison } from "../../src/core/compare";
import { chance } from "./looking";

/** "=" same, "-" only in the first, "+" only in the second. */
function drawn({ a, b, sections }: Comparison): readonly string[] {
  return sections.flatMap((each) => {
    if (each.same) return a.slice(each.a, each.aEnd).map((line) => `=${line}`);
    return [
      ...a.slice(each.a, each.aEnd).map((line) => `-${line}`),
      ...b.slice(each.b, each.bEnd).map((line) => `+${line}`),
    ];
  });
}

describe("two moments beside each other", () => {
  it("have their lines told apart", () => {
    const compared = compare("def f():\n    a\n    b\n", "def f():\n    b\n    c\n");
    expect(drawn(compared)).toEqual(["=def f():", "-    a", "=    b", "+    c"]);
    expect([compared.removed, compared.added, compared.lastBreak]).toEqual([1, 1, null]);
  });

  it("may be empty, or the same", () => {
    expect(drawn(compare("", "a\nb"))).toEqual(["+a", "+b"]);
    expect(drawn(compare("a\nb", ""))).toEqual(["-a", "-b"]);
    expect(compare("a\n", "a\n").sections).toHaveLength(1);
    expect(compare("", "").sections).toEqual([]);
  });

  it("may differ in the last line break alone", () => {
    expect(compare("a\n", "a").lastBreak).toBe("a");
    expect(compare("a", "a\n").lastBreak).toBe("b");
  });

  it("are both whole, whatever was found to be the same", () => {
    const random = chance(8);
    for (let round = 0; round < 200; round += 1) {
      const lines = (): string[] => Array.from({ length: random(60) }, () => `line ${random(9 + round)}`);
      const [one, other] = [lines(), lines()];
      const compared = compare(one.join("\n"), other.join("\n"));
      const told = drawn(compared);
      expect(told.filter((line) => !line.startsWith("+")).map((line) => line.slice(1))).toEqual(one);
      expect(told.filter((line) => !line.startsWith("-")).map((line) => line.slice(1))).toEqual(other);
      for (const { same, a, aEnd, b, bEnd } of compared.sections) {
        if (same) expect(one.slice(a, aEnd)).toEqual(other.slice(b, bEnd));
      }
    }
  });

  it("are found alike at length by the lines that they have once", () => {
    const lines = Array.from({ length: 4000 }, (_, index) => (index % 3 === 0 ? "" : `x${index} = ${index}`));
    const other = lines.flatMap((line, index) =>
      index % 40 === 7 ? [`new ${index}`, line] : index % 40 === 20 ? [] : line,
    );
    const compared = compare(lines.join("\n"), other.join("\n"));
    expect([compared.removed, compared.added]).toEqual([100, 100]);
  });

  it("take bounded work where nothing is alike", () => {
    const many = (word: string): string =>
      Array.from({ length: 40_000 }, (_, index) => `${word}${index % 7}`).join("\n");
    expect(compare(many("a"), many("b")).removed).toBe(40_000);
    expect(compare(many("a"), `${many("a")}\nz\n${many("a")}`).added).toBe(40_001);
  });
});

describe("words within a changed line", () => {
  const marked = (one: string, other: string): readonly string[] => {
    return lineWords(one, other).map((side) =>
      side.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(""),
    );
  };

  it("are marked where they differ", () => {
    expect(marked("        at = b", "        at = max(at, b)")).toEqual([
      "        at = b",
      "        at = [max(at, ]b[)]",
    ]);
    expect(marked("for a, b in busy:", "for a, b in sorted(busy):")).toEqual([
      "for a, b in busy:",
      "for a, b in [sorted(]busy[)]:",
    ]);
  });

  it("are one mark across a space, and none where nothing is alike", () => {
    expect(marked("return one two now", "return three four now")).toEqual([
      "return [one two] now",
      "return [three four] now",
    ]);
    expect(marked("import heapq", "return 7")).toEqual(["import heapq", "return 7"]);
    expect(marked("", "x")).toEqual(["", "x"]);
  });
});
