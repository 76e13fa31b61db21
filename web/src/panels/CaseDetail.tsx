/** One case: what it sends in, what should come out, what came, and what was printed on the way. */
import type { JSX } from "preact";
import { compilerWords, type CaseRow } from "../core/caseList";
import type { Run } from "../core/state";
import { sentenceOf } from "../core/verdicts";
import { AnswerFacts, Calls, Input, isTextDifference, TextDifference } from "./Answers";
import { useAsking, useRoom } from "./room";

export function CaseDetail({ row, run }: { readonly row: CaseRow; readonly run: Run | null }): JSX.Element {
  const { desk } = useRoom();
  const { kind, back } = desk.task.value;
  const { result } = row;
  const live = useAsking();
  if (run?.partial === true) return <p class="hint">What it answered and printed is on its way.</p>;
  return (
    <>
      <p class="case-sentence">{result ? sentenceOf(result) : waitingWords(row, run !== null)}</p>
      {kind === "class" ? <Calls row={row} /> : null}
      {isTextDifference(row, kind) ? <TextDifference row={row} /> : null}
      <dl class="facts">
        {kind === "class" || kind === "project" ? null : (
          <>
            <dt>{kind === "sql" ? "Rows before" : "Input"}</dt>
            <dd>
              <Input kind={kind} args={row.args} />
            </dd>
            <AnswerFacts row={row} kind={kind} back={back} />
          </>
        )}
        {result ? <PrintedFacts row={row} answers={kind === "stdin"} /> : null}
      </dl>
      {result?.cut ? <p class="hint">Only the first part of what was printed is shown.</p> : null}
      {result && result.trace !== "" ? <Trace text={result.trace} title="Where it happened" /> : null}
      {row.own && live ? (
        <button type="button" class="button" data-small onClick={() => live.ask({ type: "case_drop", case: row.case })}>
          Remove this case
        </button>
      ) : null}
    </>
  );
}

/** `answers`: what this program prints is its answer, and is shown as that when there is one. */
function PrintedFacts({ row, answers }: { readonly row: CaseRow; readonly answers: boolean }): JSX.Element | null {
  const { result } = row;
  if (result === null) return null;
  const shownAlready = answers && ["passed", "wrong", "unchecked"].includes(result.verdict);
  return (
    <>
      {shownAlready ? null : (
        <>
          <dt>Printed</dt>
          <dd>{result.stdout === "" ? <span class="nothing">nothing</span> : <Output text={result.stdout} />}</dd>
        </>
      )}
      {result.note === "" ? null : (
        <>
          <dt>Checker</dt>
          <dd class="checker-note">{result.note}</dd>
        </>
      )}
      {result.stderr === "" ? null : (
        <>
          <dt>Errors</dt>
          <dd>
            <Output text={result.stderr} />
          </dd>
        </>
      )}
    </>
  );
}

/** In place of every case, when there is no program to try them on: what the compiler said, once. */
export function CompilerWords({ run }: { readonly run: Run }): JSX.Element | null {
  const said = compilerWords(run);
  if (said === null) return null;
  return (
    <>
      <p class="case-sentence">{sentenceOf(said)}</p>
      <p class="hint">No test could run. It is the same for all of them.</p>
      {said.trace === "" ? null : <Trace text={said.trace} title="What the compiler said" />}
    </>
  );
}

function Trace({ text, title }: { readonly text: string; readonly title: string }): JSX.Element {
  return (
    <details class="trace" open>
      <summary>{title}</summary>
      <pre tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </details>
  );
}

function waitingWords(row: CaseRow, ran: boolean): string {
  if (row.awaited) return "On its way.";
  if (row.missed) return "The run ended before it came to this test.";
  return ran ? "Added after the last run." : "Not run yet.";
}

function Output({ text }: { readonly text: string }): JSX.Element {
  return (
    <pre class="output" tabIndex={0}>
      {text}
    </pre>
  );
}
