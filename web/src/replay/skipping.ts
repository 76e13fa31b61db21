/** Skipping what is quiet while a replay plays: the playhead glides over it, and any key or press lets it be played after all. */
import { signal } from "@preact/signals";
import { quietAt, type Quiet } from "../core/quiet";

/** So much of a quiet stretch is played, so that the last word before it and the first after it can be seen to come. */
const SETTLE_MS = 1000;
export const LEAD_MS = 500;
/** Less is not worth a skip. */
const LEAST_MS = 1000;
/** How long the playhead takes over a skipped stretch, and how long is told after it what was skipped. */
const GLIDE_MS = 900;
const TOLD_MS = 2500;

interface Skip {
  readonly quiet: Quiet;
  readonly from: number;
  readonly since: number;
}

export class Skipping {
  readonly on = signal(true);
  /** Of the stretch that is, or was just skipped, in ms; else 0. */
  readonly skipped = signal(0);
  #skip: Skip | null = null;
  #toldUntil = 0;
  /** A stretch whose skipping was interrupted: it is played. */
  #watched: Quiet | null = null;

  /** Begins to skip if this moment is in a stretch that is worth it. The answer is where what is quiet ends. */
  consider(stretches: readonly Quiet[], time: number, now: number): number {
    if (this.#skip === null && now >= this.#toldUntil && this.skipped.peek() > 0) this.skipped.value = 0;
    const quiet = this.on.peek() ? quietAt(stretches, time) : null;
    if (quiet === null || quiet.from !== this.#watched?.from) this.#watched = null;
    if (quiet === null) return time;
    const left = quiet.to - LEAD_MS - time;
    if (time - quiet.from >= SETTLE_MS && left >= LEAST_MS && this.#watched === null) {
      this.#skip = { quiet, from: time, since: now };
      this.skipped.value = left;
    }
    return quiet.to;
  }

  /** Where the playhead is while it glides; null when it does not. Nothing happens in between, so only the time moves. */
  glide(now: number): { readonly time: number; readonly done: boolean } | null {
    if (this.#skip === null) return null;
    const { from, since, quiet } = this.#skip;
    const part = Math.min(1, (now - since) / GLIDE_MS);
    const time = from + (quiet.to - LEAD_MS - from) * part;
    if (part < 1) return { time, done: false };
    this.#skip = null;
    this.#toldUntil = now + TOLD_MS;
    return { time, done: true };
  }

  /** Plays this stretch after all. Whether there was anything to interrupt. */
  interrupt(): boolean {
    if (this.#skip === null) return false;
    this.#watched = this.#skip.quiet;
    this.end();
    return true;
  }

  end(): void {
    this.#skip = null;
    this.skipped.value = 0;
  }
}
