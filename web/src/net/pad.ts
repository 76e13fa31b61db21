/**
 * The warm-up as a source: the room's own panels over a text that never leaves this page.
 *
 * What is run goes to the sandbox and is kept nowhere (`POST /interviews/{id}/pad/run`); nothing is in this browser's storage
 * either, so closing the page is forgetting it.
 */
import { signal } from "@preact/signals";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { AgainLine } from "../core/again";
import type { Connection } from "../core/connection";
import type { RoomEvent } from "../core/events";
import type { Ask, Runnable, Sandbox } from "../core/frames";
import { fileOf, languagesOf, type Page } from "../core/page";
import type { SavedWord } from "../core/saving";
import { spoken } from "../core/speech";
import { apply, NOTHING_YET, type RoomState } from "../core/state";
import { goingRun } from "../core/asked";
import { bindLive } from "../editor/bindLive";
import { postForLines } from "../replay/lines";
import type { BoundFile, Live, Pointer, Queue, Refusal, Source, Span, Spoken } from "../source";

const STOPPED = "The run was stopped before it came to its end.";
const ONLY_IN_ROOM = "That is for the room. Here you can run the examples, and the file as a program.";

export interface Beginning {
  /** By language id: what its file begins with. */
  readonly starters: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
}

export class Pad implements Source, Live {
  readonly state = signal<RoomState>({ ...NOTHING_YET, phase: "live" });
  readonly time = signal(0);
  readonly pointers = signal<readonly Pointer[]>([]);
  readonly ready = signal(true);
  readonly connection = signal<Connection>({ at: "open", tries: 0, since: 0 });
  readonly online = signal(true);
  readonly roundTrip = signal<number | null>(null);
  readonly saved = signal<SavedWord>("saved");
  readonly trouble = signal("");
  readonly sandbox;
  readonly refusal = signal<Refusal | null>(null);
  readonly spoken = signal<Spoken | null>(null);
  readonly outdated = signal(false);
  readonly queue = signal<Queue | null>(null);
  readonly devices = signal<Readonly<Record<string, number>>>({});
  readonly recorded = false;
  readonly privately = null;
  readonly me = "candidate";
  readonly live = this;

  readonly #doc = new Y.Doc();
  readonly #awareness = new Awareness(this.#doc);
  readonly #undo = new Map<string, Y.UndoManager>();
  #running: AbortController | null = null;

  constructor(
    private readonly page: Page,
    { starters, sandbox }: Beginning,
  ) {
    this.sandbox = signal<Sandbox | null>(sandbox);
    for (const task of page.tasks) {
      for (const language of languagesOf(page, task)) {
        const place = { task: task.slug, language: language.id };
        this.#doc.getText(fileOf(page, place)).insert(0, starters[language.id] ?? "");
      }
    }
  }

  bind(file: string): BoundFile {
    const text = this.#doc.getText(file);
    const undo = this.#undo.get(file) ?? new Y.UndoManager(text);
    this.#undo.set(file, undo);
    return bindLive(text, undo, this.#awareness);
  }

  written(): boolean {
    return true;
  }

  textOf(file: string): string {
    return this.#doc.getText(file).toJSON();
  }

  locate(): Span | null {
    return null;
  }

  ask(ask: Ask): boolean {
    this.refusal.value = null;
    switch (ask.type) {
      case "run":
      case "scratch":
        void this.#run(ask);
        return true;
      case "stop":
        this.#running?.abort();
        return true;
      case "switch":
        this.#happened("switched", { task: ask.task, language: ask.language, file: "" });
        return true;
      default:
        this.refuse(ask.type, ONLY_IN_ROOM);
        return false;
    }
  }

  report(): boolean {
    return false;
  }

  dismissRefusal(): void {
    this.refusal.value = null;
  }

  async #run(ask: Runnable): Promise<void> {
    const [page, mine] = [this.page, new AbortController()];
    this.#running?.abort();
    this.#running = mine;
    const fields = {
      task: "",
      language: ask.language,
      source: this.#doc.getText(fileOf(page, ask)).toJSON(),
      stdin: ask.type === "scratch" ? ask.stdin : "",
      suite: ask.type === "scratch" ? "scratch" : ask.suite,
      ...(page.key === "" ? { "form-token": page.form } : { key: page.key }),
    };
    for await (const line of postForLines(`/interviews/${page.room}/pad/run`, fields, mine.signal)) {
      this.#heard(line, ask);
    }
    if (this.#running === mine) this.#running = null;
    this.#settle(mine.signal.aborted ? "cancelled" : "internal_error");
  }

  #heard(line: AgainLine, ask: Runnable): void {
    const run = goingRun(this.state.peek());
    if (line.type === "refused") this.refuse(ask.type, line.message);
    else if (line.type === "waits") this.queue.value = run && { run: run.id, position: line.position };
    // The server knows the warm-up by no name; here it is a task like any other.
    else if (line.type === "event" && line.event?.kind === "run_started") {
      this.#happened("run_started", { ...line.event.data, task: ask.task });
    } else if (line.type === "event" && line.event) this.#happened(line.event.kind, line.event.data);
  }

  /** A run that was stopped, or that lost its connection, has an end all the same. */
  #settle(verdict: "cancelled" | "internal_error"): void {
    const run = goingRun(this.state.peek());
    if (run === null) return;
    const { id, suite, total } = run;
    const message = verdict === "cancelled" ? "" : STOPPED;
    this.#happened("run_ended", { run: id, suite, verdict, message, passed: 0, total, ms: 0, feedback: "count" });
  }

  #happened<K extends RoomEvent["kind"]>(kind: K, data: Extract<RoomEvent, { kind: K }>["data"]): void {
    const before = this.state.peek();
    const event = { seq: before.seq + 1, at: 0, wall: Date.now(), by: this.me, kind, data } as RoomEvent;
    const state = (this.state.value = apply(before, event));
    const sentence = spoken(event, state, this.me);
    if (sentence !== "") this.spoken.value = { sentence, seq: event.seq };
  }

  refuse(ask: string, message: string): void {
    this.refusal.value = { ask, message, count: (this.refusal.peek()?.count ?? 0) + 1 };
  }
}
