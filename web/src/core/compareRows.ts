/** A comparison as rows to draw: unified or side by side, long unchanged stretches folded. */
import { pairUp } from "./alike";
import { lineWords, type Comparison, type Section } from "./compare";
import type { Piece } from "./diff";

/** One line of one text: its number, from 1, and what of it differs. */
export interface Cell {
  readonly line: number;
  readonly pieces: readonly Piece[];
}

export type CompareRow =
  | { readonly kind: "same"; readonly a: Cell; readonly b: Cell }
  | { readonly kind: "changed"; readonly a: Cell | null; readonly b: Cell | null; readonly first: boolean }
  /** Unchanged lines that are folded; `at` is the index of their section. */
  | { readonly kind: "folded"; readonly at: number; readonly lines: number }
  /** Changed lines that are too many to draw at once. */
  | { readonly kind: "cut"; readonly at: number; readonly lines: number };

/** Unchanged lines around a change that stay in view. */
const AROUND = 3;
/** Fewer are not worth folding. */
const LEAST_FOLDED = 4;
/** Lines of one change that are drawn at first. */
const MOST_LINES = 100;

/** `open`: the sections that somebody unfolded. */
export function rowsOf(compared: Comparison, open: ReadonlySet<number>): readonly CompareRow[] {
  const last = compared.sections.length - 1;
  return compared.sections.flatMap((section, at): readonly CompareRow[] => {
    if (!section.same) return changedRows(compared, section, at, open.has(at));
    const [head, tail] = [at === 0 ? 0 : AROUND, at === last ? 0 : AROUND];
    const folded = section.aEnd - section.a - head - tail;
    if (open.has(at) || folded < LEAST_FOLDED) return sameRows(compared, section, section.a, section.aEnd);
    return [
      ...sameRows(compared, section, section.a, section.a + head),
      { kind: "folded", at, lines: folded },
      ...sameRows(compared, section, section.aEnd - tail, section.aEnd),
    ];
  });
}

function sameRows({ a }: Comparison, section: Section, from: number, to: number): readonly CompareRow[] {
  return a.slice(from, to).map((text, index) => {
    const pieces = [{ text, differs: false }];
    const line = from + index + 1;
    return { kind: "same", a: { line, pieces }, b: { line: line - section.a + section.b, pieces } };
  });
}

function changedRows(compared: Comparison, section: Section, at: number, whole: boolean): readonly CompareRow[] {
  const pairs = pairUp(compared.a.slice(section.a, section.aEnd), compared.b.slice(section.b, section.bEnd));
  const shown = whole ? pairs.length : Math.min(pairs.length, MOST_LINES);
  const rows = pairs.slice(0, shown).map(([a, b], index): CompareRow => {
    const left = a === null ? undefined : compared.a[section.a + a];
    const right = b === null ? undefined : compared.b[section.b + b];
    const [mine, theirs] =
      left !== undefined && right !== undefined ? lineWords(left, right) : [plain(left), plain(right)];
    return {
      kind: "changed",
      a: a === null ? null : { line: section.a + a + 1, pieces: mine },
      b: b === null ? null : { line: section.b + b + 1, pieces: theirs },
      first: index === 0,
    };
  });
  return pairs.length > shown ? [...rows, { kind: "cut", at, lines: pairs.length - shown }] : rows;
}

function plain(text: string | undefined): readonly Piece[] {
  return text === undefined || text === "" ? [] : [{ text, differs: false }];
}

/** The same rows for one column: of a change first what was, then what is. */
export function unified(rows: readonly CompareRow[]): readonly CompareRow[] {
  const found: CompareRow[] = [];
  let added: CompareRow[] = [];
  const flush = (): void => {
    found.push(...added);
    added = [];
  };
  for (const row of rows) {
    if (row.kind !== "changed") {
      flush();
      found.push(row);
      continue;
    }
    if (row.first) flush();
    if (row.a) found.push({ ...row, b: null });
    if (row.b) added.push({ ...row, a: null, first: row.first && row.a === null });
  }
  flush();
  return found;
}
