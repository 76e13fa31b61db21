/**
 * The replay's track as docs/track.md describes it: an index, chunks of edits and cursors, and a sheet for each run.
 *
 * What cannot be read is a Rejection that names its line. Kinds that this page does not know are skipped and counted: a
 * newer server may know more.
 */
import { readEvent, type RoomEvent } from "./events";
import { parseJson } from "./json";
import { flag, listOf, mapOf, number, object, oneOf, orElse, Rejection, text, whole, type Read } from "./read";

const FORMAT = "greenroom-track-1";

const chunkInfo = object({ at: number, events: whole, seq: whole, keyframe: whole, digest: text, bytes: whole });
/** What the index says of a chunk: `at` of its first line, `seq` the highest number before it. */
export type ChunkInfo = Read<typeof chunkInfo>;

const sheetInfo = object({ digest: text, bytes: whole });
export type SheetInfo = Read<typeof sheetInfo>;

const activity = object({ edits: listOf(whole), moves: listOf(whole) });
/** How many edits and cursor moves somebody made, for each stretch of `bin` ms. */
export type Activity = Read<typeof activity>;

const header = object({
  format: oneOf(FORMAT),
  room: text,
  title: text,
  edition: oneOf("host", "candidate"),
  host: text,
  candidate: text,
  events: whole,
  from: number,
  length: number,
  began: number,
  live: flag,
  files: listOf(text),
  chunks: listOf(chunkInfo),
  sheets: mapOf(sheetInfo),
  bin: number,
  activity: mapOf(activity),
  unknown: whole,
  unreadable: whole,
  withheld: listOf(whole),
  seal: orElse(object({ fingerprint: text, at: number }), null),
});

export type Index = Read<typeof header> & {
  /** Everything but edits and cursors, in order; what a run makes heavy is in its sheet. */
  readonly talk: readonly RoomEvent[];
  /** How many lines of the talk are of a kind that this page does not know. */
  readonly skipped: number;
  /** The numbers that no line of a chunk has: those of the talk and of withheld entries, in order. */
  readonly taken: readonly number[];
};

export interface Splice {
  readonly file: string;
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

export interface Pointing {
  readonly pointer: number;
  readonly file: string;
  readonly anchor: number;
  readonly head: number;
}

/** A pointer that is gone. */
export interface Unpointing {
  readonly pointer: number;
  readonly file: null;
}

export type Line =
  | { readonly kind: "edited"; readonly at: number; readonly by: string; readonly splices: readonly Splice[] }
  | {
      readonly kind: "pointed";
      readonly at: number;
      readonly by: string;
      readonly pointers: readonly (Pointing | Unpointing)[];
    };

/** How something was written: key by key, at once, or as starter code. */
export type How = 0 | 1 | 2;

export interface Stretch {
  readonly length: number;
  readonly person: string;
  readonly how: How;
}

export interface Keyframe {
  readonly texts: Readonly<Record<string, string>>;
  readonly authors: Readonly<Record<string, readonly Stretch[]>>;
  readonly pointers: readonly (Pointing & { readonly person: string })[];
}

export interface Chunk {
  readonly n: number;
  /** Everything before the first line; null where an earlier chunk has it. */
  readonly keyframe: Keyframe | null;
  readonly lines: readonly Line[];
  /** Lines of a kind that this page does not know keep their place in the order, and are left out of `lines`. */
  readonly skipped: readonly number[];
}

/** So many lines are read between two chances to do something else. */
const PAUSE = 200;

export function readIndex(ndjson: string): Index | Rejection {
  return finish(readingIndex(ndjson));
}

/** The same in small pieces: a long interview's index is no one task of the page. */
export function* readingIndex(ndjson: string): Generator<undefined, Index | Rejection> {
  const [first = "", ...rest] = linesOf(ndjson);
  const head = header(parseJson(first), "");
  if (head instanceof Rejection) return new Rejection(`line 1: ${head.why}`);
  const wrong = wrongIn(head);
  if (wrong !== "") return new Rejection(`line 1: ${wrong}`);
  const [talk, seqs]: [RoomEvent[], number[]] = [[], []];
  for (const [index, line] of rest.entries()) {
    if (index % PAUSE === PAUSE - 1) yield;
    const read = readTalk(line, `line ${index + 2}`);
    if (read instanceof Rejection) return read;
    if (read.seq <= (seqs.at(-1) ?? 0)) return new Rejection(`line ${index + 2} is out of order`);
    seqs.push(read.seq);
    if (read.event) talk.push(read.event);
  }
  return { ...head, talk, skipped: seqs.length - talk.length, taken: merged(seqs, head.withheld) };
}

export function finish<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function linesOf(ndjson: string): readonly string[] {
  return ndjson.split("\n").filter((line) => line !== "");
}

/** What a well-formed header may still have wrong; "". */
function wrongIn(head: Read<typeof header>): string {
  if (head.bin <= 0) return "bin is not above 0";
  const bad = head.chunks.findIndex((chunk, n) => {
    const before = head.chunks[n - 1];
    const late = before !== undefined && (chunk.at < before.at || chunk.seq < before.seq);
    return late || chunk.keyframe < 0 || chunk.keyframe > n;
  });
  return bad === -1 ? "" : `chunks[${bad}] is out of order`;
}

function readTalk(line: string, path: string): { seq: number; event: RoomEvent | null } | Rejection {
  const value = parseJson(line);
  if (!Array.isArray(value) || value.length !== 6) return new Rejection(`${path} is not a line of six`);
  const [seq, at, wall, by, kind, data] = value as unknown[];
  const event = readEvent({ seq, at, wall, by, kind, data }, path);
  return event instanceof Rejection ? event : { seq: seq as number, event };
}

function merged(one: readonly number[], other: readonly number[]): readonly number[] {
  return other.length === 0 ? one : [...one, ...other].sort((a, b) => a - b);
}

/** The talk of one run, whole. */
export function readSheet(ndjson: string): readonly RoomEvent[] | Rejection {
  const events: RoomEvent[] = [];
  for (const [index, line] of linesOf(ndjson).entries()) {
    const read = readTalk(line, `line ${index + 1}`);
    if (read instanceof Rejection) return read;
    if (read.event) events.push(read.event);
  }
  return events;
}

export function readChunk(ndjson: string): Chunk | Rejection {
  const [first = "", ...rest] = linesOf(ndjson);
  const head = chunkHead(parseJson(first), "line 1");
  if (head instanceof Rejection) return head;
  const [lines, skipped]: [Line[], number[]] = [[], []];
  for (const [index, line] of rest.entries()) {
    const read = readLine(parseJson(line), `line ${index + 2}`);
    if (read instanceof Rejection) return read;
    if (read === null) skipped.push(index);
    else lines.push(read);
  }
  return { n: head.chunk, keyframe: head.keyframe, lines, skipped };
}

/** Null for a kind that is not known. */
function readLine(value: unknown, path: string): Line | null | Rejection {
  if (!Array.isArray(value) || value.length !== 4) return new Rejection(`${path} is not a line of four`);
  const [at, by, kind, things] = value as [unknown, unknown, unknown, unknown];
  if (!isTime(at) || typeof by !== "string" || typeof kind !== "string") return new Rejection(`${path} has a bad head`);
  if (kind !== "edited" && kind !== "pointed") return null;
  if (!Array.isArray(things)) return new Rejection(`${path} has no list`);
  if (kind === "edited") {
    const splices = things.map(readSplice);
    if (splices.some((each) => each === null)) return new Rejection(`${path} has a bad splice`);
    return { kind, at, by, splices: splices as Splice[] };
  }
  const pointers = things.map(readPointing);
  if (pointers.some((each) => each === null)) return new Rejection(`${path} has a bad pointer`);
  return { kind, at, by, pointers: pointers as (Pointing | Unpointing)[] };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readSplice(value: unknown): Splice | null {
  if (!Array.isArray(value)) return null;
  const [file, at, deleted, inserted] = value as unknown[];
  const fits = typeof file === "string" && isCount(at) && isCount(deleted) && typeof inserted === "string";
  return fits ? { file, at, deleted, inserted } : null;
}

function readPointing(value: unknown): Pointing | Unpointing | null {
  if (!Array.isArray(value) || !isCount(value[0])) return null;
  const [pointer, file, anchor, head] = value as [number, unknown, unknown, unknown];
  if (value.length === 1) return { pointer, file: null };
  return typeof file === "string" && isCount(anchor) && isCount(head) ? { pointer, file, anchor, head } : null;
}

const keyframeBody = object({ texts: mapOf(text), authors: mapOf(readStretches), pointers: mapOf(readStanding) });
const chunkHead = object({ chunk: whole, keyframe: orElse(readKeyframe, null) });

function readKeyframe(value: unknown, path: string): Keyframe | Rejection {
  const read = keyframeBody(value, path);
  if (read instanceof Rejection) return read;
  for (const [file, stretches] of Object.entries(read.authors)) {
    const length = stretches.reduce((sum, each) => sum + each.length, 0);
    if (length !== (read.texts[file] ?? "").length)
      return new Rejection(`${path}.authors.${file} is not as long as its text`);
  }
  const pointers = Object.entries(read.pointers).map(([pointer, standing]) => ({
    pointer: Number(pointer),
    ...standing,
  }));
  return { texts: read.texts, authors: read.authors, pointers };
}

function readStretches(value: unknown, path: string): readonly Stretch[] | Rejection {
  if (!Array.isArray(value) || value.length % 3 !== 0) return new Rejection(`${path} is not a list of stretches`);
  const stretches: Stretch[] = [];
  for (let at = 0; at < value.length; at += 3) {
    const [length, person, how] = value.slice(at, at + 3) as unknown[];
    if (!isCount(length) || typeof person !== "string" || (how !== 0 && how !== 1 && how !== 2)) {
      return new Rejection(`${path}[${at}] is not a stretch`);
    }
    stretches.push({ length, person, how });
  }
  return stretches;
}

function readStanding(value: unknown, path: string): (Omit<Pointing, "pointer"> & { person: string }) | Rejection {
  const [person, file, anchor, head] = Array.isArray(value) ? (value as unknown[]) : [];
  const fits = typeof person === "string" && typeof file === "string" && isCount(anchor) && isCount(head);
  return fits ? { person, file, anchor, head } : new Rejection(`${path} is not a pointer`);
}
