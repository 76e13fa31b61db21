/** An interview as text: headings and sentences with their times, for reading and for screen readers. Pure. */
import { bursts } from "./axis";
import { counted } from "./clock";
import type { RoomEvent } from "./events";
import { spell } from "./facts";
import type { Moment } from "./moments";
import type { Place } from "./page";
import type { Person, RoomState, Run } from "./state";

export interface Sentence {
  readonly at: number;
  /** Unique in a transcript. */
  readonly key: string;
  readonly words: string;
  /** The moment that it tells of; null for typing. */
  readonly moment: Moment | null;
  /** Whose code ran then, when the run began; null for everything else. */
  readonly code: (Place & { readonly at: number }) | null;
}

export interface Section {
  readonly at: number;
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

type Counts = Readonly<Record<string, { readonly edits: readonly number[] }>>;

interface Recorded {
  readonly bin: number;
  readonly activity: Counts;
  readonly talk: readonly RoomEvent[];
}

/** Typing goes on while nobody stops for so long. */
const PAUSE_MS = 20_000;
const BEFORE = "The interview";

/** One section for each stage, and one for what was before the first. */
export function transcript(record: Recorded, moments: readonly Moment[], end: RoomState): readonly Section[] {
  const sentences = [...told(moments, end), ...typed(record, end.people)].sort((a, b) => a.at - b.at);
  const found: { at: number; title: string; sentences: Sentence[] }[] = [];
  for (const sentence of sentences) {
    if (sentence.moment?.kind === "stage") found.push({ at: sentence.at, title: sentence.words, sentences: [] });
    else {
      if (found.length === 0) found.push({ at: sentence.at, title: BEFORE, sentences: [] });
      found.at(-1)?.sentences.push(sentence);
    }
  }
  return found;
}

function told(moments: readonly Moment[], end: RoomState): readonly Sentence[] {
  return moments.map((moment) => {
    const run = moment.kind === "run" ? end.runs.find((each) => each.id === moment.ref) : undefined;
    const code = run ? { task: run.task, language: run.language, at: run.at } : null;
    return { at: moment.at, key: `m${moment.seq}`, words: sentenceOf(moment, run, end.people), moment, code };
  });
}

function sentenceOf(moment: Moment, run: Run | undefined, people: RoomState["people"]): string {
  if (run) {
    const more = moment.detail === "" ? "" : `, ${moment.detail}`;
    return `${moment.words}${more}. ${nameOf(run.by, people)} had pressed Run.`;
  }
  if (moment.kind === "stage") return moment.words;
  const ends = /[.!?…]$/.test(moment.words);
  return `${moment.kind === "note" ? "Note: " : ""}${moment.words}${ends ? "" : "."}`;
}

function nameOf(id: string, people: Readonly<Record<string, Person>>): string {
  return people[id]?.name ?? "Somebody";
}

/** "Cam typed for 2 min 10 s, 143 edits." */
function typed({ bin, activity }: Recorded, people: RoomState["people"]): readonly Sentence[] {
  return Object.entries(activity).flatMap(([person, { edits }]) =>
    bursts(edits, bin, PAUSE_MS).map(({ from, to, count }) => ({
      at: from,
      key: `t${person}${from}`,
      words: `${nameOf(person, people)} typed for ${spell(to - from)}, ${counted(count, "edit")}.`,
      moment: null,
      code: null,
    })),
  );
}
