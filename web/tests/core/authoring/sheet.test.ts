import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/core/json";
import { readIn, shapesOf, showIn, steadied, type Kind } from "../../../src/core/authoring/columns";
import { pastedRows } from "../../../src/core/authoring/paste";
import {
  addGroup,
  addRow,
  blocksOf,
  carryRow,
  cellEdit,
  duplicateRow,
  moveRow,
  removeRow,
  rowsOut,
  type Block,
  type Row,
} from "../../../src/core/authoring/sheet";
import { edited, shared, valueAt, type Edit } from "../../../src/core/authoring/tree";

const HEAD: Json = {
  title: "Fees",
  kind: "function",
  parts: [{ signature: "fee(minutes: int) -> int" }, { title: "A day", signature: "day(stays: list[int]) -> int" }],
};
const CASES: Json = {
  examples: [
    { name: "short", in: { minutes: 15 }, out: 0 },
    { name: "a day", part: 2, in: { stays: [15, 20] }, out: 0 },
    { name: "long", in: { minutes: 75 }, out: 300, note: "Two hours." },
  ],
  hidden: [{ group: "edges", weight: 2, cases: [{ name: "just free", in: { minutes: 20 }, out: 0, hint: "20?" }] }],
};

function sheet(cases: Json, head: Json = HEAD, kind: Kind = "function"): readonly Block[] {
  return blocksOf({ kind, shapes: shapesOf(kind, head), compare: undefined, cases });
}

function block(cases: Json, id: string): Block {
  const found = sheet(cases).find((each) => each.id === id);
  if (!found) throw new Error(`There is no block ${id}`);
  return found;
}

function row(of: Block, name: string): Row {
  const found = of.rows.find((each) => each.name === name);
  if (!found) throw new Error(`There is no row ${name}`);
  return found;
}

function after(cases: Json, edits: readonly Edit[]): Json {
  return edits.reduce(edited, cases);
}

function names(of: Block): readonly string[] {
  return of.rows.map((each) => each.name);
}

describe("the table of cases", () => {
  it("has the examples of each part and each hidden group, with a column for each parameter and the answer", () => {
    const all = sheet(CASES);
    expect(all.map((each) => [each.id, each.name, each.part, names(each)])).toEqual([
      ["examples-1", "Examples", 1, ["short", "long"]],
      ["examples-2", "Examples", 2, ["a day"]],
      ["group-0", "edges", 1, ["just free"]],
    ]);
    expect(all[0]?.columns.map(({ title, hint }) => [title, hint])).toEqual([
      ["minutes", "int"],
      ["answer", "int"],
    ]);
  });

  it("writes a cell where it stands in the file", () => {
    const first = block(CASES, "examples-1");
    const [minutes] = first.columns;
    if (!minutes) throw new Error("no column");
    const edit = cellEdit(row(first, "long"), minutes, 80);
    expect(edit).toEqual({ op: "set", file: "cases.yaml", path: ["examples", 2, "in", "minutes"], value: 80 });
    expect(valueAt(after(CASES, [edit]), ["examples", 2, "in"])).toEqual({ minutes: 80 });
    const emptied = after(CASES, [cellEdit(row(first, "long"), minutes, undefined)]);
    expect(valueAt(emptied, ["examples", 2, "in"])).toEqual({});
  });

  it("moves a row past the next one of the same part", () => {
    const first = block(CASES, "examples-1");
    const edit = moveRow(first, row(first, "short"), 1);
    const moved = after(CASES, edit ? [edit] : []);
    expect(names(block(moved, "examples-1"))).toEqual(["long", "short"]);
    expect(names(block(moved, "examples-2"))).toEqual(["a day"]);
    expect(moveRow(first, row(first, "short"), -1)).toBeNull();
  });

  it("copies a row below it, under a name of its own", () => {
    const first = block(CASES, "examples-1");
    const copied = after(CASES, [duplicateRow(first, row(first, "short"))]);
    expect(names(block(copied, "examples-1"))).toEqual(["short", "short 2", "long"]);
  });

  it("carries a row into a hidden group without what only examples may have", () => {
    const [first, group] = [block(CASES, "examples-1"), block(CASES, "group-0")];
    const carried = after(CASES, carryRow(row(first, "long"), first, group));
    expect(names(block(carried, "examples-1"))).toEqual(["short"]);
    expect(valueAt(carried, ["hidden", 0, "cases", 1])).toEqual({ name: "long", in: { minutes: 75 }, out: 300 });
  });

  it("carries a hidden row to the examples of another part", () => {
    const [group, second] = [block(CASES, "group-0"), block(CASES, "examples-2")];
    const carried = after(CASES, carryRow(row(group, "just free"), group, second));
    expect(valueAt(carried, ["examples", 3])).toEqual({ name: "just free", in: { minutes: 20 }, out: 0, part: 2 });
    expect(names(block(carried, "group-0"))).toEqual([]);
  });

  it("adds and removes rows and groups", () => {
    const first = block(CASES, "examples-2");
    const added = after(CASES, [addRow(first, 3)]);
    expect(valueAt(added, ["examples", 3])).toEqual({ name: "an example", part: 2, in: {} });
    const removed = after(CASES, [removeRow(row(first, "a day"))]);
    expect(names(block(removed, "examples-1"))).toEqual(["short", "long"]);
    const grouped = after(CASES, [addGroup(CASES)]);
    expect(names(block(grouped, "group-1"))).toEqual([]);
    expect(valueAt(grouped, ["hidden", 1, "group"])).toBe("edges 2");
  });

  it.each<[Kind, Json, string[]]>([
    ["class", { class: ["Desk(limit: int)", "lend(item: string) -> bool"] }, ["Calls"]],
    ["stdin", {}, ["Input", "Output"]],
    ["sql", {}, ["Rows before", "Answer"]],
    ["project", {}, []],
    ["function", { signature: "broken(" }, []],
  ])("of kind %s has its own columns", (kind, head, titles) => {
    const [first] = blocksOf({ kind, shapes: shapesOf(kind, head), compare: undefined, cases: {} });
    expect(first?.columns.map(({ title }) => title)).toEqual(titles);
  });

  it("types the answer by how it is compared", () => {
    const answer = (compare: Json): string | undefined =>
      blocksOf({ kind: "function", shapes: shapesOf("function", HEAD), compare, cases: CASES })[0]?.columns.at(-1)
        ?.hint;
    expect(answer({ any_of: true })).toBe("list[int]");
    expect(answer({ in_place: "minutes" })).toBe("int");
    expect(answer("checker")).toBe("any");
  });
});

describe("calls and tables as text", () => {
  const [calls] =
    blocksOf({ kind: "class", shapes: shapesOf("class", {}), compare: undefined, cases: {} })[0]?.columns ?? [];
  const [, table] =
    blocksOf({ kind: "sql", shapes: shapesOf("sql", {}), compare: undefined, cases: {} })[0]?.columns ?? [];

  it("are a call a line", () => {
    if (!calls) throw new Error("no column");
    const typed = 'Desk(1)\n  lend("saw") -> true \n\n';
    expect(readIn(calls, typed)).toEqual({ is: "value", value: ["Desk(1)", 'lend("saw") -> true'] });
    expect(showIn(calls, ["Desk(1)", "x()"])).toBe("Desk(1)\nx()");
  });

  it("are a row a line, with what is no number or null as text", () => {
    if (!table) throw new Error("no column");
    const value = {
      columns: ["name", "qty"],
      rows: [
        ["saw", 2],
        ["12", null],
      ],
    };
    expect(showIn(table, value)).toBe('name | qty\nsaw | 2\n"12" | null');
    expect(readIn(table, showIn(table, value))).toEqual({ is: "value", value });
    expect(readIn(table, "a | b\n1")).toMatchObject({
      is: "fault",
      fault: { what: "Row 1 has 1 values for 2 columns" },
    });
  });

  it("may have the bars of a table in Markdown", () => {
    if (!table) throw new Error("no column");
    const value = { columns: ["id", "name"], rows: [[1, "saw"]] };
    expect(readIn(table, "| id | name |\n|----|---|\n| 1 | saw")).toEqual({ is: "value", value });
  });

  it("is shown as it was typed where it is no table yet", () => {
    if (!table) throw new Error("no column");
    expect(showIn(table, "a | b\n1")).toBe("a | b\n1");
  });
});

describe("rows that are pasted", () => {
  const first = block(CASES, "examples-1");
  const pasted = (text: string): unknown => pastedRows(text, first)?.rows ?? null;

  it("come from a spreadsheet, in the order of the columns", () => {
    expect(pasted("15\t0\n75\t300\n")).toEqual([
      { name: "pasted", in: { minutes: 15 }, out: 0 },
      { name: "pasted 2", in: { minutes: 75 }, out: 300 },
    ]);
  });

  it("may begin with a name, or with a line of titles", () => {
    expect(pasted("free\t20\t0")).toEqual([{ name: "free", in: { minutes: 20 }, out: 0 }]);
    expect(pasted("answer\tname\tminutes\n0\tfree\t20")).toEqual([{ name: "free", in: { minutes: 20 }, out: 0 }]);
  });

  it("come as JSON, as cases.json writes them or by the parameters alone", () => {
    expect(pasted('[{"name": "a", "in": {"minutes": 1}, "out": 0}]')).toEqual([
      { name: "a", in: { minutes: 1 }, out: 0 },
    ]);
    expect(pasted('[{"minutes": 1, "expected": 0}]')).toEqual([{ name: "pasted", in: { minutes: 1 }, out: 0 }]);
  });

  it("keep what is not understood as it came, and count it", () => {
    const read = pastedRows("15\tx\n75\t300", first);
    expect(read?.rows).toEqual([
      { name: "pasted", in: { minutes: 15 }, out: "x" },
      { name: "pasted 2", in: { minutes: 75 }, out: 300 },
    ]);
    expect(read?.odd).toBe(1);
  });

  it("are taken out again wherever they are by then, but for one that was changed", () => {
    const rows = pastedRows("15\t0\n75\t300\n80\t300", first)?.rows ?? [];
    const cases = after(CASES, [
      ...rows.map((value, at) => addRow(first, 1 + at, value)),
      addRow(first, 0, { name: "another" }),
      { op: "set", file: "cases.yaml", path: ["examples", 3, "out"], value: 301 },
    ]);
    const left = after(cases, rowsOut(first, cases, rows));
    expect(valueAt(left, ["examples"])).toEqual([
      { name: "another" },
      ...[valueAt(CASES, ["examples", 0]), { name: "pasted 2", in: { minutes: 75 }, out: 301 }],
      ...[valueAt(CASES, ["examples", 1]), valueAt(CASES, ["examples", 2])],
    ]);
  });

  it("are text where they are no rows", () => {
    expect(pasted("just words")).toBeNull();
    expect(pasted("[1, 2]")).toBeNull();
    expect(pasted("{")).toBeNull();
  });
});

describe("a signature that is being changed", () => {
  it("leaves the columns as they were until it can be read again", () => {
    const read = (line: string): ReturnType<typeof shapesOf> => shapesOf("function", { signature: line });
    const before = read("fee(minutes: int) -> int");
    expect(steadied(before, read("fee(minutes int, day: string) -> int"))).toEqual(before);
    const after = read("fee(minutes: int, day: string) -> int");
    expect(steadied(before, after)).toEqual(after);
    expect(steadied([], read("fee("))).toMatchObject([{ callable: null }]);
  });
});

describe("a tree that was read again", () => {
  it("keeps the very parts that say the same, so that nothing of them is drawn anew", () => {
    const read = shared(CASES, structuredClone(CASES));
    expect(read).toBe(CASES);
    const changed = after(CASES, [{ op: "set", file: "cases.yaml", path: ["examples", 0, "out"], value: 1 }]);
    const again = shared(CASES, structuredClone(changed));
    expect(again).toEqual(changed);
    expect(valueAt(again, ["hidden"])).toBe(valueAt(CASES, ["hidden"]));
    expect(valueAt(again, ["examples", 2])).toBe(valueAt(CASES, ["examples", 2]));
  });

  it("is the newer one in all that differs, its order too", () => {
    expect(shared({ a: 1, b: [1, 2] }, { b: [1], a: 1 })).toEqual({ b: [1], a: 1 });
    expect(Object.keys(shared({ a: 1, b: 2 }, { b: 2, a: 1 }) as object)).toEqual(["b", "a"]);
    expect(shared(undefined, [1])).toEqual([1]);
    expect(shared({ a: 1 }, "text")).toBe("text");
  });
});
