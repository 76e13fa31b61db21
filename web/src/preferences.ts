/** The viewer's preferences, kept in this browser and shared by its tabs. Nothing of them is sent anywhere. */
import { effect, signal } from "@preact/signals";
import { PLACE, readPreferences, type Preferences } from "./core/preferences";

function kept(): string | null {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return null; // forbidden by the browser: what is usual holds, and choices last as long as the page
  }
}

const own = signal<Preferences>(readPreferences(kept()));

export const preferences: { readonly value: Preferences; peek(): Preferences } = own;

export function prefer(changed: Partial<Preferences>): void {
  own.value = { ...own.peek(), ...changed };
  try {
    localStorage.setItem(PLACE, JSON.stringify(own.peek()));
  } catch {
    // Storage is full or forbidden: they hold until the page closes.
  }
}

/** Has the page look as it is preferred, now and whenever that changes, also in another tab. */
export function lookAsPreferred(root: HTMLElement): void {
  addEventListener("storage", (change) => {
    if (change.key === PLACE) own.value = readPreferences(change.newValue);
  });
  effect(() => {
    const { theme, size } = own.value;
    if (theme === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
    if (size === 0) root.style.removeProperty("--code-size");
    else root.style.setProperty("--code-size", `${size}px`);
  });
}
