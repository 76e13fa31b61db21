/** The row of a list at which the replay is. */
import { useSignalEffect, type ReadonlySignal } from "@preact/signals";

/** Keeps the current row in view, unless somebody is in the list. Draws nothing anew: a long list has thousands of rows. */
export function useFollowing(list: { readonly current: HTMLElement | null }, now: ReadonlySignal<number>): void {
  useSignalEffect(() => {
    if (now.value === 0) return;
    // The row is marked in the same turn, after this.
    const frame = requestAnimationFrame(() => {
      if (list.current?.contains(document.activeElement) || list.current?.matches(":hover")) return;
      list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
    });
    return () => cancelAnimationFrame(frame);
  });
}
