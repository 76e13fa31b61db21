/** Ending takes a second yes: it cannot be undone. */
import type { JSX } from "preact";
import { agendaRows } from "../core/agenda";
import { candidateName, goingSpell } from "../core/asked";
import type { Live } from "../source";
import { Dialog } from "./Dialog";
import { useRoom } from "./room";

export function EndInterview({ live }: { readonly live: Live }): JSX.Element {
  const { page, source, desk } = useRoom();
  const name = candidateName(source.state.value);
  const state = source.state.value;
  const alone = goingSpell(state);
  const rows = page.agenda === null ? [] : agendaRows(page.agenda.stages, state, source.time.value);
  const coming = rows
    .filter((row) => row.turn === "coming")
    .map((row) => row.title)
    .join(", ");
  const close = (): void => {
    desk.dialog.value = null;
  };
  const end = (): void => {
    if (live.ask({ type: "end" })) close();
  };
  return (
    <Dialog title={page.practice === "" ? "End the interview?" : "End the practice?"} close={close}>
      {page.role === "learner" ? (
        <p>The room closes, and you have its record and replay to look at. Ending cannot be undone.</p>
      ) : (
        <>
          <p>What happens then:</p>
          <ul class="end-list">
            <li>{name} sees a closing page at once, with the next steps, and cannot come back in.</li>
            <li>The code, the runs and your notes stay in the record, which is sealed.</li>
            {alone === null ? null : (
              <li>
                {name} is working privately just now. What they have is {alone.shares ? "shared then" : "not shared"},
                as they said when they began.
              </li>
            )}
            <li>You go on with your scorecard, while you remember it.</li>
          </ul>
          {coming === "" ? null : <p class="hint">Not begun yet: {coming}. That is fine.</p>}
          <p>Ending cannot be undone.</p>
        </>
      )}
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
