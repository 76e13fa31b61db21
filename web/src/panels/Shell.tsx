/** The room's frame, the same for live and replay: task left, code and results in the middle, one more column right. */
import type { ComponentChildren, JSX } from "preact";
import { EditorPane } from "./EditorPane";
import { LAYOUT } from "./layout";
import { PhoneBar } from "./PhoneBar";
import { ResultsPane } from "./ResultsPane";
import { useRoom } from "./room";
import { Splitter } from "./Splitter";
import { TaskPane, type Aside } from "./TaskPane";

interface Props {
  readonly header: ComponentChildren;
  /** What stands beside the code; null where this viewer has nothing there. */
  readonly aside: Aside | null;
  readonly footer: ComponentChildren;
}

export function Shell({ header, aside, footer }: Props): JSX.Element {
  const { desk } = useRoom();
  const width = desk.width.value;
  const sizes = {
    "--left": `${LAYOUT.left.px.value}px`,
    "--right": `${LAYOUT.right.px.value}px`,
    "--results": `${LAYOUT.results.px.value}px`,
  };
  const column = width === "medium" ? null : aside;
  return (
    <div class="room" data-width={width} data-pane={desk.pane.value} data-aside={column !== null} style={sizes}>
      {header}
      <main class="panes">
        <section class="pane left-pane" aria-label="Task">
          <TaskPane aside={width === "medium" ? aside : null} />
        </section>
        <Splitter label="Width of the task" size={LAYOUT.left} axis="x" sign={1} />
        <div class="middle">
          <section class="pane code-pane" aria-label="Code">
            <EditorPane />
          </section>
          <Splitter label="Height of the results" size={LAYOUT.results} axis="y" sign={-1} />
          <section class="pane results-pane" aria-label="Results">
            <ResultsPane />
          </section>
        </div>
        {column ? (
          <>
            <Splitter label={`Width of the ${column.label.toLowerCase()}`} size={LAYOUT.right} axis="x" sign={-1} />
            <aside class="pane right-pane" aria-label={column.label}>
              {column.column}
            </aside>
          </>
        ) : null}
      </main>
      {width === "phone" ? <PhoneBar aside={aside?.tab ?? null} /> : null}
      {footer}
    </div>
  );
}
