/** Marks on the axis that are no events of the record: answers to questions, pinned moments. Whoever makes them keeps them. */
import { computed, signal } from "@preact/signals";
import type { Moment } from "../core/moments";

/** By the name of who keeps them. */
const kept = signal<Readonly<Record<string, readonly Moment[]>>>({});

export const extraMarks = computed(() => Object.values(kept.value).flat());

/** Replaces what this keeper had there before. */
export function keepMarks(keeper: string, marks: readonly Moment[]): void {
  kept.value = { ...kept.peek(), [keeper]: marks };
}
