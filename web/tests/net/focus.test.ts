import { describe, expect, it } from "vitest";
import type { Observed } from "../../src/core/frames";
import { AWAY_AFTER_MS, FocusTeller, type Window } from "../../src/net/focus";

/** A browser whose focus and time the test moves. */
class Cam implements Window {
  focused = true;
  open = true;
  readonly told: string[] = [];
  readonly teller: FocusTeller;
  #changed = (): void => undefined;
  #timers: { due: number; call: () => void }[] = [];
  #now = 0;

  constructor() {
    this.teller = new FocusTeller((observed) => this.#hear(observed), this);
    this.teller.connected();
    this.told.length = 0;
  }

  hasFocus(): boolean {
    return this.focused;
  }

  listen(changed: () => void): void {
    this.#changed = changed;
  }

  later(ms: number, call: () => void): () => void {
    const timer = { due: this.#now + ms, call };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((each) => each !== timer));
  }

  focus(focused: boolean): void {
    this.focused = focused;
    this.#changed();
  }

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter((timer) => timer.due <= this.#now);
    this.#timers = this.#timers.filter((timer) => timer.due > this.#now);
    for (const timer of due) timer.call();
  }

  #hear(observed: Observed): boolean {
    if (this.open) this.told.push(observed.type);
    return this.open;
  }
}

describe("the page of somebody who agreed to it", () => {
  it("tells an absence once, and its end once", () => {
    const cam = new Cam();
    cam.focus(false);
    cam.focus(false);
    cam.pass(AWAY_AFTER_MS);
    cam.pass(60_000);
    cam.focus(true);
    cam.focus(true);
    expect(cam.told).toEqual(["away", "back"]);
  });

  it("takes a glance for nothing", () => {
    const cam = new Cam();
    cam.focus(false);
    cam.pass(AWAY_AFTER_MS - 1);
    cam.focus(true);
    cam.pass(AWAY_AFTER_MS);
    expect(cam.told).toEqual([]);
  });

  it("tells a room that has forgotten: where it is now, after each new connection", () => {
    const cam = new Cam();
    cam.focus(false);
    cam.pass(AWAY_AFTER_MS);
    cam.open = false;
    cam.focus(true);
    cam.focus(false);
    cam.open = true;
    cam.teller.connected();
    cam.pass(AWAY_AFTER_MS);
    expect(cam.told).toEqual(["away", "away"]);
    cam.focus(true);
    cam.teller.connected();
    expect(cam.told).toEqual(["away", "away", "back", "back"]);
  });
});
