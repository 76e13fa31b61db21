import { describe, expect, it } from "vitest";
import {
  agendaRows,
  leftWords,
  minutesWords,
  nextStage,
  pauseWords,
  stageLeft,
  wholeLeft,
  type AgendaStage,
} from "../../src/core/agenda";
import { goingStage } from "../../src/core/asked";
import { unwrapped } from "../../src/core/markdown";
import { caseParts, withParts } from "../../src/core/parts";
import { applyAll, NOTHING_YET, type RoomState } from "../../src/core/state";
import { event, page } from "../people";

const MINUTE = 60_000;

function stage(title: string, minutes: number): AgendaStage {
  return { title, minutes, kind: "talk", goal: "", prompts: [], dimensions: [] };
}

const PLAN = [stage("Welcome", 5), stage("Coding task", 28), stage("Closing", 7)];

/** Each at its time in minutes. */
function after(...told: readonly (readonly [at: number, kind: string, data: unknown])[]): RoomState {
  const events = told.map(([at, kind, data], index) => ({
    ...event(index + 1, "host", kind as "paused", data as Record<string, never>),
    at: at * MINUTE,
  }));
  return applyAll(NOTHING_YET, events);
}

const began = (at: number, id: string, title: string, minutes: number) =>
  [at, "stage_began", { stage: id, title, minutes }] as const;
const ended = (at: number, id: string) => [at, "stage_ended", { stage: id }] as const;
const paused = (at: number) => [at, "paused", {}] as const;
const resumed = (at: number) => [at, "resumed", {}] as const;

function left(state: RoomState, minutes: number): string {
  const told = stageLeft(goingStage(state), state, minutes * MINUTE);
  return told === null ? "" : leftWords(told);
}

describe("the stages of the agenda", () => {
  it("come, go, are done, or were skipped, and none of it is lost", () => {
    const state = after(began(0, "a", "Welcome", 5), ended(4, "a"), began(4, "b", "Closing", 7));
    const rows = agendaRows(PLAN, state, 5 * MINUTE);
    expect(rows.map((row) => row.turn)).toEqual(["done", "skipped", "going"]);
    expect(nextStage(rows)).toBeNull();
  });

  it("offer what comes next, also before the first and while a stage of one's own goes", () => {
    expect(nextStage(agendaRows(PLAN, NOTHING_YET, 0))?.title).toBe("Welcome");
    const own = after(began(0, "a", "Welcome", 5), ended(5, "a"), began(5, "x", "A chat", 0));
    expect(nextStage(agendaRows(PLAN, own, 6 * MINUTE))?.title).toBe("Coding task");
  });

  it("are told in minutes", () => {
    expect([minutesWords(28), minutesWords(0)]).toEqual(["28 min", "no limit"]);
  });
});

describe("the clock of the agenda", () => {
  const coding = began(5, "b", "Coding task", 28);

  it("says what is left of what, and what is over, in the same words for both", () => {
    const state = after(coding);
    expect(left(state, 15)).toBe("18 min left of 28");
    expect(left(state, 32.5)).toBe("under a minute left of 28");
    expect(left(state, 33.2)).toBe("just over");
    expect(left(state, 36)).toBe("3 min over");
  });

  it("has nothing to say of a stage without an end, and of none", () => {
    expect(left(after(began(0, "x", "A chat", 0)), 3)).toBe("");
    expect(left(NOTHING_YET, 3)).toBe("");
    expect(wholeLeft([stage("Open", 0)], NOTHING_YET, 3)).toBeNull();
  });

  it("stands still in a pause, and goes on behind it", () => {
    const still = after(coding, paused(15));
    expect(left(still, 15)).toBe("18 min left of 28");
    expect(left(still, 25)).toBe("18 min left of 28");
    expect(pauseWords(still, 15.5 * MINUTE)).toBe("Paused");
    expect(pauseWords(still, 25 * MINUTE)).toBe("Paused for 10 minutes");
    const on = after(coding, paused(15), resumed(25));
    expect(left(on, 26)).toBe("17 min left of 28");
    expect(pauseWords(on, 26 * MINUTE)).toBe("");
  });

  it("counts a pause for the stage that goes from its own beginning on", () => {
    const state = after(paused(2), coding, resumed(7));
    expect(left(state, 8)).toBe("27 min left of 28");
  });

  it("is not moved by a second word of the same", () => {
    expect(after(resumed(3)).pausedFor).toBe(0);
  });

  it("has more when the stage is extended", () => {
    const state = after(coding, [20, "extended", { stage: "b", minutes: 5 }]);
    expect(left(state, 20)).toBe("18 min left of 33");
    const told = wholeLeft(PLAN, state, 20 * MINUTE);
    expect(told && leftWords(told)).toBe("25 min left of 45");
  });

  it("knows the whole as well, pauses left out", () => {
    const state = after(coding, paused(10), resumed(20));
    const told = wholeLeft(PLAN, state, 30 * MINUTE);
    expect(told && leftWords(told)).toBe("20 min left of 40");
    const still = after(coding, paused(10));
    expect(wholeLeft(PLAN, still, 30 * MINUTE)?.left).toBe(30 * MINUTE);
  });
});

describe("parts that are unlocked", () => {
  const opened = {
    task: "slots",
    part: 2,
    title: "",
    statement: "",
    examples: [{ case: "two", name: "later", args: {}, expected: 1, note: "" }],
    params: [],
    returns: "int",
    back: "",
    at: 5,
  };
  const [task] = page("host").tasks;
  const later = task?.interviewer && {
    ...task,
    interviewer: {
      ...task.interviewer,
      parts: [{ part: 2, title: "Later", statement: "" }],
      hidden: [...task.interviewer.hidden, { group: "later", cases: [], generated: 1, part: 2 }],
    },
  };

  it("bring their examples, and their hidden tests to Ida's list", () => {
    expect(later && withParts(later, []).interviewer?.hidden.map((each) => each.group)).toEqual(["edge"]);
    const now = later && withParts(later, [opened]);
    expect(now?.examples.map((each) => each.case)).toEqual(["one", "two"]);
    expect(now?.interviewer?.hidden.map((each) => each.group)).toEqual(["edge", "later"]);
  });

  it("of other tasks change nothing, and Cam's page has no list of them", () => {
    const [mine] = page("candidate").tasks;
    expect(mine && withParts(mine, [{ ...opened, task: "other" }])).toEqual(mine);
  });

  it("can be what a case of one's own is about, also where they take the same", () => {
    const [mine] = page("candidate").tasks;
    const takes = (...names: string[]) => ({ ...opened, params: names.map((name) => ({ name, type: "int" })) });
    expect(mine && caseParts(mine, []).map((each) => each.part)).toEqual([1]);
    expect(mine && caseParts(mine, [takes("busy")]).map((each) => each.part)).toEqual([1, 2]);
    expect(mine && caseParts({ ...mine, kind: "stdin" }, [takes("stdin")]).map((each) => each.part)).toEqual([1, 2]);
    expect(mine && caseParts({ ...mine, kind: "project" }, [takes()]).map((each) => each.part)).toEqual([1]);
    const two = mine && caseParts(mine, [takes("busy", "least")]);
    expect(two?.map((each) => each.part)).toEqual([1, 2]);
    expect(two?.[1]?.task.params.map((param) => param.name)).toEqual(["busy", "least"]);
  });

  it("are read with their lines put together, code as it is", () => {
    const source = "One\nline.\n\n- an item\n  goes on\n- two\n\n```\na\nb\n```\nAfter\nit.\n\n## Head\ntext";
    expect(unwrapped(source)).toBe(
      "One line.\n\n- an item goes on\n- two\n\n```\na\nb\n```\nAfter it.\n\n## Head\ntext",
    );
  });
});
