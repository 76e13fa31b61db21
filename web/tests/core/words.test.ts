import { describe, expect, it } from "vitest";
import { clockSpoken, clockText, durationText, elapsed } from "../../src/core/clock";
import { verdict as verdictReader, type Verdict } from "../../src/core/events";
import { Rejection } from "../../src/core/read";
import { spoken } from "../../src/core/speech";
import { apply, applyAll, NOTHING_YET, type Run } from "../../src/core/state";
import { markOf, runMark, runWords, sentenceOf, shortWords } from "../../src/core/verdicts";
import { CAM_JOINS, IDA_JOINS, judged, note, OPENED, runEnded, runStarted, timeline, type Told } from "../people";

const VERDICTS = [
  "passed",
  "wrong",
  "runtime_error",
  "time_limit",
  "memory_limit",
  "output_limit",
  "compile_error",
  "compile_limit",
  "protocol_error",
  "cancelled",
  "internal_error",
  "unchecked",
] as const satisfies readonly Verdict[];

function lastRun(...told: readonly Told[]): Run {
  const run = applyAll(NOTHING_YET, timeline(...told)).runs.at(-1);
  if (!run) throw new Error("no run");
  return run;
}

describe("the clock", () => {
  it.each([
    [0, "00:00", "0 seconds"],
    [492_000, "08:12", "8 minutes 12 seconds"],
    [61_000, "01:01", "1 minute 1 second"],
    [3_723_000, "1:02:03", "1 hour 2 minutes 3 seconds"],
    [-5, "00:00", "0 seconds"],
  ])("%i ms is %s", (ms, text, spokenText) => {
    expect(clockText(ms)).toBe(text);
    expect(clockSpoken(ms)).toBe(spokenText);
  });

  it("goes on by itself between two pieces of news, and never before the start", () => {
    expect(elapsed({ is: "waiting" }, 99)).toBe(0);
    expect(elapsed({ is: "running", at: 1000, local: 50 }, 250)).toBe(1200);
    expect(elapsed({ is: "running", at: 0, local: 500 }, 250)).toBe(0);
    expect(elapsed({ is: "ended", at: 77 }, 99_999)).toBe(77);
  });

  it.each([
    [0.14, "0.1 ms"],
    [38.4, "38 ms"],
    [1400, "1.4 s"],
  ])("a case of %d ms took %s", (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe("verdicts", () => {
  it.each(VERDICTS)("%s has a mark, short words and a sentence, none of them shouting", (verdict) => {
    expect(verdictReader(verdict, "")).not.toBeInstanceOf(Rejection);
    const words = `${shortWords(verdict)} ${sentenceOf({ verdict, message: "" })}`;
    expect(markOf(verdict)).toMatch(/^(pass|fail|open|none)$/);
    expect(words).not.toMatch(/!|Error|Exception|fail|[A-Z]{2,}/);
  });

  it("are said in the sandbox's own words where it has some", () => {
    expect(sentenceOf({ verdict: "wrong", message: "One stretch starts too early." })).toBe(
      "One stretch starts too early.",
    );
  });
});

describe("a run in words", () => {
  it("counts the results while it goes on", () => {
    const run = lastRun(runStarted(), judged("one"));
    expect(runWords(run)).toBe("Tests: 1 of 2 in");
    expect(runMark(run)).toBe("open");
  });

  it("says how many passed", () => {
    const run = lastRun(runStarted(), runEnded({ verdict: "wrong", passed: 1 }));
    expect(runWords(run)).toBe("Tests: 1 of 2 passed");
    expect(runMark(run)).toBe("fail");
  });

  it("says when it was stopped or could not run", () => {
    expect(runWords(lastRun(runStarted(), runEnded({ verdict: "cancelled", passed: 0 })))).toBe(
      "Tests stopped: 0 of 2 passed",
    );
    expect(runWords(lastRun(runStarted(), runEnded({ verdict: "internal_error" })))).toBe("Tests: could not run");
  });

  it("says only that hidden tests have run or were stopped where the task tells no more", () => {
    const told = { feedback: "none", passed: 0, total: 0 } as const;
    const started = runStarted("r1", { suite: "hidden", cases: [], ...told });
    const words = (verdict: "unchecked" | "cancelled") =>
      runWords(lastRun(started, runEnded({ suite: "hidden", verdict, ...told })));
    expect([words("unchecked"), words("cancelled")]).toEqual(["Hidden tests have run", "Hidden tests stopped"]);
  });

  it("names the hidden tests", () => {
    expect(runWords(lastRun(runStarted("r1", { suite: "hidden", total: 9 }), runEnded({ passed: 7, total: 9 })))).toBe(
      "Hidden tests: 7 of 9 passed",
    );
  });
});

describe("what is said aloud", () => {
  const saidTo = (me: string, ...told: readonly Told[]): string => {
    const events = timeline(...told);
    const last = events.at(-1);
    const before = applyAll(NOTHING_YET, events.slice(0, -1));
    return last ? spoken(last, apply(before, last), me) : "";
  };

  it("is what others do", () => {
    expect(saidTo("host", OPENED, CAM_JOINS)).toBe("Cam joined");
    expect(saidTo("candidate", OPENED, CAM_JOINS)).toBe("");
    expect(saidTo("candidate", IDA_JOINS, ["host", "left", {}])).toBe("Ida left");
  });

  it("is how a run ended, not each result", () => {
    expect(saidTo("candidate", runStarted(), judged("one"))).toBe("");
    expect(saidTo("candidate", runStarted(), runEnded())).toBe("Tests: 2 of 2 passed");
  });

  it("is never a keystroke, and never the words of a note", () => {
    expect(saidTo("host", ["candidate", "edited", { update: "" }])).toBe("");
    expect(saidTo("host", note("n", "secret"))).toBe("Note kept");
  });
});
