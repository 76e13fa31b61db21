/** Proving the task that is being written: asked for, listened to, and what becomes of what it finds. */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { isOver, job, keptMistake, started, type Job, type Survivor } from "../core/authoring/proof";
import type { Files } from "../core/authoring/starting";
import type { Edit } from "../core/authoring/tree";
import { json, listOf, object, Rejection, text, type Reader } from "../core/read";
import { parseJson } from "../core/json";
import { NEW, type Author } from "./author";
import type { Answered } from "./http";

const step: Reader<string | number> = (value, path) =>
  typeof value === "string" || typeof value === "number" ? value : new Rejection(`${path} is not a step`);
const answers = object({ edits: listOf(object({ file: text, path: listOf(step), value: json })) });
const refusal = object({ message: text });

export interface Decided {
  /** Whether it is done, and not to be asked again. */
  readonly done: boolean;
  readonly words: string;
  /** The wrong solution that it became; "" for none. */
  readonly path: string;
}

export type Ask = (method: string, address: string, body?: unknown) => Promise<Answered>;

export class Proving {
  readonly job = signal<Job | null>(null);
  /** What was answered to a deed here, in a sentence. */
  readonly words = signal("");
  /** What became of mistakes that were decided on since the proof, by their fingerprints. */
  readonly decided = signal<ReadonlyMap<string, Decided>>(new Map());
  /** Whether the task is another by now than the one that was proved. */
  readonly stale: ReadonlySignal<boolean> = computed(() => this.isStale());
  /** The texts that a proof was asked for here. */
  private readonly asked = signal<Files | null>(null);
  private listening: EventSource | null = null;

  constructor(
    private readonly author: Author,
    private readonly reach: Ask,
  ) {}

  /** A server that cannot be reached is a refusal, and told like one. */
  private async ask(...asked: Parameters<Ask>): Promise<Answered> {
    try {
      return await this.reach(...asked);
    } catch {
      return { status: 0, body: null };
    }
  }

  private isStale(): boolean {
    const [job, { draft, unsaved }] = [this.job.value, this.author];
    if (job === null) return false;
    const [asked, now] = [this.asked.value, draft.value.files];
    if (asked === null) return !job.typed && (unsaved.value || job.digest !== draft.value.base);
    if (draft.value.pending.length > 0 || Object.keys(asked).length !== Object.keys(now).length) return true;
    return Object.entries(asked).some(([path, text]) => now[path] !== text);
  }

  private get place(): string {
    return `/tasks/${this.author.isNew.peek() ? NEW : this.author.slug.peek()}/proof`;
  }

  private async texts(): Promise<{ slug: string; files: Readonly<Record<string, string>> }> {
    await this.author.settle();
    return { slug: this.author.slug.peek(), files: this.author.draft.peek().files };
  }

  /** The last one of this task, where the server still has it. */
  async begin(): Promise<void> {
    if (this.author.isNew.peek()) return;
    const found = started((await this.ask("GET", this.place)).body, "");
    if (found instanceof Rejection || found.job === null) return;
    this.job.value = found.job;
    if (!isOver(found.job)) this.listen();
  }

  async start(): Promise<void> {
    this.words.value = "";
    this.decided.value = new Map();
    const { slug, files } = await this.texts();
    const saved = !this.author.unsaved.peek() && !this.author.isNew.peek();
    const got = await this.ask("POST", this.place, saved ? {} : { slug, files });
    const found = started(got.body, "");
    if (found instanceof Rejection || found.job === null) {
      this.refuse(got.body);
      return;
    }
    this.asked.value = files;
    this.job.value = found.job;
    this.listen();
  }

  async cancel(): Promise<void> {
    await this.ask("DELETE", this.place);
  }

  private listen(): void {
    this.listening?.close();
    const source = new EventSource(`${this.place}/news`);
    this.listening = source;
    source.onmessage = (news: MessageEvent<string>) => {
      const found = job(parseJson(news.data), "");
      if (!(found instanceof Rejection)) this.job.value = found;
    };
    source.addEventListener("over", () => source.close());
  }

  /** Adds the mistake as a wrong solution, or remembers that it changes nothing. */
  async decide(mistake: Survivor, deed: "keep" | "equivalent"): Promise<void> {
    const asked = { ...(await this.texts()), fingerprint: mistake.fingerprint, do: deed };
    const got = await this.ask("POST", `${this.place}/mistake`, asked);
    const found = keptMistake(got.body, "");
    const became = (done: boolean, words: string, path = ""): void => {
      this.decided.value = new Map([...this.decided.peek(), [mistake.fingerprint, { done, words, path }]]);
    };
    if (found instanceof Rejection) became(false, sorry(got.body));
    else if (found.path === "") became(true, "Remembered: it changes nothing.");
    else {
      this.author.write(found.path, found.text);
      became(true, "Kept as a wrong solution. Add the case that catches it.", found.path);
    }
  }

  /** The answers that cases lack come from the reference. */
  async fill(): Promise<void> {
    this.words.value = "The reference is asked…";
    const got = await this.ask("POST", `${this.place}/answers`, await this.texts());
    const found = answers(got.body, "");
    if (found instanceof Rejection) {
      this.refuse(got.body);
      return;
    }
    const edits = found.edits.map((each): Edit => ({ op: "set", ...each }));
    this.author.edit(...edits);
    this.words.value =
      edits.length === 0
        ? "No answer is missing."
        : edits.length === 1
          ? "One answer is filled in. Look whether it is right."
          : `${edits.length} answers are filled in. Look whether they are right.`;
  }

  private refuse(body: unknown): void {
    this.words.value = sorry(body);
  }
}

function sorry(body: unknown): string {
  const found = refusal(body, "");
  return found instanceof Rejection ? "The server could not be asked. Try again in a moment." : found.message;
}
