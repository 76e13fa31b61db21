/** What the replay's panels ask of whoever plays. The Player is one; tests have a small one. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import { computed } from "@preact/signals";
import type { Span } from "../core/axis";
import type { RoomEvent } from "../core/events";
import type { Moment } from "../core/moments";
import type { Rejection } from "../core/read";
import { applyAll, NOTHING_YET, type RoomState } from "../core/state";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof SPEEDS)[number];
export type StepBy = "edit" | "run" | "moment" | "seconds";

/** The fields of the track's index (docs/track.md) that the axis needs. */
export interface Known {
  readonly edition: "host" | "candidate";
  readonly from: number;
  readonly length: number;
  readonly live: boolean;
  readonly bin: number;
  readonly activity: Readonly<Record<string, { readonly edits: readonly number[]; readonly moves: readonly number[] }>>;
  readonly talk: readonly RoomEvent[];
  readonly unknown: number;
  readonly unreadable: number;
}

export interface Driven {
  readonly state: ReadonlySignal<RoomState>;
  /** Interview time in ms. */
  readonly time: ReadonlySignal<number>;
  readonly playing: ReadonlySignal<boolean>;
  readonly speed: Signal<Speed>;
  readonly following: ReadonlySignal<string | null>;
  readonly skipsQuiet: Signal<boolean>;
  /** Ms of the quiet stretch that is being skipped; 0 for none. */
  readonly skipped: ReadonlySignal<number>;
  /** Stays at the newest moment of an interview that goes on. */
  readonly staying: ReadonlySignal<boolean>;
  /** Something is on its way that the moment needs. */
  readonly waiting: ReadonlySignal<boolean>;
  readonly index: ReadonlySignal<Known>;
  readonly moments: ReadonlySignal<readonly Moment[]>;
  seek(at: number): unknown;
  /** To the newest moment, and along with it from there. */
  toNow(): unknown;
  play(): void;
  pause(): void;
  toggle(): void;
  step(what: StepBy, by: 1 | -1): unknown;
  follow(person: "host" | "candidate" | null): void;
  /** The texts of another moment, without moving this one. */
  textsAt(at: number): Promise<{ text(file: string): string } | Rejection>;
}

/** What is true of the interview as a whole, worked out once for each index. */
export interface Whole {
  readonly span: Span;
  readonly end: RoomState;
}

const wholes = new WeakMap<Driven, ReadonlySignal<Whole>>();

export function wholeOf(player: Driven): ReadonlySignal<Whole> {
  const known = wholes.get(player);
  if (known) return known;
  const whole = computed<Whole>(() => {
    const { from, length, talk } = player.index.value;
    return { span: { from, to: length }, end: applyAll(NOTHING_YET, talk) };
  });
  wholes.set(player, whole);
  return whole;
}
