/** A list of cases and, beside it, the one in front; or what the compiler said, when there is no program to try. */
import { Fragment, type JSX } from "preact";
import { compilerWords, isCompiling, rowInFront, type CaseRow } from "../core/caseList";
import { durationText } from "../core/clock";
import type { Run } from "../core/state";
import { markOf, shortWords, type Mark as MarkKind } from "../core/verdicts";
import { Mark } from "./bits";
import { CaseDetail, CompilerWords } from "./CaseDetail";
import { useAsking, useRoom } from "./room";
import { overCase } from "./slots";
import { Waiting } from "./Waiting";

interface Props {
  readonly label: string;
  readonly rows: readonly CaseRow[];
  readonly run: Run | null;
  readonly canAdd: boolean;
}

export function CaseBrowser({ label, rows, run, canAdd }: Props): JSX.Element {
  const { desk } = useRoom();
  const front = rowInFront(rows, desk.chosenCase.value);
  const live = useAsking();
  const mayAdd = live !== null && canAdd && !live.privately?.text.value;
  return (
    <div class="cases">
      <ul role="list" class="case-list" aria-label={label}>
        {rows.map((row, index) => (
          <Fragment key={row.case}>
            {row.group !== "" && row.group !== rows[index - 1]?.group ? <li class="case-group">{row.group}</li> : null}
            <CaseLine row={row} front={row.case === front?.case} />
          </Fragment>
        ))}
        {mayAdd ? (
          <li>
            <button type="button" class="case-line" data-add onClick={() => (desk.dialog.value = "own-case")}>
              <span class="mark" data-mark="open" aria-hidden="true">
                +
              </span>
              <span class="case-name">add a case of your own</span>
            </button>
          </li>
        ) : null}
      </ul>
      <section class="case-detail" aria-label="The test in front" tabIndex={0}>
        {front ? overCase.value?.(front) : null}
        <Waiting run={run} />
        <RunMessage run={run} />
        {run && compilerWords(run) ? (
          <CompilerWords run={run} />
        ) : front ? (
          <CaseDetail row={front} run={run} />
        ) : (
          <p class="hint">
            {desk.task.value.kind === "project"
              ? "The tests are listed here once they have run."
              : "There are no tests here yet."}
          </p>
        )}
      </section>
    </div>
  );
}

function stateOf(row: CaseRow): readonly [MarkKind, string] {
  if (row.result && isCompiling(row.result.verdict)) return ["open", "not run"];
  if (row.result) return [markOf(row.result.verdict), shortWords(row.result.verdict)];
  return ["open", row.awaited ? "running" : "not run yet"];
}

function CaseLine({ row, front }: { readonly row: CaseRow; readonly front: boolean }): JSX.Element {
  const { desk } = useRoom();
  const [mark, words] = stateOf(row);
  return (
    <li>
      <button
        type="button"
        class="case-line"
        aria-current={front ? "true" : undefined}
        aria-busy={row.awaited}
        onClick={() => (desk.chosenCase.value = row.case)}
      >
        <Mark kind={mark} words="" />
        <span class="case-name" title={row.name}>
          {row.name}
          <span class="visually-hidden">, {words}</span>
        </span>
        <span class="case-time">{timeOf(row)}</span>
      </button>
    </li>
  );
}

/** Nothing for a case that never ran, such as one of code that could not be read. */
function timeOf(row: CaseRow): string {
  if (row.result === null) return row.awaited ? "…" : "";
  return row.result.ms > 0 ? durationText(row.result.ms) : "";
}

/** What came of the run as a whole, where that says more than its cases do. */
function RunMessage({ run }: { readonly run: Run | null }): JSX.Element | null {
  const end = run?.end;
  if (!end || end.message === "" || !["cancelled", "internal_error"].includes(end.verdict)) return null;
  return <p class="run-message">{end.message}</p>;
}
