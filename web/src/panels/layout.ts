/** The widths and heights of the panes, remembered in this browser. */
import { signal, type Signal } from "@preact/signals";

export interface Size {
  readonly px: Signal<number>;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

const KEY = "greenroom:layout";

function remembered(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const before = remembered();

function size(name: string, usual: number, least: number, most: number): Size {
  const kept = before[name];
  const px = typeof kept === "number" && kept >= least && kept <= most ? kept : usual;
  return { px: signal(px), least, most, usual };
}

export const LAYOUT = {
  left: size("left", 372, 260, 640),
  right: size("right", 348, 264, 560),
  results: size("results", 272, 128, 640),
} as const;

/** Sets a size within its bounds. */
export function resize(target: Size, px: number): void {
  target.px.value = Math.round(Math.min(target.most, Math.max(target.least, px)));
}

/** Called when a pane was let go, not on every pixel. */
export function rememberLayout(): void {
  const sizes = Object.entries(LAYOUT).map(([name, each]) => [name, each.px.peek()] as const);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(sizes)));
  } catch {
    // Storage is full or forbidden: the panes keep their sizes until the page closes.
  }
}
