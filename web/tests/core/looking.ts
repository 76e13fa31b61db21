/** Seeded chance, and edits of two people in two files as a track has them. */
import type { TextEdit, TextSplice } from "../../src/core/search";

/** The same numbers every time, so that a failure can be had again. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const WORDS = ["ab", "a", "b", "aab", "😀", "a\r\nb", "\n", "\r\n", "B", "é", " ", "aaaa", "xx\nab\r\nabab", "Σ", "İ"];

/** `count` edits, some of several splices; later ones may be in the same millisecond. */
export function someEdits(count: number, seed: number, words: readonly string[] = WORDS): readonly TextEdit[] {
  const random = chance(seed);
  const lengths = new Map<string, number>();
  const one = (): TextSplice => {
    const file = random(3) === 0 ? "slots/solution.js" : "slots/solution.py";
    const length = lengths.get(file) ?? 0;
    const at = random(length + 1);
    const deleted = random(3) === 0 ? Math.min(random(5), length - at) : 0;
    const inserted = deleted > 0 && random(2) === 0 ? "" : (words[random(words.length)] ?? "");
    lengths.set(file, length - deleted + inserted.length);
    return { file, at, deleted, inserted };
  };
  return Array.from({ length: count }, (_, index) => ({
    at: 10 * (index - (index % 3)),
    by: ["candidate", "host", "room"][random(3)] ?? "",
    splices: Array.from({ length: random(4) === 0 ? 1 + random(3) : 1 }, one),
  }));
}

/** A file as characters that know who they are. */
export interface Character {
  readonly unit: string;
  readonly id: number;
  readonly by: string;
  readonly at: number;
  readonly units: number;
}

/** Applies a splice to characters; `next` numbers the new ones. */
export function spliced(
  text: readonly Character[],
  edit: TextEdit,
  splice: TextSplice,
  next: () => number,
): readonly Character[] {
  const units = splice.inserted.length;
  const fresh = Array.from({ length: units }, (_, index) => {
    return { unit: splice.inserted.charAt(index), id: next(), by: edit.by, at: edit.at, units };
  });
  return [...text.slice(0, splice.at), ...fresh, ...text.slice(splice.at + splice.deleted)];
}
