/** What can be said of one line: who began it and when, who changed it since, and who wrote one character of it. */
import type { Blame, Range, Stretch } from "./blame";

export interface LineRange extends Range {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The line with this number, from 1; the last one where there are fewer. Without its break. */
export function lineOf(text: string, number: number): LineRange {
  let [from, at] = [0, 1];
  for (let end = text.indexOf("\n"); end >= 0 && at < number; end = text.indexOf("\n", from))
    [from, at] = [end + 1, at + 1];
  const end = text.indexOf("\n", from);
  const to = end < 0 ? text.length : end;
  return { number: at, from, to, text: text.slice(from, to) };
}

/** The whole character (not half of a pair) at a position; the one before it at the end of a line. Null in an empty line. */
export function characterAt(line: LineRange, position: number): Range | null {
  if (line.to === line.from) return null;
  const at = Math.min(Math.max(position, line.from), line.to - 1) - line.from;
  const start = isLow(line.text, at) && isHigh(line.text, at - 1) ? at - 1 : at;
  const end = isHigh(line.text, start) && isLow(line.text, start + 1) ? start + 2 : start + 1;
  return { from: line.from + start, to: line.from + end };
}

function isHigh(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

export interface LineStory {
  /** The oldest part of the line; null where all of it was there before the track begins. */
  readonly begun: Stretch | null;
  /** When it last became what it is; null when nobody touched it after it was begun. */
  readonly changed: { readonly at: number; readonly by: string } | null;
}

/** Keys of one go: what was typed on within so many ms is no change yet. */
const ONE_GO_MS = 10_000;

export function storyOf(line: LineRange, blame: Blame): LineStory {
  const parts = blame.found.filter((each) => each.from < line.to && each.to > line.from && inked(line, each));
  const old = blame.rest.some((each) => each.from < line.to && each.to > line.from);
  const byTime = [...parts].sort((one, other) => one.at - other.at);
  const begun = old ? null : (byTime[0] ?? null);
  const last = [...byTime.slice(-1), ...(blame.cut ? [blame.cut] : [])].sort((one, other) => other.at - one.at)[0];
  if (!last) return { begun, changed: null };
  const since = goesOn(byTime);
  const another = last.by !== begun?.by || last.at > since;
  return { begun, changed: another ? { at: last.at, by: last.by } : null };
}

/** Indentation is no writing: an editor put it there. */
function inked(line: LineRange, { from, to }: Range): boolean {
  const blank = line.text.trim() === "";
  return blank || line.text.slice(Math.max(0, from - line.from), to - line.from).trim() !== "";
}

/** Until when the oldest part was written on without a pause. */
function goesOn(byTime: readonly Stretch[]): number {
  let until = byTime[0]?.at ?? 0;
  for (const { at, by } of byTime) if (by === byTime[0]?.by && at - until <= ONE_GO_MS) until = at;
  return until;
}
