/** What a run printed and answered, put back into the state of a moment: the index has its events without their weight. */
import type { RoomEvent } from "./events";
import { applyAll, NOTHING_YET, type RoomState, type Run } from "./state";

/** One run's events, whole. Remembers the last moment: most questions in a row are about the same. */
export class Sheet {
  #seen = -1;
  #run: Run | null = null;

  constructor(private readonly events: readonly RoomEvent[]) {}

  /** The run after the event `seq`; `lean` is the same out of the index, which knows its end. */
  whole(lean: Run, seq: number): Run {
    const count = this.events.filter((event) => event.seq <= seq).length;
    if (count !== this.#seen) {
      [this.#seen, this.#run] = [count, applyAll(NOTHING_YET, this.events.slice(0, count)).runs[0] ?? null];
    }
    return this.#run === null ? lean : { ...this.#run, end: lean.end };
  }
}

/** The state with its runs whole, as far as their sheets are here. */
export function withSheets(state: RoomState, sheets: ReadonlyMap<string, Sheet>): RoomState {
  if (!state.runs.some((run) => sheets.has(run.id))) return state;
  return { ...state, runs: state.runs.map((run) => sheets.get(run.id)?.whole(run, state.seq) ?? run) };
}

/** The runs that a panel may show at this moment: the newest of each file and suite. */
export function runsInView(state: RoomState): readonly string[] {
  const newest = new Map(state.runs.map((run) => [`${run.task} ${run.language} ${run.suite}`, run.id] as const));
  return [...newest.values()];
}
