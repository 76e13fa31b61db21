/** Where a replay's track comes from: the server, or the file that the page itself is. */
import type { RoomEvent } from "../core/events";
import { Rejection } from "../core/read";
import { readChunk, readingIndex, readSheet, type Chunk, type Index } from "../core/track";
import { breathe, slowly } from "./breathe";

export interface TrackSource {
  /** `fresh`: ask again, for an interview that goes on. The same object as before when nothing is new. */
  index(fresh?: boolean): Promise<Index | Rejection>;
  /** Ends early, with a Rejection, when `signal` says so. */
  chunk(n: number, signal?: AbortSignal): Promise<Chunk | Rejection>;
  /** The talk of a run, whole. */
  sheet(run: string): Promise<readonly RoomEvent[] | Rejection>;
}

/** A lost packet is no reason to bother somebody: a request that failed is made once more before that is said. */
const TRIES = 2;

interface Answer {
  readonly text: string;
  readonly etag: string;
}

export class HttpTrack implements TrackSource {
  #index: Promise<Index | Rejection> | null = null;
  #etag = "";

  /** `base` is the address of the index; chunks and sheets are below it. */
  constructor(private readonly base: string) {}

  index(fresh = false): Promise<Index | Rejection> {
    if (this.#index === null) this.#index = this.#fetchIndex(null);
    else if (fresh) this.#index = this.#index.then((before) => this.#fetchIndex(before));
    return this.#index;
  }

  async chunk(n: number, signal?: AbortSignal): Promise<Chunk | Rejection> {
    const index = await this.index();
    if (index instanceof Rejection) return index;
    const info = index.chunks[n];
    if (!info) return new Rejection("this part is not in the track");
    const answer = await ask(`${this.base}/chunks/${n}?v=${info.digest}`, signal);
    return answer instanceof Rejection ? answer : readChunk(answer.text);
  }

  async sheet(run: string): Promise<readonly RoomEvent[] | Rejection> {
    const index = await this.index();
    if (index instanceof Rejection) return index;
    const info = index.sheets[run];
    if (!info) return new Rejection("this run has no sheet");
    const answer = await ask(`${this.base}/sheets/${encodeURIComponent(run)}?v=${info.digest}`);
    return answer instanceof Rejection ? answer : readSheet(answer.text);
  }

  /** What was here before stays when the new one cannot be had. */
  async #fetchIndex(before: Index | Rejection | null): Promise<Index | Rejection> {
    const known = before instanceof Rejection ? null : before;
    const answer = await ask(this.base, undefined, known && this.#etag !== "" ? { "if-none-match": this.#etag } : {});
    if (answer === "same") return known ?? new Rejection("the server sent nothing");
    if (answer instanceof Rejection) return known ?? answer;
    const read = await slowly(readingIndex(answer.text));
    if (read === null || read instanceof Rejection) return read ?? new Rejection("it was not read to its end");
    this.#etag = answer.etag;
    return read;
  }
}

async function ask(address: string, signal?: AbortSignal): Promise<Answer | Rejection>;
async function ask(
  address: string,
  signal: AbortSignal | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Answer | "same" | Rejection>;
async function ask(
  address: string,
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | "same" | Rejection> {
  let why = "the connection failed";
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) await breathe();
    try {
      const answer = await fetch(address, { credentials: "same-origin", headers, signal: signal ?? null });
      if (answer.status === 304) return "same";
      if (answer.ok) return { text: await answer.text(), etag: answer.headers.get("etag") ?? "" };
      why = `the server answered ${answer.status}`;
      if (answer.status < 500) break;
    } catch {
      if (signal?.aborted) return new Rejection("it was called off");
    }
  }
  return new Rejection(why);
}
