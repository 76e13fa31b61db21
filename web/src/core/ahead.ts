/** What becomes of a line after the shown moment: the next time that somebody changes it, and to what. */
import type { TextEdit, TextSplice } from "./search";

/** Somebody who goes on with the same line within so many ms is still making the same change. */
const SAME_CHANGE_MS = 10_000;

export interface Next {
  /** When the change began. */
  readonly at: number;
  readonly by: string;
  /** What the line was after it; null when the line is gone or was joined with another. */
  readonly text: string | null;
}

export class Ahead {
  #from: number;
  #text: string;
  #gone = false;
  #first: TextEdit | null = null;
  #last = 0;
  #done = false;

  /** The line in the shown text: where it begins, and what it is, without its break. */
  constructor(
    private readonly file: string,
    from: number,
    private readonly original: string,
  ) {
    [this.#from, this.#text] = [from, original];
  }

  get done(): boolean {
    return this.#done;
  }

  /** Null when nobody has changed it so far. */
  get next(): Next | null {
    if (this.#first === null || this.#isAsBefore) return null;
    return { at: this.#first.at, by: this.#first.by, text: this.#gone ? null : this.#text };
  }

  get #isAsBefore(): boolean {
    return !this.#gone && this.#text === this.original;
  }

  /** The edits after the shown moment, in order. */
  step(edit: TextEdit): void {
    if (this.#first && edit.at - this.#last > SAME_CHANGE_MS) {
      // What was written and taken back again is no change.
      if (this.#isAsBefore) this.#first = null;
      else this.#done = true;
    }
    for (const splice of edit.splices) {
      if (splice.file === this.file && !this.#done) this.#splice(splice, edit);
    }
  }

  #splice(splice: TextSplice, edit: TextEdit): void {
    const { at, deleted, inserted } = splice;
    const where = this.#where(splice);
    if (where === "before") this.#from += inserted.length - deleted;
    if (where !== "in") return;
    this.#first ??= edit;
    this.#last = edit.at;
    const [from, to] = [at - this.#from, at + deleted - this.#from];
    // What comes from another line is not known here, nor where this one ends then.
    if (from < 0 || to > this.#text.length) this.#gone = this.#done = true;
    this.#text = this.#text.slice(0, Math.max(0, from)) + inserted + this.#text.slice(to);
    this.#keepOneLine();
  }

  /** Line breaks that come and go in front of a line and behind it are not the line. */
  #where({ at, deleted, inserted }: TextSplice): "before" | "in" | "behind" {
    const [end, to] = [at + deleted, this.#from + this.#text.length];
    if (at > to || (at === to && (deleted > 0 || inserted.startsWith("\n")))) return "behind";
    if (end < this.#from || (end === this.#from && (at < this.#from || inserted.endsWith("\n")))) return "before";
    return "in";
  }

  /** A line that was cut in two goes on as its first part that is not empty. */
  #keepOneLine(): void {
    if (!this.#text.includes("\n")) return;
    const lines = this.#text.split("\n");
    const whole = lines.indexOf(this.original);
    if (whole >= 0 && !this.#gone) {
      // A line was written above or below, from where this one begins or ends: this one is as it was.
      this.#from += lines.slice(0, whole).reduce((sum, line) => sum + line.length + 1, 0);
      [this.#text, this.#first] = [this.original, null];
      return;
    }
    const kept = Math.max(
      0,
      lines.findIndex((line) => line.trim() !== ""),
    );
    this.#from += lines.slice(0, kept).reduce((sum, line) => sum + line.length + 1, 0);
    this.#text = lines[kept] ?? "";
  }
}
