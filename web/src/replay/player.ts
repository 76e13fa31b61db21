/** Plays a track: the replay as a source for the same panels as the live room. */
import type { Extension } from "@codemirror/state";
import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import { moments, type Moment } from "../core/moments";
import type { RoomEvent } from "../core/events";
import { Clock, NullClock } from "../core/playClock";
import { quietAt, quietStretches, type Quiet } from "../core/quiet";
import { Rejection } from "../core/read";
import { runsInView, Sheet, withSheets } from "../core/sheets";
import type { RoomState } from "../core/state";
import { Talk } from "../core/talk";
import { Texts } from "../core/texts";
import type { Chunk, Index, Stretch } from "../core/track";
import { bindShown } from "../editor/bindShown";
import type { BoundFile, Pointer, Source, Span } from "../source";
import { slowly } from "./breathe";
import { Chunks } from "./chunks";
import { Scenes, type Scene } from "./scenes";
import type { TrackSource } from "./source";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof SPEEDS)[number];
export type StepKind = "edit" | "run" | "moment" | "seconds";
export type Followed = "candidate" | "host" | null;

export const STEP_MS = 5000;
/** After a stutter (a hidden tab) time goes on from where it was, it does not leap. */
const LONGEST_FRAME_MS = 250;
/** A press of "previous" just after a moment goes to the one before it. */
const NEAR_MS = 800;
/** So much of what is quiet is played, so that the last word before it and the first after it can be seen to come. */
const SETTLE_MS = 1000;
const LEAD_MS = 500;
/** How long the playhead takes over a skipped stretch, and how long is told after it what was skipped. */
const GLIDE_MS = 900;
const TOLD_MS = 2500;
/** Somebody types while their last edit is not older. */
const TYPING_MS = 1500;

/** The frames of the screen, or of a test. */
export interface Frames {
  now(): number;
  next(call: (now: number) => void): () => void;
}

export const SCREEN: Frames = {
  now: () => performance.now(),
  next: (call) => {
    const frame = requestAnimationFrame(call);
    return () => cancelAnimationFrame(frame);
  },
};

/** A part that could not be had: what to say, and how to try again. */
export interface Trouble {
  readonly sentence: string;
  again(): void;
}

interface Skip {
  readonly quiet: Quiet;
  readonly from: number;
  readonly since: number;
}

export class Player implements Source {
  /** Nothing can be asked for in a replay. Whether the interview still goes on is `ongoing`. */
  readonly live = null;
  readonly ready = signal(true);
  readonly time = signal(0);
  readonly playing = signal(false);
  readonly speed = signal<Speed>(1);
  readonly following = signal<Followed>(null);
  readonly index: ReadonlySignal<Index>;
  /** Interview time at which it ends, so far. */
  readonly length: ReadonlySignal<number>;
  readonly moments: ReadonlySignal<readonly Moment[]>;
  readonly quiet: ReadonlySignal<readonly Quiet[]>;
  readonly state = signal<RoomState>(new Talk([]).state(0));
  readonly pointers = signal<readonly Pointer[]>([]);
  /** What is shown is not yet what was asked for: it is on its way. */
  readonly waiting = signal(false);
  readonly trouble = signal<Trouble | null>(null);
  readonly skipsQuiet = signal(true);
  /** Of the stretch that is, or was just skipped, in ms; else 0. */
  readonly skipped = signal(0);

  /** What the editor of a file has besides its text; added before the page is drawn. */
  readonly layers: ((file: string) => Extension)[] = [];

  readonly #index;
  readonly #chunks: Chunks;
  readonly #scenes: Scenes;
  /** Goes up with every change of the text. */
  readonly #shown = signal(0);
  #talk: Talk;
  readonly #sheets = new Map<string, Sheet>();
  readonly #sheetsAsked = new Set<string>();
  #scene: Scene | null = null;
  #texts = new Texts();
  #coming: AbortController | null = null;
  #clock: Clock | NullClock = new NullClock(0);
  #lastFrame = 0;
  #stop: (() => void) | null = null;
  #skip: Skip | null = null;
  #toldUntil = 0;
  /** A stretch whose skipping was interrupted: it is played. */
  #watched: Quiet | null = null;

  constructor(
    private readonly source: TrackSource,
    index: Index,
    private readonly frames: Frames = SCREEN,
  ) {
    this.#index = signal(index);
    this.index = this.#index;
    this.length = computed(() => Math.max(this.#index.value.from, this.#index.value.length));
    this.moments = computed(() => moments(this.#index.value.talk));
    this.quiet = computed(() => quietStretches(this.#index.value));
    this.#talk = new Talk(index.talk);
    this.#chunks = new Chunks(source, () => this.#index.peek());
    this.#scenes = new Scenes(this.#chunks, () => this.#index.peek());
    this.time.value = index.from;
  }

  /** A player of this track; a Rejection when its index cannot be had or read. */
  static async open(source: TrackSource, frames: Frames = SCREEN): Promise<Player | Rejection> {
    const index = await source.index();
    if (index instanceof Rejection) return index;
    const player = new Player(source, index, frames);
    await slowly(player.#talk.keeping());
    return player;
  }

  readonly ended: ReadonlySignal<boolean> = computed(() => this.time.value >= this.length.value);

  /** To this moment. An older seek that is still on its way is called off. Ends when the moment is shown, or cannot be. */
  async seek(at: number): Promise<void> {
    const time = this.#within(at);
    this.#endSkip();
    this.#clock = this.#clock.seek(time, this.frames.now());
    await this.#go(time);
  }

  play(): void {
    if (this.playing.peek() || this.length.peek() <= this.index.peek().from) return;
    if (this.ended.peek()) void this.seek(this.index.peek().from);
    const now = this.frames.now();
    this.playing.value = true;
    this.#clock = new Clock(this.time.peek(), now, this.speed.peek());
    this.#lastFrame = now;
    this.#next();
  }

  pause(): void {
    this.playing.value = false;
    this.#endSkip();
    this.#clock = new NullClock(this.time.peek());
    this.#stop?.();
    this.#stop = null;
  }

  toggle(): void {
    if (this.playing.peek()) this.pause();
    else this.play();
  }

  /** One step faster or slower. */
  changeSpeed(by: 1 | -1): void {
    const at = SPEEDS.indexOf(this.speed.peek()) + by;
    this.speed.value = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at))] ?? 1;
  }

  async step(kind: StepKind, by: 1 | -1): Promise<void> {
    switch (kind) {
      case "seconds":
        return this.seek(this.time.peek() + by * STEP_MS);
      case "moment":
        return this.#jump(this.moments.peek(), by);
      case "run":
        return this.#jump(
          this.moments.peek().filter((moment) => moment.kind === "run"),
          by,
        );
      case "edit":
        return this.#stepEdit(by);
    }
  }

  follow(person: Followed): void {
    this.following.value = person;
  }

  /** The candidate, then the interviewer, then nobody. */
  followNext(): void {
    const now = this.following.peek();
    this.follow(now === null ? "candidate" : now === "candidate" ? "host" : null);
  }

  /** Stops skipping: what is quiet is played after all. */
  interrupt(): void {
    if (this.#skip === null) return;
    this.#watched = this.#skip.quiet;
    this.#endSkip();
    this.#clock = this.#clock.seek(this.time.peek(), this.frames.now());
  }

  /** The texts at another moment, without moving this one. */
  async textsAt(at: number): Promise<Texts | Rejection> {
    const scene = await this.#scenes.later(this.#within(at), null);
    return scene instanceof Rejection ? scene : scene.texts;
  }

  /** The chunks with these numbers, both included; backwards where `from` is the greater. Ends after a Rejection. */
  async *chunks(from: number, to: number, signal?: AbortSignal): AsyncIterable<Chunk | Rejection> {
    const by = from <= to ? 1 : -1;
    for (let n = from; (to - n) * by >= 0; n += by) {
      if (signal?.aborted) return;
      const chunk = await this.#chunks.load(n, signal);
      yield chunk;
      if (chunk instanceof Rejection) return;
    }
  }

  /** Who wrote the shown text, in stretches. */
  authors(file: string): readonly Stretch[] {
    return this.#texts.authors(file);
  }

  sheet(run: string): Promise<readonly RoomEvent[] | Rejection> {
    return this.source.sheet(run);
  }

  bind(file: string): BoundFile {
    const { text, extension } = bindShown(() => this.#texts.text(file), this.#shown);
    return { text, extension: [extension, ...this.layers.map((layer) => layer(file))] };
  }

  written(file: string): boolean {
    return this.#texts.length(file) > 0;
  }

  locate(pointer: Pointer): Span | null {
    const { anchor, head } = pointer;
    return typeof anchor === "number" && typeof head === "number" ? { anchor, head } : null;
  }

  #within(at: number): number {
    return Math.min(this.length.peek(), Math.max(this.index.peek().from, at));
  }

  async #go(time: number): Promise<void> {
    this.time.value = time;
    const scene = this.#scenes.now(time, this.#scene);
    if (scene !== null) {
      this.#coming?.abort();
      this.#coming = null;
      this.#show(scene, time);
      return;
    }
    const [older, coming] = [this.#coming, new AbortController()];
    this.#coming = coming;
    this.waiting.value = true;
    const loading = this.#scenes.later(time, this.#scene, coming.signal);
    // Only now: what both wait for goes on.
    older?.abort();
    const found = await loading;
    if (this.#coming !== coming) return;
    this.#coming = null;
    if (found instanceof Rejection) this.#fail(found, time);
    else this.#show(found, time);
  }

  #show(scene: Scene, time: number): void {
    this.#scene = scene;
    this.#texts = scene.texts;
    batch(() => {
      this.waiting.value = false;
      this.trouble.value = null;
      this.#showState(time);
      this.#shown.value += 1;
      this.pointers.value = this.#read(time);
    });
  }

  #showState(time: number): void {
    const state = this.#talk.state(time);
    this.#askForSheets(state);
    const whole = withSheets(state, this.#sheets);
    if (this.state.peek() !== whole) this.state.value = whole;
  }

  #fail(why: Rejection, time: number): void {
    this.pause();
    batch(() => {
      this.waiting.value = false;
      this.trouble.value = {
        sentence: `This part of the interview could not be loaded: ${why.why}.`,
        again: () => void this.seek(time),
      };
    });
  }

  #askForSheets(state: RoomState): void {
    for (const run of runsInView(state)) {
      if (this.#sheetsAsked.has(run) || !(run in this.index.peek().sheets)) continue;
      this.#sheetsAsked.add(run);
      void this.source.sheet(run).then((events) => {
        if (events instanceof Rejection) {
          this.#sheetsAsked.delete(run);
          return;
        }
        this.#sheets.set(run, new Sheet(events));
        if (!this.waiting.peek()) this.#showState(this.time.peek());
      });
    }
  }

  #read(time: number): readonly Pointer[] {
    const { people } = this.state.peek();
    return this.#texts.pointers().flatMap(({ pointer, person: id, file, anchor, head, moved }) => {
      const person = people[id];
      if (!person) return [];
      const { name, role } = person;
      const typing = time - (this.#texts.typed(id) ?? -Infinity) < TYPING_MS;
      return [{ key: String(pointer), person: id, name, role, file, anchor, head, typing, moves: moved }];
    });
  }

  #jump(among: readonly Moment[], by: 1 | -1): Promise<void> {
    const now = this.time.peek();
    const next =
      by > 0 ? among.find((moment) => moment.at > now) : among.findLast((moment) => moment.at < now - NEAR_MS);
    return this.seek(next?.at ?? (by > 0 ? this.length.peek() : this.index.peek().from));
  }

  /** Forward: to the next edit. Back: to where the last edit that is seen was not yet there. */
  async #stepEdit(by: 1 | -1): Promise<void> {
    const now = this.time.peek();
    const { chunks } = this.index.peek();
    const here = this.#scenes.chunkAt(now);
    if (here === -1) return;
    let undone = Infinity;
    for await (const chunk of this.chunks(here, by > 0 ? chunks.length - 1 : 0)) {
      if (chunk instanceof Rejection) {
        this.#fail(chunk, now);
        return;
      }
      // Pressed again, or moved elsewhere, meanwhile.
      if (this.time.peek() !== now) return;
      const times = chunk.lines.filter((line) => line.kind === "edited").map((line) => line.at);
      if (by > 0) {
        const next = times.find((at) => at > now);
        if (next !== undefined) return this.seek(next);
        continue;
      }
      if (undone === Infinity) undone = times.findLast((at) => at <= now) ?? Infinity;
      const before = times.findLast((at) => at < undone && at <= now);
      if (undone !== Infinity && before !== undefined) return this.seek(before);
    }
    if (by > 0) await this.seek(this.length.peek());
    else await this.seek(undone === Infinity ? this.index.peek().from : undone - 1);
  }

  #next(): void {
    this.#stop = this.frames.next((now) => this.#frame(now));
  }

  #frame(now: number): void {
    if (!this.playing.peek()) return;
    const late = now - this.#lastFrame - LONGEST_FRAME_MS;
    if (late > 0) this.#clock = this.#clock.seek(this.#clock.at(now - late), now);
    this.#lastFrame = now;
    // The speed is a signal that anybody may set.
    if (this.#clock instanceof Clock && this.#clock.speed !== this.speed.peek()) {
      this.#clock = this.#clock.paced(this.speed.peek(), now);
    }
    if (this.skipped.peek() > 0 && this.#skip === null && now >= this.#toldUntil) this.skipped.value = 0;
    if (this.waiting.peek()) this.#clock = this.#clock.seek(this.time.peek(), now);
    else if (this.#skip !== null) this.#glide(this.#skip, now);
    else this.#move(this.#within(this.#clock.at(now)), now);
    if (!this.playing.peek()) return;
    if (this.ended.peek()) this.pause();
    else this.#next();
  }

  #move(time: number, now: number): void {
    const quiet = this.skipsQuiet.peek() ? quietAt(this.quiet.peek(), time) : null;
    if (quiet !== this.#watched) this.#watched = null;
    const worth = quiet !== null && time - quiet.from >= SETTLE_MS && quiet.to - LEAD_MS - time >= SETTLE_MS;
    if (quiet !== null && worth && this.#watched === null) {
      this.#skip = { quiet, from: time, since: now };
      this.skipped.value = quiet.to - LEAD_MS - time;
    }
    void this.#go(time);
    this.#prefetch(quiet?.to ?? time);
  }

  /** Nothing happens in between, so only the time moves. */
  #glide(skip: Skip, now: number): void {
    const [part, to] = [Math.min(1, (now - skip.since) / GLIDE_MS), skip.quiet.to - LEAD_MS];
    if (part < 1) {
      this.time.value = skip.from + (to - skip.from) * part;
      return;
    }
    this.#skip = null;
    this.#toldUntil = now + TOLD_MS;
    this.#clock = this.#clock.seek(to, now);
    void this.#go(to);
  }

  #endSkip(): void {
    this.#skip = null;
    this.skipped.value = 0;
  }

  /** The chunk after the one at `time` is here before it is needed. */
  #prefetch(time: number): void {
    const next = this.#scenes.chunkAt(time) + 1;
    if (next < this.index.peek().chunks.length && this.#chunks.peek(next) === null) void this.#chunks.load(next);
  }
}
