import { describe, expect, it } from "vitest";
import { elsewhere, everybody, goingRun, latestRun, scoreOf } from "../../src/core/asked";
import { generatedCount, hiddenRows, projectRows, rowInFront, visibleRows } from "../../src/core/caseList";
import { parseInline, parseMarkdown, plainText } from "../../src/core/markdown";
import { activity, momentAt, moments } from "../../src/core/moments";
import { fileOf, knownPlace, readPage, samePlace } from "../../src/core/page";
import { Rejection } from "../../src/core/read";
import { applyAll, NOTHING_YET, type RoomState } from "../../src/core/state";
import {
  CAM_JOINS,
  event,
  IDA_JOINS,
  judged,
  note,
  OPENED,
  page,
  runEnded,
  runStarted,
  STARTED,
  timeline,
  type Told,
} from "../people";

const after = (...told: readonly Told[]): RoomState => applyAll(NOTHING_YET, timeline(...told));
const HERE = { task: "slots", language: "python" };

describe("people in lists", () => {
  it("come with the host first", () => {
    expect(everybody(after(CAM_JOINS, IDA_JOINS)).map((person) => person.name)).toEqual(["Ida", "Cam"]);
  });

  it("are elsewhere when they look at another file and are here", () => {
    const there: Told = ["candidate", "switched", { task: "slots", language: "javascript" }];
    expect(elsewhere(after(CAM_JOINS, there), "host", HERE).map((person) => person.id)).toEqual(["candidate"]);
    expect(elsewhere(after(CAM_JOINS, there), "candidate", HERE)).toEqual([]);
    expect(elsewhere(after(CAM_JOINS, there, ["candidate", "left", {}]), "host", HERE)).toEqual([]);
  });
});

describe("runs in lists", () => {
  it("are found by file and suite, the newest first", () => {
    const state = after(runStarted("r1"), runEnded(), runStarted("r2"));
    expect(latestRun(state, HERE, "examples")?.id).toBe("r2");
    expect(latestRun(state, HERE, "hidden")).toBeNull();
    expect(latestRun(state, { task: "slots", language: "javascript" }, "examples")).toBeNull();
  });

  it("go on until they ended", () => {
    expect(goingRun(after(runStarted()))?.id).toBe("r1");
    expect(goingRun(after(runStarted(), runEnded()))).toBeNull();
  });

  it("score what was checked: a case without an expected answer is not counted", () => {
    const [going] = after(runStarted("r1", { total: 3 }), judged("one")).runs;
    const [ended] = after(runStarted("r1", { total: 3 }), runEnded({ passed: 2, total: 2 })).runs;
    expect([going && scoreOf(going), ended && scoreOf(ended)]).toEqual(["1 of 3", "2 of 2"]);
  });
});

describe("the list of tests", () => {
  const examples = page().tasks[0]?.examples ?? [];
  const own = after([
    "candidate",
    "case_added",
    { case: "c1", task: "slots", name: "mine", args: {}, expected: null, checked: false, part: 0 },
  ]).cases;

  it("shows examples and own cases before anything ran", () => {
    const rows = visibleRows(examples, own, null);
    expect(rows.map((row) => [row.name, row.own, row.result])).toEqual([
      ["two meetings", false, null],
      ["mine", true, null],
    ]);
  });

  it("fills in results as they come, and knows what is still awaited", () => {
    const [run] = after(runStarted("r1", { total: 1 })).runs;
    expect(visibleRows(examples, own, run ?? null).map((row) => row.awaited)).toEqual([true, false]);
    const [judgedRun] = after(runStarted(), judged("one", { verdict: "wrong" })).runs;
    expect(visibleRows(examples, [], judgedRun ?? null)[0]?.result?.verdict).toBe("wrong");
  });

  it("says of a test that the run never reached it", () => {
    const [stopped] = after(runStarted(), runEnded({ verdict: "cancelled" })).runs;
    expect(visibleRows(examples, own, stopped ?? null).map((row) => row.missed)).toEqual([true, false]);
  });

  it("has a project's tests from its run", () => {
    expect(projectRows(null)).toEqual([]);
    const [run] = after(runStarted(), judged("one", { verdict: "wrong" })).runs;
    const rows = projectRows(run ?? null);
    expect(rows.map((row) => [row.name, row.result?.verdict, row.awaited])).toEqual([
      ["case one", "wrong", false],
      ["case two", undefined, true],
    ]);
  });

  it("puts the chosen case in front, else the first that did not pass", () => {
    const [run] = after(runStarted(), judged("one"), judged("two", { verdict: "time_limit" }), runEnded()).runs;
    const rows = hiddenRows([], run ?? null);
    expect(rowInFront(rows, null)?.case).toBe("two");
    expect(rowInFront(rows, "one")?.case).toBe("one");
    expect(rowInFront(rows, "gone")?.case).toBe("two");
    expect(rowInFront([], null)).toBeNull();
  });

  it("knows how many hidden cases are made at run time", () => {
    const groups = page("host").tasks[0]?.interviewer?.hidden ?? [];
    expect(hiddenRows(groups, null).map((row) => row.name)).toEqual(["secret case"]);
    expect(generatedCount(groups)).toBe(2);
  });
});

describe("the page's data", () => {
  it("is read, with what only a host has left out for Cam", () => {
    const read = readPage(JSON.stringify(page()));
    expect(read).toEqual(page());
  });

  it("is rejected when it cannot be a room", () => {
    expect(readPage("")).toBeInstanceOf(Rejection);
    expect(readPage(JSON.stringify({ ...page(), tasks: [] }))).toBeInstanceOf(Rejection);
  });

  it("knows each file's name", () => {
    expect(fileOf(page(), HERE)).toBe("slots/solution.py");
  });

  it("answers an unknown place with one that it has", () => {
    expect(knownPlace(page(), null)).toEqual(HERE);
    expect(knownPlace(page(), { task: "slots", language: "cobol" })).toEqual(HERE);
    expect(knownPlace(page(), { task: "../etc", language: "javascript" })).toEqual({
      task: "slots",
      language: "javascript",
    });
    expect(samePlace(null, HERE)).toBe(false);
  });
});

describe("moments", () => {
  const events = timeline(
    OPENED,
    STARTED,
    CAM_JOINS,
    runStarted(),
    runEnded({ passed: 1, verdict: "wrong" }),
    note("n", "Asks **first**"),
  );

  it("name what happened", () => {
    expect(moments(events).map((moment) => moment.words)).toEqual([
      "The interview began",
      "Cam came in",
      "Tests: 1 of 2 passed",
      "Asks first",
    ]);
  });

  it("are found by time", () => {
    expect(momentAt(moments(events), 2500)?.words).toBe("Cam came in");
    expect(momentAt(moments(events), 500)).toBeNull();
  });

  it("count how busy people were, the house left out", () => {
    const edits = [
      event(1, "room", "edited", { update: "" }, 0),
      event(2, "candidate", "edited", { update: "" }, 10),
      event(3, "candidate", "edited", { update: "" }, 100),
    ];
    expect([...activity(edits, 100, 4)]).toEqual([["candidate", [1, 0, 0, 1]]]);
  });
});

describe("notes in Markdown", () => {
  it("know bold, italic, code, links and tags", () => {
    expect(parseInline("**a** *b* _c_ `d` [e](https://x.y) #f-1")).toEqual([
      { is: "strong", inner: [{ is: "text", text: "a" }] },
      { is: "text", text: " " },
      { is: "em", inner: [{ is: "text", text: "b" }] },
      { is: "text", text: " " },
      { is: "em", inner: [{ is: "text", text: "c" }] },
      { is: "text", text: " " },
      { is: "code", text: "d" },
      { is: "text", text: " " },
      { is: "link", to: "https://x.y", text: "e" },
      { is: "text", text: " " },
      { is: "tag", text: "f-1" },
    ]);
  });

  it("never link anything but the web", () => {
    const words = "[click](javascript:alert(1)) <img src=x onerror=alert(1)> [x](data:text/html,1)";
    expect(parseInline(words)).toEqual([{ is: "text", text: words }]);
  });

  it("know lists, code and paragraphs", () => {
    const blocks = parseMarkdown("# Title\nOne\ntwo\n\n- a\n- b\n1. c\n```\n<b>\n```\nend");
    expect(blocks.map((block) => block.is)).toEqual(["heading", "paragraph", "list", "code", "paragraph"]);
  });

  it("end an open code block at the end of the note", () => {
    expect(parseMarkdown("```\nx")).toEqual([{ is: "code", text: "x" }]);
  });

  it("leave names_with_underscores and 2 * 3 * 4 alone", () => {
    expect(plainText("free_slots_list and 2 * 3 * 4")).toBe("free_slots_list and 2 * 3 * 4");
  });

  it("are plain words where only words fit", () => {
    expect(plainText("# A\n- **b**\n- `c`\n\nd #e")).toBe("A b, c d #e");
  });
});
