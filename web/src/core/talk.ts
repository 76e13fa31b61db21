/** The state of the room at any moment: states are kept every so many events, so that none is far. */
import type { RoomEvent } from "./events";
import { firstAbove } from "./script";
import { apply, NOTHING_YET, type RoomState } from "./state";

/** Events between two kept states. States share what did not change, so a kept one costs little. */
const EVERY = 64;

export class Talk {
  /** After 0, EVERY, 2 * EVERY .. events. */
  readonly #kept: RoomState[];

  constructor(
    readonly events: readonly RoomEvent[],
    kept: readonly RoomState[] = [NOTHING_YET],
  ) {
    this.#kept = [...kept];
  }

  /** The same interview, a little later: what is known of its beginning stays. */
  grown(events: readonly RoomEvent[]): Talk {
    const same = events[this.events.length - 1]?.seq === this.events.at(-1)?.seq;
    return new Talk(events, same ? this.#kept : [NOTHING_YET]);
  }

  /** Keeps the states that are not kept yet, with a pause after each: whoever wants no long task waits there. */
  *keeping(): Generator<undefined, void> {
    while (this.#kept.length * EVERY <= this.events.length) {
      this.#keep();
      yield;
    }
  }

  /** How many events had happened at this time. */
  count(at: number): number {
    return firstAbove(this.events, (event) => event.at > at);
  }

  state(at: number): RoomState {
    const count = this.count(at);
    const near = Math.floor(count / EVERY);
    while (this.#kept.length <= near) this.#keep();
    return this.#from(near, count);
  }

  #keep(): void {
    const last = this.#kept.length - 1;
    this.#kept.push(this.#from(last, (last + 1) * EVERY));
  }

  #from(kept: number, count: number): RoomState {
    let state = this.#kept[kept] ?? NOTHING_YET;
    for (let at = kept * EVERY; at < count; at += 1) {
      const event = this.events[at];
      if (event) state = apply(state, event);
    }
    return state;
  }
}
