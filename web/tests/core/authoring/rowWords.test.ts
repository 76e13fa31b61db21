/** What a row says of itself: each thing once, and in the words of the table. */
import { describe, expect, it } from "vitest";
import { columnsOf, shapesOf } from "../../../src/core/authoring/columns";
import type { Placed } from "../../../src/core/authoring/places";
import { faultIn, rowFaults } from "../../../src/core/authoring/rowWords";
import { blocksOf, type Block } from "../../../src/core/authoring/sheet";
import type { Json } from "../../../src/core/json";

const HEAD = { kind: "function", signature: "price(weight: int, extras: list[string]) -> int" };

function block(row: Json): Block {
  const shapes = shapesOf("function", HEAD);
  const [found] = blocksOf({ kind: "function", shapes, compare: undefined, cases: { examples: [row] } });
  if (!found) throw new Error("there are examples");
  return found;
}

function told(what: string, mend = "Mend it."): Placed {
  return { ...{ slug: "", file: "cases.yaml", line: 2, what, mend }, section: "cases", path: [], note: false };
}

function words(row: Json, all: readonly Placed[]): readonly string[] {
  const of = block(row);
  const [only] = of.rows;
  if (!only) throw new Error("there is a row");
  return rowFaults(of, only, all).map(({ what, mend }) => `${what} ${mend}`.trim());
}

describe("a row of the case table", () => {
  it("says once what the page and the server both find", () => {
    const row = { name: "a", in: { weight: "heavy", extras: [] }, out: 3 };
    const server = told("example 1: weight: expected a whole number (int), found the text 'heavy'.");
    expect(words(row, [server])).toEqual(["weight: this is not a value. Write it like 12."]);
  });

  it("has what only the server finds, without the place that it stands in", () => {
    const row = { name: "a", in: { weight: 1, extras: [] }, out: 3 };
    const server = told("case 4 of group 'it's late': out: something else.");
    expect(words(row, [server])).toEqual(["answer: something else. Mend it."]);
  });

  it("names all cells without a value in one line, and blames nobody before the row is begun", () => {
    const missing = ["weight", "extras", "out"].map((key) => told(`example 1, in: The key '${key}' is missing.`));
    const of = block({ name: "an example", in: {} });
    const [only] = of.rows;
    if (!only) throw new Error("there is a row");
    expect(rowFaults(of, only, missing)).toEqual([
      { column: "", what: "weight, extras and answer have no value yet.", mend: "", note: true },
    ]);
    expect(words({ name: "a", in: { extras: ["x"] } }, missing.slice(0, 1))).toEqual(["weight has no value yet."]);
  });

  it("marks a text in the place of a list however it can be read without brackets", () => {
    const [, extras] = columnsOf("function", shapesOf("function", HEAD)[0], undefined);
    const [only] = block({ name: "a", in: { weight: 1, extras: "express, insured" } }).rows;
    if (!extras || !only) throw new Error("there is a column");
    expect(faultIn(extras, only)?.what).toBe("This is not a value");
  });
});
