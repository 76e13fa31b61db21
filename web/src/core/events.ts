/**
 * Everything that happens in a room, as the server tells it: the list below is the protocol's half for browsers.
 *
 * The names and fields are those of `server/core/events.py`. A kind that is not listed here is skipped: a newer server
 * may know more than this page.
 */
import { flag, json, listOf, mapOf, number, object, oneOf, orElse, Rejection, text, whole, type Read } from "./read";

export const role = oneOf("host", "panelist", "observer", "candidate", "learner");
export type Role = Read<typeof role>;

/** The examples with one's own cases, the hidden cases, or the file as a program. */
export const suite = oneOf("examples", "hidden", "scratch");
export type Suite = Read<typeof suite>;

export const verdict = oneOf(
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
);
export type Verdict = Read<typeof verdict>;

export const stream = oneOf("stdout", "stderr");
export type Stream = Read<typeof stream>;

/** What a candidate may be told of a hidden case, and of a hidden run: a record of before says nothing of either. */
const reveal = orElse(oneOf("never", "name", "all"), "never");
const feedback = orElse(oneOf("count", "names", "none"), "count");

/** A record of before recorded no pastes and no focus. */
const facts = orElse(flag, false);

/** A dimension of a rubric that a note is about; "" for none. */
const tag = orElse(text, "");

const shown = object({ case: text, name: text, group: text, args: mapOf(json), expected: json, checked: flag, reveal });
export type CaseShown = Read<typeof shown>;

const partExample = object({ case: text, name: text, args: mapOf(json), expected: json, note: orElse(text, "") });
export const policy = oneOf("not_recorded", "released", "recorded");
/** What becomes of what is written while thinking privately. */
export type PrivatePolicy = Read<typeof policy>;

/** A file, a position, how much goes there (UTF-16 units), and what comes. */
export type Change = readonly [file: string, at: number, deleted: number, inserted: string];

export function change(value: unknown, path: string): Change | Rejection {
  if (!Array.isArray(value) || value.length !== 4) return new Rejection(`${path} is not a change`);
  const [file, at, deleted, inserted] = value as readonly unknown[];
  const fits =
    typeof file === "string" && Number.isInteger(at) && Number.isInteger(deleted) && typeof inserted === "string";
  return fits ? (value as unknown as Change) : new Rejection(`${path} is not a change`);
}

const tried = { task: text, language: text, suite, verdict, passed: whole, total: whole };

const DATA = {
  opened: object({ title: text, host: text, candidate: text, tasks: listOf(text), digests: listOf(text), facts }),
  /** A room to practise in: its code is that of another interview at its time `at`. `room` is "" for a candidate. */
  forked: object({ room: text, at: whole }),
  agreed: object({ name: text, terms: text }),
  started: object({}),
  joined: object({ name: text, role }),
  left: object({}),
  /** Only in the record: base64 of a Yjs update, and of an awareness update. */
  edited: object({ update: text }),
  pointed: object({ update: text }),
  /** `file` is the one of a project; "" in every other task. */
  switched: object({ task: text, language: text, file: orElse(text, "") }),
  /** A file of a project. Its shared text is `<task>/<file>`, whatever it is called later; nobody changes a fixed one. */
  file_created: object({ task: text, language: text, file: text, path: text, fixed: orElse(flag, false) }),
  file_renamed: object({ task: text, language: text, file: text, path: text, was: orElse(text, "") }),
  file_deleted: object({ task: text, language: text, file: text, path: text }),
  file_restored: object({ task: text, language: text, file: text, path: text }),
  case_added: object({
    case: text,
    task: text,
    name: text,
    args: mapOf(json),
    expected: json,
    checked: flag,
    part: orElse(whole, 0),
  }),
  case_dropped: object({ case: text }),
  run_started: object({
    run: text,
    task: text,
    language: text,
    suite,
    digest: text,
    total: whole,
    cases: listOf(shown),
    /** What a program reads; "" for tests. */
    stdin: orElse(text, ""),
    /** What the order of a hidden run was drawn from; 0 for a candidate. */
    seed: orElse(whole, 0),
    feedback,
  }),
  printed: object({ run: text, stream, text, cut: orElse(flag, false) }),
  case_judged: object({
    run: text,
    suite,
    case: text,
    verdict,
    got: json,
    message: text,
    trace: text,
    stdout: text,
    stderr: text,
    cut: flag,
    ms: number,
    reveal,
    /** What a checker said of the answer; empty for a candidate. */
    note: orElse(text, ""),
  }),
  run_ended: object({ run: text, suite, verdict, message: text, passed: whole, total: whole, ms: number, feedback }),
  /** `line` to `end`, from 1; 0 for no line, an `end` of 0 for the same one. A record of before has no tags. */
  note_written: object({
    note: text,
    text,
    task: text,
    language: text,
    line: whole,
    tag,
    end: orElse(whole, 0),
    file: orElse(text, ""),
  }),
  note_changed: object({ note: text, text, tag }),
  note_dropped: object({ note: text }),
  stage_began: object({ stage: text, title: text, minutes: whole }),
  stage_ended: object({ stage: text }),
  /** The clock of the agenda stands still, and goes on. */
  paused: object({}),
  resumed: object({}),
  /** The stage that goes has so many minutes more. */
  extended: object({ stage: text, minutes: whole }),
  /** A later part of a task, as a whole: before this nobody but interviewers knows of it. */
  part_opened: object({
    task: text,
    part: whole,
    title: text,
    statement: text,
    examples: listOf(partExample),
    params: listOf(object({ name: text, type: text })),
    returns: text,
    back: orElse(text, ""),
  }),
  hint_given: object({ task: text, number: whole, text }),
  pasted: object({ task: text, language: text, length: whole, known: flag, file: orElse(text, "") }),
  went_away: object({}),
  came_back: object({ away_ms: whole }),
  /** Plain text, to everybody. */
  said: object({ text }),
  hand_raised: object({}),
  hand_lowered: object({ person: text }),
  private_began: object({ spell: text, policy, minutes: whole, shares: orElse(flag, false) }),
  private_edited: object({ spell: text, policy, changes: listOf(change), cut: orElse(flag, false) }),
  private_ran: object({ spell: text, policy, ...tried }),
  private_ended: object({ spell: text, shared: flag }),
  private_released: object({
    spell: text,
    steps: listOf(object({ at: whole, changes: listOf(change) })),
    tries: listOf(object({ at: whole, ...tried })),
  }),
  /** Who belongs to it beside the host and the candidate, from here on. */
  panel_changed: object({ panel: listOf(object({ id: text, name: text, role })) }),
  /** A newer version of a task, before the interview began. */
  version_taken: object({ task: text, digest: text }),
  interrupted: object({}),
  ended: object({}),
} as const;

export type Kind = keyof typeof DATA;
export type DataOf<K extends Kind> = Read<(typeof DATA)[K]>;

/** One line of the timeline. `at` is interview time in ms, `wall` Unix ms for display only, `by` a person or "room". */
export type RoomEvent = {
  readonly [K in Kind]: {
    readonly seq: number;
    readonly at: number;
    readonly wall: number;
    readonly by: string;
    readonly kind: K;
    readonly data: DataOf<K>;
  };
}[Kind];

const envelope = object({ seq: whole, at: number, wall: number, by: text, kind: text, data: json });

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(DATA, kind);
}

/** The event, null for a kind that this page does not know, or why it cannot be read. */
export function readEvent(value: unknown, path: string): RoomEvent | null | Rejection {
  const head = envelope(value, path);
  if (head instanceof Rejection) return head;
  if (!isKind(head.kind)) return null;
  const data = DATA[head.kind](head.data, `${path}.data`);
  return data instanceof Rejection ? data : ({ ...head, data } as RoomEvent);
}

/** A list of events without the unknown kinds. */
export function readEvents(value: unknown, path: string): readonly RoomEvent[] | Rejection {
  const read = listOf(readEvent)(value, path);
  return read instanceof Rejection ? read : read.filter((each) => each !== null);
}
