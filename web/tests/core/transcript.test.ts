import { describe, expect, it } from "vitest";
import { moments } from "../../src/core/moments";
import { applyAll, NOTHING_YET } from "../../src/core/state";
import { transcript } from "../../src/core/transcript";
import { CAM_JOINS, judged, note, OPENED, runEnded, runStarted, STARTED, timeline } from "../people";

describe("a transcript", () => {
  const talk = timeline(
    OPENED,
    STARTED,
    CAM_JOINS,
    ["host", "stage_began", { stage: "s1", title: "Coding task", minutes: 25 }],
    runStarted(),
    judged("one"),
    judged("two", { verdict: "wrong" }),
    runEnded({ passed: 1, verdict: "wrong" }),
    note("n", "Asks **first**."),
  );
  const activity = { candidate: { edits: [0, 0, 0, 0, 3, 4] }, host: { edits: [] } };
  const sections = transcript({ bin: 1000, activity, talk }, moments(talk), applyAll(NOTHING_YET, talk));

  it("has a heading for each stage and sentences in the order of time", () => {
    const said = sections.map(({ title, sentences }) => [title, sentences.map(({ words }) => words)]);
    expect(said).toEqual([
      ["The interview", ["The interview began.", "Cam came in."]],
      [
        "Coding task",
        [
          "Cam typed for 2 s, 7 edits.",
          "Tests: 1 of 2 passed, “case two” did not. Cam had pressed Run.",
          "Note: Asks first.",
        ],
      ],
    ]);
  });

  it("knows where the code of a run is: at its beginning", () => {
    const run = sections[1]?.sentences.find(({ code }) => code !== null);
    expect(run?.code).toEqual({ task: "slots", language: "python", at: 4000 });
  });

  it("is empty for an interview with nothing in it", () => {
    expect(transcript({ bin: 1000, activity: {}, talk: [] }, [], NOTHING_YET)).toEqual([]);
  });

  it("has each sentence's key once", () => {
    const keys = sections.flatMap(({ sentences }) => sentences.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
