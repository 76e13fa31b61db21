/**
 * One text that is spliced often: UTF-16 units in an array with a gap where the last splice was, and beside each unit a
 * small number that says who wrote it. A splice costs what lies between it and the last one, never the whole text.
 */

/** Room for so many more units when the gap is used up. */
const SPARE = 1024;
/** String.fromCharCode takes its units as arguments, and engines have a bound for those. */
const MOST_ARGUMENTS = 8192;

export class MarkedText {
  #units: Uint16Array;
  #marks: Uint16Array;
  /** The gap: the units before `#gap`, and those from `#after` on, are the text. */
  #gap: number;
  #after: number;
  #text: string | null;

  constructor(text = "", mark = 0) {
    this.#units = new Uint16Array(text.length + SPARE);
    this.#marks = new Uint16Array(text.length + SPARE);
    for (let at = 0; at < text.length; at += 1) this.#units[at] = text.charCodeAt(at);
    this.#marks.fill(mark, 0, text.length);
    this.#gap = text.length;
    this.#after = this.#units.length;
    this.#text = text;
  }

  get length(): number {
    return this.#units.length - (this.#after - this.#gap);
  }

  copy(): MarkedText {
    const copy = new MarkedText();
    copy.#units = this.#units.slice();
    copy.#marks = this.#marks.slice();
    copy.#gap = this.#gap;
    copy.#after = this.#after;
    copy.#text = this.#text;
    return copy;
  }

  toString(): string {
    this.#text ??= stringOf(this.#units, 0, this.#gap) + stringOf(this.#units, this.#after, this.#units.length);
    return this.#text;
  }

  /** Positions beyond the end count as the end. */
  splice(at: number, deleted: number, inserted: string, mark: number): void {
    const from = Math.min(at, this.length);
    const gone = Math.min(deleted, this.length - from);
    if (gone === 0 && inserted === "") return;
    if (inserted.length > this.#after - this.#gap) this.#widen(inserted.length);
    this.#moveGap(from);
    this.#after += gone;
    for (let unit = 0; unit < inserted.length; unit += 1) this.#units[this.#gap + unit] = inserted.charCodeAt(unit);
    this.#marks.fill(mark, this.#gap, this.#gap + inserted.length);
    this.#gap += inserted.length;
    this.#text = null;
  }

  /** Marks `length` units from `at` on, without changing the text. */
  mark(at: number, length: number, mark: number): void {
    this.#moveGap(this.length);
    this.#marks.fill(mark, at, at + length);
  }

  /** The marks as stretches, as long as possible, from the beginning to the end. */
  stretches<T>(each: (length: number, mark: number) => T): readonly T[] {
    const found: T[] = [];
    let [length, mark] = [0, -1];
    const walk = (from: number, to: number): void => {
      for (let at = from; at < to; at += 1) {
        const here = this.#marks[at] ?? 0;
        if (here !== mark) {
          if (length > 0) found.push(each(length, mark));
          [length, mark] = [0, here];
        }
        length += 1;
      }
    };
    walk(0, this.#gap);
    walk(this.#after, this.#units.length);
    if (length > 0) found.push(each(length, mark));
    return found;
  }

  #moveGap(to: number): void {
    const width = this.#after - this.#gap;
    for (const array of [this.#units, this.#marks]) {
      if (to < this.#gap) array.copyWithin(to + width, to, this.#gap);
      else array.copyWithin(this.#gap, this.#after, to + width);
    }
    this.#gap = to;
    this.#after = to + width;
  }

  #widen(least: number): void {
    const more = least + SPARE + (this.length >> 1);
    const [units, marks] = [this.#units, this.#marks];
    this.#units = new Uint16Array(units.length + more);
    this.#marks = new Uint16Array(marks.length + more);
    for (const [wide, narrow] of [[this.#units, units] as const, [this.#marks, marks] as const]) {
      wide.set(narrow.subarray(0, this.#gap));
      wide.set(narrow.subarray(this.#after), this.#after + more);
    }
    this.#after += more;
  }
}

/** Half a surrogate pair stays what it is: a TextDecoder would replace it. */
function stringOf(units: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += MOST_ARGUMENTS) {
    text += String.fromCharCode(...units.subarray(at, Math.min(to, at + MOST_ARGUMENTS)));
  }
  return text;
}
