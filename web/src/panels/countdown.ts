/** Whether this candidate wants to see how much time is left: off until they say so, and remembered in this browser. */
import { signal } from "@preact/signals";

const KEY = "greenroom:countdown";

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}

export const countdown = signal(remembered());

export function showCountdown(shown: boolean): void {
  countdown.value = shown;
  try {
    localStorage.setItem(KEY, shown ? "yes" : "no");
  } catch {
    // Storage is full or forbidden: it holds until the page closes.
  }
}
