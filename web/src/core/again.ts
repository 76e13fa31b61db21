/**
 * What is done again from a moment of a replay: a run on the code of then, and the story of a case over all versions.
 *
 * Both come as lines of JSON while they go on (docs/protocol.md). None of it is on the timeline.
 */
import { readEvent, type Suite } from "./events";
import { parseJson } from "./json";
import { flag, listOf, object, oneOf, orElse, Rejection, text, whole, type Read } from "./read";
import type { Place } from "./page";
import { apply, NOTHING_YET, type RoomState, type Run } from "./state";

const LINES = {
  refused: object({ message: text, field: orElse(text, "") }),
  about: object({ at: whole, digest: text, task_digest: text, task_changed: flag }),
  waits: object({ position: whole }),
  begins: object({
    /** `file` is that of a project in which something changed. */
    versions: listOf(object({ at: whole, first_line: whole, last_line: whole, file: orElse(text, "") })),
    cases: listOf(object({ case: text, name: text })),
    task_changed: flag,
  }),
  tried: object({ tried: whole, of: whole }),
  found: object({
    changes: listOf(object({ case: text, version: whole, passes: flag, first: flag, untried: whole })),
  }),
  done: object({ tried: whole, of: whole, why: text }),
} as const;

type Lines = typeof LINES;
interface EventLine {
  readonly type: "event";
  readonly event: Exclude<ReturnType<typeof readEvent>, Rejection>;
}
export type AgainLine = { readonly [K in keyof Lines]: { readonly type: K } & Read<Lines[K]> }[keyof Lines] | EventLine;

const envelope = object({ type: text });
const eventLine = object({ type: oneOf("event"), event: (value: unknown) => value });

/** One line of an answer; a Rejection for what this page does not understand. */
export function readAgain(line: string): AgainLine | Rejection {
  const value = parseJson(line);
  const head = envelope(value, "");
  if (head instanceof Rejection) return head;
  if (head.type === "event") {
    const read = eventLine(value, "");
    if (read instanceof Rejection) return read;
    const event = readEvent(read.event, "event");
    return event instanceof Rejection ? event : { type: "event", event };
  }
  if (!Object.hasOwn(LINES, head.type)) return new Rejection(`there is no line of the type ${head.type}`);
  const type = head.type as keyof Lines;
  const data = LINES[type](value, "");
  return data instanceof Rejection ? data : ({ ...data, type } as AgainLine);
}

/** A run on the code of `at`: what came of it so far. */
export interface Rerun extends Place {
  readonly at: number;
  readonly suite: Suite;
  readonly run: Run | null;
  /** So many runs go before it. */
  readonly waits: number;
  /** The task has changed since: it runs with the tests of today. */
  readonly taskChanged: boolean;
  /** Why it did not run, or did not go on; "". */
  readonly trouble: string;
  readonly going: boolean;
  readonly room: RoomState;
}

export function rerunOf(place: Place, suite: Suite, at: number): Rerun {
  const { task, language } = place;
  const nothing = { run: null, waits: 0, taskChanged: false, trouble: "", going: true, room: NOTHING_YET };
  return { task, language, suite, at, ...nothing };
}

export function heardOfRun(rerun: Rerun, line: AgainLine): Rerun {
  switch (line.type) {
    case "about":
      return { ...rerun, taskChanged: line.task_changed };
    case "waits":
      return { ...rerun, waits: line.position };
    case "event": {
      if (line.event === null) return rerun;
      const room = apply(rerun.room, line.event);
      const run = room.runs.at(-1) ?? null;
      return { ...rerun, room, run, waits: 0, going: run?.end === null };
    }
    case "refused":
      return { ...rerun, trouble: line.message, going: false };
    default:
      return rerun;
  }
}

export type Version = Read<Lines["begins"]>["versions"][number];
export type Change = Read<Lines["found"]>["changes"][number];

/** When cases of a file passed and when they did not: what is known so far. */
export interface Story extends Place {
  readonly suite: Suite;
  /** The one that was asked about; "" for all of them. */
  readonly asked: string;
  readonly versions: readonly Version[];
  readonly cases: readonly { readonly case: string; readonly name: string }[];
  readonly changes: readonly Change[];
  readonly tried: number;
  readonly taskChanged: boolean;
  readonly trouble: string;
  readonly going: boolean;
}

export function storyOf(place: Place, suite: Suite, asked: string): Story {
  const { task, language } = place;
  const nothing = { versions: [], cases: [], changes: [], tried: 0, taskChanged: false, trouble: "", going: true };
  return { task, language, suite, asked, ...nothing };
}

export function heardOfStory(story: Story, line: AgainLine): Story {
  switch (line.type) {
    case "begins":
      return { ...story, versions: line.versions, cases: line.cases, taskChanged: line.task_changed };
    case "tried":
      return { ...story, tried: line.tried };
    case "found":
      return { ...story, changes: line.changes };
    case "done":
      return { ...story, tried: line.tried, trouble: line.why, going: false };
    case "refused":
      return { ...story, trouble: line.message, going: false };
    default:
      return story;
  }
}

/** "first passes, line 9 changed", without the name of the case. */
export function changeWords(change: Change, version: Version, path = ""): string {
  const what = change.passes ? (change.first ? "first passes" : "passes again") : "does not pass any more";
  return `${what}${lineWords(change.version, version, path)}`;
}

/** `path` is what the file is called, in a project. */
function lineWords(number: number, { first_line, last_line }: Version, path: string): string {
  if (number === 0) return ", with the first version that was kept";
  if (first_line === 0) return ", when a file was made, renamed or deleted";
  const lines = first_line === last_line ? `line ${first_line}` : `lines ${first_line} to ${last_line}`;
  return path === "" ? `, ${lines} changed` : `, ${lines} of ${path} changed`;
}

/** What was left out, so that nobody takes a change for exact that is not; "" when everything between is known. */
export function untriedWords(change: Change): string {
  if (change.untried === 0) return "";
  return change.untried === 1
    ? "one version before it was not tried"
    : `${change.untried} versions before it were not tried`;
}

/** What a story comes to in one sentence. */
export function storyWords(story: Story): string {
  const { tried, going, trouble } = story;
  const of = story.versions.length;
  if (of === 0) return trouble !== "" ? trouble : going ? "Reading the versions of this file." : "";
  const sofar = tried === of ? `All ${of} versions were tried.` : `Tried ${tried} of ${of} versions.`;
  if (going) return `Tried ${tried} of ${of} versions.`;
  if (trouble !== "") return `${sofar} ${trouble}`;
  return tried === of ? sofar : `${sofar} Between those, nothing changed from one to the next.`;
}
