/** Plays a track: the replay as a source for the same panels as the live room. */
import type { Extension } from "@codemirror/state";
import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import { moments, type Moment } from "../core/moments";
import type { RoomEvent } from "../core/events";
import { Clock, NullClock } from "../core/playClock";
import { quietStretches, type Quiet } from "../core/quiet";
import { Rejection } from "../core/read";
import type { RoomState } from "../core/state";
import { Talk } from "../core/talk";
import { Texts } from "../core/texts";
import type { Chunk, Index, Stretch } from "../core/track";
import { bindShown } from "../editor/bindShown";
import type { BoundFile, Pointer, Source, Span } from "../source";
import { slowly } from "./breathe";
import { Chunks } from "./chunks";
import { Scenes, type Scene } from "./scenes";
import { Shelf } from "./shelf";
import { Skipping } from "./skipping";
import { editBeside } from "./steps";
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
/** Whoever stays at the newest moment is brought there when they are further behind: their page slept. */
const BEHIND_MS = 10_000;
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
  readonly skipsQuiet;
  /** Of the quiet stretch that is, or was just skipped, in ms; else 0. */
  readonly skipped;
  /** Whether the interview goes on. */
  readonly ongoing: ReadonlySignal<boolean>;
  /** Stays at the newest moment as the interview goes on. */
  readonly staying = signal(false);

  /** What the editor of a file has besides its text; added before the page is drawn. */
  readonly layers: ((file: string) => Extension)[] = [];

  readonly #index;
  readonly #chunks: Chunks;
  readonly #scenes: Scenes;
  /** Goes up with every change of the text. */
  readonly #shown = signal(0);
  #talk: Talk;
  readonly #shelf: Shelf;
  readonly #skipping = new Skipping();
  #scene: Scene | null = null;
  #texts = new Texts();
  #coming: AbortController | null = null;
  #clock: Clock | NullClock = new NullClock(0);
  #lastFrame = 0;
  #stop: (() => void) | null = null;

  constructor(
    private readonly source: TrackSource,
    index: Index,
    private readonly frames: Frames = SCREEN,
  ) {
    this.#index = signal(index);
    this.index = this.#index;
    this.length = computed(() => Math.max(this.#index.value.from, this.#index.value.length));
    this.moments = computed(() => moments(this.#index.value.talk, this.#index.value.from));
    this.quiet = computed(() => quietStretches(this.#index.value));
    this.ongoing = computed(() => this.#index.value.live);
    this.skipsQuiet = this.#skipping.on;
    this.skipped = this.#skipping.skipped;
    this.#talk = new Talk(index.talk);
    this.#chunks = new Chunks(source, () => this.#index.peek());
    this.#scenes = new Scenes(this.#chunks, () => this.#index.peek());
    this.#shelf = new Shelf(
      source,
      () => this.#index.peek(),
      () => {
        if (!this.waiting.peek()) this.#showState(this.time.peek());
      },
    );
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
    this.staying.value = false;
    this.#skipping.end();
    this.#clock = this.#clock.seek(time, this.frames.now());
    await this.#go(time);
  }

  play(): void {
    if (this.playing.peek() || this.length.peek() <= this.index.peek().from) return;
    if (this.ended.peek() && !this.staying.peek()) void this.seek(this.index.peek().from);
    const now = this.frames.now();
    this.playing.value = true;
    this.#clock = new Clock(this.time.peek(), now, this.speed.peek());
    this.#lastFrame = now;
    this.#next();
  }

  pause(): void {
    this.playing.value = false;
    this.staying.value = false;
    this.#skipping.end();
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
      case "edit": {
        const now = this.time.peek();
        const there = await editBeside(this, now, by);
        // Pressed again, or moved elsewhere, meanwhile.
        if (this.time.peek() !== now) return;
        if (!(there instanceof Rejection)) return this.seek(there);
        this.#fail(there, now);
        return;
      }
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

  /** To the newest moment of an interview that goes on, and along with it from there. */
  async toNow(): Promise<void> {
    await this.seek(this.length.peek());
    this.speed.value = 1;
    this.staying.value = true;
    this.play();
  }

  /** Asks for what has happened since. The moment that is shown stays where it is. */
  async refresh(): Promise<void> {
    const [before, index] = [this.index.peek(), await this.source.index(true)];
    if (index instanceof Rejection || index === before) return;
    for (const [n, chunk] of before.chunks.entries()) {
      if (index.chunks[n]?.digest === chunk.digest) continue;
      this.#chunks.drop(n);
      if (this.#scene !== null && this.#scene.n >= n) this.#scene = null;
    }
    this.#shelf.grown(before, index);
    this.#talk = this.#talk.grown(index.talk);
    this.#index.value = index;
    if (this.waiting.peek()) return;
    const behind = this.staying.peek() && this.length.peek() - this.time.peek() > BEHIND_MS;
    const time = behind ? this.length.peek() : this.time.peek();
    this.#clock = this.#clock.seek(time, this.frames.now());
    await this.#go(time);
  }

  /** Stops skipping: what is quiet is played after all. */
  interrupt(): void {
    if (this.#skipping.interrupt()) this.#clock = this.#clock.seek(this.time.peek(), this.frames.now());
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

  /** The number of the chunk that this moment is in; -1 where there are none. */
  chunkAt(at: number): number {
    return this.#scenes.chunkAt(at);
  }

  bind(file: string): BoundFile {
    const { text, extension } = bindShown(() => this.#texts.text(file), this.#shown);
    return { text, extension: [extension, ...this.layers.map((layer) => layer(file))] };
  }

  written(file: string): boolean {
    return this.#texts.length(file) > 0;
  }

  textOf(file: string): string {
    return this.#texts.text(file);
  }

  locate(pointer: Pointer): Span | null {
    const { anchor, head } = pointer;
    return typeof anchor === "number" && typeof head === "number" ? { anchor, head } : null;
  }

  /** Those of the moment that is shown. They change as it moves on: `textsAt` gives some that do not. */
  get texts(): Texts {
    return this.#texts;
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
    const state = this.#shelf.fill(this.#talk.state(time));
    if (this.state.peek() !== state) this.state.value = state;
  }

  #fail(why: Rejection, time: number): void {
    this.pause();
    batch(() => {
      this.waiting.value = false;
      // Before anything was shown at all: who was here, the runs and the notes are known without the texts.
      if (this.#scene === null) this.#showState(time);
      this.trouble.value = {
        sentence: `This part of the interview could not be loaded: ${why.why}.`,
        again: () => void this.seek(time),
      };
    });
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
    if (this.waiting.peek()) this.#clock = this.#clock.seek(this.time.peek(), now);
    else this.#move(now);
    if (!this.playing.peek()) return;
    if (this.ended.peek() && !this.staying.peek()) this.pause();
    else this.#next();
  }

  #move(now: number): void {
    const gliding = this.#skipping.glide(now);
    if (gliding !== null && !gliding.done) {
      this.time.value = gliding.time;
      return;
    }
    if (gliding !== null) this.#clock = this.#clock.seek(gliding.time, now);
    const time = this.#within(this.#clock.at(now));
    // At the end of what has happened so far the clock waits for more.
    if (this.ended.peek()) this.#clock = this.#clock.seek(time, now);
    const quietUntil = this.staying.peek() ? time : this.#skipping.consider(this.quiet.peek(), time, now);
    void this.#go(time);
    this.#prefetch(quietUntil);
  }

  /** The chunk after the one at `time` is here before it is needed. */
  #prefetch(time: number): void {
    const next = this.#scenes.chunkAt(time) + 1;
    if (next < this.index.peek().chunks.length && this.#chunks.peek(next) === null) void this.#chunks.load(next);
  }
}
