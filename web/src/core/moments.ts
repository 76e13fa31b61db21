/**
 * The moments of an interview: what a list beside the replay names, what its axis marks, where its keys go.
 *
 * Words say what was seen and nothing of what it may mean. A dropped note is none of them; a changed one has its last text.
 */
import { candidateName } from "./asked";
import { clockText, counted } from "./clock";
import type { DataOf, RoomEvent } from "./events";
import { factWords, spell } from "./facts";
import { plainText } from "./markdown";
import type { Place } from "./page";
import { apply, NOTHING_YET, type RoomState, type Run } from "./state";
import { markOf, runMark, runWords, shortWords, type Mark } from "./verdicts";

export type MomentKind =
  | "run"
  | "note"
  | "hint"
  | "chat"
  | "hand"
  | "private"
  | "stage"
  | "paste"
  | "away"
  | "absence"
  | "person"
  | "gap"
  | "case"
  | "room"
  | "answer"
  | "pin";

export interface Moment {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly kind: MomentKind;
  /** How a run ended; "none" for everything else. */
  readonly mark: Mark;
  /** One sentence without a full stop. */
  readonly words: string;
  /** More, for who looks closer; "". */
  readonly detail: string;
  /** The file and the line (0: none) that a note is about. */
  readonly place: (Place & { readonly line: number }) | null;
  /** The id of the run or the note; "". */
  readonly ref: string;
}

const AWAY_REASONS = "Common reasons: documentation, password manager, screen reader, second monitor.";
const PASTE_REASONS = "Common reasons: code moved about, an example, own notes, documentation.";
const ABSENCE_REASONS = "Common reasons: the network, a reload, a laptop that slept.";

/** In the order of the timeline, from `from` (ms) on. `events` may leave out edits and pointers. */
export function moments(events: readonly RoomEvent[], from = 0): readonly Moment[] {
  const later = lookAhead(events);
  const found: Moment[] = [];
  let state = NOTHING_YET;
  let behind: number | null = null;
  for (const event of events) {
    state = apply(state, event);
    const told = tell(event, state, later, behind);
    if (told && event.at >= from) found.push({ ...QUIET, seq: event.seq, at: event.at, by: event.by, ...told });
    // The house's clock stops with the server and the world's does not: the difference is how long it was away.
    behind = event.wall - event.at;
  }
  return found;
}

type Told = Pick<Moment, "kind" | "words"> & Partial<Pick<Moment, "mark" | "detail" | "place" | "ref">>;
const QUIET = { mark: "none", detail: "", place: null, ref: "" } as const;

/** What only the rest of the timeline knows. */
interface Later {
  /** The last text of each note; null for one that was dropped. */
  readonly notes: ReadonlyMap<string, string | null>;
  /** By the number of a "left" or a "went away": how long until they were back, in ms. */
  readonly back: ReadonlyMap<number, number>;
}

function lookAhead(events: readonly RoomEvent[]): Later {
  const notes = new Map<string, string | null>();
  const back = new Map<number, number>();
  const left = new Map<string, RoomEvent>();
  const away = new Map<string, number>();
  for (const event of events) {
    if (event.kind === "note_changed") notes.set(event.data.note, event.data.text);
    else if (event.kind === "note_dropped") notes.set(event.data.note, null);
    else if (event.kind === "left") left.set(event.by, event);
    else if (event.kind === "went_away") away.set(event.by, event.seq);
    else if (event.kind === "joined") {
      const before = left.get(event.by);
      if (before) back.set(before.seq, event.at - before.at);
      left.delete(event.by);
    } else if (event.kind === "came_back") {
      const before = away.get(event.by);
      if (before !== undefined) back.set(before, event.data.away_ms);
      away.delete(event.by);
    }
  }
  return { notes, back };
}

function tell(event: RoomEvent, state: RoomState, later: Later, behind: number | null): Told | null {
  const name = state.people[event.by]?.name ?? "Somebody";
  const back = later.back.get(event.seq);
  switch (event.kind) {
    case "run_ended": {
      const run = state.runs.find((each) => each.id === event.data.run);
      return run
        ? { kind: "run", mark: runMark(run), words: runWords(run), detail: whatFailed(run), ref: run.id }
        : null;
    }
    case "note_written":
      return noteMoment(event.data, later);
    case "file_created":
      if (event.by === "room") return null;
      return { kind: "room", words: `${name} made ${event.data.path}` };
    case "file_renamed":
      return { kind: "room", words: `${name} renamed ${event.data.was} to ${event.data.path}` };
    case "file_deleted":
      return event.by === "room" ? null : { kind: "room", words: `${name} deleted ${event.data.path}` };
    case "file_restored":
      return { kind: "room", words: `${name} brought ${event.data.path} back` };
    case "case_added":
      return { kind: "case", words: `${name} added the case “${event.data.name}”` };
    case "joined":
      return { kind: "person", words: `${name} came in` };
    case "left":
      if (back === undefined) return { kind: "person", words: `${name} left` };
      return { kind: "absence", words: `${name} left and was back after ${spell(back)}`, detail: ABSENCE_REASONS };
    case "forked":
      return { kind: "room", words: `Practice, from ${clockText(event.data.at)} of another interview` };
    case "started":
      return { kind: "room", words: "The interview began" };
    case "interrupted": {
      const away = behind === null ? 0 : event.wall - event.at - behind;
      return { kind: "gap", words: `The server was away${away >= 1000 ? ` for ${spell(away)}` : ""} and came back` };
    }
    case "ended":
      return { kind: "room", words: `${name} ended the interview` };
    case "said":
      return { kind: "chat", words: `${name} wrote: ${oneLine(event.data.text, 2_000)}` };
    case "hand_raised":
      return { kind: "hand", words: `${name} raised a hand` };
    case "private_began":
      return { kind: "private", words: `${candidateName(state)} began to think privately`, ref: event.data.spell };
    case "private_ended": {
      const shared = event.data.shared ? "" : " and shared nothing of it";
      return { kind: "private", words: `${candidateName(state)} came back${shared}`, ref: event.data.spell };
    }
    case "private_released":
      return { kind: "private", words: `${name} released what they tried privately`, ref: event.data.spell };
    case "panel_changed":
      return { kind: "room", words: "The panel changed" };
    case "version_taken":
      return { kind: "room", words: "A newer version of the task was taken" };
    case "stage_began":
      return { kind: "stage", words: event.data.title, ref: event.data.stage };
    case "paused":
      return { kind: "room", words: `${name} paused the clock` };
    case "resumed":
      return { kind: "room", words: "The clock went on" };
    case "extended":
      return { kind: "room", words: `The stage got ${counted(event.data.minutes, "minute")} more` };
    case "part_opened":
      return { kind: "room", words: `Part ${event.data.part} was opened` };
    case "hint_given":
      return { kind: "hint", words: `Hint ${event.data.number} given: ${plainText(event.data.text)}` };
    case "pasted":
      return { kind: "paste", words: factWords(event, name), detail: PASTE_REASONS };
    case "went_away": {
      const long = back === undefined ? "" : ` for ${spell(back)}`;
      return { kind: "away", words: `${name}’s page lost the focus${long}`, detail: AWAY_REASONS };
    }
    case "opened":
    case "agreed":
    case "edited":
    case "pointed":
    case "switched":
    case "case_dropped":
    case "run_started":
    case "case_judged":
    case "printed":
    case "note_changed":
    case "note_dropped":
    case "stage_ended":
    case "came_back":
    case "hand_lowered":
    case "private_edited":
    case "private_ran":
      return null;
  }
}

/** The beginning of a text, on one line. */
export function oneLine(text: string, most = 200): string {
  const line = text.split(/\s+/).join(" ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

function noteMoment({ note, text, task, language, line, file }: DataOf<"note_written">, later: Later): Told | null {
  const last = later.notes.get(note);
  if (last === null) return null;
  return { kind: "note", words: plainText(last ?? text), place: { task, language, file, line }, ref: note };
}

/** Names of up to two cases that did not pass, or why none could. */
const NAMED = 2;

function whatFailed(run: Run): string {
  if (run.suite === "scratch" || run.end === null) return "";
  const failed = run.cases.filter((each) => {
    const result = run.results[each.case];
    return result !== undefined && markOf(result.verdict) === "fail";
  });
  // A project's framework may name tests that were not known when it began.
  const listed = new Set(run.cases.map((each) => each.case));
  const others = Object.entries(run.results).filter(
    ([id, result]) => !listed.has(id) && markOf(result.verdict) === "fail",
  );
  const names = [...failed.map((each) => each.name), ...others.map(([id]) => id.split("::").at(-1) ?? id)];
  if (names.length === 0)
    return runMark(run) === "fail" && run.end.verdict !== "wrong" ? shortWords(run.end.verdict) : "";
  const named = names.slice(0, NAMED).map((each) => `“${each}”`);
  const more = names.length - named.length;
  const list = more > 0 ? `${named.join(", ")} and ${more} more` : named.join(" and ");
  return `${list} did not`;
}

/** The last moment at or before `at`; null before the first. Moments do not go back in time, so halving finds it. */
export function momentAt(all: readonly Moment[], at: number): Moment | null {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return all[low - 1] ?? null;
}

/**
 * How busy each person was: for every author of edits, `bins` counts of edits over `length` ms.
 */
export function activity(
  events: readonly RoomEvent[],
  length: number,
  bins: number,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const event of events) {
    if (event.kind !== "edited" || event.by === "room") continue;
    const counts = found.get(event.by) ?? Array<number>(bins).fill(0);
    const bin = length > 0 ? Math.min(bins - 1, Math.floor((event.at / length) * bins)) : 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
    found.set(event.by, counts);
  }
  return found;
}
