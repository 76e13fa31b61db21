/**
 * A text that is edited again and again near where it was edited last, as people do.
 *
 * It has a gap there: a splice costs what lies between two edits, not the length of the text. Positions count UTF-16 units.
 */

/** Units that the gap gets when it was used up. */
const ROOM = 4096;
/** `fromCharCode` takes its units as arguments, and those are limited. */
const AT_A_TIME = 8192;
const BREAK = 10;

export class GapText {
  #units: Uint16Array;
  #gap = 0;
  #gapEnd: number;
  /** Line breaks before the gap. */
  #breaks = 0;

  constructor(text = "") {
    this.#units = new Uint16Array(ROOM);
    this.#gapEnd = ROOM;
    this.splice(0, 0, text);
  }

  get length(): number {
    return this.#units.length - (this.#gapEnd - this.#gap);
  }

  /** Replaces `deleted` units at `at`; what reaches beyond the text is cut off there. */
  splice(at: number, deleted: number, inserted: string): void {
    this.#moveTo(Math.min(Math.max(0, at), this.length));
    this.#gapEnd = Math.min(this.#units.length, this.#gapEnd + deleted);
    this.#widen(inserted.length);
    for (let index = 0; index < inserted.length; index += 1) {
      const unit = inserted.charCodeAt(index);
      this.#units[this.#gap++] = unit;
      if (unit === BREAK) this.#breaks += 1;
    }
  }

  slice(from: number, to: number): string {
    const [start, end] = [Math.max(0, from), Math.min(to, this.length)];
    const before = stringOf(this.#units.subarray(start, Math.min(end, this.#gap)));
    return before + stringOf(this.#units.subarray(this.#real(Math.max(start, this.#gap)), this.#real(end)));
  }

  /** The number of the line, from 1, that this position is in. */
  lineAt(position: number): number {
    let breaks = this.#breaks;
    for (let at = this.#gap - 1; at >= position; at -= 1) if (this.#unit(at) === BREAK) breaks -= 1;
    for (let at = this.#gap; at < position; at += 1) if (this.#unit(at) === BREAK) breaks += 1;
    return breaks + 1;
  }

  /** Where the line of this position begins; not further away than `most`. */
  lineStart(position: number, most: number): number {
    const least = Math.max(0, position - most);
    let at = position;
    while (at > least && this.#unit(at - 1) !== BREAK) at -= 1;
    return at;
  }

  /** Where the line of this position ends, before its break; not further away than `most`. */
  lineEnd(position: number, most: number): number {
    const last = Math.min(this.length, position + most);
    let at = position;
    while (at < last && this.#unit(at) !== BREAK) at += 1;
    return at;
  }

  toString(): string {
    return this.slice(0, this.length);
  }

  /** Where a unit at or behind the gap really is. */
  #real(position: number): number {
    return position + (this.#gapEnd - this.#gap);
  }

  #unit(position: number): number {
    return this.#units[position < this.#gap ? position : this.#real(position)] ?? 0;
  }

  #moveTo(at: number): void {
    this.#breaks = this.lineAt(at) - 1;
    const by = this.#gap - at;
    if (by > 0) this.#units.copyWithin(this.#gapEnd - by, at, this.#gap);
    else this.#units.copyWithin(this.#gap, this.#gapEnd, this.#gapEnd - by);
    this.#gapEnd -= by;
    this.#gap = at;
  }

  #widen(needed: number): void {
    if (this.#gapEnd - this.#gap >= needed) return;
    const wider = new Uint16Array(this.length * 2 + needed + ROOM);
    const after = this.#units.subarray(this.#gapEnd);
    wider.set(this.#units.subarray(0, this.#gap));
    wider.set(after, wider.length - after.length);
    this.#gapEnd = wider.length - after.length;
    this.#units = wider;
  }
}

function stringOf(units: Uint16Array): string {
  let text = "";
  for (let at = 0; at < units.length; at += AT_A_TIME) {
    text += String.fromCharCode(...units.subarray(at, at + AT_A_TIME));
  }
  return text;
}
