/** What a run printed and answered, put back into the state of a moment: the index has its events without their weight. */
import type { RoomEvent } from "./events";
import { applyAll, NOTHING_YET, type RoomState, type Run } from "./state";

/** One run's events, whole. Remembers its last answer: most questions in a row are the same. */
export class Sheet {
  #seen = -1;
  #lean: Run | null = null;
  #run: Run | null = null;

  constructor(private readonly events: readonly RoomEvent[]) {}

  /** The run after the event `seq`; `lean` is the same out of the index, which knows its end. */
  whole(lean: Run, seq: number): Run {
    const count = this.events.filter((event) => event.seq <= seq).length;
    if (count === this.#seen && lean === this.#lean) return this.#run ?? lean;
    const run = applyAll(NOTHING_YET, this.events.slice(0, count)).runs[0];
    this.#run = run ? { ...run, end: lean.end } : lean;
    [this.#seen, this.#lean] = [count, lean];
    return this.#run;
  }
}

/** The state with its runs whole, as far as their sheets are here. Others that have one (`known`) say that they are partial. */
export function withSheets(
  state: RoomState,
  here: ReadonlyMap<string, Sheet>,
  known: Readonly<Record<string, unknown>>,
): RoomState {
  if (state.runs.every((run) => !(run.id in known))) return state;
  const runs = state.runs.map((run) => {
    const sheet = here.get(run.id);
    if (sheet) return sheet.whole(run, state.seq);
    return run.id in known ? { ...run, partial: true } : run;
  });
  return { ...state, runs };
}

/** The runs that a panel may show at this moment: the newest of each file and suite. */
export function runsInView(state: RoomState): readonly string[] {
  const newest = new Map(state.runs.map((run) => [`${run.task} ${run.language} ${run.suite}`, run.id] as const));
  return [...newest.values()];
}
