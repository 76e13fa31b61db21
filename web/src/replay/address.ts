/** The moment in the page's address: `#t=760` or `#t=760.250`, in seconds. */
import { effect } from "@preact/signals";
import type { Player } from "./player";

/** Browsers take a hundred changes in half a minute. */
const EVERY_MS = 500;

/** The moment in ms; null where the address names none. */
export function momentIn(hash: string): number | null {
  const [, seconds = "", parts = ""] = /^#t=(\d{1,7})(?:\.(\d{1,3})\d*)?$/.exec(hash) ?? [];
  return seconds === "" ? null : Number(seconds) * 1000 + Number(parts.padEnd(3, "0"));
}

export function hashOf(at: number): string {
  const ms = Math.max(0, Math.round(at));
  const parts = ms % 1000;
  return `#t=${Math.floor(ms / 1000)}${parts === 0 ? "" : `.${String(parts).padStart(3, "0")}`}`;
}

/** Goes where the address says, now and whenever somebody changes it, and keeps it where the replay is. The answer stops it. */
export function keepAddress(player: Player): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What the change was to: by now the address may say again where the replay still is.
  const read = (change: HashChangeEvent): void => {
    const at = momentIn(new URL(change.newURL).hash);
    if (at !== null) void player.seek(at);
  };
  const write = (): void => {
    timer = undefined;
    history.replaceState(history.state, "", hashOf(player.time.peek()));
  };
  let first = true;
  const stop = effect(() => {
    const moved = player.time.value >= 0 && !first;
    if (moved) timer ??= setTimeout(write, EVERY_MS);
    first = false;
  });
  addEventListener("hashchange", read);
  return () => {
    removeEventListener("hashchange", read);
    clearTimeout(timer);
    stop();
  };
}
