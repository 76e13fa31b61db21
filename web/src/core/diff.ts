/** Where an answer differs from the expected one: both texts cut into pieces, the differing ones marked. */

export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Beyond this many compared pairs of tokens only the common start and end are found: never slow, still useful. */
const MOST_PAIRS = 160_000;

/** JSON's tokens: strings, words and numbers, one mark of punctuation, or blank space. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[\w.+-]+|\s+|./gsu;

/** `token` cuts both texts; a piece is made of whole tokens. */
export function difference(
  expected: string,
  got: string,
  token: RegExp = TOKEN,
): readonly [readonly Piece[], readonly Piece[]] {
  const left = expected.match(token) ?? [];
  const right = got.match(token) ?? [];
  const [leftKept, rightKept] = aligned(left, right);
  return [pieces(left, (index) => leftKept[index] ?? true), pieces(right, (index) => rightKept[index] ?? true)];
}

/** For both sides, which tokens stand in both texts, in the same order. */
export function aligned(
  left: readonly string[],
  right: readonly string[],
): readonly [readonly boolean[], readonly boolean[]] {
  const start = commonStart(left, right);
  const end = commonStart(left.slice(start).reverse(), right.slice(start).reverse());
  const [leftKept, rightKept] = common(left.slice(start, left.length - end), right.slice(start, right.length - end));
  const around = (kept: readonly boolean[]): readonly boolean[] => [
    ...Array<boolean>(start).fill(true),
    ...kept,
    ...Array<boolean>(end).fill(true),
  ];
  return [around(leftKept), around(rightKept)];
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  let length = 0;
  while (length < left.length && length < right.length && left[length] === right[length]) length += 1;
  return length;
}

/** For both sides, which tokens belong to a longest common subsequence. */
function common(left: readonly string[], right: readonly string[]): readonly [boolean[], boolean[]] {
  const kept: [boolean[], boolean[]] = [left.map(() => false), right.map(() => false)];
  if (left.length * right.length > MOST_PAIRS) return kept;
  const best = lengths(left, right);
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      kept[0][i++] = true;
      kept[1][j++] = true;
    } else if ((best[i + 1]?.[j] ?? 0) >= (best[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return kept;
}

/** best[i][j]: the length of the longest common subsequence of left[i..] and right[j..]. */
function lengths(left: readonly string[], right: readonly string[]): readonly Uint16Array[] {
  const best = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const [row, below] = [best[i], best[i + 1]];
    if (!row || !below) continue;
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] = left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return best;
}

function pieces(tokens: readonly string[], same: (index: number) => boolean): readonly Piece[] {
  const found: Piece[] = [];
  for (const [index, text] of tokens.entries()) {
    const last = found.at(-1);
    const differs = !same(index);
    if (last?.differs === differs) found[found.length - 1] = { text: last.text + text, differs };
    else found.push({ text, differs });
  }
  return found;
}
