/** Text in what programs printed in what was noted and written to everybody: as separate lists beside what was found in files. */
import type { RoomEvent } from "./events";
import { writeJson } from "./json";
import { excerptIn, type Excerpt, type Query } from "./search";

export interface RunFinding {
  readonly run: string;
  /** When it was printed, or the case judged. */
  readonly at: number;
  /** "printed", "printed to stderr", "case “overlapping”". */
  readonly where: string;
  /** The case; "" for what the program itself printed. */
  readonly case: string;
  /** The line within this output, from 1. */
  readonly line: number;
  readonly excerpt: Excerpt;
}

export interface NoteFinding {
  readonly note: string;
  readonly at: number;
  readonly by: string;
  readonly line: number;
  readonly excerpt: Excerpt;
  /** When the note was changed so that the text was gone. */
  gone: { readonly at: number; readonly by: string } | null;
}

/** In one run's sheet: what each stream printed, and what each case said. One finding for each of them. */
export function findInSheet(sheet: readonly RoomEvent[], query: Query): readonly RunFinding[] {
  const names = new Map<string, string>();
  const printed = new Map<string, { run: string; at: number; text: string }>();
  const found: RunFinding[] = [];
  for (const event of sheet) {
    if (event.kind === "run_started") for (const each of event.data.cases) names.set(each.case, each.name);
    else if (event.kind === "printed") {
      const { run, stream, text } = event.data;
      const before = printed.get(stream) ?? { run, at: event.at, text: "" };
      printed.set(stream, { ...before, text: before.text + text });
    } else if (event.kind === "case_judged") {
      const { run, case: id, stdout, stderr, message, trace, got } = event.data;
      const text = [message, stdout, stderr, trace, typeof got === "string" ? got : writeJson(got)].join("\n");
      const hit = excerptIn(text, query);
      if (hit) found.push({ run, at: event.at, where: `case “${names.get(id) ?? id}”`, case: id, ...hit });
    }
  }
  for (const [stream, { run, at, text }] of printed) {
    const hit = excerptIn(text, query);
    if (hit) found.push({ run, at, where: stream === "stderr" ? "printed to stderr" : "printed", case: "", ...hit });
  }
  return found;
}

/** In what people wrote to everybody. */
export function findInChat(talk: readonly RoomEvent[], query: Query): readonly NoteFinding[] {
  return talk.flatMap((event) => {
    const hit = event.kind === "said" ? excerptIn(event.data.text, query) : null;
    return hit ? [{ note: `said-${event.seq}`, at: event.at, by: event.by, ...hit, gone: null }] : [];
  });
}

/** In notes, as each of them was at any moment; a deleted one is nowhere. */
export function findInNotes(talk: readonly RoomEvent[], query: Query): readonly NoteFinding[] {
  const dropped = new Set(talk.flatMap((event) => (event.kind === "note_dropped" ? [event.data.note] : [])));
  const found: NoteFinding[] = [];
  const standing = new Map<string, NoteFinding>();
  const end = (note: string, at: number, by: string): void => {
    const last = standing.get(note);
    if (last) last.gone = { at, by };
    standing.delete(note);
  };
  for (const event of talk) {
    if (event.kind !== "note_written" && event.kind !== "note_changed") continue;
    const { note, text } = event.data;
    if (dropped.has(note)) continue;
    const hit = excerptIn(text, query);
    if (!hit) end(note, event.at, event.by);
    else if (!standing.has(note)) {
      const finding: NoteFinding = { note, at: event.at, by: event.by, ...hit, gone: null };
      found.push(finding);
      standing.set(note, finding);
    }
  }
  return found;
}
