/** Stretches of an interview in which nothing could be seen to happen: what a replay skips. */
import type { RoomEvent } from "./events";
import type { Index } from "./track";

export const LEAST_QUIET_MS = 3000;

export interface Quiet {
  readonly from: number;
  readonly to: number;
}

type Known = Pick<Index, "from" | "length" | "bin" | "activity" | "talk">;

/**
 * In order, each at least 3 s: nobody typed or moved a cursor, no run went on, and nothing was said.
 *
 * Activity is known by stretches of `bin` ms, so what is quiet begins and ends at their borders; the talk is known to
 * the millisecond, and everything in it (a note, a person coming in) ends what was quiet before it.
 */
export function quietStretches(index: Known): readonly Quiet[] {
  const busy = [...busyBins(index), ...busyTalk(index.talk, index.length)].sort((a, b) => a.from - b.from);
  const quiet: Quiet[] = [];
  let from = index.from;
  for (const each of [...busy, { from: index.length, to: index.length }]) {
    if (each.from - from >= LEAST_QUIET_MS) quiet.push({ from, to: each.from });
    from = Math.max(from, each.to);
  }
  return quiet;
}

/** The stretch that this moment is in. */
export function quietAt(stretches: readonly Quiet[], at: number): Quiet | null {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  return found && found.from <= at ? found : null;
}

function busyBins({ bin, activity, length }: Known): readonly Quiet[] {
  const busy = new Set<number>();
  for (const { edits, moves } of Object.values(activity)) {
    for (const counts of [edits, moves]) {
      for (const [at, count] of counts.entries()) if (count > 0) busy.add(at);
    }
  }
  return [...busy].map((at) => ({ from: Math.min(length, at * bin), to: (at + 1) * bin }));
}

/** Runs from their beginning to their end, everything else for its moment. A run without an end goes on. */
function busyTalk(talk: readonly RoomEvent[], length: number): readonly Quiet[] {
  const ends = new Map(
    talk.flatMap((event) => (event.kind === "run_ended" ? [[event.data.run, event.at] as const] : [])),
  );
  return talk.map((event) => {
    const to = event.kind === "run_started" ? (ends.get(event.data.run) ?? length) : event.at;
    return { from: event.at, to };
  });
}
