import { describe, expect, it } from "vitest";
import type { RoomEvent } from "../../src/core/events";
import { momentAt, moments } from "../../src/core/moments";
import { absences, aways } from "../../src/core/stretches";
import {
  CAM_JOINS,
  event,
  IDA_JOINS,
  judged,
  note,
  OPENED,
  runEnded,
  runStarted,
  STARTED,
  timeline,
  type Told,
} from "../people";

const words = (events: readonly RoomEvent[]): readonly string[] => moments(events).map((moment) => moment.words);

describe("moments", () => {
  it("name stages and hints as they were heard", () => {
    const events = timeline(
      OPENED,
      ["host", "stage_began", { stage: "s1", title: "Coding task", minutes: 25 }],
      ["host", "hint_given", { task: "slots", number: 1, text: "In **what order** would you read them?" }],
      ["host", "stage_ended", { stage: "s1" }],
    );
    expect(words(events)).toEqual(["Coding task", "Hint 1 given: In what order would you read them?"]);
    expect(moments(events).map(({ kind }) => kind)).toEqual(["stage", "hint"]);
  });

  it("say of a paste and of a lost focus what was seen, with reasons that are common", () => {
    const events = timeline(
      OPENED,
      CAM_JOINS,
      ["candidate", "pasted", { task: "slots", language: "python", length: 48, known: true }],
      ["candidate", "went_away", {}],
      ["candidate", "came_back", { away_ms: 12_000 }],
    );
    const [, paste, away] = moments(events);
    expect(paste?.words).toMatch(/^Cam pasted 48 characters/);
    expect(away?.words).toBe("Cam’s page lost the focus for 12 s");
    for (const each of [paste, away]) expect(each?.detail).toMatch(/^Common reasons: /);
    expect(moments(events)).toHaveLength(3);
  });

  it("do not say how long somebody was away who never came back", () => {
    expect(words(timeline(OPENED, ["candidate", "went_away", {}]))).toEqual(["Cam’s page lost the focus"]);
  });

  it("tell a connection that broke from a goodbye", () => {
    const events = timeline(OPENED, CAM_JOINS, ["candidate", "left", {}], CAM_JOINS, ["candidate", "left", {}]);
    expect(words(events)).toEqual(["Cam came in", "Cam left and was back after 1 s", "Cam came in", "Cam left"]);
    expect(moments(events).map(({ kind }) => kind)).toEqual(["person", "absence", "person", "person"]);
  });

  it("know from the world's clock how long the server was away", () => {
    const back = { ...event(3, "room", "interrupted", {}, 2000), wall: 1_795_312_800_000 + 2000 + 124_000 };
    expect(words([...timeline(OPENED, CAM_JOINS), back])).toContain("The server was away for 2 min 4 s and came back");
  });

  it("leave out a dropped note, and give a changed one its last text", () => {
    const events = timeline(
      OPENED,
      note("n1", "Wrong window"),
      note("n2", "Asks"),
      ["host", "note_changed", { note: "n2", text: "Asks **twice**", tag: "" }],
      ["host", "note_dropped", { note: "n1" }],
    );
    expect(words(events)).toEqual(["Asks twice"]);
    expect(moments(events)[0]?.place).toEqual({ task: "slots", language: "python", file: "", line: 0 });
  });

  it("name the cases that did not pass, as far as they are few", () => {
    const failed = (id: string) => judged(id, { verdict: "wrong" });
    const detail = (...told: readonly Told[]): string | undefined =>
      moments(timeline(OPENED, runStarted(), ...told)).at(-1)?.detail;
    const end = runEnded({ passed: 1, verdict: "wrong" });
    expect(detail(judged("one"), failed("two"), end)).toBe("“case two” did not");
    expect(detail(failed("one"), failed("two"), end)).toBe("“case one” and “case two” did not");
    expect(detail(judged("one"), judged("two"), runEnded())).toBe("");
    expect(detail(runEnded({ passed: 0, verdict: "compile_error" }))).toBe("did not compile");
  });

  it("of a part begin with it, and know the names from before", () => {
    const events = timeline(OPENED, IDA_JOINS, CAM_JOINS, ["candidate", "left", {}]);
    expect(moments(events, 2000).map((moment) => moment.words)).toEqual(["Cam came in", "Cam left"]);
  });

  it("are found by time, however many there are", () => {
    const many = moments(timeline(OPENED, ...Array.from({ length: 50 }, (_, n) => note(`n${n}`, `note ${n}`))));
    for (const at of [0, 999, 1000, 25_300, 50_000, 99_000]) {
      expect(momentAt(many, at)).toBe(many.findLast((moment) => moment.at <= at) ?? null);
    }
  });
});

describe("stretches of a person", () => {
  const events = timeline(
    OPENED,
    STARTED,
    IDA_JOINS,
    CAM_JOINS,
    ["candidate", "went_away", {}],
    ["candidate", "came_back", { away_ms: 1000 }],
    ["candidate", "left", {}],
    ["room", "interrupted", {}],
    IDA_JOINS,
    CAM_JOINS,
    ["candidate", "went_away", {}],
    ["host", "ended", {}],
  );

  it("are when they were not connected, a stop of the server among them", () => {
    expect(absences(events, "candidate", 12_000)).toEqual([
      { from: 0, to: 3000 },
      { from: 6000, to: 9000 },
    ]);
    expect(absences(events, "host", 12_000)).toEqual([
      { from: 0, to: 2000 },
      { from: 7000, to: 8000 },
    ]);
  });

  it("are when their page had lost the focus, to the end if it did not come back", () => {
    expect(aways(events, "candidate", 12_000)).toEqual([
      { from: 4000, to: 5000 },
      { from: 10_000, to: 12_000 },
    ]);
    expect(aways(events, "host", 12_000)).toEqual([]);
  });
});
