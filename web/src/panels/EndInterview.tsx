/** Ending takes a second yes: it cannot be undone. */
import type { JSX } from "preact";
import { candidateName } from "../core/asked";
import type { Live } from "../source";
import { Dialog } from "./Dialog";
import { useRoom } from "./room";

export function EndInterview({ live }: { readonly live: Live }): JSX.Element {
  const { page, source, desk } = useRoom();
  const name = candidateName(source.state.value);
  const close = (): void => {
    desk.dialog.value = null;
  };
  const end = (): void => {
    if (live.ask({ type: "end" })) close();
  };
  return (
    <Dialog title={page.practice === "" ? "End the interview?" : "End the practice?"} close={close}>
      <p>
        {page.role === "learner"
          ? "The room closes, and you have its record and replay to look at. Ending cannot be undone."
          : `${name} will see a closing page at once and cannot come back in. The code, the runs and your notes stay in the
        record. Ending cannot be undone.`}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={close}>
          Keep going
        </button>
        <button type="button" class="button" data-kind="primary" onClick={end}>
          {page.role === "learner" ? "End" : "End for everybody"}
        </button>
      </div>
    </Dialog>
  );
}
