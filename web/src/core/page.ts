/** What the server writes into the room's page: `<script type="application/json" id="room-data">`. */
import { agenda } from "./agenda";
import { change, policy, role } from "./events";
import { sandbox } from "./frames";
import { parseJson } from "./json";
import { flag, json, listOf, mapOf, number, object, oneOf, orElse, Rejection, text, whole, type Read } from "./read";

const language = object({ id: text, title: text, file: text, editor: text, indent: whole });
export type Language = Read<typeof language>;

const param = object({ name: text, type: text });
export type Param = Read<typeof param>;

const example = object({ case: text, name: text, args: mapOf(json), expected: json, note: orElse(text, "") });
export type Example = Read<typeof example>;

const hidden = object({
  group: text,
  cases: listOf(object({ case: text, name: text, args: mapOf(json), expected: json })),
  generated: orElse(whole, 0),
  /** The part of the task that it belongs to: its tests run when that is open. */
  part: orElse(whole, 1),
});
export type HiddenGroup = Read<typeof hidden>;

const solution = object({ file: text, promise: text, language: text, source: text });
export type Solution = Read<typeof solution>;

const interviewer = object({
  /** HTML: the guide without the sections that are lists of their own. */
  guide: text,
  /** HTML, one for each: what to ask next, common wrong turns, good signs. */
  follow_ups: orElse(listOf(text), []),
  wrong_turns: orElse(listOf(text), []),
  good_signs: orElse(listOf(text), []),
  /** HTML. */
  complexity: orElse(text, ""),
  /** Markdown: what can be given to the candidate, one after another. */
  hints: orElse(listOf(text), []),
  hidden: listOf(hidden),
  solutions: listOf(solution),
  rubric: orElse(mapOf(mapOf(text)), {}),
  /** The parts that are unlocked one by one. */
  parts: orElse(listOf(object({ part: whole, title: text, statement: text })), []),
});
export type Interviewer = Read<typeof interviewer>;

const kind = oneOf("function", "class", "stdin", "project", "sql");
export type TaskKind = Read<typeof kind>;

const NOTHING_OPEN: Readonly<Record<string, number>> = {};

const task = object({
  slug: text,
  title: text,
  difficulty: oneOf("easy", "medium", "hard"),
  minutes: number,
  tags: listOf(text),
  /** What a case is: a call, calls on one object, a program's input and output, a project's tests, a query's table. */
  kind: orElse(kind, "function"),
  /** The argument that the function changes in place and that is its answer; "" for what it returns. */
  back: orElse(text, ""),
  /** SQL that makes the tables of an sql task. */
  schema: orElse(text, ""),
  languages: listOf(text),
  /** Of a project: how many of its files are open at first, by language. */
  open: orElse(mapOf(whole), NOTHING_OPEN),
  statement: text,
  params: listOf(param),
  returns: text,
  examples: listOf(example),
  /** How many hints there are to ask for, where somebody practises alone. */
  hints: orElse(whole, 0),
  interviewer: orElse(interviewer, null),
});
export type Task = Read<typeof task>;

const exported = object({
  name: text,
  title: text,
  what: text,
  /** `size` is in words, "" where it is not known. */
  links: listOf(object({ words: text, address: text, size: text })),
});
export type Exported = Read<typeof exported>;

const released = mapOf(listOf(object({ at: whole, changes: listOf(change) })));
const NOTHING_RELEASED: Read<typeof released> = {};

const page = object({
  room: text,
  title: text,
  role,
  /** Who this page's person is on the timeline; "" where it is not a live room. */
  me: orElse(text, ""),
  name: text,
  /** Whether pastes and the page's focus are recorded of the candidate. */
  facts: orElse(flag, false),
  /** Without an employer: alone, or two who swap roles. */
  practice: orElse(oneOf("", "solo", "peers"), ""),
  /** What becomes of what the candidate writes while thinking privately. */
  private: orElse(policy, "released"),
  /** In a replay: what was released after the end, by stretch; what was released before is in the track. */
  privately: orElse(released, NOTHING_RELEASED),
  key: orElse(text, ""),
  /** The plan of the interview; null where it has none. */
  agenda: orElse(agenda, null),
  links: orElse(object({ candidate: text }), null),
  replay: orElse(text, ""),
  /** What this interview can be taken along as, for interviewers. */
  exports: orElse(listOf(exported), []),
  /** This page is a file on somebody's disk: nothing can be asked of a server. */
  offline: orElse(flag, false),
  /** What a form of this page must carry, where something can be sent from it; "". */
  form: orElse(text, ""),
  /** Where this is a part of an interview, behind a link: from and to in ms of interview time, and until when (Unix ms). */
  clip: orElse(object({ from: whole, to: whole, expires: whole }), null),
  /** Where this is the warm-up: what each language's file begins with, and the way back. */
  warm_up: orElse(object({ starters: mapOf(text), sandbox, back: text }), null),
  languages: listOf(language),
  tasks: listOf(task),
});
export type Page = Read<typeof page>;

export function readPage(raw: string): Page | Rejection {
  const read = page(parseJson(raw), "");
  if (read instanceof Rejection) return read;
  return read.tasks.length > 0 ? read : new Rejection("tasks is empty");
}

/** What somebody works on: one task in one language. */
export interface Work {
  readonly task: string;
  readonly language: string;
}

/** Where somebody is: each place is one file. Of a project `file` says which; "" is every other task's only one. */
export interface Place extends Work {
  readonly file?: string;
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  return sameWork(a, b) && (a?.file ?? "") === (b?.file ?? "");
}

/** The same task in the same language, whichever of its files. */
export function sameWork(a: Work | null, b: Work | null): boolean {
  return a?.task === b?.task && a?.language === b?.language;
}

/** The name of the shared text of a place: `<task>/<file>`. */
export function fileOf(page: Page, place: Place): string {
  if (place.file) return `${place.task}/${place.file}`;
  const language = page.languages.find((each) => each.id === place.language);
  return `${place.task}/${language?.file ?? place.language}`;
}

/** The languages of a task, in the room's order. */
export function languagesOf(page: Page, task: Task): readonly Language[] {
  return page.languages.filter((each) => task.languages.includes(each.id));
}

/** The place if this room has it, else the first task in its first language. */
export function knownPlace(page: Page, wanted: Place | null): Place {
  const [first] = page.tasks;
  const task = page.tasks.find((each) => each.slug === wanted?.task) ?? first;
  if (!task) return { task: "", language: "" };
  const languages = languagesOf(page, task);
  const language = languages.find((each) => each.id === wanted?.language) ?? languages[0];
  const here = { task: task.slug, language: language?.id ?? "" };
  return wanted?.file && sameWork(here, wanted) ? { ...here, file: wanted.file } : here;
}
