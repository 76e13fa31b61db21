import { signal } from "@preact/signals";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { Connection } from "../../src/core/connection";
import type { Sandbox } from "../../src/core/frames";
import type { Page, Task } from "../../src/core/page";
import { initials } from "../../src/panels/bits";
import { Desk, type ResultsTab } from "../../src/panels/desk";
import { LiveRoomPage } from "../../src/panels/LiveRoomPage";
import { Markdown } from "../../src/panels/Markdown";
import { RoomContext } from "../../src/panels/room";
import { whyNot } from "../../src/panels/running";
import { fakeSource, READY } from "./fakeSource";
import { CAM_JOINS, IDA_JOINS, judged, note, OPENED, page, runEnded, runStarted, STARTED, type Told } from "../people";

const HERE = { task: "slots", language: "python" };

function draw(
  role: "host" | "candidate",
  told: readonly Told[],
  connection?: Connection,
  task: Partial<Task> = {},
  over: Partial<Page> = {},
  tab: ResultsTab = "tests",
): string {
  const { source, live } = fakeSource(role, told, connection);
  const usual = page(role);
  const [slots] = usual.tasks;
  if (!slots) throw new Error("no task");
  const first = { ...slots, ...task };
  const data = { ...usual, ...over, tasks: [first] };
  const desk = new Desk(data, source, first);
  desk.resultsTab.value = tab;
  return renderToString(
    <RoomContext.Provider value={{ page: data, source, desk }}>
      <LiveRoomPage live={live} />
    </RoomContext.Provider>,
  );
}

const BEGUN = [OPENED, IDA_JOINS, STARTED, CAM_JOINS] as const;
const STAGE: Told = ["host", "stage_began", { stage: "g1", title: "Walk-through", minutes: 10 }];
const FACTS: readonly Told[] = [
  ["candidate", "pasted", { task: "slots", language: "python", length: 120, known: true }],
  ["candidate", "went_away", {}],
  ["candidate", "came_back", { away_ms: 9000 }],
  ["candidate", "went_away", {}],
];

describe("the room that Ida sees", () => {
  it("says all the time that Cam does not see her column", () => {
    const html = draw("host", [...BEGUN, note("n1", "Asks **first**")]);
    expect(html).toContain("Cam does not see this");
    expect(html).toContain("<strong>first</strong>");
    expect(html).toContain("End interview");
    expect(html).toContain("Guide");
  });

  it("has the ladder of hints, with the time of those that were given", () => {
    const given: Told = ["host", "hint_given", { task: "slots", number: 1, text: "Sort *first*." }];
    const html = draw("host", [...BEGUN, given]);
    expect(html).toContain("1 of 2 given");
    expect(html).toContain("A secret hint");
    expect(html).toContain("Given at 00:04");
    expect(html.match(/Give this hint/g)).toHaveLength(1);
  });

  it("says which stage goes, as a way to the next one", () => {
    const html = draw("host", [...BEGUN, STAGE]);
    expect(html).toContain('aria-label="Stage: Walk-through"');
    expect(html).toContain("Another stage");
  });

  it("says nothing of what is recorded of Cam", () => {
    const html = draw("host", [...BEGUN, ...FACTS], undefined, {}, { facts: true });
    expect(html).not.toContain("focus");
    expect(html).not.toContain("paste");
  });

  it("waits for Cam in words", () => {
    expect(draw("host", [OPENED, IDA_JOINS])).toContain("Waiting for Cam");
  });

  it.each([
    ["count", "Cam was told “2 of 2”"],
    ["names", "Cam was told “2 of 2”, and which"],
    ["none", "Cam was told only that they ran"],
  ] as const)("says what Cam was told of hidden tests under feedback %s", (feedback, words) => {
    const run = runStarted("r1", { suite: "hidden", feedback });
    const html = draw("host", [...BEGUN, run, runEnded({ suite: "hidden", feedback })]);
    expect(html).toContain(words);
  });

  it("does not deny the hidden tests of a project, which are known from their first run", () => {
    const html = draw("host", BEGUN, undefined, { kind: "project", examples: [] });
    expect(html).toContain("Not run yet.");
    expect(html).not.toContain("This task has no hidden tests");
  });

  it("points to the record when the interview has ended", () => {
    const html = draw("host", [...BEGUN, ["host", "ended", {}]]);
    expect(html).toContain("/interviews/k3v9x0q2m1ab/record");
    expect(html).not.toContain("editor-frame");
  });
});

describe("the room that Cam sees", () => {
  it("has nothing of the interviewer's: no column, no guide, no end", () => {
    const html = draw("candidate", BEGUN);
    for (const word of ["does not see this", "Guide", "Solutions", "End interview", "Invite", "Notes", "Secret"]) {
      expect(html).not.toContain(word);
    }
  });

  it("shows the tests with input, expected and got, and marks the difference", () => {
    const run = runStarted("r1", { cases: [], total: 1 });
    const html = draw("candidate", [
      ...BEGUN,
      run,
      judged("one", { verdict: "wrong", got: [[2, 4]], message: "One stretch ends too late." }),
      runEnded({ verdict: "wrong", passed: 0, total: 1 }),
    ]);
    expect(html).toContain("One stretch ends too late.");
    expect(html).toContain('<mark data-side="expected">3</mark>');
    expect(html).toContain('<mark data-side="got">4</mark>');
    expect(html).toContain('data-mark="fail"');
  });

  it("lists a project's tests from the run, and none of what only cases have", () => {
    const project = { kind: "project", examples: [], params: [], returns: "void" } as const;
    expect(draw("candidate", BEGUN, undefined, project)).toContain("The tests are listed here once they have run.");
    const failed = judged("two", { verdict: "wrong", got: null, message: "The second seat was taken." });
    const html = draw("candidate", [...BEGUN, runStarted(), judged("one"), failed, runEnded()], undefined, project);
    expect(html).toContain("case one");
    expect(html).toContain("The second seat was taken.");
    for (const word of ["Expected", "add a case of your own"]) expect(html).not.toContain(word);
  });

  it.each([
    ["passed", "unchecked", "Hidden tests have run", true],
    ["stopped", "cancelled", "Hidden tests stopped", true],
    ["running", null, "Hidden tests are running", false],
  ] as const)(
    "under feedback none hears of hidden tests that they have %s, and no number",
    (_word, verdict, words, over) => {
      const told = { suite: "hidden", feedback: "none", total: 0 } as const;
      const run = runStarted("r1", { ...told, cases: [] });
      const events = verdict === null ? [run] : [run, runEnded({ ...told, verdict, passed: 0 })];
      const html = draw("candidate", [...BEGUN, ...events], undefined, {}, {}, "hidden");
      expect(html).toContain(words);
      expect(html).not.toMatch(/\d+ of \d+ (passed|in)/);
      expect(html.includes("stays hidden")).toBe(over);
    },
  );

  it("names the hidden cases that the task reveals, each with how it went, and nothing of what is in them", () => {
    const cases = [
      { case: "h1", name: "ties", group: "", args: {}, expected: null, checked: true, reveal: "name" },
      { case: "h2", name: "an empty day", group: "", args: {}, expected: null, checked: true, reveal: "name" },
    ] as const;
    const hidden = { suite: "hidden", feedback: "names" } as const;
    const result = { suite: "hidden", got: null, reveal: "name" } as const;
    const html = draw(
      "candidate",
      [
        ...BEGUN,
        runStarted("r1", { ...hidden, total: 7, cases: [...cases] }),
        judged("h1", result),
        judged("h2", { ...result, verdict: "wrong" }),
        runEnded({ ...hidden, verdict: "wrong", passed: 6, total: 7 }),
      ],
      undefined,
      {},
      {},
      "hidden",
    );
    expect(html).toContain("Hidden tests: 6 of 7 passed");
    expect(html).toContain('aria-label="Hidden tests that may be named"');
    for (const words of ["ties", "an empty day", ", passed", ", another answer"]) expect(html).toContain(words);
  });

  it("has the hint that was given as help beside the task, and no other", () => {
    const given: Told = ["host", "hint_given", { task: "slots", number: 1, text: "Sort *first*." }];
    const html = draw("candidate", [...BEGUN, given]);
    expect(html).toContain("A hint for you");
    expect(html).toContain("<em>first</em>");
    expect(html).toContain("Read it");
    expect(html).not.toContain("secret");
    expect(html).not.toContain("Give this hint");
  });

  it("has no hint of another task beside this one, and a way to where it stands", () => {
    const given: Told = ["host", "hint_given", { task: "other", number: 1, text: "Turn it *round*." }];
    const html = draw("candidate", [...BEGUN, given]);
    expect(html).toContain("Read it");
    expect(html).not.toContain("A hint for you");
    expect(html).not.toContain("<em>round</em>");
  });

  it("says which stage goes, without a clock of its own", () => {
    const html = draw("candidate", [...BEGUN, STAGE]);
    expect(html).toContain("Walk-through");
    expect(html).not.toContain("Another stage");
  });

  it("lists what is recorded of Cam, in the words of the record", () => {
    const html = draw("candidate", [...BEGUN, ...FACTS], undefined, {}, { facts: true });
    expect(html).toContain("Recorded: 1 paste, away twice");
    expect(html).toContain("Cam pasted 120 characters, which had been in this room’s code or task before");
    expect(html).toContain("Cam’s page lost the focus for 9 s");
    const closed = draw("candidate", [...BEGUN, ...FACTS, ["host", "ended", {}]], undefined, {}, { facts: true });
    expect(closed).toContain("Cam’s page lost the focus for 9 s");
  });

  it("has not a word on it where nothing of it is recorded", () => {
    for (const html of [draw("candidate", BEGUN), draw("candidate", [...BEGUN, ["host", "ended", {}]])]) {
      expect(html).not.toContain("Recorded");
      expect(html).not.toContain("focus");
    }
    expect(draw("candidate", BEGUN, undefined, {}, { facts: true })).toContain("Recorded: nothing yet");
  });

  it("closes calmly, without the editor", () => {
    const html = draw("candidate", [...BEGUN, ["host", "ended", {}]]);
    expect(html).toContain("Thank you, Cam");
    expect(html).not.toContain("editor-frame");
  });

  it.each([
    ["key", "This link has been replaced"],
    ["gone", "There is no such room"],
    ["ended", "Thank you, Cam"],
  ] as const)("says what happened when it is closed: %s", (why, words) => {
    expect(draw("candidate", BEGUN, { at: "stopped", why })).toContain(words);
  });

  it("says that typing goes on without a connection", () => {
    expect(draw("candidate", BEGUN, { at: "waiting", tries: 2, delay: 100 })).toContain("Keep typing");
  });
});

describe("Run", () => {
  const why = (sandbox: Sandbox | null, connection?: Connection): string => {
    const { live } = fakeSource("candidate", BEGUN, connection);
    return whyNot({ ...live, sandbox: signal(sandbox) }, HERE);
  };

  it("is on when the sandbox is ready, or has not said yet", () => {
    expect(why(READY)).toBe("");
    expect(why(null)).toBe("");
  });

  it("says why it is off", () => {
    expect(why({ ...READY, ready: false, why: "Docker does not answer. Start it." })).toBe(
      "Docker does not answer. Start it.",
    );
    expect(why({ ...READY, languages: [{ id: "python", ready: false, why: "Its image is not built." }] })).toBe(
      "Its image is not built.",
    );
    expect(why(READY, { at: "waiting", tries: 1, delay: 1 })).toContain("connection");
  });
});

describe("notes", () => {
  const html = (text: string): string => renderToString(<Markdown text={text} />);

  it("never become markup", () => {
    const drawn = html("<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))");
    expect(drawn).not.toMatch(/<script|<img|href=/);
  });

  it("link safely", () => {
    expect(html("see https://example.org/a")).toContain(
      '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer nofollow">',
    );
  });
});

describe("faces", () => {
  it.each([
    ["Cam", "C"],
    ["Cam Okafor", "CO"],
    ["  ida  maria rossi ", "IR"],
    ["😀 x", "😀X"],
    ["", ""],
  ])("%s is %s", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
