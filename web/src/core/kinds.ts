/** What cases of each kind of task hold, read out of their JSON: text, calls on an object, tables. */
import { writeJson, type Json } from "./json";

type Args = Readonly<Record<string, Json>>;

/** The text of a program's input or output; other values as their JSON. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : value === undefined ? "" : writeJson(value);
}

/** One call on an object: `expected` and `got` are null where nobody said, or nothing came. */
export interface CallRow {
  readonly call: string;
  readonly expected: string | null;
  readonly got: string | null;
  readonly differs: boolean;
}

/**
 * The calls of a class task's case beside what each should answer and did.
 *
 * `expected` and `got` are lists of the answers of those calls that are checked, which have an arrow; where nothing is
 * checked (`expected` is no list), `got` has the answers of all calls but the constructor's.
 */
export function callRows(args: Args, expected: Json, got: Json | undefined): readonly CallRow[] {
  const checks = Array.isArray(expected);
  const [wanted, answers] = [[...listOf(expected)], [...listOf(got)]];
  return listOf(args["calls"]).map((each, at) => {
    const text = textOf(each);
    const call = withoutAnswer(text);
    const answered = at > 0 && (!checks || call.length < text.trimEnd().length);
    const want = answered && checks ? written(wanted.shift()) : null;
    const have = answered ? written(answers.shift()) : null;
    return { call, expected: want, got: have, differs: want !== null && have !== null && have !== want };
  });
}

function written(value: Json | undefined): string | null {
  return value === undefined ? null : writeJson(value);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** `get(1) -> 2` without its arrow; an arrow in a text is part of that text. */
export function withoutAnswer(call: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|(?!->)[^"])*/su.exec(call)?.[0].trimEnd() ?? call;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Json[])[];
}

/** The table of an sql task's answer; null for anything else. */
export function tableOf(value: Json | undefined): Table | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { columns, rows } = value as Args;
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null;
  return { columns: (columns as Json[]).map(textOf), rows: (rows as Json[]).map(listOf) };
}

/** For each row of `one`, whether `other` has no such row left. Every row is matched at most once. */
export function missingRows(one: Table, other: Table): readonly boolean[] {
  const left = new Map<string, number>();
  for (const row of other.rows) left.set(writeJson(row), (left.get(writeJson(row)) ?? 0) + 1);
  return one.rows.map((row) => {
    const count = left.get(writeJson(row)) ?? 0;
    left.set(writeJson(row), count - 1);
    return count <= 0;
  });
}
