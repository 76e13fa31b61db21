import { describe, expect, it } from "vitest";
import { difference, type Piece } from "../../src/core/diff";
import { parseJson, shorten, writeJson } from "../../src/core/json";
import { fits, parseType, readTyped, typeWords } from "../../src/core/types";

describe("JSON values", () => {
  it("are written on one line, as people write them", () => {
    expect(writeJson({ a: [1, "x", null, true], b: {} })).toBe('{"a": [1, "x", null, true], "b": {}}');
  });

  it("keep whole numbers that a double cannot hold, where the engine tells the source text", () => {
    const value = parseJson("[9007199254740993]") as readonly unknown[];
    const knowsSource = typeof value[0] === "bigint";
    expect(value[0]).toBe(knowsSource ? 9007199254740993n : 9007199254740992);
  });

  it("that are no JSON are nothing, not an exception", () => {
    expect(parseJson("[1,")).toBeUndefined();
  });

  it("are cut when they are long, and say by how much", () => {
    expect(shorten("abcdef", 4)).toEqual({ text: "abcd", left: 2 });
    expect(shorten("abcd", 4)).toEqual({ text: "abcd", left: 0 });
  });
});

const marked = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.differs ? `<${piece.text}>` : piece.text)).join("");

describe("the difference between expected and got", () => {
  it.each([
    ["[[700, 1020]]", "[[690, 1020]]", "[[<700>, 1020]]", "[[<690>, 1020]]"],
    ["[1, 2, 3]", "[1, 3]", "[1, <2, >3]", "[1, 3]"],
    ["[1]", "[1]", "[1]", "[1]"],
    ['"a b"', '"a c"', '<"a b">', '<"a c">'],
    ["true", "null", "<true>", "<null>"],
    ["[]", "[[1, 2]]", "[]", "[<[1, 2]>]"],
    ["-1.5", "1.5", "<-1.5>", "<1.5>"],
  ])("%s against %s", (expected, got, left, right) => {
    expect(difference(expected, got).map(marked)).toEqual([left, right]);
  });

  it("loses no character, whatever comes", () => {
    const [left, right] = difference('{"a": "\\"x", "é😀": [1,2]}', '{"a": "y", "é😀": [2,\n 3]}');
    expect(left.map((piece) => piece.text).join("")).toBe('{"a": "\\"x", "é😀": [1,2]}');
    expect(right.map((piece) => piece.text).join("")).toBe('{"a": "y", "é😀": [2,\n 3]}');
  });

  it("comes to an end for long answers", () => {
    const long = (from: number): string => writeJson(Array.from({ length: 3000 }, (_, index) => index * from));
    const [left, right] = difference(long(1), long(7));
    expect(left.map((piece) => piece.text).join("")).toBe(long(1));
    expect(right.map((piece) => piece.text).join("")).toBe(long(7));
  });
});

describe("types of parameters", () => {
  it.each([
    ["list[list[int]]", "a list of lists of whole numbers"],
    ["dict[str, list[int]]", "an object with lists of whole numbers"],
    ["optional[string]", "text in quotes or null"],
    ["list[tuple[string, int, string]]", "a list of lists like [text, whole number, text]"],
    ["float", "a number"],
    ["list[wonder]", "a list of values"],
  ])("%s is %s", (source, words) => {
    expect(typeWords(parseType(source))).toBe(words);
  });

  it.each([
    ["int", 3, true],
    ["int", 3.5, false],
    ["float", 3, true],
    ["bool", 0, false],
    ["string", "x", true],
    ["list[int]", [1, "2"], false],
    ["dict[str, int]", { a: 1 }, true],
    ["dict[str, int]", [1], false],
    ["tuple[int, string]", [1, "a"], true],
    ["tuple[int, string]", [1], false],
    ["optional[int]", null, true],
    ["any", { a: [null] }, true],
  ])("%s and %j: %s", (source, value, fit) => {
    expect(fits(parseType(source), value)).toBe(fit);
  });
});

describe("whole numbers beyond doubles", () => {
  it("fit int and float", () => {
    expect(["int", "bigint", "float"].map((type) => fits(parseType(type), 10n ** 20n))).toEqual([true, true, true]);
  });
});

describe("what Cam types for a parameter", () => {
  const typed = (text: string, type: string): unknown => {
    const read = readTyped(text, parseType(type));
    return read.ok ? read.value : read.why;
  };

  it.each([
    ["[[1, 2]]", "list[list[int]]", [[1, 2]]],
    ["True", "bool", true],
    ["[None, 'a']", "list[optional[string]]", [null, "a"]],
    ["hello there", "string", "hello there"],
    ['"hello"', "string", "hello"],
    ["{'a': True}", "dict[str, bool]", { a: true }],
    [`["it's True"]`, "list[string]", ["it's True"]],
  ])("%s as %s", (text, type, value) => {
    expect(typed(text, type)).toEqual(value);
  });

  it("is answered with what is needed", () => {
    expect(typed("", "int")).toBe("Needs a whole number.");
    expect(typed("[1,", "list[int]")).toBe("This is not JSON yet: needs a list of whole numbers.");
    expect(typed('["a"]', "list[int]")).toBe("Needs a list of whole numbers.");
  });
});
