/**
 * What a track says besides its lines. It follows from them, so a check makes it again and compares.
 *
 * Only for a copy whose lines are those that were sealed: what cannot be followed there, somebody has added.
 */
import type { RoomEvent } from "./events";
import { Rejection } from "./read";
import { Texts } from "./texts";
import { readChunk, type Chunk, type Keyframe, type Line } from "./track";
import { utf8 } from "./sealBytes";
import { linesOf, type Header, type Said } from "./sealedCopy";
import { wrongChunk, wrongIndex, type Finding } from "./sealFindings";
import type { Held } from "./sealHeld";

const BIN_MS = 1000;
const BINS_MAX = 8192;
const NOT_FOLLOWED = wrongIndex("what it has cannot be followed");

/** Keyframes and index lines that do not follow from the lines; `chunks` are all of them. */
export function* wrongDerived(held: Held, chunks: readonly string[]): Generator<undefined, readonly Finding[]> {
  const found: Finding[] = [];
  const past = new Past(held);
  let newest = 0;
  for (const [number, text] of chunks.entries()) {
    yield;
    const [chunk, info] = [readChunk(text), held.header.chunks[number]];
    const first = chunk instanceof Rejection ? undefined : chunk.lines[0];
    if (chunk instanceof Rejection || !first || !info) return [...found, NOT_FOLLOWED];
    past.hearUntil(past.firstOf(number));
    if (chunk.keyframe) newest = number;
    if (chunk.keyframe && !isAt(past.texts, chunk.keyframe)) {
      found.push(wrongChunk(number, first.at, first.at, "begins with a state that its past does not lead to"));
    }
    const told = [info.at, info.events, info.keyframe, info.bytes];
    const is = [first.at, linesOf(text).length - 1, newest, utf8(text).length];
    if (told.some((value, at) => value !== is[at])) found.push(wrongIndex(`what it says of chunk ${number} is not so`));
    past.follow(number, chunk);
  }
  if (!past.isToldBy(held.header)) found.push(wrongIndex("its files or its counts do not follow from its lines"));
  return [...found, ...wrongHeader(held)];
}

/** Everything up to a place in the timeline. */
class Past {
  readonly texts = new Texts();
  readonly #talk: readonly Said[];
  readonly #first = new Map<number, number>();
  readonly #numbers: ReadonlyMap<number, readonly number[]>;
  readonly #lines: { readonly at: number; readonly by: string; readonly kind: Line["kind"] }[] = [];
  #heard = 0;

  constructor(held: Held) {
    this.#talk = [...held.said.values()];
    const numbers = new Map<number, number[]>();
    for (const [seq, chunk] of held.chunks) {
      const own = numbers.get(chunk);
      if (own) own.push(seq);
      else numbers.set(chunk, [seq]);
      if (!this.#first.has(chunk)) this.#first.set(chunk, seq);
    }
    this.#numbers = numbers;
  }

  firstOf(chunk: number): number {
    return this.#first.get(chunk) ?? 0;
  }

  /** The talk before this number, which takes pointers away. */
  hearUntil(seq: number): void {
    for (let said = this.#talk[this.#heard]; said && said.seq < seq; said = this.#talk[++this.#heard]) {
      // Of the talk, texts hear only the kind and the person; the rest is not read here.
      this.texts.hear(said as unknown as RoomEvent);
    }
  }

  follow(number: number, chunk: Chunk): void {
    const numbers = this.#numbers.get(number) ?? [];
    const skipped = new Set(chunk.skipped);
    const known = numbers.filter((_, place) => !skipped.has(place));
    for (const [place, line] of chunk.lines.entries()) {
      this.hearUntil(known[place] ?? 0);
      this.texts.step(line);
      this.#lines.push({ at: line.at, by: line.by, kind: line.kind });
    }
  }

  /** Whether an index tells of these files and counts. */
  isToldBy(header: Header): boolean {
    const files = this.texts.files();
    const latest = this.#lines.reduce((most, line) => Math.max(most, line.at), 0);
    let bin = BIN_MS;
    while (latest >= bin * BINS_MAX) bin *= 2;
    const counts = new Map<string, { edited: number[]; pointed: number[] }>();
    for (const { at, by, kind } of this.#lines) {
      const own = counts.get(by) ?? { edited: [], pointed: [] };
      counts.set(by, own);
      const stretches = own[kind];
      const place = Math.floor(at / bin);
      while (stretches.length <= place) stretches.push(0);
      stretches[place] = (stretches[place] ?? 0) + 1;
    }
    const people = Object.entries(header.activity);
    return (
      header.bin === bin &&
      sameList(header.files, files) &&
      people.length === counts.size &&
      people.every(([person, { edits, moves }]) => {
        const own = counts.get(person);
        return own !== undefined && sameList(edits, own.edited) && sameList(moves, own.pointed);
      })
    );
  }
}

function sameList<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

/** Whether a state is the one that a keyframe tells. */
function isAt(texts: Texts, keyframe: Keyframe): boolean {
  const files = texts.files();
  const pointers = texts.pointers();
  return (
    files.length === Object.keys(keyframe.texts).length &&
    files.every((file) => keyframe.texts[file] === texts.text(file) && sameAuthors(texts, file, keyframe)) &&
    pointers.length === keyframe.pointers.length &&
    keyframe.pointers.every((told) => {
      const own = pointers.find((each) => each.pointer === told.pointer);
      return (
        own?.person === told.person && own.file === told.file && own.anchor === told.anchor && own.head === told.head
      );
    })
  );
}

function sameAuthors(texts: Texts, file: string, keyframe: Keyframe): boolean {
  const [own, told] = [texts.authors(file), keyframe.authors[file] ?? []];
  return (
    own.length === told.length &&
    own.every((each, at) => {
      const other = told[at];
      return each.length === other?.length && each.person === other.person && each.how === other.how;
    })
  );
}

function wrongHeader({ header, said }: Held): readonly Finding[] {
  const talk = [...said.values()];
  const found: Finding[] = [];
  const opened = talk.findLast((each) => each.kind === "opened")?.data ?? {};
  if (opened["title"] !== header.title || opened["host"] !== header.host || opened["candidate"] !== header.candidate) {
    found.push(wrongIndex("its title or its names are not those that the interview was opened with"));
  }
  if (header.began !== (talk.find((each) => each.kind === "started")?.wall ?? 0)) {
    found.push(wrongIndex("it has another beginning than its lines"));
  }
  const more = header.unknown + header.unreadable - talk.filter((each) => each.kind === "unknown").length;
  if (more < 0 || more > header.withheld.length) {
    found.push(wrongIndex("it counts other entries as unread than it has"));
  }
  if (header.live || !talk.some((each) => each.kind === "ended")) {
    found.push(wrongIndex("it says that the interview goes on"));
  }
  return found;
}
