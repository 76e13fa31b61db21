/** Where printed text differs from the expected one: line against line, the differing pieces of each marked. */
import { aligned, difference, type Piece } from "./diff";

export interface Side {
  /** 1-based, in its own text. */
  readonly line: number;
  readonly pieces: readonly Piece[];
}

/** Two lines beside each other; null where one text has no such line. */
export interface LinePair {
  readonly same: boolean;
  readonly expected: Side | null;
  readonly got: Side | null;
}

/** A stretch of equal lines that nobody needs to read. */
export interface Skipped {
  readonly skipped: number;
}

export type Row = LinePair | Skipped;

/** Equal lines around a difference that are shown. */
const AROUND = 2;
/** Rows; whoever printed more has seen enough by then. */
const MOST_ROWS = 200;

export function lineDifference(expected: string, got: string): readonly Row[] {
  const rows = folded(pairs(linesOf(expected), linesOf(got)));
  return rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS), { skipped: rows.length - MOST_ROWS }];
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function pairs(expected: readonly string[], got: readonly string[]): readonly LinePair[] {
  const [kept, alsoKept] = aligned(expected, got);
  const found: LinePair[] = [];
  let [i, j] = [0, 0];
  while (i < expected.length || j < got.length) {
    if (kept[i] === true && alsoKept[j] === true) {
      const pieces = [{ text: expected[i] ?? "", differs: false }];
      found.push({ same: true, expected: { line: ++i, pieces }, got: { line: ++j, pieces } });
      continue;
    }
    const left = i < expected.length && kept[i] !== true ? i++ : null;
    const right = j < got.length && alsoKept[j] !== true ? j++ : null;
    found.push(differing(expected, left, got, right));
  }
  return found;
}

function differing(
  expected: readonly string[],
  left: number | null,
  got: readonly string[],
  right: number | null,
): LinePair {
  const one = left === null ? "" : (expected[left] ?? "");
  const other = right === null ? "" : (got[right] ?? "");
  const [pieces, otherPieces] = difference(one, other);
  return {
    same: false,
    expected: left === null ? null : { line: left + 1, pieces },
    got: right === null ? null : { line: right + 1, pieces: otherPieces },
  };
}

/** Long stretches of equal lines, but for those around a difference, in one row. */
function folded(all: readonly LinePair[]): readonly Row[] {
  const near = all.map((_, at) => all.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((row) => !row.same));
  const rows: Row[] = [];
  for (const [at, row] of all.entries()) {
    const last = rows.at(-1);
    if (near[at] === true) rows.push(row);
    else if (last && "skipped" in last) rows[rows.length - 1] = { skipped: last.skipped + 1 };
    else rows.push({ skipped: 1 });
  }
  return rows;
}
