/**
 * The texts of a room at a moment, who wrote each character of them, and where everybody's cursors were: the reducer of
 * the frequent things, by the rules of docs/track.md. `core/state.ts` is that of all others.
 */
import type { RoomEvent } from "./events";
import { MarkedText } from "./markedText";
import type { How, Keyframe, Line, Pointing, Splice, Stretch } from "./track";

/** As many units in one splice were not typed key by key. */
export const AT_ONCE = 25;
const HOUSE = "room";

export interface Standing extends Pointing {
  readonly person: string;
  /** When its owner last moved it (ms), as far as that was heard; others' edits push it along without that. */
  readonly moved: number;
}

interface File {
  text: MarkedText;
  /** Another copy has it too: it is copied before it is changed. */
  shared: boolean;
}

export class Texts {
  readonly #files = new Map<string, File>();
  readonly #pointers = new Map<number, Standing>();
  readonly #typed = new Map<string, number>();
  /** Marks of the text are `3 * author + how`. */
  readonly #people: string[] = [];

  static restore(keyframe: Keyframe | null): Texts {
    const texts = new Texts();
    if (keyframe === null) return texts;
    for (const [file, text] of Object.entries(keyframe.texts)) {
      const gap = new MarkedText(text);
      let at = 0;
      for (const { length, person, how } of keyframe.authors[file] ?? []) {
        gap.mark(at, length, texts.#mark(person, how));
        at += length;
      }
      texts.#files.set(file, { text: gap, shared: false });
    }
    for (const pointer of keyframe.pointers) texts.#pointers.set(pointer.pointer, { ...pointer, moved: 0 });
    return texts;
  }

  /** Another one that goes its own way. Cheap: a text is copied when one of the two changes it. */
  copy(): Texts {
    const copy = new Texts();
    for (const [name, file] of this.#files) {
      file.shared = true;
      copy.#files.set(name, { ...file });
    }
    for (const [number, pointer] of this.#pointers) copy.#pointers.set(number, pointer);
    for (const [person, at] of this.#typed) copy.#typed.set(person, at);
    copy.#people.push(...this.#people);
    return copy;
  }

  step(line: Line): void {
    switch (line.kind) {
      case "edited":
        for (const splice of line.splices) this.#splice(splice, line.by);
        this.#typed.set(line.by, line.at);
        return;
      case "pointed":
        for (const pointing of line.pointers) {
          if (pointing.file === null) this.#pointers.delete(pointing.pointer);
          else this.#pointers.set(pointing.pointer, { ...pointing, person: line.by, moved: line.at });
        }
    }
  }

  /** What the talk does to cursors: whoever leaves takes theirs along. */
  hear(event: RoomEvent): void {
    if (event.kind === "interrupted") this.#pointers.clear();
    if (event.kind !== "left") return;
    for (const [number, pointer] of this.#pointers) if (pointer.person === event.by) this.#pointers.delete(number);
  }

  files(): readonly string[] {
    return [...this.#files.keys()];
  }

  text(file: string): string {
    return this.#files.get(file)?.text.toString() ?? "";
  }

  /** In UTF-16 units. */
  length(file: string): number {
    return this.#files.get(file)?.text.length ?? 0;
  }

  /** Of all files together. */
  units(): number {
    let units = 0;
    for (const { text } of this.#files.values()) units += text.length;
    return units;
  }

  /** Who wrote it, from its beginning to its end, in stretches as long as possible. */
  authors(file: string): readonly Stretch[] {
    const text = this.#files.get(file)?.text;
    const stretch = (length: number, mark: number): Stretch => {
      return { length, person: this.#people[Math.floor(mark / 3)] ?? HOUSE, how: (mark % 3) as How };
    };
    return text?.stretches(stretch) ?? [];
  }

  /** By their number. */
  pointers(): readonly Standing[] {
    return [...this.#pointers.values()].sort((a, b) => a.pointer - b.pointer);
  }

  /** When somebody last edited (ms), as far as that was heard. */
  typed(person: string): number | null {
    return this.#typed.get(person) ?? null;
  }

  #splice({ file: name, at, deleted, inserted }: Splice, by: string): void {
    const file = this.#files.get(name) ?? { text: new MarkedText(), shared: false };
    if (file.shared) [file.text, file.shared] = [file.text.copy(), false];
    this.#files.set(name, file);
    const from = Math.min(at, file.text.length);
    const gone = Math.min(deleted, file.text.length - from);
    file.text.splice(from, gone, inserted, this.#mark(by, howOf(by, inserted)));
    for (const [number, pointer] of this.#pointers) {
      if (pointer.file !== name || Math.max(pointer.anchor, pointer.head) < from) continue;
      const [anchor, head] = [pointer.anchor, pointer.head].map((each) => pushed(each, from, gone, inserted.length));
      this.#pointers.set(number, { ...pointer, anchor: anchor ?? 0, head: head ?? 0 });
    }
  }

  #mark(person: string, how: How): number {
    let author = this.#people.indexOf(person);
    if (author === -1) author = this.#people.push(person) - 1;
    return author * 3 + how;
  }
}

function howOf(by: string, inserted: string): How {
  if (by === HOUSE) return 2;
  return inserted.length >= AT_ONCE ? 1 : 0;
}

/** Where a position is after a splice: a cursor stands before the character on its right. */
function pushed(position: number, at: number, deleted: number, inserted: number): number {
  if (position < at) return position;
  return position <= at + deleted ? at + inserted : position - deleted + inserted;
}
