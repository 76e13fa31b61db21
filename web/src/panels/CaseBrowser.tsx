/** A list of cases and, beside it, the one in front: input, expected, got, printed. */
import { Fragment, type JSX } from "preact";
import { rowInFront, type CaseRow } from "../core/caseList";
import { durationText } from "../core/clock";
import { difference } from "../core/diff";
import { writeJson } from "../core/json";
import type { Run } from "../core/state";
import { markOf, sentenceOf, shortWords, type Mark as MarkKind } from "../core/verdicts";
import { Mark } from "./bits";
import { useRoom } from "./room";
import { Pieces, Value, Values } from "./Values";

interface Props {
  readonly label: string;
  readonly rows: readonly CaseRow[];
  readonly run: Run | null;
  readonly canAdd: boolean;
}

export function CaseBrowser({ label, rows, run, canAdd }: Props): JSX.Element {
  const { source, desk } = useRoom();
  const front = rowInFront(rows, desk.chosenCase.value);
  const mayAdd = canAdd && source.live !== null && source.state.value.phase !== "ended";
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
        <RunMessage run={run} />
        {front ? <CaseDetail row={front} ran={run !== null} /> : <p class="hint">There are no tests here yet.</p>}
      </section>
    </div>
  );
}

function stateOf(row: CaseRow): readonly [MarkKind, string] {
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

function CaseDetail({ row, ran }: { readonly row: CaseRow; readonly ran: boolean }): JSX.Element {
  const { source } = useRoom();
  const { result } = row;
  const live = source.live;
  return (
    <>
      <p class="case-sentence">{result ? sentenceOf(result) : waitingWords(row, ran)}</p>
      <dl class="facts">
        <dt>Input</dt>
        <dd>
          <Values args={row.args} />
        </dd>
        <Answers row={row} />
        {result ? (
          <>
            <dt>Printed</dt>
            <dd>{result.stdout === "" ? <span class="nothing">nothing</span> : <Output text={result.stdout} />}</dd>
          </>
        ) : null}
        {result && result.stderr !== "" ? (
          <>
            <dt>Errors</dt>
            <dd>
              <Output text={result.stderr} />
            </dd>
          </>
        ) : null}
      </dl>
      {result?.cut ? <p class="hint">Only the first part of what was printed is shown.</p> : null}
      {result && result.trace !== "" ? (
        <details class="trace" open>
          <summary>Where it happened</summary>
          <pre tabIndex={0} role="region" aria-label="Where it happened">
            {result.trace}
          </pre>
        </details>
      ) : null}
      {row.own && live ? (
        <button type="button" class="button" data-small onClick={() => live.ask({ type: "case_drop", case: row.case })}>
          Remove this case
        </button>
      ) : null}
    </>
  );
}

function waitingWords(row: CaseRow, ran: boolean): string {
  if (row.awaited) return "On its way.";
  if (row.missed) return "The run ended before it came to this test.";
  return ran ? "Added after the last run." : "Not run yet.";
}

function Answers({ row }: { readonly row: CaseRow }): JSX.Element {
  const answered = ["passed", "wrong", "unchecked"].includes(row.result?.verdict ?? "");
  const got = row.result && answered ? writeJson(row.result.got) : null;
  const expected = row.checked ? writeJson(row.expected) : null;
  const wrong = row.result?.verdict === "wrong";
  const [left, right] = wrong && expected !== null && got !== null ? difference(expected, got) : [null, null];
  return (
    <>
      <dt>Expected</dt>
      <dd>
        {left ? <Pieces pieces={left} side="expected" /> : null}
        {!left && expected !== null ? <Value text={expected} /> : null}
        {expected === null ? <span class="nothing">not said</span> : null}
      </dd>
      {got === null ? null : (
        <>
          <dt>Got</dt>
          <dd>{right ? <Pieces pieces={right} side="got" /> : <Value text={got} />}</dd>
        </>
      )}
    </>
  );
}

function Output({ text }: { readonly text: string }): JSX.Element {
  return (
    <pre class="output" tabIndex={0}>
      {text}
    </pre>
  );
}
