/** What an axis of a given width can show: bars, ticks, and marks that would stand on each other gathered. Pure. */

/** The part of an interview that is shown, in ms of interview time: all of it, or that of a clip. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where `at` is on the axis, from 0 to 1. */
export function partOf(at: number, { from, to }: Span): number {
  return to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0;
}

/** The moment at this part of the axis, to the millisecond. */
export function timeAt(part: number, { from, to }: Span): number {
  return Math.round(from + Math.min(1, Math.max(0, part)) * (to - from));
}

/** Counts of `bin` ms each, from time 0 on, laid into columns: `most` of them, or one a count where there are fewer. */
export function columns(counts: readonly number[], bin: number, span: Span, most: number): readonly number[] {
  const count = Math.max(1, Math.min(Math.floor(most), Math.ceil((span.to - span.from) / bin)));
  const found = Array<number>(count).fill(0);
  for (const [index, value] of counts.entries()) {
    const at = index * bin;
    if (value === 0 || at + bin <= span.from || at > span.to) continue;
    const column = Math.min(count - 1, Math.floor(partOf(at, span) * count));
    found[column] = (found[column] ?? 0) + value;
  }
  return found;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30, 60].map((minutes) => minutes * MINUTE),
];

/** Round times inside of the span, at least `room` px apart on an axis of `width` px. */
export function ticks(span: Span, width: number, room: number): readonly number[] {
  const length = span.to - span.from;
  if (length <= 0 || width <= 0) return [];
  const least = (room / width) * length;
  const step = STEPS.find((each) => each >= least) ?? Math.ceil(least / (60 * MINUTE)) * 60 * MINUTE;
  const found: number[] = [];
  const first = Math.floor(span.from / step + 1) * step;
  for (let at = first; at <= span.to - least / 2; at += step) found.push(at);
  return found;
}

/** Things in the order of time, those together that stand less than `gap` px after the first of them. */
export function gather<Thing extends { readonly at: number }>(
  things: readonly Thing[],
  span: Span,
  width: number,
  gap: number,
): readonly Group<Thing>[] {
  const found: [Thing, ...Thing[]][] = [];
  for (const thing of things) {
    const group = found.at(-1);
    const apart = group ? (partOf(thing.at, span) - partOf(group[0].at, span)) * width : Infinity;
    if (group && apart < gap) group.push(thing);
    else found.push([thing]);
  }
  return found;
}

export type Group<Thing> = readonly [Thing, ...Thing[]];

/** A stretch in which somebody was busy, without a pause of `pause` ms or more. */
export interface Burst extends Span {
  readonly count: number;
}

/** The bursts of counts of `bin` ms each, from time 0 on. */
export function bursts(counts: readonly number[], bin: number, pause: number): readonly Burst[] {
  const found: Burst[] = [];
  for (const [index, count] of counts.entries()) {
    if (count === 0) continue;
    const [from, to] = [index * bin, (index + 1) * bin];
    const last = found.at(-1);
    if (last && from - last.to < pause) found[found.length - 1] = { from: last.from, to, count: last.count + count };
    else found.push({ from, to, count });
  }
  return found;
}
