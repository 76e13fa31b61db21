/** Below the editor: the tests one by one, as each becomes known, and what the hidden ones said. */
import type { JSX } from "preact";
import type { Rerun } from "../core/again";
import { latestRun, ownCases, scoreOf } from "../core/asked";
import { hiddenRows, projectRows, visibleRows } from "../core/caseList";
import { counted } from "../core/clock";
import type { Suite } from "../core/events";
import { sameWork } from "../core/page";
import type { Run } from "../core/state";
import { markOf, programWords, runMark, runWords, shortWords } from "../core/verdicts";
import type { Source } from "../source";
import { AgainNote } from "./AgainNote";
import { Mark } from "./bits";
import { CaseBrowser } from "./CaseBrowser";
import type { ResultsTab } from "./desk";
import { RunHidden } from "./Practice";
import { Program } from "./Program";
import { useRoom } from "./room";
import { panelOf, Tabs, type Tab } from "./Tabs";
import { Waiting } from "./Waiting";

export function ResultsPane(): JSX.Element {
  const { source, desk } = useRoom();
  const state = source.state.value;
  const again = sameWork(desk.again.value, desk.place.value) ? desk.again.value : null;
  const latest = (suite: Suite): Run | null =>
    again?.suite === suite ? again.run : latestRun(state, desk.place.value, suite);
  const tests = latest("examples");
  const program = latestRun(state, desk.place.value, "scratch");
  const hidden = latest("hidden");
  const tabs: readonly Tab<ResultsTab>[] = [
    { id: "tests", title: "Tests", extra: tests ? scoreOf(tests) : "" },
    { id: "program", title: "Program", extra: program ? programWords(program) : "" },
    ...(isRecorded(source)
      ? [{ id: "hidden", title: "Hidden", extra: hidden ? scoreOf(hidden) : "", mine: desk.interviews } as const]
      : []),
  ];
  const chosen = desk.resultsTab.value;
  const run = { tests, program, hidden }[chosen];
  return (
    <>
      <Tabs label="Results" name="results" tabs={tabs} chosen={chosen} choose={(id) => (desk.resultsTab.value = id)}>
        <RunProgress run={run} />
      </Tabs>
      <div class="pane-body results-body" {...panelOf("results", chosen)}>
        {again && isOf(again, chosen) ? <AgainNote again={again} /> : null}
        {chosen === "tests" ? (
          <Tests run={tests} />
        ) : chosen === "program" ? (
          <Program />
        ) : desk.interviews ? (
          <Hidden run={hidden} />
        ) : (
          <HiddenCount run={hidden} />
        )}
      </div>
    </>
  );
}

/** In the warm-up there is nobody else: no tests of theirs, and no cases that would be shared. */
function isRecorded({ live }: Source): boolean {
  return live?.recorded !== false;
}

/** Whether what was run again is what this tab shows. */
function isOf({ suite }: Rerun, chosen: ResultsTab): boolean {
  return { tests: "examples", hidden: "hidden", program: "scratch" }[chosen] === suite;
}

function RunProgress({ run }: { readonly run: Run | null }): JSX.Element | null {
  if (run?.end !== null || run.suite === "scratch") return null;
  const known = Object.keys(run.results).length;
  return (
    <span
      class="run-progress"
      role="progressbar"
      aria-label="Results so far"
      aria-valuemin={0}
      aria-valuemax={run.total}
      aria-valuenow={known}
      style={{ "--part": run.total > 0 ? known / run.total : 0 }}
    />
  );
}

function Tests({ run }: { readonly run: Run | null }): JSX.Element {
  const { source, desk } = useRoom();
  const task = desk.task.value;
  if (task.kind === "project") return <CaseBrowser label="Tests" rows={projectRows(run)} run={run} canAdd={false} />;
  const rows = visibleRows(task.examples, ownCases(source.state.value, task.slug), run);
  return <CaseBrowser label="Tests" rows={rows} run={run} canAdd={isRecorded(source)} />;
}

function Hidden({ run }: { readonly run: Run | null }): JSX.Element {
  const { desk } = useRoom();
  const groups = desk.task.value.interviewer?.hidden ?? [];
  return <CaseBrowser label="Hidden tests" rows={hiddenRows(groups, run)} run={run} canAdd={false} />;
}

/** All that a candidate is told of the hidden tests: how many passed, and by name those that the task reveals. */
function HiddenCount({ run }: { readonly run: Run | null }): JSX.Element {
  const { page } = useRoom();
  if (run === null) {
    return (
      <div class="quiet-place">
        <h2>No hidden tests so far</h2>
        <p>
          {page.practice === "solo"
            ? "There are more tests than the ones you see. Run them, and you read here how many of them passed."
            : "Your interviewer can run more tests than the ones you see. Then you will read here how many of them passed."}
        </p>
        <RunHidden />
      </div>
    );
  }
  return (
    <div class="quiet-place">
      <Waiting run={run} />
      <h2>
        <Mark kind={runMark(run)} words="" /> {run.end === null ? "Hidden tests are running" : runWords(run)}
      </h2>
      <p>
        {run.end !== null
          ? `What is in them stays hidden.${page.practice === "solo" ? "" : " Ask your interviewer if you would like to talk about it."}`
          : run.total > 0
            ? `${counted(run.total, "test")}; this takes a moment.`
            : "This takes a moment."}
      </p>
      <RevealedTests run={run} />
      <RunHidden />
    </div>
  );
}

function RevealedTests({ run }: { readonly run: Run }): JSX.Element | null {
  const rows = hiddenRows([], run);
  if (rows.length === 0) return null;
  return (
    <ul role="list" class="revealed" aria-label="Hidden tests that may be named">
      {rows.map((row) => (
        <li key={row.case}>
          <Mark kind={row.result ? markOf(row.result.verdict) : "open"} words="" />
          <span>
            {row.name}
            <span class="visually-hidden">, {row.result ? shortWords(row.result.verdict) : "not run yet"}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
