import { describe, expect, it } from "vitest";
import { Clock, NullClock } from "../../src/core/playClock";
import { quietAt, quietStretches } from "../../src/core/quiet";
import type { RoomEvent } from "../../src/core/events";
import { event, note, runEnded, runStarted } from "../people";

interface Lane {
  readonly edits?: readonly number[];
  readonly moves?: readonly number[];
}

/** 60 s with one person in it. */
function quiet(lane: Lane, talk: readonly RoomEvent[] = [], over = {}): unknown {
  const activity = { candidate: { edits: lane.edits ?? [], moves: lane.moves ?? [] } };
  const known = { from: 0, length: 60_000, bin: 1000, activity, talk, ...over };
  return quietStretches(known).map(({ from, to }) => [from, to]);
}

const at = (...seconds: readonly number[]): readonly number[] =>
  Array.from({ length: 60 }, (_, second) => (seconds.includes(second) ? 1 : 0));

describe("quiet", () => {
  it("is what lies between edits and cursors, from three seconds on", () => {
    expect(quiet({ edits: at(10, 12), moves: at(15, 20) })).toEqual([
      [0, 10_000],
      [16_000, 20_000],
      [21_000, 60_000],
    ]);
    expect(quiet({ edits: at(0, 4), moves: at(7, 8, 9) }, [], { length: 10_000 })).toEqual([[1000, 4000]]);
  });

  it("never goes over a run, a note or anything that was said", () => {
    const [started, ended, written] = [runStarted()[2], runEnded()[2], note("n", "Asks")[2]];
    const talk = [
      event(1, "candidate", "run_started", started as never, 10_000),
      event(2, "room", "run_ended", ended as never, 40_000),
      event(3, "host", "note_written", written as never, 45_500),
    ];
    expect(quiet({}, talk)).toEqual([
      [0, 10_000],
      [40_000, 45_500],
      [45_500, 60_000],
    ]);
    expect(quiet({}, talk.slice(0, 1))).toEqual([[0, 10_000]]);
  });

  it("begins where the track begins, and an empty interview has none", () => {
    expect(quiet({ edits: at(10) }, [], { from: 9000 })).toEqual([[11_000, 60_000]]);
    expect(quiet({}, [], { length: 0 })).toEqual([]);
  });

  it("is found by its moment", () => {
    const stretches = [
      { from: 0, to: 5000 },
      { from: 9000, to: 20_000 },
    ];
    const found = [0, 4999, 5000, 9000, 20_000].map((time) => quietAt(stretches, time)?.from ?? null);
    expect(found).toEqual([0, 0, null, 9000, null]);
  });
});

describe("the clock of a replay", () => {
  it("goes at its speed from any moment, and stands still in between", () => {
    const still = new NullClock(500);
    expect([still.at(), still.seek(700).at(), still.runs]).toEqual([500, 700, false]);
    const clock = still.play(10_000, 2);
    expect([clock.at(10_000), clock.at(10_100), clock.runs]).toEqual([500, 700, true]);
    expect(clock.seek(0, 11_000).at(11_010)).toBe(20);
    const faster = clock.paced(4, 10_100);
    expect([faster, faster.at(10_200)]).toEqual([new Clock(700, 10_100, 4), 1100]);
    expect(faster.pause(10_200).at()).toBe(1100);
  });
});
