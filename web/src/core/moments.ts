/** The moments of an interview: what a list beside the replay names and what its axis marks. */
import type { RoomEvent } from "./events";
import { factWords } from "./facts";
import { plainText } from "./markdown";
import { apply, NOTHING_YET, type RoomState } from "./state";
import { runMark, runWords, type Mark } from "./verdicts";

export interface Moment {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly kind: "run" | "note" | "case" | "person" | "room" | "stage" | "hint" | "fact";
  /** How a run ended; "none" for everything else. */
  readonly mark: Mark;
  readonly words: string;
}

export function moments(events: readonly RoomEvent[]): readonly Moment[] {
  const found: Moment[] = [];
  let state = NOTHING_YET;
  for (const event of events) {
    state = apply(state, event);
    const told = tell(event, state);
    if (told) found.push({ seq: event.seq, at: event.at, by: event.by, ...told });
  }
  return found;
}

function tell(event: RoomEvent, state: RoomState): Pick<Moment, "kind" | "mark" | "words"> | null {
  const name = state.people[event.by]?.name ?? "Somebody";
  switch (event.kind) {
    case "run_ended": {
      const run = state.runs.find((each) => each.id === event.data.run);
      return run ? { kind: "run", mark: runMark(run), words: runWords(run) } : null;
    }
    case "note_written":
      return { kind: "note", mark: "none", words: plainText(event.data.text) };
    case "case_added":
      return { kind: "case", mark: "none", words: `${name} added the case “${event.data.name}”` };
    case "joined":
      return { kind: "person", mark: "none", words: `${name} came in` };
    case "left":
      return { kind: "person", mark: "none", words: `${name} left` };
    case "started":
      return { kind: "room", mark: "none", words: "The interview began" };
    case "stage_began":
      return { kind: "stage", mark: "none", words: event.data.title };
    case "hint_given":
      return { kind: "hint", mark: "none", words: `${name} gave hint ${event.data.number}` };
    case "pasted":
    case "went_away":
    case "came_back":
      return { kind: "fact", mark: "none", words: factWords(event, name) };
    case "interrupted":
      return { kind: "room", mark: "none", words: "The server was away and came back" };
    case "ended":
      return { kind: "room", mark: "none", words: `${name} ended the interview` };
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
      return null;
  }
}

/** The last moment at or before `at`; null before the first. */
export function momentAt(all: readonly Moment[], at: number): Moment | null {
  return all.findLast((moment) => moment.at <= at) ?? null;
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
