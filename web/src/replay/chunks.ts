/**
 * The chunks that are here, and those on their way. Whoever no longer waits says so by a signal; a request that nobody
 * waits for any more is called off.
 */
import { Rejection } from "../core/read";
import type { Chunk, Index } from "../core/track";
import type { TrackSource } from "./source";

/** Of chunks as text; parsed they take a few times as much. A usual interview fits whole. */
const MOST_BYTES = 16 * 1024 * 1024;

interface Coming {
  readonly promise: Promise<Chunk | Rejection>;
  readonly cancel: AbortController;
  waiting: number;
}

export class Chunks {
  /** The least recently used first. */
  readonly #here = new Map<number, Chunk>();
  readonly #coming = new Map<number, Coming>();

  constructor(
    private readonly source: TrackSource,
    private readonly index: () => Index,
    private readonly most = MOST_BYTES,
  ) {}

  /** The chunk if it is here. */
  peek(n: number): Chunk | null {
    const chunk = this.#here.get(n);
    if (!chunk) return null;
    this.#here.delete(n);
    this.#here.set(n, chunk);
    return chunk;
  }

  /** A Rejection when it cannot be had, or when `signal` ended the waiting. */
  async load(n: number, signal?: AbortSignal): Promise<Chunk | Rejection> {
    const here = this.peek(n);
    if (here) return here;
    const coming = this.#coming.get(n) ?? this.#ask(n);
    coming.waiting += 1;
    const leave = (): void => {
      coming.waiting -= 1;
      if (coming.waiting > 0) return;
      coming.cancel.abort();
      if (this.#coming.get(n) === coming) this.#coming.delete(n);
    };
    signal?.addEventListener("abort", leave, { once: true });
    if (signal?.aborted) leave();
    const chunk = await coming.promise;
    signal?.removeEventListener("abort", leave);
    return signal?.aborted ? new Rejection("it was called off") : chunk;
  }

  /** Forgets what is not as it was: the last chunk of an interview that goes on grows. */
  drop(n: number): void {
    this.#here.delete(n);
    this.#coming.delete(n);
  }

  #ask(n: number): Coming {
    const cancel = new AbortController();
    const promise = this.source.chunk(n, cancel.signal).then((chunk) => {
      if (this.#coming.get(n) === coming) {
        this.#coming.delete(n);
        if (!(chunk instanceof Rejection)) this.#keep(n, chunk);
      }
      return chunk;
    });
    const coming: Coming = { promise, cancel, waiting: 0 };
    this.#coming.set(n, coming);
    return coming;
  }

  #keep(n: number, chunk: Chunk): void {
    this.#here.set(n, chunk);
    const size = (each: number): number => this.index().chunks[each]?.bytes ?? 0;
    let bytes = [...this.#here.keys()].reduce((sum, each) => sum + size(each), 0);
    for (const oldest of this.#here.keys()) {
      if (bytes <= this.most || oldest === n) return;
      this.#here.delete(oldest);
      bytes -= size(oldest);
    }
  }
}
