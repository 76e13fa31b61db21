/** The stages in a list: those of the plan with where each stands, or the usual ones where there is no plan. */
import type { JSX } from "preact";
import { agendaRows, minutesWords, TURNS, type Agenda, type AgendaRow } from "../core/agenda";
import { goingStage } from "../core/asked";
import { clockText } from "../core/clock";
import { useRoom } from "./room";

type Begin = (title: string, minutes: number) => unknown;

const USUAL = ["Welcome", "Past work", "Coding task", "Walk-through", "Questions"];

/** Everybody reads it; the host begins a stage by pressing it, also one that was skipped. */
export function AgendaList({ agenda, begin }: { readonly agenda: Agenda; readonly begin: Begin }): JSX.Element {
  const { source, desk } = useRoom();
  const rows = agendaRows(agenda.stages, source.state.value, source.time.value);
  return (
    <ol role="list" class="agenda">
      {rows.map((row) => (
        <li key={row.title} data-turn={row.turn}>
          {desk.isHost ? (
            <button
              type="button"
              aria-current={row.turn === "going" ? "step" : undefined}
              onClick={() => {
                if (row.turn !== "going") begin(row.title, row.minutes);
              }}
            >
              <Row row={row} />
            </button>
          ) : (
            <p aria-current={row.turn === "going" ? "step" : undefined}>
              <Row row={row} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Row({ row }: { readonly row: AgendaRow }): JSX.Element {
  return (
    <>
      <span class="turn" aria-hidden="true" />
      <span class="agenda-title">{row.title}</span>
      <span class="hint">{[TURNS[row.turn], minutesWords(row.minutes)].filter(Boolean).join(" · ")}</span>
    </>
  );
}

export function UsualList({ begin }: { readonly begin: Begin }): JSX.Element {
  const { source } = useRoom();
  const { stages } = source.state.value;
  const going = goingStage(source.state.value);
  return (
    <ul role="list">
      {USUAL.map((title) => {
        const last = stages.findLast((stage) => stage.title === title);
        return (
          <li key={title}>
            <button
              type="button"
              aria-current={going?.title === title ? "step" : undefined}
              onClick={() => {
                if (going?.title !== title) begin(title, 0);
              }}
            >
              <span>{title}</span>
              {last ? <span class="mono hint">{clockText(last.at)}</span> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
