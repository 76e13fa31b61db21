/** What is wrong with a row of the case table, a sentence for each cell: the page's own check, and the server's. */
import { readIn, showIn, type Column } from "./columns";
import type { Placed } from "./places";
import { isEmptyRow, type Block, type Row } from "./sheet";
import { valueAt } from "./tree";
import type { Fault } from "./types";

export interface RowFault {
  /** The column that it is about; "" for the row as a whole. */
  readonly column: string;
  readonly what: string;
  readonly mend: string;
  readonly note: boolean;
}

/** What a cell says of the value in it; null where it is understood. */
export function faultIn(column: Column, row: Row): Fault | null {
  const read = readIn(column, showIn(column, valueAt(row.value, column.path)));
  return read.is === "fault" ? read.fault : null;
}

/** Which row it is, the server has to say in front; here it stands in the row. */
const PLACE = /^(?:example|case) \d+(?: of group '.*?')?(?:, in)?: /;
const MISSING = /^The key '(\w+)' is missing/;

export function rowFaults(block: Block, row: Row, told: readonly Placed[]): readonly RowFault[] {
  const own = block.columns.flatMap((column): readonly RowFault[] => {
    const fault = faultIn(column, row);
    if (fault === null) return [];
    const what = `${column.title}: ${lower(fault.what)}.`;
    return [{ column: column.id, what, mend: fault.mend, note: false }];
  });
  const seen = new Set(own.map((each) => each.column));
  const said = told
    .map((each) => ({ ...each, what: each.what.replace(PLACE, "") }))
    .filter((each) => !seen.has(columnOf(each.what, block.columns)));
  const rest = said
    .filter(({ what }) => !MISSING.test(what))
    .map(({ what, mend, note }): RowFault => ({ column: "", what: what.replace(/^out: /, "answer: "), mend, note }));
  const missing = said.flatMap(({ what }) => MISSING.exec(what)?.[1]?.replace(/^out$/, "answer") ?? []);
  return [...own, ...empties(missing, isEmptyRow(block, row)), ...rest];
}

/** One line for all cells without a value; a row that nobody has begun is not wrong yet. */
function empties(names: readonly string[], fresh: boolean): readonly RowFault[] {
  if (names.length === 0) return [];
  const all = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  const what = `${all ?? ""} ${names.length === 1 ? "has" : "have"} no value yet.`;
  return [{ column: "", what, mend: "", note: fresh }];
}

function columnOf(what: string, columns: readonly Column[]): string {
  const [title] = /^\w+(?=[:[.])/.exec(what) ?? [""];
  const found = columns.find((each) => (each.answer ? title === "out" : each.path.at(-1) === title));
  return found?.id ?? "";
}

function lower(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
