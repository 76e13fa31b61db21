/** Which columns the case table has: what a case of a kind and part holds, and how each is typed and shown. */
import type { Json } from "../json";
import { isList, isMap } from "./fits";
import { readCell, showCell, type Typed } from "./cell";
import { readGrid, showGrid } from "./grid";
import type { Path } from "./tree";
import { ANY, formatType, isFault, parseClassLine, parseSignature, type Callable, type Type } from "./types";

export type Kind = "function" | "class" | "stdin" | "sql" | "project";

export type Holds =
  | { readonly is: "typed"; readonly type: Type }
  | { readonly is: "text" }
  | { readonly is: "calls" }
  | { readonly is: "grid" };

export interface Column {
  readonly id: string;
  readonly title: string;
  /** What stands below the title: a type, or a few words. */
  readonly hint: string;
  /** From the row to the value. */
  readonly path: Path;
  readonly holds: Holds;
  /** What should come out. */
  readonly answer: boolean;
}

const TEXT: Holds = { is: "text" };

/** One part of a task, as far as its cases are concerned. */
export interface PartShape {
  readonly number: number;
  readonly title: string;
  readonly callable: Callable | null;
  readonly methods: readonly Callable[];
}

/** The parts as task.yaml writes them, read for the table; a line that cannot be read gives a part without columns. */
export function shapesOf(kind: Kind, head: Json | undefined): readonly PartShape[] {
  const top = isMap(head) ? head : {};
  const parts = isList(top["parts"]) && top["parts"].length > 0 ? top["parts"] : [top];
  return parts.map((each, index) => {
    const part = isMap(each) ? each : {};
    const title = index === 0 && part === top ? "" : part["title"];
    const shape = { number: index + 1, title: typeof title === "string" ? title : "" };
    if (kind === "class") {
      const [constructor, ...methods] = linesOf(part["class"]).map((line, at) => parseClassLine(line, at === 0));
      const read = methods.filter((method): method is Callable => !isFault(method));
      return { ...shape, callable: constructor && !isFault(constructor) ? constructor : null, methods: read };
    }
    const read = typeof part["signature"] === "string" ? parseSignature(part["signature"]) : null;
    return { ...shape, callable: read && !isFault(read) ? read : null, methods: [] };
  });
}

/** While a signature is being changed, its part keeps the columns of the last line that could be read. */
export function steadied(before: readonly PartShape[], now: readonly PartShape[]): readonly PartShape[] {
  return now.map((shape, at) => (shape.callable ? shape : { ...shape, callable: before[at]?.callable ?? null }));
}

export function linesOf(value: Json | undefined): readonly string[] {
  return isList(value) ? value.filter((each) => typeof each === "string") : [];
}

export function columnsOf(kind: Kind, shape: PartShape | undefined, compare: Json | undefined): readonly Column[] {
  switch (kind) {
    case "stdin":
      return [
        { id: "in", title: "Input", hint: "standard input", path: ["in"], holds: TEXT, answer: false },
        { id: "out", title: "Output", hint: "what should be printed", path: ["out"], holds: TEXT, answer: true },
      ];
    case "sql":
      return [
        { id: "seed", title: "Rows before", hint: "SQL, after schema.sql", path: ["seed"], holds: TEXT, answer: false },
        { id: "out", title: "Answer", hint: "a table", path: ["out"], holds: { is: "grid" }, answer: true },
      ];
    case "class":
      return [
        {
          ...{ id: "calls", title: "Calls", hint: "one a line, -> before what it answers" },
          ...{ path: ["calls"], holds: { is: "calls" }, answer: false },
        },
      ];
    case "project":
      return [];
    case "function":
      return shape?.callable ? functionColumns(shape.callable, compare) : [];
  }
}

function functionColumns(callable: Callable, compare: Json | undefined): readonly Column[] {
  const params = callable.params.map(({ name, type }) => column(`in.${name}`, name, type, ["in", name], false));
  return [...params, column("out", "answer", answerType(callable, compare), ["out"], true)];
}

function column(id: string, title: string, type: Type, path: Path, answer: boolean): Column {
  return { id, title, hint: formatType(type), path, holds: { is: "typed", type }, answer };
}

function answerType(callable: Callable, compare: Json | undefined): Type {
  if (isMap(compare)) {
    const back = compare["in_place"];
    if (typeof back === "string") return callable.params.find(({ name }) => name === back)?.type ?? ANY;
    if (compare["any_of"] === true) return { name: "list", inner: [callable.returns] };
  }
  return compare === "checker" ? ANY : callable.returns;
}

/** What a typed text means in this column. */
export function readIn(column: Column, typed: string): Typed {
  const { holds } = column;
  switch (holds.is) {
    case "typed":
      return readCell(typed, holds.type);
    case "text":
      return typed === "" && !column.answer ? { is: "value", value: "" } : textValue(typed, column.answer);
    case "calls": {
      const lines = typed.split("\n").map((line) => line.trim());
      return { is: "value", value: lines.filter((line) => line !== "") };
    }
    case "grid":
      return typed.trim() === "" ? { is: "nothing" } : readGrid(typed);
  }
}

function textValue(typed: string, answer: boolean): Typed {
  return typed === "" && answer ? { is: "nothing" } : { is: "value", value: typed };
}

export function showIn(column: Column, value: Json | undefined): string {
  const { holds } = column;
  if (value === undefined) return "";
  switch (holds.is) {
    case "typed":
      return showCell(value, holds.type);
    case "text":
      return typeof value === "string" ? value : showCell(value, ANY);
    case "calls":
      return linesOf(value).join("\n");
    case "grid":
      return showGrid(value);
  }
}

/** How much room a column wants, beside that of a number as 1. */
export function widthOf({ holds }: Column): number {
  if (holds.is !== "typed") return 3;
  const { name, inner } = holds.type;
  if (name === "optional") return inner[0]?.name === "string" ? 1.6 : 1.1;
  if (["int", "long", "float", "bool", "bigint"].includes(name)) return 1;
  return name === "string" ? 1.6 : 2.6;
}
