/**
 * What is true in a room after some events: the one reducer that the live room and the replay share.
 *
 * `apply` is pure and safe to hear twice: an event whose number is not greater than the last one changes nothing.
 * States are never changed in place, so a replay may keep any of them as a keyframe.
 */
import type { CaseShown, DataOf, Role, RoomEvent, Stream, Suite } from "./events";
import { sameWork, type Place, type Work } from "./page";
import { withFile, type ProjectFile } from "./projectFiles";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly here: boolean;
  /** The file they look at; null until they said so. */
  readonly where: Place | null;
}

export type Judged = DataOf<"case_judged">;
export type RunEnd = DataOf<"run_ended">;

/** What a program printed on one stream until it printed on the other. */
export interface Printed {
  readonly stream: Stream;
  readonly text: string;
}

export interface Run extends Work {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly suite: Suite;
  readonly total: number;
  readonly cases: readonly CaseShown[];
  readonly results: Readonly<Record<string, Judged>>;
  /** A program: what it reads and has printed; `cut` when it printed more than is kept. */
  readonly stdin: string;
  readonly printed: readonly Printed[];
  readonly cut: boolean;
  /** Null while it goes on. */
  readonly end: RunEnd | null;
  /** In a replay: what it answered and printed is not here yet. */
  readonly partial?: boolean;
}

export type OwnCase = DataOf<"case_added"> & { readonly by: string };

export interface Note extends Place {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly text: string;
  /** 1-based; 0 means about no line. */
  readonly line: number;
  /** The last line that it is about; 0 where that is the same one. */
  readonly end: number;
  /** A dimension of a rubric; "". */
  readonly tag: string;
  readonly changed: boolean;
}

export interface Stage {
  readonly id: string;
  readonly title: string;
  /** How long it should take; 0 says nothing of it. */
  readonly minutes: number;
  readonly at: number;
  /** Null while it goes on. */
  readonly end: number | null;
  /** Minutes that it was given on top. */
  readonly extra: number;
  /** Pauses of the agenda's clock in it that are over, in ms. */
  readonly paused: number;
}

/** A later part of a task that was unlocked. */
export type OpenPart = DataOf<"part_opened"> & { readonly at: number };

export type Hint = DataOf<"hint_given"> & { readonly at: number };

/** What somebody wrote to everybody: plain text. */
export interface Saying {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

/** A stretch in which the candidate thinks privately. */
export interface Spell {
  readonly id: string;
  readonly policy: DataOf<"private_began">["policy"];
  readonly minutes: number;
  /** Whether what they have is shared where the interview ends meanwhile. */
  readonly shares: boolean;
  readonly at: number;
  /** Null while it goes on. */
  readonly end: number | null;
  /** Whether they shared what had changed, once it is over. */
  readonly shared: boolean;
  readonly released: boolean;
  /** What was written and tried, as far as this viewer may know it: each step's changes begin at an empty text. */
  readonly steps: DataOf<"private_released">["steps"];
  readonly tries: DataOf<"private_released">["tries"];
  /** The files of projects as they were shared when it began. */
  readonly files: readonly ProjectFile[];
}

/** A paste, or the page without and again with the focus. */
export type Fact = Extract<RoomEvent, { kind: "pasted" | "went_away" | "came_back" }>;

export type Phase = "planned" | "live" | "ended";

export interface RoomState {
  readonly seq: number;
  readonly at: number;
  readonly wall: number;
  readonly phase: Phase;
  readonly people: Readonly<Record<string, Person>>;
  readonly cases: readonly OwnCase[];
  readonly runs: readonly Run[];
  readonly notes: readonly Note[];
  readonly stages: readonly Stage[];
  /** When the agenda's clock was stopped; null while it runs. */
  readonly pausedAt: number | null;
  /** Pauses of the whole interview that are over, in ms. */
  readonly pausedFor: number;
  /** Later parts of tasks, in the order in which they were unlocked. */
  readonly parts: readonly OpenPart[];
  readonly hints: readonly Hint[];
  readonly chat: readonly Saying[];
  /** Who has a hand up, in their order. */
  readonly hands: readonly string[];
  /** What is recorded of the candidate where they were told so: in a live room only they hear of it. */
  readonly facts: readonly Fact[];
  readonly spells: readonly Spell[];
  /** What somebody has turned to: the files of other tasks and languages have no text yet. */
  readonly opened: readonly Work[];
  /** The files of projects in the order in which they came, those that were deleted too. */
  readonly files: readonly ProjectFile[];
  /** Interview times at which the server came back after a stop. */
  readonly gaps: readonly number[];
  /** The moment of another interview from which this one goes on, to practise; null for an interview of its own. */
  readonly forked: DataOf<"forked"> | null;
}

export const NOTHING_YET: RoomState = {
  seq: 0,
  at: 0,
  wall: 0,
  phase: "planned",
  people: {},
  cases: [],
  runs: [],
  notes: [],
  stages: [],
  pausedAt: null,
  pausedFor: 0,
  parts: [],
  hints: [],
  chat: [],
  hands: [],
  facts: [],
  spells: [],
  opened: [],
  files: [],
  gaps: [],
  forked: null,
};

export function apply(state: RoomState, event: RoomEvent): RoomState {
  if (event.seq <= state.seq) return state;
  return change({ ...state, seq: event.seq, at: event.at, wall: event.wall }, event);
}

export function applyAll(state: RoomState, events: readonly RoomEvent[]): RoomState {
  return events.reduce(apply, state);
}

function change(state: RoomState, event: RoomEvent): RoomState {
  switch (event.kind) {
    case "opened":
      return withPerson(withHost(state, event.data.host), "candidate", {
        name: event.data.candidate,
        role: "candidate",
      });
    case "forked":
      return { ...state, forked: event.data };
    case "agreed":
      return withPerson(state, event.by, { name: event.data.name });
    case "started":
      return { ...state, phase: "live" };
    case "joined":
      return withPerson(state, event.by, { ...event.data, here: true });
    case "left":
      return withPerson(handDown(state, event.by), event.by, { here: false });
    case "edited":
    case "pointed":
      // Texts and cursors: `core/texts.ts` steps them, out of the track.
      return state;
    case "switched":
      return withPerson(withOpened(state, event.data), event.by, { where: event.data });
    case "file_created":
    case "file_renamed":
    case "file_deleted":
    case "file_restored":
      return { ...state, files: withFile(state.files, event) };
    case "case_added":
      return { ...state, cases: [...state.cases, { ...event.data, by: event.by }] };
    case "case_dropped":
      return { ...state, cases: state.cases.filter((each) => each.case !== event.data.case) };
    case "run_started":
      return { ...state, runs: [...state.runs, begun(event)] };
    case "printed":
      return withRun(state, event.data.run, (run) => ({
        ...run,
        printed: joined(run.printed, event.data),
        cut: run.cut || event.data.cut,
      }));
    case "case_judged":
      return withRun(state, event.data.run, (run) => ({
        ...run,
        results: { ...run.results, [event.data.case]: event.data },
      }));
    case "run_ended":
      return withRun(state, event.data.run, (run) => ({ ...run, end: event.data }));
    case "note_written":
      return {
        ...state,
        notes: [...state.notes, { ...event.data, id: event.data.note, by: event.by, at: event.at, changed: false }],
      };
    case "note_changed":
      return { ...state, notes: state.notes.map((note) => changed(note, event.data)) };
    case "note_dropped":
      return { ...state, notes: state.notes.filter((note) => note.id !== event.data.note) };
    case "stage_began": {
      const { stage, title, minutes } = event.data;
      return { ...state, stages: [...state.stages, begunStage(stage, title, minutes, event.at)] };
    }
    case "stage_ended":
      return { ...state, stages: state.stages.map((each) => over(each, event.data.stage, event.at)) };
    case "paused":
      return { ...state, pausedAt: event.at };
    case "resumed":
      return resumed(state, event.at);
    case "extended": {
      const { stage, minutes } = event.data;
      return { ...state, stages: state.stages.map((each) => extended(each, stage, minutes)) };
    }
    case "part_opened":
      return { ...state, parts: [...state.parts, { ...event.data, at: event.at }] };
    case "hint_given":
      return { ...state, hints: [...state.hints, { ...event.data, at: event.at }] };
    case "pasted":
    case "went_away":
    case "came_back":
      return { ...state, facts: [...state.facts, event] };
    case "said": {
      const { seq, at, by } = event;
      return { ...state, chat: [...state.chat, { seq, at, by, text: event.data.text }] };
    }
    case "hand_raised":
      return { ...state, hands: [...handDown(state, event.by).hands, event.by] };
    case "hand_lowered":
      return handDown(state, event.data.person);
    case "private_began": {
      const { spell, policy, minutes, shares } = event.data;
      const known = { id: spell, policy, minutes, shares, at: event.at };
      const began: Spell = {
        ...known,
        end: null,
        shared: false,
        released: false,
        steps: [],
        tries: [],
        files: state.files,
      };
      return { ...state, spells: [...state.spells, began] };
    }
    case "private_edited": {
      const { spell, changes } = event.data;
      if (changes.length === 0) return state;
      return withSpell(state, spell, ({ steps }) => ({ steps: [...steps, { at: event.at, changes }] }));
    }
    case "private_ran": {
      const { spell, task, language, suite, verdict, passed, total } = event.data;
      const tried = { at: event.at, task, language, suite, verdict, passed, total };
      return withSpell(state, spell, ({ tries }) => ({ tries: [...tries, tried] }));
    }
    case "private_ended":
      return withSpell(state, event.data.spell, () => ({ end: event.at, shared: event.data.shared }));
    case "private_released": {
      const { spell, steps, tries } = event.data;
      return withSpell(state, spell, () => ({ released: true, steps, tries }));
    }
    case "panel_changed":
      return withPanel(state, event.data.panel);
    case "version_taken":
      return state;
    case "interrupted":
      return interrupted(state, event.at);
    case "ended":
      return { ...state, phase: "ended", hands: [] };
  }
}

/** The author of what the house itself does: no person. */
const ROOM = "room";

function withPerson(state: RoomState, id: string, news: Partial<Person>): RoomState {
  if (id === ROOM) return state;
  const before = state.people[id] ?? { id, name: id, role: "candidate", here: false, where: null };
  return { ...state, people: { ...state.people, [id]: { ...before, ...news } } };
}

/** Who practises alone has no host. */
function withHost(state: RoomState, name: string): RoomState {
  return name === "" ? state : withPerson(state, "host", { name, role: "host" });
}

/** Those who do not belong to it any more stay known, for what they did: but they are not here. */
function withPanel(state: RoomState, panel: DataOf<"panel_changed">["panel"]): RoomState {
  const ids = new Set(panel.map((member) => member.id));
  const gone = Object.values(state.people).filter((person) => isOfPanel(person) && !ids.has(person.id));
  const without = gone.reduce((before, person) => withPerson(before, person.id, { here: false }), state);
  return panel.reduce((before, { id, name, role }) => withPerson(before, id, { name, role }), without);
}

function isOfPanel(person: Person): boolean {
  return person.role === "panelist" || person.role === "observer";
}

function handDown(state: RoomState, person: string): RoomState {
  return { ...state, hands: state.hands.filter((each) => each !== person) };
}

function begun(event: Extract<RoomEvent, { kind: "run_started" }>): Run {
  const { run, task, language, suite, total, cases, stdin } = event.data;
  const known = { id: run, by: event.by, at: event.at, task, language, suite, total, cases, stdin };
  return { ...known, results: {}, printed: [], cut: false, end: null };
}

/** One stretch for each change of stream, however many pieces it came in. */
function joined(before: readonly Printed[], { stream, text }: Printed): readonly Printed[] {
  const last = before.at(-1);
  if (last?.stream !== stream) return [...before, { stream, text }];
  return [...before.slice(0, -1), { stream, text: last.text + text }];
}

function withOpened(state: RoomState, place: Work): RoomState {
  const { task, language } = place;
  const known = state.opened.some((each) => sameWork(each, place));
  return known ? state : { ...state, opened: [...state.opened, { task, language }] };
}

function withRun(state: RoomState, id: string, step: (run: Run) => Run): RoomState {
  return { ...state, runs: state.runs.map((run) => (run.id === id ? step(run) : run)) };
}

function withSpell(state: RoomState, id: string, step: (spell: Spell) => Partial<Spell>): RoomState {
  return { ...state, spells: state.spells.map((each) => (each.id === id ? { ...each, ...step(each) } : each)) };
}

function changed(note: Note, news: DataOf<"note_changed">): Note {
  return note.id === news.note ? { ...note, text: news.text, tag: news.tag, changed: true } : note;
}

function over(stage: Stage, id: string, at: number): Stage {
  return stage.id === id ? { ...stage, end: at } : stage;
}

function begunStage(id: string, title: string, minutes: number, at: number): Stage {
  return { id, title, minutes, at, end: null, extra: 0, paused: 0 };
}

function extended(stage: Stage, id: string, minutes: number): Stage {
  return stage.id === id ? { ...stage, extra: stage.extra + minutes } : stage;
}

/** A pause counts for the interview as a whole, and for the stage that goes, from its own beginning on. */
function resumed(state: RoomState, at: number): RoomState {
  if (state.pausedAt === null) return state;
  const from = state.pausedAt;
  const stages = state.stages.map((each) => {
    return each.end === null ? { ...each, paused: each.paused + at - Math.max(from, each.at) } : each;
  });
  return { ...state, pausedAt: null, pausedFor: state.pausedFor + at - from, stages };
}

/** After a stop of the server nobody is here until they come back. A run that went on is ended by the server itself. */
function interrupted(state: RoomState, at: number): RoomState {
  const away = Object.values(state.people).map((person) => [person.id, { ...person, here: false }] as const);
  return { ...state, people: Object.fromEntries(away), hands: [], gaps: [...state.gaps, at] };
}
