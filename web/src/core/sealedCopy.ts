/** A copy of a track as it came, its parts read as far as they can be: what a check begins with. */
import { flag, json, listOf, mapOf, number, object, oneOf, orElse, Rejection, text, whole, type Read } from "./read";
import { fromBase64, type Bytes } from "./sealBytes";
import { DEPTH, type Node } from "./sealChain";

/**
 * The parts of a copy; null where one is missing or cannot be unpacked.
 *
 * `proof` is null for a copy that was made before the seal.
 */
export interface Copy {
  readonly index: string | null;
  readonly chunks: readonly (string | null)[];
  readonly sheets: Readonly<Record<string, string | null>>;
  readonly proof: string | null;
}

const chunkInfo = object({ at: whole, events: whole, seq: whole, keyframe: whole, digest: text, bytes: whole });
const header = object({
  format: oneOf("greenroom-track-1"),
  room: text,
  title: text,
  edition: oneOf("host", "candidate"),
  host: text,
  candidate: text,
  events: whole,
  from: whole,
  length: whole,
  began: whole,
  live: flag,
  files: listOf(text),
  chunks: listOf(chunkInfo),
  sheets: mapOf(object({ digest: text, bytes: whole })),
  bin: whole,
  activity: mapOf(object({ edits: listOf(whole), moves: listOf(whole) })),
  unknown: whole,
  unreadable: whole,
  withheld: listOf(whole),
  seal: orElse(object({ fingerprint: text, at: number }), null),
});
export type Header = Read<typeof header>;

/** A line of the talk. */
export interface Said {
  readonly seq: number;
  readonly at: number;
  readonly wall: number;
  readonly by: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Talk {
  readonly line: string;
  /** Null where it cannot be read. */
  readonly said: Said | null;
}

export interface CopyIndex {
  readonly header: Header;
  readonly talk: readonly Talk[];
}

/** The index; null when its first line cannot be read. */
export function readCopyIndex(ndjson: string): CopyIndex | null {
  const [first = "", ...rest] = linesOf(ndjson);
  const value = parse(first);
  const head = header(value, "");
  // Two fields have only one value: a missing one would read like it.
  if (head instanceof Rejection || head.from !== 0 || !hasSeal(value)) return null;
  return { header: head, talk: rest.map((line) => ({ line, said: readSaid(line) })) };
}

function hasSeal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "seal" in value;
}

/** The lines of a part, without the newline that ends each. */
export function linesOf(ndjson: string): string[] {
  return (ndjson.endsWith("\n") ? ndjson.slice(0, -1) : ndjson).split("\n");
}

export function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

const said = [whole, whole, whole, text, text, mapOf(json)] as const;

function readSaid(line: string): Said | null {
  const value = parse(line);
  if (!Array.isArray(value) || value.length !== said.length) return null;
  if (said.some((read, at) => read(value[at], "") instanceof Rejection)) return null;
  const [seq, at, wall, by, kind, data] = value as [number, number, number, string, string, Said["data"]];
  return { seq, at, wall, by, kind, data };
}

/** What was signed of entries that were erased. */
export interface Erased {
  readonly statement: string;
  readonly signature: Bytes;
}

/** What a copy is checked with; see docs/track.md. */
export interface Proof {
  readonly statement: string;
  readonly signature: Bytes;
  readonly key: Bytes;
  readonly heads: readonly Bytes[];
  readonly groups: readonly (readonly Node[])[];
  readonly leaves: ReadonlyMap<number, Bytes>;
  readonly pairs: ReadonlyMap<number, { readonly salt: Bytes; readonly other: Bytes }>;
  readonly erasures: readonly Erased[];
}

/** Base64 of so many bytes. */
const bytes =
  (size: number) =>
  (value: unknown, path: string): Bytes | Rejection =>
    (typeof value === "string" ? fromBase64(value, size) : null) ?? new Rejection(`${path} is not ${size} bytes`);

function node(value: unknown, path: string): Node | Rejection {
  const [depth, place, seed] = Array.isArray(value) && value.length === 3 ? (value as unknown[]) : [];
  const read = bytes(16)(seed, path);
  const fits = isWhole(depth) && depth <= DEPTH && isWhole(place) && place < 2 ** depth;
  if (!fits || read instanceof Rejection) return new Rejection(`${path} is not a node`);
  return { depth, number: place, seed: read };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function pair(value: unknown, path: string): { salt: Bytes; other: Bytes } | Rejection {
  if (!Array.isArray(value) || value.length !== 2) return new Rejection(`${path} is not a pair`);
  const [salt, other] = [bytes(16)(value[0], path), bytes(32)(value[1], path)];
  if (salt instanceof Rejection) return salt;
  return other instanceof Rejection ? other : { salt, other };
}

const proof = object({
  statement: text,
  signature: bytes(64),
  key: bytes(32),
  heads: listOf(bytes(32)),
  groups: listOf(listOf(node)),
  leaves: mapOf(bytes(32)),
  pairs: mapOf(pair),
  erasures: orElse(listOf(object({ statement: text, signature: bytes(64) })), []),
});

/** The proof; null when it is not one, in whatever way. */
export function readProof(raw: string): Proof | null {
  const read = proof(parse(raw), "");
  if (read instanceof Rejection) return null;
  const [leaves, pairs] = [numbered(read.leaves), numbered(read.pairs)];
  return leaves && pairs && { ...read, leaves, pairs };
}

function numbered<T>(given: Readonly<Record<string, T>>): ReadonlyMap<number, T> | null {
  const entries = Object.entries(given);
  if (entries.some(([key]) => !/^[1-9]\d*$/.test(key))) return null;
  return new Map(entries.map(([key, value]) => [Number(key), value]));
}
