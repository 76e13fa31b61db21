/** The text frames of docs/protocol.md: what the server says (read with rejection) and what this browser may ask. */
import { readEvents, role, type Suite } from "./events";
import { parseJson, writeJson, type Json } from "./json";
import { flag, listOf, mapOf, number, object, oneOf, orElse, Rejection, text, whole, type Read } from "./read";

const language = object({ id: text, ready: flag, why: text });
export const sandbox = object({ ready: flag, why: text, unsafe: orElse(text, ""), languages: listOf(language) });
export type Sandbox = Read<typeof sandbox>;

const FRAMES = {
  welcome: object({
    you: object({ id: text, name: text, role, connection: text }),
    room: object({ id: text, title: text, tasks: orElse(listOf(text), []), state: oneOf("planned", "live", "ended") }),
    now: number,
    clock: oneOf("running", "waiting", "ended"),
    sandbox,
  }),
  events: object({ events: readEvents }),
  clients: object({ clients: mapOf(text) }),
  /** On how many devices each person is here. */
  devices: object({ devices: mapOf(whole) }),
  saved: object({ upto: whole }),
  trouble: object({ message: text }),
  sandbox,
  queued: object({ run: text, position: whole }),
  /** What somebody brought back from thinking privately, file by file. */
  /** In a project also what the file was called and is called; "" where it was or is not there. */
  walk: object({
    spell: text,
    files: listOf(object({ file: text, before: text, after: text, was: orElse(text, ""), path: orElse(text, "") })),
  }),
  pong: object({ n: whole }),
  refused: object({ ask: text, message: text }),
} as const;

export type FrameType = keyof typeof FRAMES;
export type FrameOf<T extends FrameType> = Read<(typeof FRAMES)[T]> & { readonly type: T };
export type ServerFrame = { [T in FrameType]: FrameOf<T> }[FrameType];

const head = object({ type: text });

/** One text frame. Null is a type that this page does not know; a Rejection is a frame that cannot be trusted. */
export function readFrame(raw: string): ServerFrame | null | Rejection {
  const value = parseJson(raw);
  const named = head(value, "");
  if (named instanceof Rejection) return named;
  if (!Object.hasOwn(FRAMES, named.type)) return null;
  const type = named.type as FrameType;
  const fields = FRAMES[type](value, "");
  return fields instanceof Rejection ? fields : ({ type, ...fields } as ServerFrame);
}

export type Ask =
  | { readonly type: "run"; readonly task: string; readonly language: string; readonly suite: Suite }
  | {
      readonly type: "scratch";
      readonly task: string;
      readonly language: string;
      readonly stdin: string;
      readonly file?: string;
    }
  | { readonly type: "stop" }
  | {
      readonly type: "case";
      readonly task: string;
      readonly name: string;
      readonly args: Readonly<Record<string, Json>>;
      readonly expected: Json;
      readonly checked: boolean;
      readonly part: number;
    }
  | { readonly type: "case_drop"; readonly case: string }
  | { readonly type: "switch"; readonly task: string; readonly language: string; readonly file?: string }
  | { readonly type: "file_create"; readonly task: string; readonly language: string; readonly path: string }
  | {
      readonly type: "file_rename";
      readonly task: string;
      readonly language: string;
      readonly path: string;
      readonly to: string;
    }
  | { readonly type: "file_delete"; readonly task: string; readonly language: string; readonly path: string }
  | { readonly type: "file_restore"; readonly task: string; readonly language: string; readonly file: string }
  | {
      readonly type: "note";
      readonly text: string;
      readonly task: string;
      readonly language: string;
      readonly line: number;
      readonly tag: string;
      readonly end: number;
      readonly file?: string;
    }
  | { readonly type: "note_change"; readonly note: string; readonly text: string; readonly tag: string }
  | { readonly type: "note_drop"; readonly note: string }
  | { readonly type: "stage"; readonly title: string; readonly minutes: number }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  | { readonly type: "extend"; readonly minutes: number }
  | { readonly type: "part"; readonly task: string; readonly part: number }
  | { readonly type: "hint"; readonly task: string; readonly number: number }
  | Observed
  | { readonly type: "say"; readonly text: string }
  | { readonly type: "hand_raise" }
  | { readonly type: "hand_lower"; readonly person: string }
  | { readonly type: "private"; readonly minutes: number; readonly shares: boolean }
  | { readonly type: "private_end"; readonly share: boolean }
  | { readonly type: "private_release"; readonly spell: string }
  | { readonly type: "end" };

/** What a candidate's page reports by itself, where that was agreed to. Nobody waits for an answer. */
export type Observed =
  | {
      readonly type: "pasted";
      readonly task: string;
      readonly language: string;
      readonly at: number;
      readonly length: number;
      readonly file?: string;
    }
  | { readonly type: "away" }
  | { readonly type: "back" };

/** What is run: tests, or the file as a program with what it reads. */
export type Runnable = Extract<Ask, { type: "run" | "scratch" }>;

export type BrowserFrame = Ask | { readonly type: "ping"; readonly n: number };

export function writeFrame(frame: BrowserFrame): string {
  return writeJson(frame);
}
