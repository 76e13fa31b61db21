import { describe, expect, it, vi } from "vitest";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import type { RoomEvent } from "../../src/core/events";
import { Rejection } from "../../src/core/read";
import { applyAll, NOTHING_YET } from "../../src/core/state";
import { Player, type Frames } from "../../src/replay/player";
import { fromBase64, readTimeline } from "../../src/replay/timeline";
import { Track } from "../../src/replay/track";
import { CAM_JOINS, event, IDA_JOINS, judged, note, OPENED, runEnded, runStarted, timeline } from "../people";

const FILE = "slots/solution.py";

/** The same numbers every time, so that a failure can be had again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** An interview in which Cam and Ida type `count` times, and what the text was after each event. */
function recorded(count: number): { events: readonly RoomEvent[]; texts: ReadonlyMap<number, string> } {
  const random = chance(7);
  const people = { candidate: new Y.Doc(), host: new Y.Doc() };
  const events: RoomEvent[] = [...timeline(OPENED, IDA_JOINS, CAM_JOINS)];
  const texts = new Map<number, string>();
  for (let index = 0; index < count; index += 1) {
    const by = random() < 0.7 ? "candidate" : "host";
    const seq = events.length + 1;
    const doc = people[by];
    const updates: Uint8Array[] = [];
    doc.once("update", (update: Uint8Array) => updates.push(update));
    edit(doc.getText(FILE), random);
    for (const update of updates) {
      for (const other of Object.values(people)) if (other !== doc) Y.applyUpdate(other, update);
      // Some things happen within the same millisecond.
      events.push(
        event(seq, by, "edited", { update: Buffer.from(update).toString("base64") }, 10 * (index - (index % 3))),
      );
    }
    texts.set(seq, doc.getText(FILE).toJSON());
  }
  return { events, texts };
}

function edit(text: Y.Text, random: () => number): void {
  const at = Math.floor(random() * (text.length + 1));
  if (random() < 0.3 && at < text.length) text.delete(at, 1);
  else text.insert(at, random() < 0.2 ? "é😀\n" : "ab");
}

describe("a track", () => {
  const { events, texts } = recorded(1700);
  const track = new Track(events);

  it("is the same at any moment, however one got there", () => {
    const random = chance(11);
    for (let jump = 0; jump < 300; jump += 1) {
      const at = Math.floor(random() * (track.length + 20));
      track.goTo(at);
      const last = events.findLast((each) => each.at <= at);
      expect(track.state.seq).toBe(last?.seq ?? 0);
      expect(track.text(FILE)).toBe(texts.get(last?.seq ?? 0) ?? "");
    }
  });

  it("has the state that the live room had", () => {
    track.goTo(5000);
    const heard = events.filter((each) => each.at <= 5000);
    expect(track.state).toEqual(applyAll(NOTHING_YET, heard));
  });

  it("survives an edit that cannot be read", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const broken = new Track([event(1, "candidate", "edited", { update: "AAAA////" }), ...events.slice(1, 3)]);
    broken.goTo(9999);
    expect(broken.text(FILE)).toBe("");
    expect(warned.mock.calls.length).toBeGreaterThanOrEqual(0);
  });

  it("can be empty", () => {
    const empty = new Track([]);
    empty.goTo(100);
    expect(empty.length).toBe(0);
  });
});

describe("recorded cursors", () => {
  const pointed = (client: number, state: unknown): string => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 3);
    encoding.writeVarString(encoder, JSON.stringify(state));
    return Buffer.from(encoding.toUint8Array(encoder)).toString("base64");
  };
  const events = [
    ...timeline(OPENED, CAM_JOINS),
    event(3, "candidate", "pointed", { update: pointed(5, { cursor: "first" }) }, 3000),
    event(4, "candidate", "pointed", { update: pointed(5, { cursor: "second" }) }, 4000),
    event(5, "host", "pointed", { update: "nonsense" }, 4000),
    event(6, "candidate", "left", {}, 5000),
  ];

  it("are the last ones before the moment, and go with their owner", () => {
    const track = new Track(events);
    const at = (time: number): unknown => {
      track.goTo(time);
      return track.cursors().map((each) => each.state);
    };
    expect(at(4500)).toEqual([{ cursor: "second" }]);
    expect(at(3500)).toEqual([{ cursor: "first" }]);
    expect(at(6000)).toEqual([]);
    expect(at(0)).toEqual([]);
  });
});

describe("the player", () => {
  const events = timeline(
    OPENED,
    IDA_JOINS,
    CAM_JOINS,
    runStarted(),
    judged("one"),
    runEnded({ passed: 1 }),
    note("n", "Asks"),
  );

  function player(): { player: Player; frame: (now: number) => void } {
    let call: ((now: number) => void) | null = null;
    const frames: Frames = {
      next: (next) => {
        call = next;
        return () => (call = null);
      },
    };
    return { player: new Player(new Track(events), frames), frame: (now) => call?.(now) };
  }

  it("begins with what there was before the clock ran", () => {
    expect(player().player.state.value.people["host"]?.name).toBe("Ida");
  });

  it("plays at its speed and stops at the end", () => {
    const { player: it, frame } = player();
    it.speed.value = 2;
    it.play();
    frame(1000);
    frame(1100);
    expect(it.time.value).toBe(200);
    for (let now = 1200; now < 6000; now += 100) frame(now);
    expect(it.time.value).toBe(6000);
    expect(it.playing.value).toBe(false);
    it.toggle();
    expect(it.time.value).toBe(0);
  });

  it("does not leap after a stutter", () => {
    const { player: it, frame } = player();
    it.play();
    frame(0);
    frame(60_000);
    expect(it.time.value).toBe(250);
  });

  it("goes from moment to moment, both ways", () => {
    const { player: it } = player();
    const times: number[] = [];
    for (const by of [1, 1, 1, 1, -1, -1] as const) {
      it.jump(by);
      times.push(it.time.value);
    }
    expect(times).toEqual([1000, 2000, 5000, 6000, 5000, 2000]);
  });

  it("stays within the interview", () => {
    const { player: it } = player();
    it.seek(-5);
    expect(it.time.value).toBe(0);
    it.seek(1e9);
    expect(it.time.value).toBe(6000);
  });

  it("shows the notes only from their moment on", () => {
    const { player: it } = player();
    it.seek(5999);
    expect(it.state.value.notes).toEqual([]);
    it.seek(6000);
    expect(it.state.value.notes).toHaveLength(1);
  });

  it("keeps its speed within bounds", () => {
    const { player: it } = player();
    for (let step = 0; step < 9; step += 1) it.changeSpeed(1);
    expect(it.speed.value).toBe(32);
    for (let step = 0; step < 9; step += 1) it.changeSpeed(-1);
    expect(it.speed.value).toBe(0.5);
  });
});

describe("a stored timeline", () => {
  it("is one event a line", () => {
    const events = timeline(OPENED, CAM_JOINS);
    const ndjson = `${events.map((each) => JSON.stringify(each)).join("\n")}\n\n`;
    expect(readTimeline(ndjson)).toEqual(events);
  });

  it("names the line that cannot be read", () => {
    const rejection = readTimeline('{"seq": 1}\n');
    expect(rejection).toBeInstanceOf(Rejection);
    expect((rejection as Rejection).why).toBe("line 1.at is not a number");
  });

  it("has bytes as base64, and no bytes for what is none", () => {
    expect([...fromBase64("AQL/")]).toEqual([1, 2, 255]);
    expect([...fromBase64("%%%")]).toEqual([]);
  });
});
