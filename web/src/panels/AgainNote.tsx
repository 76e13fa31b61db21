/** Above results that are no history: they came just now, from the code of an earlier moment. */
import type { JSX } from "preact";
import type { Rerun } from "../core/again";
import { clockText } from "../core/clock";
import { queueWords } from "../core/verdicts";
import { useRoom } from "./room";

export function AgainNote({ again }: { readonly again: Rerun }): JSX.Element {
  const { desk } = useRoom();
  const at = clockText(again.at);
  return (
    <div class="again-note" role="status">
      <span class="chip">run now</span>
      <p>
        {again.trouble !== "" ? (
          again.trouble
        ) : (
          <>
            On the code of <strong class="mono">{at}</strong>. {detailOf(again)}
          </>
        )}
      </p>
      <button type="button" class="button" data-small onClick={() => (desk.again.value = null)}>
        Back to the record
      </button>
    </div>
  );
}

function detailOf(again: Rerun): string {
  if (again.waits > 0) return queueWords(again.waits);
  if (again.run === null) return "It is being prepared.";
  if (again.taskChanged) return "The task has changed since: these are its tests of today.";
  return "Nobody saw this in the interview.";
}
