/** While a run waits for a place in the sandbox: how many go before it. */
import type { JSX } from "preact";
import type { Run } from "../core/state";
import { queueWords } from "../core/verdicts";
import { useRoom } from "./room";

/** The place of this run in the queue; 0 when it does not wait. */
export function useQueue(run: Run | null): number {
  const queue = useRoom().source.live?.queue.value ?? null;
  return run?.end === null && queue?.run === run.id ? queue.position : 0;
}

export function Waiting({ run }: { readonly run: Run | null }): JSX.Element | null {
  const position = useQueue(run);
  if (position === 0) return null;
  return (
    <p class="run-message" data-kind="waiting" role="status">
      {queueWords(position)}
    </p>
  );
}
