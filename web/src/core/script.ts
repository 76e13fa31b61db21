/** What changes texts and cursors, in order: a chunk's lines, and what the talk does to cursors between them. */
import type { RoomEvent } from "./events";
import type { Texts } from "./texts";
import type { Chunk, Index, Line } from "./track";

export type Step = Line | Extract<RoomEvent, { kind: "left" | "interrupted" }>;

export function take(texts: Texts, step: Step): void {
  if (step.kind === "edited" || step.kind === "pointed") texts.step(step);
  else texts.hear(step);
}

/** Everything after the chunk's beginning and before the next one's. Lines that came after the index was made wait for the next. */
export function scriptOf(index: Index, n: number, chunk: Chunk): readonly Step[] {
  const [info, next] = [index.chunks[n], index.chunks[n + 1]];
  if (!info) return [];
  const between = leavings(index.talk, info.seq, next?.seq ?? Infinity);
  const script: Step[] = [];
  const numbers = numbersAfter(index.taken, info.seq);
  const skipped = new Set(chunk.skipped);
  let line = 0;
  let leaving = 0;
  for (let place = 0; place < info.events; place += 1) {
    const number = numbers();
    for (let each = between[leaving]; each && each.seq < number; each = between[++leaving]) script.push(each);
    if (skipped.has(place)) continue;
    const step = chunk.lines[line++];
    if (step) script.push(step);
  }
  return [...script, ...between.slice(leaving)];
}

type Leaving = Extract<RoomEvent, { kind: "left" | "interrupted" }>;

function leavings(talk: readonly RoomEvent[], after: number, upto: number): readonly Leaving[] {
  const found: Leaving[] = [];
  for (let at = firstAbove(talk, (event) => event.seq > after); at < talk.length; at += 1) {
    const event = talk[at];
    if (!event || event.seq > upto) break;
    if (event.kind === "left" || event.kind === "interrupted") found.push(event);
  }
  return found;
}

/** The numbers after `seq` that are not taken, one with each call. */
function numbersAfter(taken: readonly number[], seq: number): () => number {
  let at = firstAbove(taken, (each) => each > seq);
  let number = seq;
  return () => {
    number += 1;
    while (taken[at] === number) {
      at += 1;
      number += 1;
    }
    return number;
  };
}

/** Where the first one is that is above; all after it are as well. */
export function firstAbove<T>(list: readonly T[], isAbove: (each: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = list[middle];
    if (each === undefined || isAbove(each)) high = middle;
    else low = middle + 1;
  }
  return low;
}
