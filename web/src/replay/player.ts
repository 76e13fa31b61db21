/** Plays a track: the replay as a source for the same panels as the live room. */
import { computed, signal } from "@preact/signals";
import { activity, moments, type Moment } from "../core/moments";
import type { RoomState } from "../core/state";
import { bindShown } from "../editor/bindShown";
import { locate, PointerBook } from "../editor/pointers";
import type { BoundFile, Pointer, Source, Span } from "../source";
import type { Track } from "./track";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof SPEEDS)[number];

/** How many bars a lane has. */
const BINS = 240;
/** After a stutter (a hidden tab) time goes on from where it was, it does not leap. */
const LONGEST_FRAME_MS = 250;

/** The frames of the screen, or of a test. */
export interface Frames {
  next(call: (now: number) => void): () => void;
}

export const SCREEN: Frames = {
  next: (call) => {
    const frame = requestAnimationFrame(call);
    return () => cancelAnimationFrame(frame);
  },
};

export class Player implements Source {
  readonly live = null;
  readonly ready = signal(true);
  readonly time = signal(0);
  readonly playing = signal(false);
  readonly speed = signal<Speed>(1);
  readonly state;
  readonly pointers;
  readonly length: number;
  readonly moments: readonly Moment[];
  readonly activity: ReadonlyMap<string, readonly number[]>;

  /** Goes up with every change of the text. */
  readonly #shown = signal(0);
  readonly #book = new PointerBook();
  #stop: (() => void) | null = null;

  constructor(
    readonly track: Track,
    private readonly frames: Frames = SCREEN,
  ) {
    this.length = track.length;
    this.state = signal<RoomState>(track.state);
    this.pointers = signal<readonly Pointer[]>([]);
    this.moments = moments(track.events);
    this.activity = activity(track.events, track.length, BINS);
    this.seek(0);
  }

  readonly ended = computed(() => this.time.value >= this.length);

  seek(at: number): void {
    const time = Math.min(this.length, Math.max(0, at));
    const before = this.state.peek().seq;
    this.track.goTo(time);
    this.time.value = time;
    if (this.track.state.seq === before && this.#shown.peek() > 0) return;
    this.state.value = this.track.state;
    this.#shown.value += 1;
    this.pointers.value = this.#read();
  }

  toggle(): void {
    if (this.playing.peek()) this.pause();
    else this.play();
  }

  play(): void {
    if (this.playing.peek() || this.length === 0) return;
    if (this.ended.peek()) this.seek(0);
    this.playing.value = true;
    this.#follow(null);
  }

  pause(): void {
    this.playing.value = false;
    this.#stop?.();
    this.#stop = null;
  }

  /** One step faster or slower. */
  changeSpeed(by: 1 | -1): void {
    const at = SPEEDS.indexOf(this.speed.peek());
    this.speed.value = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))] ?? 1;
  }

  /** To the next or the previous run, note or other moment. */
  jump(by: 1 | -1): void {
    const now = this.time.peek();
    const next =
      by > 0
        ? this.moments.find((moment) => moment.at > now)
        : this.moments.findLast((moment) => moment.at < now - NEAR_MS);
    this.seek(next?.at ?? (by > 0 ? this.length : 0));
  }

  bind(file: string): BoundFile {
    return bindShown(() => this.track.text(file), this.#shown);
  }

  written(file: string): boolean {
    return this.track.text(file) !== "";
  }

  locate(pointer: Pointer): Span | null {
    return locate(pointer, this.track.document);
  }

  #read(): readonly Pointer[] {
    const recorded = this.track.cursors();
    const owners = new Map(recorded.map((each) => [each.client, each.person]));
    return this.#book.read(
      recorded.map((each) => [each.client, each.state] as const),
      (client) => this.state.peek().people[owners.get(client) ?? ""] ?? null,
    );
  }

  #follow(before: number | null): void {
    this.#stop = this.frames.next((now) => {
      const passed = before === null ? 0 : Math.min(LONGEST_FRAME_MS, now - before);
      this.seek(this.time.peek() + passed * this.speed.peek());
      if (this.ended.peek()) this.pause();
      else this.#follow(now);
    });
  }
}

/** A press of "previous" just after a moment goes to the one before it. */
const NEAR_MS = 800;
