import { describe, expect, it } from "vitest";
import { apply, applyAll, NOTHING_YET, type RoomState } from "../../src/core/state";
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

const PART = {
  task: "slots",
  part: 2,
  title: "Merged",
  statement: "Now merge them.",
  examples: [],
  params: [{ name: "busy", type: "list[int]" }],
  returns: "int",
  back: "",
};

const EVERYTHING: readonly Told[] = [
  OPENED,
  IDA_JOINS,
  ["candidate", "agreed", { name: "Cam Okafor", terms: "1" }],
  STARTED,
  CAM_JOINS,
  ["candidate", "edited", { update: "" }],
  ["candidate", "pointed", { update: "" }],
  ["candidate", "switched", { task: "slots", language: "javascript" }],
  [
    "candidate",
    "case_added",
    { case: "c1", task: "slots", name: "mine", args: {}, expected: null, checked: false, part: 0 },
  ],
  runStarted(),
  judged("one"),
  judged("two", { verdict: "wrong" }),
  runEnded({ verdict: "wrong", passed: 1 }),
  note("n1", "Asks about touching meetings"),
  ["host", "note_changed", { note: "n1", text: "Asks first", tag: "" }],
  ["candidate", "case_dropped", { case: "c1" }],
  ["room", "interrupted", {}],
  CAM_JOINS,
  ["candidate", "left", {}],
  note("n2", "Second"),
  ["host", "note_dropped", { note: "n2" }],
  ["host", "stage_began", { stage: "g1", title: "Welcome", minutes: 5 }],
  ["host", "stage_ended", { stage: "g1" }],
  ["host", "stage_began", { stage: "g2", title: "Coding task", minutes: 28 }],
  ["host", "paused", {}],
  ["host", "resumed", {}],
  ["host", "extended", { stage: "g2", minutes: 5 }],
  ["host", "part_opened", PART],
  ["host", "hint_given", { task: "slots", number: 1, text: "Sort first." }],
  ["candidate", "pasted", { task: "slots", language: "python", length: 120, known: true }],
  ["candidate", "went_away", {}],
  ["candidate", "came_back", { away_ms: 8000 }],
  ["host", "ended", {}],
];

function after(...told: readonly Told[]): RoomState {
  return applyAll(NOTHING_YET, timeline(...told));
}

describe("the one reducer", () => {
  it("hears every event twice and is none the wiser", () => {
    let state = NOTHING_YET;
    for (const each of timeline(...EVERYTHING)) {
      const once = apply(state, each);
      expect(apply(once, each)).toBe(once);
      state = once;
    }
    expect(applyAll(state, timeline(...EVERYTHING))).toBe(state);
  });

  it("ignores an event that comes too late", () => {
    const state = apply(NOTHING_YET, event(5, "candidate", "joined", { name: "Cam", role: "candidate" }));
    expect(apply(state, event(4, "candidate", "left", {}))).toBe(state);
  });

  it("takes gaps in the numbers as they come: Cam does not see everything", () => {
    const first = apply(NOTHING_YET, event(1, "host", "joined", { name: "Ida", role: "host" }));
    const state = apply(first, event(9, "host", "left", {}));
    expect(state.seq).toBe(9);
    expect(state.people["host"]?.here).toBe(false);
  });

  it("never changes a state in place", () => {
    const events = timeline(...EVERYTHING);
    const states = events.map((_, index) => applyAll(NOTHING_YET, events.slice(0, index)));
    const before = structuredClone(states);
    states.forEach((state, index) => events[index] && apply(state, events[index]));
    expect(states).toEqual(before);
  });

  it("gives the same state at once and step by step", () => {
    const events = timeline(...EVERYTHING);
    const stepped = events.reduce((state, each) => applyAll(state, [each]), NOTHING_YET);
    expect(applyAll(NOTHING_YET, events)).toEqual(stepped);
  });
});

describe("people", () => {
  it("are known by name before they come in", () => {
    const { people } = after(OPENED);
    expect(people["candidate"]).toMatchObject({ name: "Cam", role: "candidate", here: false });
    expect(people["host"]).toMatchObject({ name: "Ida", role: "host" });
  });

  it("are called as they typed their name", () => {
    const state = after(OPENED, ["candidate", "agreed", { name: "Camille", terms: "1" }]);
    expect(state.people["candidate"]?.name).toBe("Camille");
  });

  it("are not here any more after the server was away", () => {
    const state = after(OPENED, IDA_JOINS, CAM_JOINS, ["room", "interrupted", {}]);
    expect(Object.values(state.people).some((person) => person.here)).toBe(false);
    expect(state.gaps).toHaveLength(1);
  });

  it("do not include the house itself, which writes the starter code", () => {
    expect(after(["room", "edited", { update: "" }]).people).toEqual({});
  });

  it("look at the file that they switched to", () => {
    const state = after(CAM_JOINS, ["candidate", "switched", { task: "slots", language: "python" }]);
    expect(state.people["candidate"]?.where).toEqual({ task: "slots", language: "python" });
  });
});

describe("the interview", () => {
  it("goes from planned to live to ended", () => {
    expect(after(OPENED).phase).toBe("planned");
    expect(after(OPENED, STARTED).phase).toBe("live");
    expect(after(OPENED, STARTED, ["host", "ended", {}]).phase).toBe("ended");
  });
});

describe("runs", () => {
  it("collect their results and keep them after their end", () => {
    const [run] = after(runStarted(), judged("one"), judged("two"), runEnded()).runs;
    expect(Object.keys(run?.results ?? {})).toEqual(["one", "two"]);
    expect(run?.end?.passed).toBe(2);
  });

  it("take only their own results", () => {
    const state = after(runStarted("r1"), runEnded({ run: "r1" }), runStarted("r2"), judged("one", { run: "r2" }));
    expect(state.runs.map((run) => Object.keys(run.results).length)).toEqual([0, 1]);
  });

  it("that nobody knows change nothing but the number", () => {
    expect(after(judged("one", { run: "unknown" })).runs).toEqual([]);
  });
});

describe("notes", () => {
  it("keep their moment when their words change", () => {
    const [written] = after(OPENED, note("n1", "First"), [
      "host",
      "note_changed",
      { note: "n1", text: "Better", tag: "" },
    ]).notes;
    expect(written).toMatchObject({ id: "n1", text: "Better", at: 1000, changed: true });
  });

  it("go when they are dropped", () => {
    expect(after(note("n1", "First"), ["host", "note_dropped", { note: "n1" }]).notes).toEqual([]);
  });

  it("joins what a program prints, stream by stream, and knows where it was cut", () => {
    const program = runStarted("p1", { suite: "scratch", total: 0, cases: [], stdin: "3\n" });
    const said = (stream: "stdout" | "stderr", text: string, cut = false): Told => [
      "room",
      "printed",
      { run: "p1", stream, text, cut },
    ];
    const told = [program, said("stdout", "a"), said("stdout", "b"), said("stderr", "c"), said("stdout", "d", true)];
    const [run] = applyAll(NOTHING_YET, timeline(OPENED, ...told)).runs;
    expect(run?.stdin).toBe("3\n");
    expect(run?.printed).toEqual([
      { stream: "stdout", text: "ab" },
      { stream: "stderr", text: "c" },
      { stream: "stdout", text: "d" },
    ]);
    expect(run?.cut).toBe(true);
  });

  it("knows which files somebody has turned to", () => {
    const there = { task: "slots", language: "javascript" };
    const state = applyAll(
      NOTHING_YET,
      timeline(OPENED, ["host", "switched", there], ["candidate", "switched", there]),
    );
    expect(state.opened).toEqual([there]);
  });
});
