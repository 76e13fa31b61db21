import { describe, expect, it } from "vitest";
import {
  FIRST_WAIT_MS,
  LONGEST_WAIT_MS,
  step,
  STEADY_MS,
  waitBefore,
  type Connection,
  type Effect,
  type Heard,
} from "../../src/core/connection";

/** Lets a connection hear these, and answers with where it is and everything that it wanted done. */
function hears(...all: readonly Heard[]): { now: Connection; done: readonly Effect[] } {
  let now: Connection = { at: "resting" };
  const done: Effect[] = [];
  for (const heard of all) {
    const [next, effects] = step(now, heard);
    now = next;
    done.push(...effects);
  }
  return { now, done };
}

const START: Heard = { is: "start" };
const OPENED: Heard = { is: "opened", now: 1000 };
const closed = (code: number, now = 1000 + STEADY_MS, chance = 0): Heard => ({ is: "closed", code, now, chance });

describe("coming in", () => {
  it("dials once, however often it is told to start", () => {
    expect(hears(START, START).done).toEqual([{ do: "dial" }]);
  });

  it("is open when the socket is", () => {
    expect(hears(START, OPENED).now).toEqual({ at: "open", tries: 0, since: 1000 });
  });
});

describe("losing the connection", () => {
  it.each([1006, 1012, 1001, 4400, 4429])("waits and dials again after %i", (code) => {
    const lost = hears(START, OPENED, closed(code));
    expect(lost.now).toMatchObject({ at: "waiting", tries: 1 });
    expect(hears(START, OPENED, closed(code), { is: "due" }).now).toEqual({ at: "dialling", tries: 1 });
  });

  it("dials at once when the network is back", () => {
    expect(hears(START, OPENED, closed(1006), { is: "online" }).done.at(-1)).toEqual({ do: "dial" });
  });

  it("does not dial twice when the wait ends after the network came back", () => {
    const { done } = hears(START, OPENED, closed(1006), { is: "online" }, { is: "due" });
    expect(done.filter((effect) => effect.do === "dial")).toHaveLength(2);
  });

  it("hangs up a socket that does not answer", () => {
    expect(hears(START, OPENED, { is: "silent" }).done.at(-1)).toEqual({ do: "hang-up" });
    expect(hears(START, { is: "silent" }).done).toEqual([{ do: "dial" }]);
  });

  it("waits longer each time, until a connection was steady", () => {
    const flaky = [START, closed(1006, 1000), { is: "due" }, closed(1006, 2000), { is: "due" }] as const;
    expect(hears(...flaky).now).toMatchObject({ tries: 2 });
    const short = [...flaky, OPENED, closed(1006, 1000 + STEADY_MS - 1)] as const;
    expect(hears(...short).now).toMatchObject({ at: "waiting", tries: 3 });
    expect(hears(...flaky, OPENED, closed(1006)).now).toMatchObject({ at: "waiting", tries: 1 });
  });
});

describe("reading too slowly (4408)", () => {
  it("dials at once to a fresh snapshot", () => {
    expect(hears(START, OPENED, closed(4408)).now).toEqual({ at: "dialling", tries: 0 });
  });

  it("waits when that did not help, so that it is no tight loop", () => {
    expect(hears(START, OPENED, closed(4408, 1001)).now.at).toBe("waiting");
  });
});

describe("being shown out", () => {
  it.each([
    [4401, "key", "saved"],
    [4404, "gone", "all"],
    [4410, "ended", "all"],
  ] as const)("stops for good after %i and forgets", (code, why, when) => {
    const { now, done } = hears(START, OPENED, closed(code));
    expect(now).toEqual({ at: "stopped", why });
    expect(done.at(-1)).toEqual({ do: "forget", when });
    expect(step(now, { is: "online" })).toEqual([now, []]);
    expect(step(now, START)).toEqual([now, []]);
  });

  it("happens before the socket was ever open, too: Max has a wrong key", () => {
    expect(hears(START, closed(4401)).now).toEqual({ at: "stopped", why: "key" });
  });
});

describe("leaving", () => {
  it("hangs up, rests, and may come back", () => {
    const { now, done } = hears(START, OPENED, { is: "leave" }, closed(1000));
    expect(now).toEqual({ at: "resting" });
    expect(done.at(-1)).toEqual({ do: "hang-up" });
    expect(step(now, START)[0]).toEqual({ at: "dialling", tries: 0 });
  });
});

describe("the wait", () => {
  it("doubles up to its cap", () => {
    expect([0, 1, 2].map((tries) => waitBefore(tries, 1))).toEqual([FIRST_WAIT_MS, 1000, 2000]);
    expect(waitBefore(50, 1)).toBe(LONGEST_WAIT_MS);
  });

  it("is spread by chance over its second half, so that a restart is no stampede", () => {
    expect(waitBefore(2, 0)).toBe(1000);
    expect(waitBefore(2, 0.5)).toBe(1500);
  });
});
