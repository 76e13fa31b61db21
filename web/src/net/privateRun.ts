/** Runs of the private code: unrecorded pad runs, whose events are this page's alone. */
import type { AgainLine } from "../core/again";
import type { Runnable } from "../core/frames";
import type { Page } from "../core/page";
import { apply, NOTHING_YET, type RoomState, type Run } from "../core/state";
import { postForLines } from "../replay/lines";
import type { Queue } from "../source";

const STOPPED = "The run was stopped before it came to its end.";

export interface RunEars {
  runs(runs: readonly Run[]): void;
  queue(queue: Queue): void;
  refused(ask: string, message: string): void;
}

/** The text of a file, or as JSON all files of a project: which is its first, and which runs as a program. */
export type PrivateSource =
  { readonly source: string } | { readonly files: string; readonly first: string; readonly file: string };

export class PrivateRuns {
  #room: RoomState = NOTHING_YET;
  #running: AbortController | null = null;

  constructor(
    private readonly page: Page,
    private readonly ears: RunEars,
  ) {}

  get ids(): ReadonlySet<string> {
    return new Set(this.#room.runs.map((run) => run.id));
  }

  async run(ask: Runnable, source: PrivateSource): Promise<void> {
    if (ask.type === "run" && ask.suite === "hidden") return;
    const { page } = this;
    this.stop();
    const mine = (this.#running = new AbortController());
    const fields = {
      task: ask.task,
      language: ask.language,
      ...source,
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

  /** Whether something was running. */
  stop(): boolean {
    const going = this.#running !== null;
    this.#running?.abort();
    return going;
  }

  #heard(line: AgainLine, ask: Runnable): void {
    const last = this.#room.runs.at(-1);
    if (line.type === "refused") this.ears.refused(ask.type, line.message);
    else if (line.type === "waits" && last) this.ears.queue({ run: last.id, position: line.position });
    else if (line.type === "event" && line.event) {
      const seq = this.#room.seq + 1;
      this.#room = apply(this.#room, { ...line.event, seq });
      this.ears.runs(this.#room.runs);
    }
  }

  /** A run that was stopped, or that lost its connection, has an end all the same. */
  #settle(verdict: "cancelled" | "internal_error"): void {
    const runs = this.#room.runs.map((run): Run => {
      if (run.end !== null) return run;
      const message = verdict === "cancelled" ? "" : STOPPED;
      const { id, suite, total } = run;
      return { ...run, end: { run: id, suite, verdict, message, passed: 0, total, ms: 0, feedback: "count" } };
    });
    this.#room = { ...this.#room, runs };
    this.ears.runs(runs);
  }
}
