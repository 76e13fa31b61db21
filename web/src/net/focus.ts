/**
 * Tells the room when this page has been without the focus for a second, and when it has it again.
 *
 * Made only on a candidate's page, and only where the interview records it and they agreed: elsewhere nothing listens.
 */
import type { Observed } from "../core/frames";

/** What is shorter is nothing: a menu, a dialog of the browser, a glance. */
export const AWAY_AFTER_MS = 1000;

/** The part of the browser that knows whether this page is in front. */
export interface Window {
  hasFocus(): boolean;
  /** Calls whenever that may have changed. */
  listen(changed: () => void): void;
  later(ms: number, call: () => void): () => void;
}

export const BROWSER_WINDOW: Window = {
  hasFocus: () => !document.hidden && document.hasFocus(),
  listen: (changed) => {
    for (const name of ["focus", "blur"]) addEventListener(name, changed);
    document.addEventListener("visibilitychange", changed);
  },
  later: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

export class FocusTeller {
  /** What the room knows: null before it was told anything on this connection. */
  #away: boolean | null = null;
  #wait: (() => void) | null = null;

  /** `report` says whether it went out. */
  constructor(
    private readonly report: (observed: Observed) => boolean,
    private readonly window: Window = BROWSER_WINDOW,
  ) {
    window.listen(() => this.#look());
  }

  /** A connection opened: the room may not know any more. */
  connected(): void {
    this.#away = null;
    this.#look();
  }

  #look(): void {
    if (this.window.hasFocus()) {
      this.#wait?.();
      this.#wait = null;
      if (this.#away !== false && this.report({ type: "back" })) this.#away = false;
    } else if (this.#away !== true) {
      this.#wait ??= this.window.later(AWAY_AFTER_MS, () => this.#gone());
    }
  }

  #gone(): void {
    this.#wait = null;
    if (!this.window.hasFocus() && this.report({ type: "away" })) this.#away = true;
  }
}
