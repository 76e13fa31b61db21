/**
 * Who wrote which character and when: positions of a shown text are carried back through the edits before it, each until
 * the edit that wrote it. A character that came back by undo is by whoever undid.
 */
import type { TextEdit, TextSplice } from "./search";

/** From the shown text, UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** typed; at once: so many units in one splice that nobody types them (the track's own measure); starter: by the room. */
export type How = "typed" | "at-once" | "starter";

/** Units in one splice from which on it counts as inserted at once (docs/track.md). */
export const AT_ONCE = 25;

/** A stretch of the shown text that one splice wrote. */
export interface Stretch extends Range {
  readonly by: string;
  readonly at: number;
  readonly how: How;
  /** How many units that splice wrote. */
  readonly units: number;
}

interface Sought extends Range {
  /** Where it is in the shown text. */
  readonly shown: number;
}

export class Blame {
  readonly #found: Stretch[] = [];
  #sought: readonly Sought[];
  #cut: TextEdit | null = null;

  constructor(
    private readonly file: string,
    ranges: readonly Range[],
  ) {
    this.#sought = ranges.filter(({ from, to }) => to > from).map((each) => ({ ...each, shown: each.from }));
  }

  /** Every character has its author: nothing more to walk. */
  get done(): boolean {
    return this.#sought.length === 0;
  }

  /** In order of the shown text. */
  get found(): readonly Stretch[] {
    return [...this.#found].sort((one, other) => one.from - other.from);
  }

  /** What was there before all edits that were walked: in a clip, or until the walk is done. */
  get rest(): readonly Range[] {
    return this.#sought.map(({ from, to, shown }) => ({ from: shown, to: shown + to - from }));
  }

  /** The last edit that took something away between two characters that are still sought. */
  get cut(): { readonly at: number; readonly by: string } | null {
    return this.#cut;
  }

  /** The edits in front of the shown moment, the last one first. */
  back(edit: TextEdit): void {
    for (const splice of edit.splices.toReversed()) {
      if (splice.file === this.file && !this.done) this.#sought = this.#through(splice, edit);
    }
  }

  #through(splice: TextSplice, edit: TextEdit): readonly Sought[] {
    const { at, deleted } = splice;
    const end = at + splice.inserted.length;
    const next: Sought[] = [];
    for (const { from, to, shown } of this.#sought) {
      if (deleted > 0 && from < at && at < to) this.#cut ??= edit;
      if (from < at) next.push({ from, to: Math.min(to, at), shown });
      if (Math.max(from, at) < Math.min(to, end)) this.#find(splice, edit, from, to, shown);
      const after = Math.max(from, end);
      if (after < to)
        next.push({ from: after - end + at + deleted, to: to - end + at + deleted, shown: shown + after - from });
    }
    return next;
  }

  #find(splice: TextSplice, { by, at }: TextEdit, from: number, to: number, shown: number): void {
    const first = shown + Math.max(0, splice.at - from);
    const last = shown + Math.min(to, splice.at + splice.inserted.length) - from;
    const units = splice.inserted.length;
    this.#found.push({ from: first, to: last, by, at, how: howOf(by, units), units });
  }
}

export function howOf(by: string, units: number): How {
  if (by === "room") return "starter";
  return units >= AT_ONCE ? "at-once" : "typed";
}
