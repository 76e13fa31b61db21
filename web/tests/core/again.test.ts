/** What is done again from a moment, line by line as the server writes it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  changeWords,
  heardOfRun,
  heardOfStory,
  readAgain,
  rerunOf,
  storyOf,
  storyWords,
  untriedWords,
  type AgainLine,
} from "../../src/core/again";
import { clockMs, clockText } from "../../src/core/clock";
import { Rejection } from "../../src/core/read";
import { momentsOf } from "../../src/replay/again";

const PLACE = { task: "slots", language: "python" };
const GOLDEN = new URL("../../../tests/wire/again.json", import.meta.url);

function golden(): readonly AgainLine[] {
  const lines = JSON.parse(readFileSync(GOLDEN, "utf8")) as unknown[];
  return lines.map((line) => {
    const read = readAgain(JSON.stringify(line));
    if (read instanceof Rejection) throw new Error(read.why);
    return read;
  });
}

function ofType(...types: readonly AgainLine["type"][]): readonly AgainLine[] {
  return golden().filter((line) => types.includes(line.type));
}

describe("the server's lines", () => {
  it("are read whole", () => {
    expect(golden()).toEqual(JSON.parse(readFileSync(GOLDEN, "utf8")));
  });

  it.each(["", "{", "[]", "1", '{"type":"weather"}', '{"type":"tried"}', '{"type":"event","event":{}}'])(
    "are refused when they are %s",
    (line) => expect(readAgain(line)).toBeInstanceOf(Rejection),
  );

  it("may be of a kind of event that this page does not know", () => {
    const event = { seq: 1, at: 0, wall: 0, by: "room", kind: "weather", data: {} };
    const read = readAgain(JSON.stringify({ type: "event", event }));
    expect(read).toEqual({ type: "event", event: null });
    expect(heardOfRun(rerunOf(PLACE, "examples", 0), read as AgainLine).run).toBeNull();
  });
});

describe("a run on the code of a moment", () => {
  it("goes on until its end, and says what is not as it was then", () => {
    const started = rerunOf(PLACE, "hidden", 965_000);
    expect(started.going).toBe(true);
    const run = { run: "r", ...PLACE, suite: "hidden", digest: "a", total: 3, cases: [], feedback: "count" };
    const event = { seq: 1, at: 965_000, wall: 0, by: "host", kind: "run_started", data: run };
    const lines = [readAgain(JSON.stringify({ type: "event", event })) as AgainLine, ...ofType("about", "waits")];
    const waiting = lines.reduce(heardOfRun, started);
    expect([waiting.going, waiting.waits, waiting.taskChanged]).toEqual([true, 2, true]);
    expect(waiting.run?.total).toBe(3);
  });

  it("that is refused has a sentence and no results", () => {
    const refused = ofType("refused").reduce(heardOfRun, rerunOf(PLACE, "examples", 0));
    expect([refused.going, refused.run]).toEqual([false, null]);
    expect(refused.trouble).toBe("This task was not part of this interview.");
  });
});

describe("the story of a case", () => {
  const story = ofType("begins", "tried", "found").reduce(heardOfStory, storyOf(PLACE, "examples", "c1"));

  it("is told while it goes on", () => {
    expect(storyWords(storyOf(PLACE, "examples", ""))).toBe("Reading the versions of this file.");
    expect(storyWords(story)).toBe("Tried 1 of 2 versions.");
    const done = ofType("done").reduce(heardOfStory, story);
    expect(done.going).toBe(false);
    expect(storyWords(done)).toBe("All 2 versions were tried.");
  });

  it("says what was not tried, and why", () => {
    expect(storyWords({ ...story, going: false })).toMatch(/^Tried 1 of 2 versions\. Between those/);
    expect(storyWords({ ...story, going: false, trouble: "The sandbox is away." })).toBe(
      "Tried 1 of 2 versions. The sandbox is away.",
    );
    const refused = ofType("refused").reduce(heardOfStory, storyOf(PLACE, "examples", ""));
    expect(storyWords(refused)).toBe("This task was not part of this interview.");
  });

  it("is marked on the axis, with its line", () => {
    expect(momentsOf(story)).toEqual([
      {
        seq: 0,
        at: 1_188_000,
        by: "room",
        kind: "answer",
        mark: "pass",
        words: "“overlapping” first passes, line 9 changed",
        detail: "",
        place: { ...PLACE, line: 9 },
        ref: "",
      },
    ]);
  });

  it("has words for every change", () => {
    const change = { case: "c1", version: 1, passes: false, first: false, untried: 3 };
    const lines = { at: 0, first_line: 3, last_line: 5, file: "" };
    expect(changeWords(change, lines)).toBe("does not pass any more, lines 3 to 5 changed");
    expect(changeWords(change, { ...lines, file: "python.2" }, "loans.py")).toBe(
      "does not pass any more, lines 3 to 5 of loans.py changed",
    );
    const again = { ...change, passes: true };
    const none = { at: 0, first_line: 0, last_line: 0, file: "" };
    expect(changeWords({ ...again, version: 0 }, none)).toBe("passes again, with the first version that was kept");
    expect(changeWords(again, none)).toBe("passes again, when a file was made, renamed or deleted");
    expect(untriedWords(change)).toBe("3 versions before it were not tried");
    expect(untriedWords({ ...change, untried: 1 })).toBe("one version before it was not tried");
    expect(untriedWords({ ...change, untried: 0 })).toBe("");
  });
});

describe("a time that somebody writes", () => {
  it.each([
    ["8:12", 492_000],
    [" 00:00 ", 0],
    ["90:00", 5_400_000],
    ["1:02:03", 3_723_000],
  ])("%s is %i ms", (text, ms) => expect(clockMs(text)).toBe(ms));

  it.each(["", "8", "8:1", "8:60", "1:60:00", "a:bc", "-1:00", "1:2:3:4"])("%s is none", (text) =>
    expect(clockMs(text)).toBeNull(),
  );

  it("is what the clock shows", () => expect(clockMs(clockText(3_723_000))).toBe(3_723_000));
});
