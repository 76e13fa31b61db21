/** Where a room's news come from. The live room and the replay each are one; the panels do not know which. */
import type { Extension } from "@codemirror/state";
import type { ReadonlySignal } from "@preact/signals";
import type { Connection } from "./core/connection";
import type { Role } from "./core/events";
import type { Ask, FrameOf, Observed, Sandbox } from "./core/frames";
import type { SavedWord } from "./core/saving";
import type { RoomState } from "./core/state";

/** Somebody's cursor: who it is comes from the server, where it is from the awareness message. */
export interface Pointer {
  /** Several tabs of one person are several pointers. */
  readonly key: string;
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  /** The shared text that it is in: `<task>/<file>`. */
  readonly file: string;
  readonly anchor: unknown;
  readonly head: unknown;
  readonly typing: boolean;
  /** Goes up when its owner moves it, and not when others' edits push it along. */
  readonly moves: number;
}

/** A pointer as positions in the text of its file. */
export interface Span {
  readonly anchor: number;
  readonly head: number;
}

/** One shared text as the editor binds to it. */
export interface BoundFile {
  readonly text: string;
  /** Keeps the editor and the text the same, in both directions where this is a live room. */
  readonly extension: Extension;
}

export interface Source {
  readonly state: ReadonlySignal<RoomState>;
  /** Interview time in ms. */
  readonly time: ReadonlySignal<number>;
  readonly pointers: ReadonlySignal<readonly Pointer[]>;
  /** Whether the text is here in full: before that it is neither shown nor edited. */
  readonly ready: ReadonlySignal<boolean>;
  /** The text of a file may have been replaced as a whole: bind again. */
  bind(file: string): BoundFile;
  /** Whether there is anything in this file. */
  written(file: string): boolean;
  /** What stands in it now. */
  textOf(file: string): string;
  locate(pointer: Pointer): Span | null;
  /** Null where nothing can be changed: in a replay. */
  readonly live: Live | null;
}

export interface Refusal {
  readonly ask: string;
  readonly message: string;
  /** Two refusals with the same words are still two. */
  readonly count: number;
}

export interface Queue {
  readonly run: string;
  readonly position: number;
}

/** A sentence for the live region; `seq` tells two equal ones apart. */
export interface Spoken {
  readonly sentence: string;
  readonly seq: number;
}

/** What was brought back from thinking privately: of each file the text before and after. */
export type Walk = FrameOf<"walk">;

/** Thinking privately, as a live room's page has it. */
export interface Privately {
  /** This page's own private text, while its person thinks privately; null for everybody else. */
  readonly text: ReadonlySignal<{ readonly spell: string; readonly ready: ReadonlySignal<boolean> } | null>;
  /** What was brought back last, until it is put aside here. */
  readonly walk: ReadonlySignal<Walk | null>;
  putAside(): void;
}

/** What only a live room has: a connection that can fail, and things to ask for. */
export interface Live {
  readonly me: string;
  /** False where nobody else hears of anything and nothing is kept: in the warm-up. */
  readonly recorded: boolean;
  readonly connection: ReadonlySignal<Connection>;
  /** Whether the browser thinks that it has a network. */
  readonly online: ReadonlySignal<boolean>;
  readonly roundTrip: ReadonlySignal<number | null>;
  readonly saved: ReadonlySignal<SavedWord>;
  /** Why the server cannot store at the moment; "". */
  readonly trouble: ReadonlySignal<string>;
  /** Null until the server told. */
  readonly sandbox: ReadonlySignal<Sandbox | null>;
  readonly refusal: ReadonlySignal<Refusal | null>;
  /** What to say aloud next. */
  readonly spoken: ReadonlySignal<Spoken | null>;
  /** This page and the server do not speak the same protocol any more. */
  readonly outdated: ReadonlySignal<boolean>;
  /** Where a run waits for a place in the sandbox; position 0 when it waits no more. */
  readonly queue: ReadonlySignal<Queue | null>;
  /** On how many devices each person is here. */
  readonly devices: ReadonlySignal<Readonly<Record<string, number>>>;
  /** Null where there is nobody to be private from. */
  readonly privately: Privately | null;
  /** False when there is no connection to ask over. */
  ask(ask: Ask): boolean;
  /** What the page observed where that was agreed to. Whether it went out; nobody hears of a refusal. */
  report(observed: Observed): boolean;
  /** Says why something was not done that this page itself decides. */
  refuse(ask: string, message: string): void;
  dismissRefusal(): void;
}

/** Whether the text in front is here: the private one, while this page's person thinks privately. */
export function hasPrivateText(source: Source): boolean {
  return source.live?.privately?.text.value?.ready.value ?? true;
}
