/** Two pinned moments, A and B, to be compared: kept while the page is open, and shown on the axis. */
import { effect, signal } from "@preact/signals";
import { clockText } from "../core/clock";
import { momentAt } from "../core/moments";
import { keepMarks } from "./extra";
import type { Past } from "./past";

export type Side = "a" | "b";
export const SIDES: readonly Side[] = ["a", "b"];

/** Interview ms; null where nothing is pinned. */
export const pins = signal<Readonly<Record<Side, number | null>>>({ a: null, b: null });

export function pin(side: Side, at: number): void {
  pins.value = { ...pins.peek(), [side]: at };
}

export function unpin(side: Side): void {
  pins.value = { ...pins.peek(), [side]: null };
}

/** "A" and "B". */
export function letter(side: Side): string {
  return side.toUpperCase();
}

/** What had happened last at a moment: "12:40, after Tests: 1 of 3 passed". */
export function momentWords(past: Past, at: number): string {
  const { from } = past.index.value;
  if (at <= from) return `${clockText(at)}, the start`;
  const last = momentAt(past.moments.value, at);
  if (at >= past.length.value && !past.index.value.live) return `${clockText(at)}, the end`;
  return last === null ? clockText(at) : `${clockText(at)}, after “${last.words}”`;
}

/** The last run that had ended before a moment; null before the first. */
export function lastRun(past: Past, before: number): number | null {
  return past.moments.value.findLast((moment) => moment.kind === "run" && moment.at < before)?.at ?? null;
}

/** Shows the pinned moments on the axis. The answer stops it. */
export function markPins(): () => void {
  return effect(() => {
    const pinned = SIDES.flatMap((side) => {
      const at = pins.value[side];
      return at === null ? [] : [{ side, at }];
    });
    keepMarks(
      "pins",
      pinned.map(({ side, at }) => ({
        // Never the number of an entry.
        seq: side === "a" ? -1 : -2,
        at,
        by: "",
        kind: "pin" as const,
        mark: "none" as const,
        words: `Pinned as ${letter(side)}`,
        detail: "",
        place: null,
        ref: side,
      })),
    );
  });
}
