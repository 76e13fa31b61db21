/** Leads the focus to what the next drawing brings. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * Asks for the focus of what `find` finds once the page is drawn. That is before the next key is heard: whoever types
 * on at once types into it, and not into what they come from.
 */
export function useNext(): (find: () => HTMLElement | null | undefined, all?: boolean) => void {
  const wanted = useRef<{ readonly find: () => HTMLElement | null | undefined; readonly all: boolean } | null>(null);
  const [, draw] = useState(0);
  useLayoutEffect(() => {
    const now = wanted.current;
    if (now === null) return;
    wanted.current = null;
    const found = now.find();
    found?.focus();
    if (now.all && found instanceof HTMLInputElement) found.select();
  });
  return (find, all = false) => {
    wanted.current = { find, all };
    draw((count) => count + 1);
  };
}
