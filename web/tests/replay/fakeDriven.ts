/** A player without a track: it has a time, and remembers what was asked of it. */
import { computed, signal } from "@preact/signals";
import { moments } from "../../src/core/moments";
import { applyAll, NOTHING_YET } from "../../src/core/state";
import type { Driven, Known, Speed } from "../../src/replay/driven";
import { timeline, type Told } from "../people";

export interface FakeDriven {
  readonly player: Driven;
  readonly time: { value: number };
  /** "seek 5000", "step run 1", in order. */
  readonly asked: string[];
}

export function fakeDriven(told: readonly Told[], over: Partial<Known> = {}): FakeDriven {
  const talk = timeline(...told);
  const asked: string[] = [];
  const time = signal(0);
  const known: Known = {
    edition: "host",
    from: 0,
    length: talk.at(-1)?.at ?? 0,
    live: false,
    bin: 1000,
    activity: {},
    talk,
    unknown: 0,
    unreadable: 0,
    ...over,
  };
  const index = signal(known);
  const player: Driven = {
    time,
    state: computed(() =>
      applyAll(
        NOTHING_YET,
        talk.filter((event) => event.at <= time.value),
      ),
    ),
    playing: signal(false),
    speed: signal<Speed>(1),
    following: signal(null),
    skipsQuiet: signal(true),
    skipped: signal(0),
    staying: signal(false),
    waiting: signal(false),
    index,
    moments: computed(() => moments(index.value.talk)),
    seek: (at) => {
      asked.push(`seek ${at}`);
      time.value = at;
    },
    toNow: () => asked.push("to now"),
    play: () => asked.push("play"),
    pause: () => asked.push("pause"),
    toggle: () => asked.push("toggle"),
    step: (what, by) => asked.push(`step ${what} ${by}`),
    follow: (person) => asked.push(`follow ${person ?? "nobody"}`),
    textsAt: () => Promise.resolve({ text: () => "print(1)" }),
  };
  return { player, time, asked };
}
