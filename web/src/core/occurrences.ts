/**
 * Where a text has what is looked for, kept up to date splice by splice.
 *
 * Occurrences before the last splice know their distance from the start of the text, those behind it theirs from the end:
 * so a splice moves none of them, however many there are. Overlapping ones are all kept ("aa" is twice in "aaa").
 */
import { GapText } from "./gapText";

export interface Occurrence {
  /** From the start of the text, or from its end. */
  place: number;
  fromEnd: boolean;
  readonly length: number;
  /** The number of the finding that it belongs to. */
  finding: number;
}

/** What one splice did: occurrences that are no more, and those that are new. One that only moved is neither. */
export interface Effect {
  readonly ended: readonly Occurrence[];
  readonly begun: readonly Occurrence[];
}

export class Needle {
  /** The query itself, and as it stands in a text with CR LF; neither can lie inside the other. */
  readonly #forms: readonly string[];
  readonly longest: number;

  constructor(
    query: string,
    private readonly sameCase: boolean,
  ) {
    const form = this.#fold(query.replace(/\r\n?/g, "\n"));
    const windows = form.slice(0, 1) + form.slice(1).replace(/\n/g, "\r\n");
    this.#forms = [...new Set([form, windows])].filter((each) => each !== "");
    this.longest = Math.max(0, ...this.#forms.map((each) => each.length));
  }

  /** Start and length of each occurrence, by start. */
  in(text: string): readonly (readonly [start: number, length: number])[] {
    const folded = this.#fold(text);
    const found: (readonly [number, number])[] = [];
    for (const form of this.#forms) {
      for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + 1)) found.push([at, form.length]);
    }
    return this.#forms.length > 1 ? found.sort((one, other) => one[0] - other[0]) : found;
  }

  #fold(text: string): string {
    return this.sameCase ? text : folded(text);
  }
}

/** In lower case, unit by unit: no position changes, and no unit looks at its neighbours (as a final sigma would). */
export function folded(text: string): string {
  // All of ASCII: the quick way for nearly every text.
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z\u0080-\ud7ff\ue000-\uffff]/g, (unit) => {
    const lower = unit.toLowerCase();
    return lower.length === 1 ? lower : unit;
  });
}

/** One file with its text and the occurrences in it. */
export class Searched {
  readonly text = new GapText();
  /** Those that end at or before the last splice, in order. */
  readonly #left: Occurrence[] = [];
  /** The others, the nearest last. */
  readonly #right: Occurrence[] = [];

  constructor(private readonly needle: Needle) {}

  start(occurrence: Occurrence): number {
    return occurrence.fromEnd ? this.text.length - occurrence.place : occurrence.place;
  }

  splice(at: number, deleted: number, inserted: string): Effect {
    this.#turnTo(at);
    const ended: Occurrence[] = [];
    for (let next = this.#right.at(-1); next && this.start(next) < at + deleted; next = this.#right.at(-1)) {
      ended.push(next);
      this.#right.pop();
    }
    this.text.splice(at, deleted, inserted);
    const begun = this.#around(at, at + inserted.length);
    this.#left.push(...begun);
    return { ended, begun };
  }

  /** Puts each occurrence on its side of `at`. */
  #turnTo(at: number): void {
    const { length } = this.text;
    for (let last = this.#left.at(-1); last && last.place + last.length > at; last = this.#left.at(-1)) {
      this.#left.pop();
      this.#right.push(Object.assign(last, { place: length - last.place, fromEnd: true }));
    }
    for (let next = this.#right.at(-1); next; next = this.#right.at(-1)) {
      const start = length - next.place;
      if (start + next.length > at) break;
      this.#right.pop();
      this.#left.push(Object.assign(next, { place: start, fromEnd: false }));
    }
  }

  /** The occurrences that a splice from `from` to `to` made: all that touch it. */
  #around(from: number, to: number): Occurrence[] {
    const window = Math.max(0, from - this.needle.longest + 1);
    const text = this.text.slice(window, to + this.needle.longest - 1);
    return this.needle
      .in(text)
      .map(([start, length]) => ({ place: window + start, fromEnd: false, length, finding: -1 }))
      .filter(({ place, length }) => place + length > from && place < to);
  }
}
