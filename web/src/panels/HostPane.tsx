/** The interviewer's own column: the hidden tests and the notes. The candidate's page never draws it. */
import type { JSX } from "preact";
import { candidateName, goingRun, latestRun, scoreOf } from "../core/asked";
import { generatedCount, hiddenRows, type CaseRow } from "../core/caseList";
import { counted } from "../core/clock";
import type { Task } from "../core/page";
import type { Run } from "../core/state";
import { markOf, shortWords } from "../core/verdicts";
import type { Live } from "../source";
import { HintLadder } from "./Hints";
import { Notes } from "./Notes";
import { PartsCard } from "./Parts";
import { useAsking, useRoom } from "./room";
import { whyNot } from "./running";
import { StageCard } from "./StageCard";
import { Waiting } from "./Waiting";

export function HostPane(): JSX.Element {
  return (
    <div class="host-pane">
      <div class="host-cards">
        <StageCard />
        <HiddenCard />
        <PartsCard />
        <HintLadder />
      </div>
      <Notes />
    </div>
  );
}

/** The permanent reminder at the top of the column. */
export function HostHead(): JSX.Element {
  const { source } = useRoom();
  return (
    <div class="host-head">
      <h2>Interviewer</h2>
      <p class="private-words">{candidateName(source.state.value)} does not see this</p>
    </div>
  );
}

export function HiddenCard(): JSX.Element {
  const { source, desk } = useRoom();
  const groups = desk.task.value.interviewer?.hidden ?? [];
  const run = latestRun(source.state.value, desk.place.value, "hidden");
  const rows = hiddenRows(groups, run);
  const generated = run ? 0 : generatedCount(groups);
  const live = useAsking();
  const unsafe = live ? unsafeWords(live) : "";
  return (
    <section class="card" aria-labelledby="hidden-title">
      <div class="card-head">
        <h3 id="hidden-title">Hidden tests</h3>
        {live ? <RunHidden live={live} /> : null}
      </div>
      {rows.length + generated > 0 ? <Squares rows={rows} generated={generated} /> : null}
      <Waiting run={run} />
      <p class="hint">
        {run ? <Summary run={run} rows={rows} /> : beforeWords(rows.length + generated, desk.task.value)}
      </p>
      {unsafe === "" ? null : (
        <p class="run-message" id="hidden-unsafe">
          {unsafe}
        </p>
      )}
    </section>
  );
}

/** Why hidden tests are off although others run. */
function unsafeWords(live: Live): string {
  return live.sandbox.value?.unsafe ?? "";
}

/** A project's tests are known from their first run. */
function beforeWords(count: number, { kind }: Task): string {
  if (kind === "project") return "Not run yet.";
  return count === 0 ? "This task has no hidden tests." : `${counted(count, "case")}, not run on this file yet.`;
}

function RunHidden({ live }: { readonly live: Live }): JSX.Element {
  const { source, desk } = useRoom();
  const place = desk.place.value;
  const why = whyNot(live, place) || unsafeWords(live);
  const going = goingRun(source.state.value);
  const off = why !== "" || going !== null || source.state.value.phase === "ended";
  const run = (): void => {
    if (off) return;
    desk.resultsTab.value = "hidden";
    live.ask({ type: "run", ...place, suite: "hidden" });
  };
  return (
    <button
      type="button"
      class="button"
      data-small
      aria-disabled={off}
      aria-describedby={unsafeWords(live) === "" ? undefined : "hidden-unsafe"}
      aria-label="Run hidden tests"
      onClick={run}
    >
      {going?.suite === "hidden" ? "Running…" : "Run"}
    </button>
  );
}

/** One square a case: filled when it passed, dashed with a cross when not, hollow before. */
function Squares({ rows, generated }: { readonly rows: readonly CaseRow[]; readonly generated: number }): JSX.Element {
  const { desk } = useRoom();
  const show = (row: CaseRow): void => {
    desk.chosenCase.value = row.case;
    desk.resultsTab.value = "hidden";
    if (desk.width.peek() === "phone") desk.pane.value = "tests";
  };
  return (
    <div class="squares" role="group" aria-label="Hidden cases">
      {rows.map((row) => {
        const words = row.result ? shortWords(row.result.verdict) : "not run yet";
        return (
          <button
            key={row.case}
            type="button"
            class="square"
            data-mark={row.result ? markOf(row.result.verdict) : "open"}
            title={`${row.name}: ${words}`}
            aria-label={`${row.name}: ${words}`}
            onClick={() => show(row)}
          />
        );
      })}
      {Array.from({ length: generated }, (_, index) => (
        <span key={`generated-${index}`} class="square" data-mark="open" title="made when the tests run" />
      ))}
    </div>
  );
}

/** At most this many failing cases are named. */
const NAMED = 3;

function Summary({ run, rows }: { readonly run: Run; readonly rows: readonly CaseRow[] }): JSX.Element {
  const { source } = useRoom();
  const name = candidateName(source.state.value);
  if (run.end === null) {
    return (
      <>
        {Object.keys(run.results).length} of {run.total} in.
      </>
    );
  }
  if (run.end.verdict === "internal_error" || run.end.verdict === "cancelled") return <>{run.end.message}</>;
  const failing = rows.filter((row) => row.result !== null && markOf(row.result.verdict) === "fail");
  const named = failing.slice(0, NAMED).map((row) => row.name);
  const more = failing.length - named.length;
  return (
    <>
      {scoreOf(run)} passed
      {named.length > 0 ? (
        <>
          {" · "}
          <strong>{named.join(", ")}</strong>
          {more > 0 ? ` and ${more} more` : ""} {failing.length === 1 ? "does not" : "do not"}
        </>
      ) : null}
      {` · ${name} was told ${toldWords(run)}`}
    </>
  );
}

/** What the candidate hears of it, as the task says. */
function toldWords(run: Run): string {
  const told = run.end?.feedback;
  return told === "none" ? "only that they ran" : `“${scoreOf(run)}”${told === "names" ? ", and which" : ""}`;
}
