/** The rows of a results list: cases and what is known of each, before, during and after a run. */
import type { Verdict } from "./events";
import type { Json } from "./json";
import type { Example, HiddenGroup } from "./page";
import type { Judged, OwnCase, Run } from "./state";

export interface CaseRow {
  readonly case: string;
  readonly name: string;
  readonly group: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly expected: Json;
  /** Whether anybody said what the answer should be. */
  readonly checked: boolean;
  /** Somebody in the room added it and may take it away again. */
  readonly own: boolean;
  readonly result: Judged | null;
  /** A run is going and has not come to this case. */
  readonly awaited: boolean;
  /** The last run ended before it came to this case. */
  readonly missed: boolean;
}

/** The examples and own cases of a task, with the results of its latest run. */
export function visibleRows(
  examples: readonly Example[],
  own: readonly OwnCase[],
  run: Run | null,
): readonly CaseRow[] {
  const rows = [
    ...examples.map((each) => ({ ...each, group: "", checked: true, own: false })),
    ...own.map((each) => ({ ...each, group: "", own: true })),
  ];
  return rows.map((row) => withResult(row, run));
}

/** The visible tests of a project, which nobody lists before its first run. */
export function projectRows(run: Run | null): readonly CaseRow[] {
  return (run?.cases ?? []).map((each) => withResult({ ...each, group: "", own: false }, run));
}

/** The hidden cases: those of the run where there is one (generated ones too), else those that the task lists. */
export function hiddenRows(groups: readonly HiddenGroup[], run: Run | null): readonly CaseRow[] {
  if (run !== null) return run.cases.map((each) => withResult({ ...each, own: false }, run));
  return groups.flatMap(({ group, cases }) =>
    cases.map((each) => ({ ...each, group, checked: true, own: false, result: null, awaited: false, missed: false })),
  );
}

type Bare = Omit<CaseRow, "result" | "awaited" | "missed">;

function withResult(row: Bare, run: Run | null): CaseRow {
  const { case: id, name, group, args, expected, checked, own } = row;
  const result = run?.results[id] ?? null;
  const asked = run?.cases.some((each) => each.case === id) ?? false;
  const open = asked && result === null;
  const awaited = open && run?.end === null;
  return { case: id, name, group, args, expected, checked, own, result, awaited, missed: open && !awaited };
}

/** The row to show in detail: the chosen one, else the first that did not pass, else the first. */
export function rowInFront(rows: readonly CaseRow[], chosen: string | null): CaseRow | null {
  return (
    rows.find((row) => row.case === chosen) ??
    rows.find((row) => row.result !== null && row.result.verdict !== "passed" && row.result.verdict !== "unchecked") ??
    rows[0] ??
    null
  );
}

/** What the compiler said of a whole run, where that is why nothing ran; null where there was a program to try. */
export function compilerWords(run: Run): Pick<Judged, "verdict" | "message" | "trace"> | null {
  const said = Object.values(run.results).find(({ verdict }) => isCompiling(verdict));
  if (said) return said;
  return run.end && isCompiling(run.end.verdict) ? { ...run.end, trace: "" } : null;
}

/** Whether there never was a program. */
export function isCompiling(verdict: Verdict): boolean {
  return verdict === "compile_error" || verdict === "compile_limit";
}

/** How many cases of a group were left out of the list because a generator makes them at run time. */
export function generatedCount(groups: readonly HiddenGroup[]): number {
  return groups.reduce((sum, group) => sum + group.generated, 0);
}
