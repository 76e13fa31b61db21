/**
 * Two texts beside each other, line against line, with bounded work: lines that both have once are the anchors, what lies
 * between two anchors is compared closely where it is small, and counts as wholly different where it is not.
 */
import { aligned, difference, type Piece } from "./diff";

/** Lines of both texts, from (0-based) up to and without the end: the same ones, or what stands instead of what. */
export interface Section {
  readonly same: boolean;
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

export interface Comparison {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly sections: readonly Section[];
  readonly removed: number;
  readonly added: number;
  /** Only one of the texts ends with a line break. */
  readonly lastBreak: "a" | "b" | null;
}

/** Pairs of lines that are compared closely between two anchors, and in one comparison. */
const CLOSELY = 60_000;
const ALTOGETHER = 1_000_000;

export function compare(a: string, b: string): Comparison {
  const [left, right] = [linesOf(a), linesOf(b)];
  const pairs: Pair[] = [];
  match({ left, right, pairs, budget: ALTOGETHER }, 0, left.length, 0, right.length);
  const sections = sectionsOf(pairs, left.length, right.length);
  const changed = sections.filter((each) => !each.same);
  return {
    a: left,
    b: right,
    sections,
    removed: changed.reduce((sum, each) => sum + each.aEnd - each.a, 0),
    added: changed.reduce((sum, each) => sum + each.bEnd - each.b, 0),
    lastBreak: a !== "" && b !== "" && a.endsWith("\n") !== b.endsWith("\n") ? (a.endsWith("\n") ? "a" : "b") : null,
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

type Pair = readonly [a: number, b: number];

interface Work {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Lines that are the same, in order. */
  readonly pairs: Pair[];
  budget: number;
}

/** Finds the pairs between these lines of both texts. */
function match(work: Work, from: number, to: number, start: number, end: number): void {
  const { left, right, pairs } = work;
  let [a, b, aEnd, bEnd] = [from, start, to, end];
  while (a < aEnd && b < bEnd && left[a] === right[b]) pairs.push([a++, b++]);
  const tail: Pair[] = [];
  while (a < aEnd && b < bEnd && left[aEnd - 1] === right[bEnd - 1]) tail.push([--aEnd, --bEnd]);
  if (a < aEnd && b < bEnd) between(work, a, aEnd, b, bEnd);
  for (const pair of tail.reverse()) pairs.push(pair);
}

function between(work: Work, a: number, aEnd: number, b: number, bEnd: number): void {
  const size = (aEnd - a) * (bEnd - b);
  if (size <= CLOSELY) {
    if (size <= work.budget) closely(work, a, aEnd, b, bEnd);
    return;
  }
  const anchors = anchorsOf(work, a, aEnd, b, bEnd);
  if (anchors.length === 0) return;
  let [fromA, fromB] = [a, b];
  for (const [toA, toB] of anchors) {
    match(work, fromA, toA, fromB, toB);
    work.pairs.push([toA, toB]);
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  match(work, fromA, aEnd, fromB, bEnd);
}

function closely(work: Work, a: number, aEnd: number, b: number, bEnd: number): void {
  work.budget -= (aEnd - a) * (bEnd - b);
  const [kept, alsoKept] = aligned(work.left.slice(a, aEnd), work.right.slice(b, bEnd));
  const these = [...kept.keys()].filter((index) => kept[index]);
  const those = [...alsoKept.keys()].filter((index) => alsoKept[index]);
  for (const [index, each] of these.entries()) work.pairs.push([a + each, b + (those[index] ?? 0)]);
}

/** Lines that stand exactly once in both stretches, the most of them that are in the same order in both. */
function anchorsOf({ left, right }: Work, a: number, aEnd: number, b: number, bEnd: number): readonly Pair[] {
  const once = onceIn(right, b, bEnd);
  const pairs: Pair[] = [];
  for (const [line, at] of onceIn(left, a, aEnd)) {
    const other = once.get(line);
    if (at >= 0 && other !== undefined && other >= 0) pairs.push([at, other]);
  }
  return longestRising(pairs.sort((one, other) => one[0] - other[0]));
}

/** Where each line is; -1 for one that is there more than once. */
function onceIn(lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let at = from; at < to; at += 1) found.set(lines[at] ?? "", found.has(lines[at] ?? "") ? -1 : at);
  return found;
}

/** The longest run of pairs that rises on both sides; they rise on the first side already. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  /** ends[n]: the pair with the least `b` that ends a run of n + 1. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, [, b]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? (ends[low - 1] ?? -1) : -1);
    ends[low] = index;
  }
  const run: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

function sectionsOf(pairs: readonly Pair[], aCount: number, bCount: number): readonly Section[] {
  const found: Section[] = [];
  let [a, b] = [0, 0];
  const add = (same: boolean, aEnd: number, bEnd: number): void => {
    if (aEnd === a && bEnd === b) return;
    const last = found.at(-1);
    if (last?.same === same) found[found.length - 1] = { ...last, aEnd, bEnd };
    else found.push({ same, a, aEnd, b, bEnd });
    [a, b] = [aEnd, bEnd];
  };
  for (const [toA, toB] of pairs) {
    add(false, toA, toB);
    add(true, toA + 1, toB + 1);
  }
  add(false, aCount, bCount);
  return found;
}

const WORD = /[\p{L}\p{N}_]+|\s+|./gsu;
/** Two lines that have less than this part in common are two lines, not one that was changed. */
const ALIKE = 0.3;

/** What differs within two lines that stand beside each other. Nothing is marked where they are not alike. */
export function lineWords(one: string, other: string): readonly [readonly Piece[], readonly Piece[]] {
  const [left, right] = difference(one, other, WORD);
  const kept = left.filter((piece) => !piece.differs).reduce((sum, piece) => sum + piece.text.trim().length, 0);
  if (kept < ALIKE * Math.max(one.trim().length, other.trim().length)) return [plain(one), plain(other)];
  return [closed(left), closed(right)];
}

function plain(text: string): readonly Piece[] {
  return text === "" ? [] : [{ text, differs: false }];
}

/** A mere space between two differing pieces differs with them: one mark is easier to read than two. */
function closed(pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const bridge = piece.text.trim() === "" && index > 0 && index < pieces.length - 1;
    const differs = piece.differs || bridge;
    const last = found.at(-1);
    if (last?.differs === differs) found[found.length - 1] = { text: last.text + piece.text, differs };
    else found.push({ text: piece.text, differs });
  }
  return found;
}
