/** Tracks made by hand from a list of what happened, by the naive ways: strings, one author for each unit, no shortcuts. */
import type { RoomEvent } from "../../src/core/events";
import { Rejection } from "../../src/core/read";
import { readChunk, readIndex, readSheet, type Chunk, type Index, type Line } from "../../src/core/track";
import type { Frames } from "../../src/replay/player";
import type { TrackSource } from "../../src/replay/source";
import { OPENED, IDA_JOINS, CAM_JOINS, STARTED, event } from "../people";

export type Happened = RoomEvent | (Line & { readonly seq: number });

/** The same numbers every time, so that a failure can be had again. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

type Author = readonly [person: string, how: number];

/** What is true after some entries: the reference. */
export class Naive {
  readonly texts = new Map<string, string>();
  readonly authors = new Map<string, readonly Author[]>();
  pointers = new Map<number, readonly [person: string, file: string, anchor: number, head: number]>();

  step(entry: Happened): void {
    if (entry.kind === "left") {
      this.pointers = new Map([...this.pointers].filter(([, [person]]) => person !== entry.by));
    }
    if (entry.kind === "interrupted") this.pointers = new Map();
    if ("splices" in entry) for (const splice of entry.splices) this.#splice(splice, entry.by);
    if ("pointers" in entry) {
      for (const each of entry.pointers) {
        if (each.file === null) this.pointers.delete(each.pointer);
        else this.pointers.set(each.pointer, [entry.by, each.file, each.anchor, each.head]);
      }
    }
  }

  #splice(splice: { file: string; at: number; deleted: number; inserted: string }, by: string): void {
    const { file, at, deleted, inserted } = splice;
    const text = this.texts.get(file) ?? "";
    this.texts.set(file, text.slice(0, at) + inserted + text.slice(at + deleted));
    const how = by === "room" ? 2 : inserted.length >= 25 ? 1 : 0;
    const authors = this.authors.get(file) ?? [];
    const fresh = Array.from({ length: inserted.length }, (): Author => [by, how]);
    this.authors.set(file, [...authors.slice(0, at), ...fresh, ...authors.slice(at + deleted)]);
    const pushed = (q: number): number => {
      if (q < at) return q;
      return q <= at + deleted ? at + inserted.length : q - deleted + inserted.length;
    };
    for (const [pointer, [person, where, anchor, head]] of this.pointers) {
      if (where === file) this.pointers.set(pointer, [person, where, pushed(anchor), pushed(head)]);
    }
  }

  /** As the keyframe writes it. */
  keyframe(): object {
    const authors = [...this.authors].map(([file, each]) => [file, this.stretches(each)] as const);
    return {
      texts: Object.fromEntries(this.texts),
      authors: Object.fromEntries(authors),
      pointers: Object.fromEntries(this.pointers),
    };
  }

  stretches(authors: readonly Author[]): readonly (number | string)[] {
    const flat: (number | string)[] = [];
    for (const [person, how] of authors) {
      if (flat.at(-2) === person && flat.at(-1) === how) flat.splice(-3, 1, Number(flat.at(-3)) + 1);
      else flat.push(1, person, how);
    }
    return flat;
  }
}

const isTalk = (entry: Happened): entry is RoomEvent => "data" in entry;

const talkLine = (each: RoomEvent): string =>
  JSON.stringify([each.seq, each.at, each.wall, each.by, each.kind, each.data]);

/** What makes a run heavy is in its sheet. */
function lean(each: RoomEvent): RoomEvent {
  switch (each.kind) {
    case "run_started": {
      const cases = each.data.cases.map((one) => ({ ...one, args: {}, expected: null }));
      return { ...each, data: { ...each.data, cases, stdin: "" } };
    }
    case "case_judged":
      return {
        ...each,
        data: { ...each.data, got: null, message: "", trace: "", stdout: "", stderr: "", note: "" },
      };
    case "printed":
      return { ...each, data: { ...each.data, text: "" } };
    default:
      return each;
  }
}

export interface Made {
  readonly index: string;
  readonly chunks: readonly string[];
  readonly sheets: Readonly<Record<string, string>>;
}

interface Sizes {
  /** Lines of a chunk, and entries between two keyframes. */
  readonly lines?: number;
  readonly entries?: number;
  readonly live?: boolean;
  readonly from?: number;
}

export function made(entries: readonly Happened[], { lines = 20, entries: far = 60, live, from }: Sizes = {}): Made {
  const naive = new Naive();
  const chunks: { at: number; seq: number; keyframe: number; lines: string[] }[] = [];
  let [before, since, keyframe] = [0, 0, 0];
  for (const entry of entries) {
    since += 1;
    if (!isTalk(entry)) {
      const last = chunks.at(-1);
      if (last === undefined || last.lines.length > lines || entry.at >= last.at + 30_000) {
        const whole = last === undefined || since > far;
        if (whole) [since, keyframe] = [0, chunks.length];
        const head = JSON.stringify({ chunk: chunks.length, keyframe: whole ? naive.keyframe() : null });
        chunks.push({ at: entry.at, seq: before, keyframe, lines: [head] });
      }
      chunks.at(-1)?.lines.push(lineOf(entry));
    }
    naive.step(entry);
    before = entry.seq;
  }
  const talk = entries.filter(isTalk);
  const sheets = sheetsOf(talk);
  const header = {
    format: "greenroom-track-1",
    room: "k3v9x0q2m1ab",
    title: "Backend engineer",
    edition: "host",
    host: "Ida",
    candidate: "Cam",
    events: before,
    from: from ?? 0,
    length: entries.at(-1)?.at ?? 0,
    began: entries.length > 0 ? 1_795_312_800_000 : 0,
    live: live ?? false,
    files: [...naive.texts.keys()],
    chunks: chunks.map((each, n) => {
      const text = each.lines.join("\n");
      return {
        ...each,
        lines: undefined,
        events: each.lines.length - 1,
        digest: `d${n}-${text.length}`,
        bytes: text.length,
      };
    }),
    sheets: Object.fromEntries(Object.entries(sheets).map(([run, text]) => [run, { digest: run, bytes: text.length }])),
    bin: 1000,
    activity: activityOf(entries),
    unknown: 0,
    unreadable: 0,
    withheld: [],
    seal: null,
  };
  return {
    index: `${[JSON.stringify(header), ...talk.map((each) => talkLine(lean(each)))].join("\n")}\n`,
    chunks: chunks.map((each) => `${each.lines.join("\n")}\n`),
    sheets,
  };
}

function lineOf(entry: Exclude<Happened, RoomEvent>): string {
  const { at, by } = entry;
  const things =
    entry.kind === "edited"
      ? entry.splices.map((each) => [each.file, each.at, each.deleted, each.inserted])
      : entry.pointers.map((each) =>
          each.file === null ? [each.pointer] : [each.pointer, each.file, each.anchor, each.head],
        );
  return JSON.stringify([at, by, entry.kind, things]);
}

function sheetsOf(talk: readonly RoomEvent[]): Record<string, string> {
  const sheets: Record<string, string> = {};
  for (const each of talk) {
    if (each.kind === "run_started" || each.kind === "printed" || each.kind === "case_judged") {
      sheets[each.data.run] = `${sheets[each.data.run] ?? ""}${talkLine(each)}\n`;
    }
  }
  return sheets;
}

function activityOf(entries: readonly Happened[]): Record<string, { edits: number[]; moves: number[] }> {
  const found: Record<string, { edits: number[]; moves: number[] }> = {};
  for (const entry of entries) {
    if (isTalk(entry)) continue;
    const counts = (found[entry.by] ??= { edits: [], moves: [] })[entry.kind === "edited" ? "edits" : "moves"];
    const bin = Math.floor(entry.at / 1000);
    while (counts.length <= bin) counts.push(0);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return found;
}

/** A track that is here, as a source whose answers a test may hold back or spoil. */
export class MadeTrack implements TrackSource {
  asked: string[] = [];
  aborted: number[] = [];
  /** What to answer instead. */
  broken: ((n: number) => Rejection | null) | null = null;
  #held: (() => void)[] | null = null;

  constructor(public made: Made) {}

  /** From now on chunks wait until `release`. */
  hold(): void {
    this.#held = [];
  }

  async release(): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
    await settled();
  }

  index(fresh?: boolean): Promise<Index | Rejection> {
    this.asked.push(fresh === true ? "index again" : "index");
    return Promise.resolve(readIndex(this.made.index));
  }

  async chunk(n: number, signal?: AbortSignal): Promise<Chunk | Rejection> {
    this.asked.push(`chunk ${n}`);
    signal?.addEventListener("abort", () => this.aborted.push(n));
    if (this.#held) await new Promise<void>((go) => this.#held?.push(go));
    return this.broken?.(n) ?? readChunk(this.made.chunks[n] ?? "");
  }

  sheet(run: string): Promise<readonly RoomEvent[] | Rejection> {
    this.asked.push(`sheet ${run}`);
    return Promise.resolve(readSheet(this.made.sheets[run] ?? ""));
  }
}

/** A screen whose frames a test draws. */
export class Screen implements Frames {
  time = 0;
  #call: ((now: number) => void) | null = null;

  now(): number {
    return this.time;
  }

  next(call: (now: number) => void): () => void {
    this.#call = call;
    return () => (this.#call = null);
  }

  /** One frame, so long after the last. */
  frame(ms: number): void {
    this.time += ms;
    const call = this.#call;
    this.#call = null;
    call?.(this.time);
  }
}

/** Everything that was promised so far has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((go) => setTimeout(go, 0));
}

export const FILES = ["slots/solution.py", "slots/solution.js"] as const;

/** An interview in which Ida and Cam type in the same places, in emoji and CR LF too, point, leave and come back. */
export function lived(count: number, seed = 7): readonly Happened[] {
  const random = chance(seed);
  const naive = new Naive();
  const entries: Happened[] = [OPENED, IDA_JOINS, CAM_JOINS, STARTED].map(([by, kind, data], index) =>
    event(index + 1, by, kind, data, 0),
  );
  let at = 0;
  const pick = <T>(...from: readonly T[]): T => from[Math.floor(random() * from.length)] ?? (from[0] as T);
  for (let index = 0; index < count; index += 1) {
    // Some things happen within the same millisecond, and now and then nobody does anything.
    at += random() < 0.3 ? 0 : Math.floor(random() * (random() < 0.02 ? 40_000 : 300));
    const [seq, by, file] = [entries.length + 1, pick("candidate", "candidate", "host"), pick(...FILES)];
    const length = (naive.texts.get(file) ?? "").length;
    const place = Math.floor(random() * (length + 1));
    const dice = random();
    let entry: Happened;
    if (dice < 0.02) entry = event(seq, by, "left", {}, at);
    else if (dice < 0.03) entry = event(seq, "room", "interrupted", {}, at);
    else if (dice < 0.06) {
      entry = event(seq, by, "joined", { name: by === "host" ? "Ida" : "Cam", role: by as "host" }, at);
    } else if (dice < 0.3) {
      const pointer = by === "host" ? 1 : pick(2, 3);
      const gone = { pointer, file: null } as const;
      const there = { pointer, file, anchor: place, head: Math.min(length, place + pick(0, 3)) };
      entry = { seq, at, by, kind: "pointed", pointers: [random() < 0.1 ? gone : there] };
    } else {
      const deleted = random() < 0.4 ? Math.min(length - place, pick(1, 2, 30)) : 0;
      const inserted = deleted > 0 && random() < 0.5 ? "" : pick("a", "ab\r\n", "😀", "é", "x".repeat(40));
      const splices = [{ file, at: place, deleted, inserted }];
      if (random() < 0.1) splices.push({ file, at: 0, deleted: 0, inserted: "# " });
      entry = { seq, at, by: random() < 0.03 ? "room" : by, kind: "edited", splices };
    }
    entries.push(entry);
    naive.step(entry);
  }
  return entries;
}
