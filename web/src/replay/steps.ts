/** Where the next edit is, and where the last one was not yet there. */
import { Rejection } from "../core/read";
import type { Chunk, Index } from "../core/track";

interface Edits {
  readonly index: { peek(): Index };
  readonly length: { peek(): number };
  chunkAt(at: number): number;
  chunks(from: number, to: number): AsyncIterable<Chunk | Rejection>;
}

/** Forward: when the next edit happens. Back: the last time at which the last edit that is seen was not there. */
export async function editBeside(track: Edits, now: number, by: 1 | -1): Promise<number | Rejection> {
  const { from, chunks } = track.index.peek();
  const here = track.chunkAt(now);
  let undone = Infinity;
  if (here === -1) return now;
  for await (const chunk of track.chunks(here, by > 0 ? chunks.length - 1 : 0)) {
    if (chunk instanceof Rejection) return chunk;
    const times = chunk.lines.filter((line) => line.kind === "edited").map((line) => line.at);
    if (by > 0) {
      const next = times.find((at) => at > now);
      if (next !== undefined) return next;
      continue;
    }
    if (undone === Infinity) undone = times.findLast((at) => at <= now) ?? Infinity;
    const before = times.findLast((at) => at < undone && at <= now);
    if (undone !== Infinity && before !== undefined) return before;
  }
  if (by > 0) return track.length.peek();
  return undone === Infinity ? from : undone - 1;
}
