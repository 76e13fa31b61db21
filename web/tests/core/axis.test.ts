import { describe, expect, it } from "vitest";
import { bursts, columns, gather, partOf, ticks, timeAt } from "../../src/core/axis";

const MINUTE = 60_000;
const HOUR = { from: 0, to: 60 * MINUTE };
const THREE_HOURS = { from: 0, to: 180 * MINUTE };
const SHORT = { from: 0, to: 20_000 };
const CLIP = { from: 10 * MINUTE, to: 20 * MINUTE };

describe("the axis", () => {
  it("has each moment at its part, and back", () => {
    expect(partOf(15 * MINUTE, CLIP)).toBe(0.5);
    expect(partOf(0, CLIP)).toBe(0);
    expect(partOf(5, { from: 0, to: 0 })).toBe(0);
    expect(timeAt(0.5, CLIP)).toBe(15 * MINUTE);
    expect(timeAt(2, CLIP)).toBe(20 * MINUTE);
  });

  it.each([
    ["an hour", HOUR, [10, 20, 30, 40, 50].map((each) => each * MINUTE), 700],
    ["three hours", THREE_HOURS, [30, 60, 90, 120, 150].map((each) => each * MINUTE), 700],
    ["20 s", SHORT, [5000, 10_000, 15_000], 400],
    ["a clip", CLIP, [12, 14, 16, 18].map((each) => each * MINUTE), 500],
  ] as const)("tells round times of %s with room between them", (_, span, expected, width) => {
    expect(ticks(span, width, 90)).toEqual(expected);
  });

  it("tells no times where nothing was, or nothing fits", () => {
    expect(ticks({ from: 0, to: 0 }, 700, 90)).toEqual([]);
    expect(ticks(HOUR, 0, 90)).toEqual([]);
  });
});

describe("bars of activity", () => {
  it("are as many as fit, and lose no count", () => {
    const counts = Array.from({ length: 3600 }, (_, second) => second % 3);
    const found = columns(counts, 1000, HOUR, 240);
    expect(found).toHaveLength(240);
    expect(found.reduce((sum, each) => sum + each, 0)).toBe(3600);
  });

  it("are no more than there are counts", () => {
    expect(columns([1, 0, 2], 1000, { from: 0, to: 3000 }, 240)).toEqual([1, 0, 2]);
    expect(columns([], 1000, { from: 0, to: 0 }, 240)).toEqual([0]);
  });

  it("of a clip are those of its part alone", () => {
    expect(columns([9, 1, 2, 9], 1000, { from: 1000, to: 3000 }, 2)).toEqual([1, 11]);
  });
});

describe("marks", () => {
  const at = (...times: number[]) => times.map((each) => ({ at: each }));

  it("gather where they would stand on each other", () => {
    const found = gather(at(0, 1000, 2000, 60_000, 61_000), HOUR, 3600, 19);
    expect(found.map((group) => group.length)).toEqual([3, 2]);
    expect(gather(at(0, 30_000), HOUR, 3600, 19).map((group) => group.length)).toEqual([1, 1]);
    expect(gather(at(), HOUR, 3600, 19)).toEqual([]);
  });

  it("gather in one place where the interview has no length", () => {
    expect(gather(at(0, 0), { from: 0, to: 0 }, 3600, 19)).toHaveLength(1);
  });
});

describe("bursts of typing", () => {
  it("end with a pause", () => {
    expect(bursts([0, 2, 1, 0, 0, 4], 1000, 2000)).toEqual([
      { from: 1000, to: 3000, count: 3 },
      { from: 5000, to: 6000, count: 4 },
    ]);
    expect(bursts([0, 2, 1, 0, 0, 4], 1000, 2001)).toEqual([{ from: 1000, to: 6000, count: 7 }]);
    expect(bursts([], 1000, 2000)).toEqual([]);
  });
});
