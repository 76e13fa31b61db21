/** One sentence when the server said no to something that was asked for. */
import type { JSX } from "preact";
import type { Live } from "../source";

/** These are told beside what was typed (`FileDeeds`). */
const TOLD_THERE: ReadonlySet<string> = new Set(["file_create", "file_rename"]);

export function Refused({ live }: { readonly live: Live }): JSX.Element {
  const refusal = live.refusal.value;
  return (
    <div class="refused" role="alert">
      {refusal && !TOLD_THERE.has(refusal.ask) ? (
        <div class="refused-card" key={refusal.count}>
          <p>{refusal.message}</p>
          <button type="button" class="button" data-small onClick={() => live.dismissRefusal()}>
            All right
          </button>
        </div>
      ) : null}
    </div>
  );
}
