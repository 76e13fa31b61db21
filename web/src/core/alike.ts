/** Which changed lines belong beside each other: those that are alike, in order. */

/** Pairs of lines that are weighed; in a larger change they stand in order. */
const MOST_PAIRS = 10_000;
/** Lines with less in common (0 to 1) are not the same line, changed. */
const ALIKE = 0.4;

export type LinePair = readonly [a: number | null, b: number | null];

/** Every line once, by its index; both sides rise. */
export function pairUp(left: readonly string[], right: readonly string[]): readonly LinePair[] {
  if (left.length === 0 || right.length === 0 || left.length * right.length > MOST_PAIRS) return inOrder(left, right);
  const best = weights(left.map(wordsOf), right.map(wordsOf));
  const pairs: LinePair[] = [];
  let [a, b] = [0, 0];
  while (a < left.length && b < right.length) {
    const here = best[a]?.[b] ?? 0;
    if (here === (best[a + 1]?.[b] ?? 0)) pairs.push([a++, null]);
    else if (here === (best[a]?.[b + 1] ?? 0)) pairs.push([null, b++]);
    else pairs.push([a++, b++]);
  }
  while (a < left.length) pairs.push([a++, null]);
  while (b < right.length) pairs.push([null, b++]);
  return packed(pairs);
}

function inOrder(left: readonly string[], right: readonly string[]): readonly LinePair[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [
    at < left.length ? at : null,
    at < right.length ? at : null,
  ]);
}

/** best[a][b]: how alike the best pairs of left[a..] and right[b..] are, together. */
function weights(left: readonly Words[], right: readonly Words[]): readonly Float64Array[] {
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1));
  for (let a = left.length - 1; a >= 0; a -= 1) {
    for (let b = right.length - 1; b >= 0; b -= 1) {
      const [one, other] = [left[a], right[b]];
      const alike = one && other ? likeness(one, other) : 0;
      const paired = alike < ALIKE ? 0 : alike + (best[a + 1]?.[b + 1] ?? 0);
      const row = best[a];
      if (row) row[b] = Math.max(paired, best[a + 1]?.[b] ?? 0, row[b + 1] ?? 0);
    }
  }
  return best;
}

interface Words {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

function wordsOf(line: string): Words {
  const counts = new Map<string, number>();
  const words = line.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + word.length);
  return { counts, total: words.reduce((sum, word) => sum + word.length, 0) };
}

/** What part of two lines is the same words; 1 for the same words in any order. */
function likeness(one: Words, other: Words): number {
  let common = 0;
  for (const [word, count] of one.counts) common += Math.min(count, other.counts.get(word) ?? 0);
  return (2 * common) / Math.max(1, one.total + other.total);
}

/** Between two pairs: lines that stand alone on both sides share their rows, there is no text to tell them apart by. */
function packed(pairs: readonly LinePair[]): readonly LinePair[] {
  const found: LinePair[] = [];
  let [ones, others]: [number[], number[]] = [[], []];
  const flush = (): void => {
    for (let at = 0; at < Math.max(ones.length, others.length); at += 1)
      found.push([ones[at] ?? null, others[at] ?? null]);
    [ones, others] = [[], []];
  };
  for (const [a, b] of pairs) {
    if (a !== null && b !== null) {
      flush();
      found.push([a, b]);
    } else if (a !== null) ones.push(a);
    else if (b !== null) others.push(b);
  }
  flush();
  return found;
}
