import { describe, expect, it } from "vitest";
import { readEvent, readEvents } from "../../src/core/events";
import { readFrame, writeFrame } from "../../src/core/frames";
import { Rejection } from "../../src/core/read";
import { CAM_JOINS, judged, note, runStarted, timeline } from "../people";

const SANDBOX = { ready: true, why: "", unsafe: "", languages: [{ id: "python", ready: true, why: "" }] };
const WELCOME = {
  type: "welcome",
  you: { id: "candidate", name: "Cam", role: "candidate", connection: "c1" },
  room: { id: "k3v9x0q2m1ab", title: "Backend engineer", tasks: [], state: "live" },
  now: 1200,
  clock: "running",
  sandbox: SANDBOX,
};

function read(frame: unknown): ReturnType<typeof readFrame> {
  return readFrame(JSON.stringify(frame));
}

function whyOf(value: unknown): string {
  expect(value).toBeInstanceOf(Rejection);
  return (value as Rejection).why;
}

describe("frames from the server", () => {
  it.each([
    WELCOME,
    { type: "events", events: timeline(CAM_JOINS, runStarted(), judged("one"), note("n", "Hello")) },
    { type: "clients", clients: { "17": "host", "18": "candidate" } },
    { type: "saved", upto: 3 },
    { type: "trouble", message: "The disk is full." },
    { type: "sandbox", ...SANDBOX },
    { type: "pong", n: 4 },
    { type: "refused", ask: "run", message: "Ida is already running the code." },
  ])("are read as they are: $type", (frame) => {
    expect(read(frame)).toEqual(frame);
  });

  it.each([
    ["{", "it is not an object"],
    ['"welcome"', "it is not an object"],
    ['{"type": 7}', "type is not text"],
    ['{"type": "saved", "upto": "3"}', "upto is not a whole number"],
    ['{"type": "saved", "upto": 1.5}', "upto is not a whole number"],
    ['{"type": "clients", "clients": {"1": 2}}', "clients.1 is not text"],
    ['{"type": "events", "events": {}}', "events is not a list"],
    ['{"type": "events", "events": [{"seq": 1}]}', "events[0].at is not a number"],
  ])("are rejected with the reason: %s", (raw, why) => {
    expect(whyOf(readFrame(raw))).toBe(why);
  });

  it("of an unknown type are skipped, so that a newer server may say more", () => {
    expect(read({ type: "weather", sky: "blue" })).toBeNull();
    expect(read({ type: "toString" })).toBeNull();
  });

  it("lose fields that this page does not know", () => {
    expect(read({ type: "pong", n: 1, extra: "x" })).toEqual({ type: "pong", n: 1 });
  });
});

describe("events", () => {
  it("of an unknown kind are left out of their list", () => {
    const [joined] = timeline(CAM_JOINS);
    expect(readEvents([{ ...joined, kind: "danced", data: {} }, joined], "events")).toEqual([joined]);
  });

  it("named like parts of an object are unknown, not trouble", () => {
    const [joined] = timeline(CAM_JOINS);
    expect(readEvent({ ...joined, kind: "constructor" }, "e")).toBeNull();
  });

  it("with a verdict that nobody defined are rejected", () => {
    const [event] = timeline(judged("one", { verdict: "splendid" as "passed" }));
    expect(whyOf(readEvent(event, "events[0]"))).toMatch(/^events\[0\]\.data\.verdict is not one of passed/);
  });

  it("keep a hostile key as a key", () => {
    const raw = '{"type": "clients", "clients": {"__proto__": "host"}}';
    const frame = readFrame(raw);
    expect(Object.hasOwn((frame as { clients: object }).clients, "__proto__")).toBe(true);
    expect(({} as { host?: string }).host).toBeUndefined();
  });
});

describe("frames from this browser", () => {
  it("are JSON", () => {
    const ask = {
      type: "note",
      text: "“Quoted”\n",
      task: "slots",
      language: "python",
      line: 3,
      tag: "",
      end: 0,
    } as const;
    expect(JSON.parse(writeFrame(ask))).toEqual(ask);
  });

  it("carry whole numbers of any size exactly", () => {
    const frame = writeFrame({
      type: "case",
      task: "slots",
      name: "big",
      args: { n: 2n ** 64n },
      expected: null,
      checked: false,
      part: 0,
    });
    expect(frame).toContain('"n": 18446744073709551616');
  });
});
