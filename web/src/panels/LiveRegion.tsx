/** Says news to screen readers, politely and not too often: the newest sentence wins. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Live } from "../source";

/** A sentence gets this long before the next one may replace it. */
const GAP_MS = 1500;

export function LiveRegion({ live }: { readonly live: Live }): JSX.Element {
  const [said, setSaid] = useState("");
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(0);
  useSignalEffect(() => {
    const sentence = live.spoken.value?.sentence;
    if (sentence === undefined) return;
    if (waiting.current !== null) clearTimeout(waiting.current);
    const wait = Math.max(0, last.current + GAP_MS - performance.now());
    waiting.current = setTimeout(() => {
      last.current = performance.now();
      setSaid(sentence);
    }, wait);
  });
  return (
    <p class="visually-hidden" role="status" aria-live="polite" data-testid="said">
      {said}
    </p>
  );
}
