/** Rows that were copied from a spreadsheet, or written as JSON, to rows of the case table. */
import { parseJson, type Json } from "../json";
import { readIn, type Column } from "./columns";
import { isList, isMap } from "./fits";
import { freeName, type Block } from "./sheet";

export interface Pasted {
  readonly rows: readonly Json[];
  /** How many values are not understood. They stand in their cells as they came, and the cells say why. */
  readonly odd: number;
}

const NAMES: ReadonlySet<string> = new Set(["name", "case", "title"]);

/** null when the text is not several cells: then it is pasted as text, as everywhere. */
export function pastedRows(text: string, block: Block): Pasted | null {
  const json = /^\s*[[{]/.test(text) ? fromJson(text) : null;
  const records = json ?? fromSheet(text, block.columns);
  if (records === null || records.length === 0) return null;
  const names = block.rows.map((row) => row.name);
  let odd = 0;
  const rows = records.map((record) => {
    const name = freeName(names, typeof record["name"] === "string" ? record["name"] : "pasted");
    names.push(name);
    return rowOf(record, name, block, () => (odd += 1));
  });
  return { rows, odd };
}

type Record = Readonly<{ [key: string]: Json }>;

/** A list of objects: cases as cases.json writes them, or the parameters by their names. */
function fromJson(text: string): readonly Record[] | null {
  const read = parseJson(text.trim()) as Json | undefined;
  const all = isMap(read) ? [read] : isList(read) ? read : [];
  const records = all.filter(isMap);
  if (records.length === 0 || records.length !== all.length) return null;
  return records.some((each) => "in" in each || "out" in each || "calls" in each || "seed" in each) ||
    records.some((each) => "name" in each || Object.keys(each).length > 1)
    ? records
    : null;
}

/** Cells between tabs. A first line of known names says which column is which; else they stand in the table's order. */
function fromSheet(text: string, columns: readonly Column[]): readonly Record[] | null {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const cells = lines.map((line) => line.split("\t").map(unquoted));
  if (!cells.some((line) => line.length > 1)) return null;
  const known = new Map(columns.flatMap(({ id, title }) => [[title.toLowerCase(), id] as const, [id, id] as const]));
  const head = (cells[0] ?? []).map((each) => each.trim().toLowerCase());
  const headed = head.every((each) => known.has(each) || NAMES.has(each) || each === "out" || each === "expected");
  const order = headed ? head.map((each) => columnId(each, known)) : orderFor(cells[0]?.length ?? 0, columns);
  return (headed ? cells.slice(1) : cells).map((line) =>
    Object.fromEntries(line.map((cell, index): [string, Json] => [order[index] ?? "", cell])),
  );
}

function columnId(word: string, known: ReadonlyMap<string, string>): string {
  if (NAMES.has(word)) return "name";
  return known.get(word) ?? "out";
}

/** One more cell than columns: the first is the name. */
function orderFor(width: number, columns: readonly Column[]): readonly string[] {
  const ids = columns.map(({ id }) => id);
  return width > ids.length ? ["name", ...ids] : ids;
}

/** A spreadsheet puts a cell with a quote or a line break in quotes, and doubles those inside. */
function unquoted(cell: string): string {
  return /^"(?:[^"]|"")*"$/.test(cell) && cell.includes('""') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

function rowOf(record: Record, name: string, block: Block, tell: () => void): Json {
  let row: { [key: string]: Json } = { name };
  if (block.group === null && block.part > 1) row = { ...row, part: block.part };
  const inside: { [key: string]: Json } = {};
  for (const column of block.columns) {
    const given = givenFor(record, column);
    if (given === undefined) continue;
    const value = understood(given, column, tell);
    if (value === undefined) continue;
    const [first, second] = column.path;
    if (second === undefined) row[String(first)] = value;
    else inside[String(second)] = value;
  }
  return block.columns.some(({ path }) => path.length > 1) ? reordered(row, inside) : row;
}

function reordered(row: { [key: string]: Json }, inside: Json): Json {
  const { out, ...rest } = row;
  return { ...rest, in: inside, ...(out === undefined ? {} : { out }) };
}

function givenFor(record: Record, column: Column): Json | undefined {
  if (Object.hasOwn(record, column.id)) return record[column.id];
  const [first, second] = column.path;
  const outer = Object.hasOwn(record, String(first)) ? record[String(first)] : undefined;
  if (second === undefined) return outer ?? record["expected"];
  if (isMap(outer)) return outer[String(second)];
  return Object.hasOwn(record, String(second)) ? record[String(second)] : undefined;
}

/** A cell's text is read as if it were typed; a value of JSON is what it is. */
function understood(given: Json, column: Column, tell: () => void): Json | undefined {
  if (typeof given !== "string" || (column.holds.is === "typed" && column.holds.type.name === "string")) return given;
  const typed = readIn(column, given);
  if (typed.is === "value") return typed.value;
  if (typed.is === "nothing") return undefined;
  tell();
  return given;
}
