/** The cases of a task as blocks of rows: the examples, and each hidden group; a block holds the rows of one part. */
import { writeJson, type Json } from "../json";
import { columnsOf, type Column, type Kind, type PartShape } from "./columns";
import { isList, isMap } from "./fits";
import { valueAt, type Edit, type Path } from "./tree";

export const CASES = "cases.yaml";

export interface Row {
  /** Where it stands: ["examples", 0], ["hidden", 1, "cases", 2]. */
  readonly path: Path;
  readonly index: number;
  readonly value: Json;
  readonly name: string;
}

export interface Block {
  readonly id: string;
  /** The list that holds the rows. */
  readonly path: Path;
  /** Of a hidden group where it stands; null for the examples. */
  readonly group: Path | null;
  readonly name: string;
  readonly part: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** How long the whole list is, with the rows of other parts. */
  readonly length: number;
}

export interface SheetOf {
  readonly kind: Kind;
  readonly shapes: readonly PartShape[];
  readonly compare: Json | undefined;
  readonly cases: Json | undefined;
}

/** A block for the examples of each part, then one for each hidden group. */
export function blocksOf({ kind, shapes, compare, cases }: SheetOf): readonly Block[] {
  const columns = (part: number): readonly Column[] => columnsOf(kind, shapes[part - 1], compare);
  const all = rowsAt(cases, ["examples"]);
  const examples = shapes.map(({ number }): Block => {
    const rows = all.filter(({ value }) => partOf(value) === number);
    return {
      ...{ id: `examples-${number}`, path: ["examples"], group: null, name: "Examples", part: number },
      ...{ columns: columns(number), rows, length: all.length },
    };
  });
  const groups = items(cases, ["hidden"]).map((group, index): Block => {
    const path: Path = ["hidden", index, "cases"];
    const rows = rowsAt(cases, path);
    const part = partOf(group);
    return {
      ...{ id: `group-${index}`, path, group: ["hidden", index], name: textAt(group, "group") },
      ...{ part, columns: columns(part), rows, length: rows.length },
    };
  });
  return [...examples, ...groups];
}

function rowsAt(cases: Json | undefined, path: Path): readonly Row[] {
  return items(cases, path).map((value, index) => ({
    path: [...path, index],
    index,
    value,
    name: textAt(value, "name"),
  }));
}

function items(tree: Json | undefined, path: Path): readonly Json[] {
  const found = valueAt(tree, path);
  return isList(found) ? found : [];
}

export function textAt(value: Json | undefined, key: string): string {
  const found = isMap(value) ? value[key] : undefined;
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

export function partOf(value: Json | undefined): number {
  const part = isMap(value) ? value["part"] : undefined;
  return typeof part === "number" ? part : 1;
}

/** What a cell's new value changes; undefined empties it. */
export function cellEdit(row: Row, column: Column, value: Json | undefined): Edit {
  const path = [...row.path, ...column.path];
  return value === undefined ? { op: "remove", file: CASES, path } : { op: "set", file: CASES, path, value };
}

export function fieldEdit(path: Path, key: string, value: Json | undefined): Edit {
  const at = [...path, key];
  return value === undefined ? { op: "remove", file: CASES, path: at } : { op: "set", file: CASES, path: at, value };
}

/** A row without a value in it, called so that no other in the block is called the same. */
export function emptyRow(block: Block): Json {
  const part = block.group === null && block.part > 1 ? { part: block.part } : {};
  const name = freeName(
    block.rows.map((row) => row.name),
    block.group === null ? "an example" : "a case",
  );
  if (block.columns.some(({ path }) => path[0] === "in" && path.length > 1)) return { name, ...part, in: {} };
  const values = block.columns
    .filter(({ answer }) => !answer)
    .map(({ path, holds }) => [path[0] ?? "", empty(holds.is)]);
  return { name, ...part, ...(Object.fromEntries(values) as { [key: string]: Json }) };
}

function empty(holds: string): Json {
  return holds === "calls" ? [] : "";
}

export function freeName(taken: readonly string[], wanted: string): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
}

export function addRow(block: Block, at: number, value: Json = emptyRow(block)): Edit {
  return { op: "insert", file: CASES, path: block.path, at, value };
}

/** The copy has a name of its own and stands below. */
export function duplicateRow(block: Block, row: Row): Edit {
  const names = block.rows.map((each) => each.name);
  const copy = isMap(row.value) ? { ...row.value, name: freeName(names, row.name || "a case") } : row.value;
  return addRow(block, row.index + 1, copy);
}

/** Nothing was written into it: rows that are pasted into it take its place. */
export function isEmptyRow(block: Block, row: Row): boolean {
  return block.columns.every((column) => {
    const value = valueAt(row.value, column.path);
    return value === undefined || value === "" || (isList(value) && value.length === 0);
  });
}

export function removeRow(row: Row): Edit {
  return { op: "remove", file: CASES, path: row.path };
}

/** Takes rows with these values out again, wherever they are in the list by now; one that was changed since stays. */
export function rowsOut(block: Block, cases: Json | undefined, values: readonly Json[]): readonly Edit[] {
  const left = values.map((each) => writeJson(each));
  const found = items(cases, block.path).flatMap((value, index) => {
    const at = left.indexOf(writeJson(value));
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [index] : [];
  });
  return found.reverse().map((index) => ({ op: "remove", file: CASES, path: [...block.path, index] }));
}

/** Past the neighbour above (-1) or below (1) of the same part; null at an end. */
export function moveRow(block: Block, row: Row, by: -1 | 1): Edit | null {
  const here = block.rows.findIndex((each) => each.index === row.index);
  const other = block.rows[here + by];
  return other ? { op: "move", file: CASES, path: row.path, to: block.path, at: other.index } : null;
}

/** To the end of another block, under a name that is free there. What only one of the two may hold is left behind. */
export function carryRow(row: Row, from: Block, to: Block): readonly Edit[] {
  const same = from.path.join() === to.path.join();
  const landed = same ? row.path : [...to.path, to.length];
  const move: readonly Edit[] = same ? [] : [{ op: "move", file: CASES, path: row.path, to: to.path, at: to.length }];
  const given = isMap(row.value) ? row.value : {};
  const left = to.group === null ? ["hint", "reveal", "part"] : ["note", "part"];
  const gone = left.filter((key) => Object.hasOwn(given, key)).map((key) => fieldEdit(landed, key, undefined));
  const taken = to.rows.map((each) => each.name);
  const renamed = taken.includes(row.name) ? [fieldEdit(landed, "name", freeName(taken, row.name))] : [];
  const part = to.group === null && to.part > 1 ? [fieldEdit(landed, "part", to.part)] : [];
  return [...move, ...gone, ...renamed, ...part];
}

export function addGroup(cases: Json | undefined, part = 1): Edit {
  const groups = items(cases, ["hidden"]);
  const group = freeName(
    groups.map((each) => textAt(each, "group")),
    "edges",
  );
  const value = { group, ...(part > 1 ? { part } : {}), cases: [] };
  return { op: "insert", file: CASES, path: ["hidden"], at: groups.length, value };
}
