/** The plan as a bar: a piece for each stage, as wide as it is long. Shapes say what colours say. */
import type { JSX } from "preact";
import { agendaRows, TURNS } from "../core/agenda";
import { useRoom } from "./room";

export function StageBar(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  if (page.agenda === null) return null;
  const rows = agendaRows(page.agenda.stages, source.state.value, source.time.value);
  return (
    <span class="stage-bar" aria-hidden="true">
      {rows.map((row) => (
        <span
          key={row.title}
          data-turn={row.turn}
          title={[row.title, TURNS[row.turn]].filter(Boolean).join(": ")}
          // How far a stage is would be a countdown: a candidate sees which one goes.
          style={{ "--minutes": row.minutes || 1, "--part": desk.interviews || row.turn === "done" ? row.part : 0 }}
        />
      ))}
    </span>
  );
}
