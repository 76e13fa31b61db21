/** The track that the page itself carries: an offline file's. `server/core/seal/packed.py` packs it. */
import type { RoomEvent } from "../core/events";
import { Rejection } from "../core/read";
import { readChunk, readingIndex, readSheet, type Chunk, type Index } from "../core/track";
import type { Copy } from "../core/verify";
import { slowly } from "./breathe";
import { PAGE, type Parts } from "./parts";
import type { TrackSource } from "./source";

/** Stands for a part of the talk that is damaged: a line that cannot be read. */
const LOST = "?\n";
const DAMAGED = "this part of the file is damaged";

export class EmbeddedTrack implements TrackSource {
  #index: Promise<Index | Rejection> | null = null;

  constructor(private readonly parts: Parts = PAGE) {}

  index(): Promise<Index | Rejection> {
    this.#index ??= this.#readIndex();
    return this.#index;
  }

  async chunk(n: number): Promise<Chunk | Rejection> {
    const text = await this.parts.read(`chunk-${n}`);
    return text === null ? new Rejection(DAMAGED) : readChunk(text);
  }

  async sheet(run: string): Promise<readonly RoomEvent[] | Rejection> {
    const text = await this.parts.read(`sheet-${run}`);
    return text === null ? new Rejection(DAMAGED) : readSheet(text);
  }

  /** Everything as it is in the file, to be checked. */
  async copy(): Promise<Copy> {
    const ids = this.parts.ids();
    const index = await this.#talk();
    const chunks = Array.from({ length: count(ids, "chunk") }, (_, n) => this.parts.read(`chunk-${n}`));
    const runs = ids.filter((id) => id.startsWith("sheet-"));
    const sheets = runs.map(async (id) => [id.slice("sheet-".length), await this.parts.read(id)] as const);
    return {
      index: index[0] === null ? null : index.map((part) => part ?? LOST).join(""),
      chunks: await Promise.all(chunks),
      sheets: Object.fromEntries(await Promise.all(sheets)),
      proof: ids.includes("proof") ? ((await this.parts.read("proof")) ?? "") : null,
    };
  }

  /** What is damaged of the talk is left out: the rest can be watched, and a check names it. */
  async #readIndex(): Promise<Index | Rejection> {
    const parts = await this.#talk();
    if (parts[0] === null) return new Rejection(DAMAGED);
    const read = await slowly(readingIndex(parts.filter((part) => part !== null).join("")));
    return read ?? new Rejection("it was not read to its end");
  }

  #talk(): Promise<(string | null)[]> {
    const ids = this.parts.ids();
    const parts = Array.from({ length: Math.max(1, count(ids, "index")) }, (_, n) => this.parts.read(`index-${n}`));
    return Promise.all(parts);
  }
}

/** How many parts of this kind there are, those that were lost before the last one too. */
function count(ids: readonly string[], kind: string): number {
  return ids.reduce((most, id) => {
    const [, number = "-1"] = new RegExp(`^${kind}-(\\d{1,6})$`).exec(id) ?? [];
    return Math.max(most, Number(number) + 1);
  }, 0);
}
