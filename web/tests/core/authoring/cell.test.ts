import { describe, expect, it } from "vitest";
import { readCell, showCell } from "../../../src/core/authoring/cell";
import {
  isFault,
  parseClassLine,
  parseSignature,
  parseType,
  formatType,
  type Type,
} from "../../../src/core/authoring/types";

function type(text: string): Type {
  const read = parseType(text);
  if (isFault(read)) throw new Error(read.what);
  return read;
}

function value(typed: string, of: string): unknown {
  const read = readCell(typed, type(of));
  return read.is === "value" ? read.value : read.is === "fault" ? `${read.fault.what}. ${read.fault.mend}` : read.is;
}

describe("a signature", () => {
  it("is read with its parameters and types", () => {
    const read = parseSignature("free(busy: list[list[int]], names: dict[string, int?]) -> tuple[int, string]");
    if (isFault(read)) throw new Error(read.what);
    expect(read.name).toBe("free");
    expect(read.params.map(({ name, type: of }) => [name, formatType(of)])).toEqual([
      ["busy", "list[list[int]]"],
      ["names", "dict[string, int?]"],
    ]);
    expect(formatType(read.returns)).toBe("tuple[int, string]");
  });

  it.each([
    ["fee(minutes: int)", "It does not say what is returned"],
    ["Fee(m: int) -> int", "“Fee” is not a function’s name"],
    ["fee(m: str) -> int", "The type “str” is unknown"],
    ["fee(m: list) -> int", "“[” is missing after list"],
    ["fee(m: int, m: int) -> int", "There are two called m"],
    ["fee(m = 3) -> int", "The character “=” means nothing in a signature"],
    ["", "It ends where the function’s name should be"],
    ["fee(d: dict[int, int]) -> int", "A dict’s keys are always text"],
    ["fee(v: void) -> int", "The parameter v is void"],
    ["fee() -> int int", "There is more at the end: “int”"],
  ])("%s is refused with a reason", (text, what) => {
    const read = parseSignature(text);
    expect(isFault(read) && read.what).toBe(what);
  });

  it("of a class begins with a constructor, and its methods may return nothing", () => {
    expect(parseClassLine("Desk(limit: int)", true)).toMatchObject({ name: "Desk" });
    expect(parseClassLine("give_back(item: string)", false)).toMatchObject({ returns: { name: "void" } });
    expect(parseClassLine("desk()", true)).toMatchObject({ what: "“desk” is not a class’s name" });
  });
});

describe("a cell", () => {
  it.each([
    ["12", "int", 12],
    [" -3 ", "int", -3],
    ["abc", "string", "abc"],
    ['"a\\nb"', "string", "a\nb"],
    ['""', "string", ""],
    ["12", "string", "12"],
    ["true", "bool", true],
    ["True", "bool", true],
    ["[1, 2]", "list[int]", [1, 2]],
    ["1, 2", "list[int]", [1, 2]],
    ["[1, 2], [3]", "list[list[int]]", [[1, 2], [3]]],
    ["[[1]]", "list[list[int]]", [[1]]],
    ["[1, 2,]", "list[int]", [1, 2]],
    ["['a', \"b's\"]", "list[string]", ["a", "b's"]],
    [
      "[(1, 'x'), (2, None)]",
      "list[tuple[int, string?]]",
      [
        [1, "x"],
        [2, null],
      ],
    ],
    ["null", "int?", null],
    ["None", "string?", null],
    ['"null"', "string?", "null"],
    ["123", "bigint", "123"],
    ["1, null, 2", "tree[int]", [1, null, 2]],
    ['{"a": 1}', "dict[string, int]", { a: 1 }],
    ["0.5", "float", 0.5],
    ["word", "any", "word"],
    ["null", "any", null],
    ["", "int", "nothing"],
  ])("%s as %s", (typed, of, expected) => {
    expect(value(typed, of)).toEqual(expected);
  });

  it.each([
    ["1.5", "int", "expected a whole number, found 1.5. Write it without a point, or use float in the signature."],
    ["3000000000", "int", "3000000000 is outside the range. Use the type long in the signature."],
    ["abc", "int", "This is not a value. Write it like 12."],
    ['[1, "x"]', "list[int]", "[1]: expected a whole number, found the text “x”. Write a number, without quotes."],
    ["[1, 2, 3]", "tuple[int, int]", "expected 2 values, found a list of 3. Give them all."],
    [
      '{"a": "b"}',
      "dict[string, int]",
      ".a: expected a whole number, found the text “b”. Write a number, without quotes.",
    ],
    ["yes", "bool", "This is not a value. Write it like true."],
    ["[", "list[int]", "This is not a value. Write it like [12]."],
  ])("%s is no %s", (typed, of, words) => {
    expect(value(typed, of)).toBe(words);
  });

  it.each([
    ["string", "abc"],
    ["string", ""],
    ["string", " a "],
    ["string", '"quoted"'],
    ["string", "two\nlines"],
    ["string?", "null"],
    ["string?", null],
    ["int", 12],
    ["list[string]", ["a", "b"]],
    ["long", 9007199254740993n],
    ["any", "<script>alert(1)</script>"],
  ])("a %s is shown as it can be typed again: %s", (of, given) => {
    expect(value(showCell(given, type(of)), of)).toEqual(given);
  });

  it.each([
    ["heavy", "int"],
    ['["a", 3]', "list[string]"],
    ["express, insured", "list[string]"],
  ])("that is not understood shows %s as it was typed", (typed, of) => {
    expect(showCell(typed, type(of))).toBe(typed);
  });

  it("shows a text in quotes where it would be read as a value", () => {
    expect(showCell("12", type("int"))).toBe('"12"');
  });
});
