/** The sheets of the runs that are looked at: asked for when a moment shows a run, and put into its state when they come. */
import { Rejection } from "../core/read";
import { runsInView, Sheet, withSheets } from "../core/sheets";
import type { RoomState } from "../core/state";
import type { Index } from "../core/track";
import type { TrackSource } from "./source";

export class Shelf {
  readonly #here = new Map<string, Sheet>();
  readonly #coming = new Set<string>();

  constructor(
    private readonly source: TrackSource,
    private readonly index: () => Index,
    /** Something came that the moment needs. */
    private readonly came: () => void,
  ) {}

  /** The state with its runs whole as far as their sheets are here. Asks for the others that are in view. */
  fill(state: RoomState): RoomState {
    for (const run of runsInView(state)) this.#ask(run);
    return withSheets(state, this.#here, this.index().sheets);
  }

  /** Forgets sheets that are not as they were: a run that went on has printed more. */
  grown(before: Index, after: Index): void {
    for (const [run, { digest }] of Object.entries(after.sheets)) {
      if (before.sheets[run]?.digest === digest) continue;
      this.#here.delete(run);
      this.#coming.delete(run);
    }
  }

  #ask(run: string): void {
    const digest = this.index().sheets[run]?.digest;
    if (digest === undefined || this.#here.has(run) || this.#coming.has(run)) return;
    this.#coming.add(run);
    void this.source.sheet(run).then((events) => {
      this.#coming.delete(run);
      // One that could not be had is asked for again with the next moment that shows it.
      if (events instanceof Rejection || this.index().sheets[run]?.digest !== digest) return;
      this.#here.set(run, new Sheet(events));
      this.came();
    });
  }
}
