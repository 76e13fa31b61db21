/** Proving the task that is being written: asked for, listened to, and what becomes of what it finds. */
import { signal } from "@preact/signals";
import { isOver, job, keptMistake, started, type Job, type Survivor } from "../core/authoring/proof";
import type { Edit } from "../core/authoring/tree";
import { json, listOf, object, Rejection, text, type Reader } from "../core/read";
import { parseJson } from "../core/json";
import { NEW, type Author } from "./author";
import type { Answered } from "./http";

const step: Reader<string | number> = (value, path) =>
  typeof value === "string" || typeof value === "number" ? value : new Rejection(`${path} is not a step`);
const answers = object({ edits: listOf(object({ file: text, path: listOf(step), value: json })) });
const refusal = object({ message: text });

export type Ask = (method: string, address: string, body?: unknown) => Promise<Answered>;

export class Proving {
  readonly job = signal<Job | null>(null);
  /** What was answered to a deed here, in a sentence. */
  readonly words = signal("");
  /** Fingerprints of mistakes that were decided on since the proof. */
  readonly decided = signal<ReadonlySet<string>>(new Set());
  private listening: EventSource | null = null;

  constructor(
    private readonly author: Author,
    private readonly ask: Ask,
  ) {}

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
    this.decided.value = new Set();
    const { slug, files } = await this.texts();
    const saved = !this.author.unsaved.peek() && !this.author.isNew.peek();
    const got = await this.ask("POST", this.place, saved ? {} : { slug, files });
    const found = started(got.body, "");
    if (found instanceof Rejection || found.job === null) {
      this.refuse(got.body);
      return;
    }
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
    if (found instanceof Rejection) {
      this.refuse(got.body);
      return;
    }
    this.decided.value = new Set([...this.decided.peek(), mistake.fingerprint]);
    if (found.path === "") {
      this.words.value = "Remembered: it changes nothing.";
      return;
    }
    this.author.write(found.path, found.text);
    this.words.value = `Kept as ${found.path}. Add the case that catches it, and say so in its first line.`;
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
    const found = refusal(body, "");
    this.words.value =
      found instanceof Rejection ? "The server could not be asked. Try again in a moment." : found.message;
  }
}
