/** Walks through the edits around the shown moment, in pieces: back to who wrote something, on to what became of it. */
import { Ahead, type Next } from "../core/ahead";
import { Blame, type Range } from "../core/blame";
import { Rejection } from "../core/read";
import type { LineRange } from "../core/lineStory";
import { breathe, isOff, PIECE_MS } from "./breathe";
import { chunkAt, type Past } from "./past";

/** Who wrote these stretches of a file as it was at `at`. Null when it was called off, a Rejection when a part is missing. */
export async function walkBack(
  past: Past,
  file: string,
  at: number,
  ranges: readonly Range[],
  signal: AbortSignal,
): Promise<Blame | Rejection | null> {
  const blame = new Blame(file, ranges);
  const here = chunkAt(past.index.peek(), at);
  if (here < 0) return blame;
  let until = performance.now() + PIECE_MS;
  for await (const chunk of past.chunks(here, 0, signal)) {
    if (isOff(signal)) return null;
    if (chunk instanceof Rejection) return chunk;
    for (const line of chunk.lines.toReversed()) {
      if (line.kind === "edited" && line.at <= at) blame.back(line);
      if (blame.done) return blame;
      if (performance.now() < until) continue;
      await breathe();
      if (isOff(signal)) return null;
      until = performance.now() + PIECE_MS;
    }
  }
  return isOff(signal) ? null : blame;
}

/** The next change of a line after `at`; null when there is none, or it was called off, or cannot be known. */
export async function walkOn(
  past: Past,
  file: string,
  at: number,
  line: LineRange,
  signal: AbortSignal,
): Promise<Next | null> {
  const ahead = new Ahead(file, line.from, line.text);
  const index = past.index.peek();
  let until = performance.now() + PIECE_MS;
  for await (const chunk of past.chunks(Math.max(0, chunkAt(index, at)), index.chunks.length - 1, signal)) {
    if (isOff(signal) || chunk instanceof Rejection) return null;
    for (const edit of chunk.lines) {
      if (edit.kind === "edited" && edit.at > at) ahead.step(edit);
      if (ahead.done) return ahead.next;
      if (performance.now() < until) continue;
      await breathe();
      if (isOff(signal)) return null;
      until = performance.now() + PIECE_MS;
    }
  }
  return isOff(signal) ? null : ahead.next;
}
