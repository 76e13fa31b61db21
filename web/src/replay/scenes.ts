/**
 * The texts at any moment: the nearest scene before it, and from there step by step.
 *
 * A scene is the texts together with how far they have come. Beginnings of chunks are kept, so that a jump into a part
 * that was seen before does not start at its keyframe again.
 */
import { Rejection } from "../core/read";
import { firstAbove, scriptOf, take, type Step } from "../core/script";
import { Texts } from "../core/texts";
import type { Chunk, Index } from "../core/track";
import { piece, slowly } from "./breathe";
import type { Chunks } from "./chunks";

/** Of kept beginnings, in UTF-16 units. They share the texts that did not change between them. */
const MOST_UNITS = 4_000_000;
/** Steps between two looks at the time. */
const PAUSE = 128;
/** So many steps are taken on the scene itself; for more it is copied, because somebody may look at it half way. */
const IN_PLACE = 512;

export class Scene {
  constructor(
    readonly n: number,
    readonly texts: Texts,
    readonly script: readonly Step[],
    /** Steps taken. */
    public done = 0,
  ) {}

  copy(): Scene {
    return new Scene(this.n, this.texts.copy(), this.script, this.done);
  }

  count(at: number): number {
    return firstAbove(this.script, (step) => step.at > at);
  }
}

/** Where to start, and the chunks from there to the moment. */
interface Plan {
  readonly at: number;
  readonly numbers: readonly number[];
  /** Null: the first chunk's keyframe. */
  readonly start: Scene | Texts | null;
}

export class Scenes {
  /** The texts at the beginning of a chunk, the least recently used first. Never changed, only copied. */
  readonly #kept = new Map<number, Texts>();

  constructor(
    private readonly chunks: Chunks,
    private readonly index: () => Index,
  ) {}

  /** The chunk that this moment is in; -1 where there are none. */
  chunkAt(at: number): number {
    const { chunks } = this.index();
    return Math.min(chunks.length - 1, Math.max(0, firstAbove(chunks, (chunk) => chunk.at > at) - 1));
  }

  /** The scene at a moment if everything for it is here and it is quickly made, else null. `from` may be moved on. */
  now(at: number, from: Scene | null): Scene | null {
    const plan = this.#plan(at, from);
    const found = plan.numbers.map((n) => this.chunks.peek(n));
    return found.every((chunk) => chunk !== null) ? (piece(this.#going(plan, found))?.value ?? null) : null;
  }

  /** The same, however long it takes. `from` is left as it is. */
  async later(at: number, from: Scene | null, signal?: AbortSignal): Promise<Scene | Rejection> {
    const plan = this.#plan(at, from?.copy() ?? null);
    const loaded = await Promise.all(plan.numbers.map((n) => this.chunks.load(n, signal)));
    const bad = loaded.find((chunk) => chunk instanceof Rejection);
    if (bad) return bad;
    const found = loaded as readonly Chunk[];
    if (plan.start === null && found[0]?.keyframe === null) return new Rejection("its beginning is missing");
    return (await slowly(this.#going(plan, found), signal)) ?? new Rejection("it was called off");
  }

  #plan(at: number, from: Scene | null): Plan {
    const n = this.chunkAt(at);
    if (n === -1) return { at, numbers: [], start: null };
    const keyframe = this.index().chunks[n]?.keyframe ?? n;
    let first = n;
    while (first > keyframe && !this.#kept.has(first)) first -= 1;
    let start: Scene | Texts | null = this.#kept.get(first) ?? null;
    if (from !== null && from.n >= first && isBefore(from, n, at)) [first, start] = [from.n, from];
    return { at, start, numbers: Array.from({ length: n - first + 1 }, (_, index) => first + index) };
  }

  *#going({ at, numbers, start }: Plan, found: readonly Chunk[]): Generator<undefined, Scene> {
    const last = numbers.length - 1;
    if (last < 0) return new Scene(-1, new Texts(), []);
    let scene =
      start instanceof Scene
        ? start
        : this.#begin(start?.copy() ?? Texts.restore(found[0]?.keyframe ?? null), found[0]);
    if (scene === start && (last > 0 || scene.count(at) - scene.done > IN_PLACE)) scene = scene.copy();
    for (let each = 0; ; each += 1) {
      const target = each < last ? scene.script.length : scene.count(at);
      while (scene.done < target) {
        const step = scene.script[scene.done++];
        if (step) take(scene.texts, step);
        if (scene.done % PAUSE === 0) yield;
      }
      if (each >= last) return scene;
      scene = this.#begin(scene.texts, found[each + 1]);
    }
  }

  #begin(texts: Texts, chunk: Chunk | undefined): Scene {
    if (!chunk) return new Scene(-1, texts, []);
    this.#keep(chunk.n, texts.copy());
    return new Scene(chunk.n, texts, scriptOf(this.index(), chunk.n, chunk));
  }

  #keep(n: number, texts: Texts): void {
    this.#kept.delete(n);
    this.#kept.set(n, texts);
    let units = [...this.#kept.values()].reduce((sum, each) => sum + each.units(), 0);
    for (const [oldest, each] of this.#kept) {
      if (units <= MOST_UNITS || oldest === n) return;
      this.#kept.delete(oldest);
      units -= each.units();
    }
  }
}

/** Whether a scene is on the way to a moment of chunk `n`. */
function isBefore(scene: Scene, n: number, at: number): boolean {
  return scene.n >= 0 && (scene.n < n || (scene.n === n && scene.done <= scene.count(at)));
}
