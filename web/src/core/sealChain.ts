/** Salts, leaves and heads, as docs/track.md says. */
import { hash, type Bytes } from "./sealBytes";

const SALT = 16;
export const DEPTH = 8;
/** Entries of a group. */
export const GROUP = 1 << DEPTH;
/** What the first group's head stands on. */
export const BEGINNING: Bytes = new Uint8Array(32);

const [ZERO, ONE] = [new Uint8Array([0]), new Uint8Array([1])];

/** A node of one group's tree of salts: the root is at depth 0, the salts are at depth 8. */
export interface Node {
  readonly depth: number;
  readonly number: number;
  readonly seed: Bytes;
}

/** The salts below these nodes, by their place in the group (0 to 255). */
export function salts(nodes: readonly Node[]): ReadonlyMap<number, Bytes> {
  const found = new Map<number, Bytes>();
  for (const { depth, number, seed } of nodes) {
    let level = [seed];
    for (let down = depth; down < DEPTH; down += 1) {
      level = level.flatMap((each) => [hash(each, ZERO).subarray(0, SALT), hash(each, ONE).subarray(0, SALT)]);
    }
    const first = number * 2 ** (DEPTH - depth);
    for (const [place, salt] of level.entries()) found.set(first + place, salt);
  }
  return found;
}

export function groupsOf(events: number): number {
  return Math.ceil(events / GROUP);
}

export function lineLeaf(salt: Bytes, line: Bytes): Bytes {
  return hash(ZERO, salt, line);
}

/** Of an entry that the editions have differently. */
export function pairLeaf(host: Bytes, candidate: Bytes): Bytes {
  return hash(ONE, host, candidate);
}

export function headOf(before: Bytes, leaves: readonly Bytes[]): Bytes {
  return hash(before, ...leaves);
}
