/** A table as text: the columns' names on the first line, a row a line, the values between bars. */
import { parseJson, writeJson, type Json } from "../json";
import type { Typed } from "./cell";
import { isList, isMap } from "./fits";

/** The line below the names in a table of Markdown. */
const RULE = /^\s*\|?\s*:?-{3,}[\s|:-]*$/;

export function readGrid(typed: string): Typed {
  const [head, ...lines] = typed.split("\n").filter((line) => line.trim() !== "" && !RULE.test(line));
  const columns = cells(head ?? "");
  const rows = lines.map((line) => cells(line).map(valueOf));
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (odd >= 0) {
    const what = `Row ${odd + 1} has ${rows[odd]?.length ?? 0} values for ${columns.length} columns`;
    return { is: "fault", fault: { what, mend: "Write a | between two values." } };
  }
  return { is: "value", value: { columns, rows } };
}

export function showGrid(value: Json): string {
  if (typeof value === "string") return value;
  if (!isMap(value) || !isList(value["columns"])) return writeJson(value);
  const rows = isList(value["rows"]) ? value["rows"] : [];
  const lines = rows.map((row) => (isList(row) ? row : [row]).map(shown).join(" | "));
  return [value["columns"].map(shown).join(" | "), ...lines].join("\n");
}

/** A table of Markdown has bars around each row, too. */
function cells(line: string): readonly string[] {
  if (line.includes("\t")) return line.split("\t").map((each) => each.trim());
  const inside = line.trim().replace(/^\||\|$/g, "");
  return inside.split("|").map((each) => each.trim());
}

function valueOf(typed: string): Json {
  const read = parseJson(typed);
  const simple = read === null || ["number", "bigint", "string"].includes(typeof read);
  return read !== undefined && simple ? (read as Json) : typed;
}

/** Text that would be read as something else is shown in quotes. */
function shown(value: Json): string {
  if (typeof value !== "string") return writeJson(value);
  return valueOf(value) === value && value === value.trim() && !/[|\t\n]/.test(value) && value !== ""
    ? value
    : writeJson(value);
}
