/** What a case sends in and what should come out, drawn the way its kind of task is read: values, text, calls, tables. */
import type { JSX } from "preact";
import type { CaseRow } from "../core/caseList";
import { difference } from "../core/diff";
import { shorten, writeJson, type Json } from "../core/json";
import { callRows, missingRows, tableOf, textOf, type CallRow, type Table } from "../core/kinds";
import type { TaskKind } from "../core/page";
import { lineDifference, type LinePair, type Side } from "../core/textDiff";
import { Left, Pieces, Value, Values } from "./Values";

/** Characters of one text; more would push everything else off the panel. */
const MOST = 4000;
/** Rows of one table or list of calls. */
const MOST_ROWS = 100;

type Args = Readonly<Record<string, Json>>;

export function Input({ kind, args }: { readonly kind: TaskKind; readonly args: Args }): JSX.Element {
  switch (kind) {
    case "stdin":
      return <Text text={textOf(args["stdin"])} none="no input" />;
    case "sql":
      return <Text text={textOf(args["seed"])} none="only the task’s own tables" />;
    case "function":
    case "class":
    case "project":
      return <Values args={args} />;
  }
}

/** The right answer, on its own. */
export function Expected({ kind, value }: { readonly kind: TaskKind; readonly value: Json }): JSX.Element {
  const table = kind === "sql" ? tableOf(value) : null;
  if (table) return <TableView table={table} />;
  return kind === "stdin" ? <Text text={textOf(value)} none="nothing" /> : <Value text={writeJson(value)} />;
}

export function Text({ text, none }: { readonly text: string; readonly none: string }): JSX.Element {
  if (text === "") return <span class="nothing">{none}</span>;
  const { text: shown, left } = shorten(text, MOST);
  return (
    <pre class="text-value" tabIndex={0}>
      {shown}
      {left > 0 ? <Left count={left} /> : null}
    </pre>
  );
}

/** A program that printed something else is shown line by line, over the whole width. */
export function isTextDifference(row: CaseRow, kind: TaskKind): boolean {
  return kind === "stdin" && row.checked && row.result?.verdict === "wrong";
}

/** The answers to one case, as rows of its facts. `back` is the argument that is the answer, where it is one. */
export function AnswerFacts({
  row,
  kind,
  back,
}: {
  readonly row: CaseRow;
  readonly kind: TaskKind;
  readonly back: string;
}) {
  const { result } = row;
  const came = result !== null && ["passed", "wrong", "unchecked"].includes(result.verdict);
  const wrong = result?.verdict === "wrong" && row.checked;
  if (isTextDifference(row, kind)) return null;
  const after = back === "" ? null : <code> {back}</code>;
  return (
    <>
      <dt>Expected{after}</dt>
      <dd>
        {row.checked ? <ExpectedSide row={row} kind={kind} wrong={wrong} /> : <span class="nothing">not said</span>}
      </dd>
      {came ? (
        <>
          <dt>Got{after}</dt>
          <dd>
            <GotSide row={row} kind={kind} got={result.got} wrong={wrong} />
          </dd>
        </>
      ) : null}
    </>
  );
}

interface SideProps {
  readonly row: CaseRow;
  readonly kind: TaskKind;
  readonly wrong: boolean;
}

function ExpectedSide({ row, kind, wrong }: SideProps): JSX.Element {
  if (!wrong || !row.result) return <Expected kind={kind} value={row.expected} />;
  const [table, other] = [tableOf(row.expected), tableOf(row.result.got)];
  if (kind === "sql" && table && other) return <TableView table={table} other={other} side="expected" />;
  return <Pieces pieces={difference(writeJson(row.expected), writeJson(row.result.got))[0]} side="expected" />;
}

function GotSide({ row, kind, got, wrong }: SideProps & { readonly got: Json }): JSX.Element {
  if (!wrong) return <Expected kind={kind} value={got} />;
  const [table, other] = [tableOf(got), tableOf(row.expected)];
  if (kind === "sql" && table && other) return <TableView table={table} other={other} side="got" />;
  return <Pieces pieces={difference(writeJson(row.expected), writeJson(got))[1]} side="got" />;
}

// Text ---------------------------------------------------------------------------------------------------------------

/** Both texts line by line; spaces at the end of a line, which nobody sees otherwise, are dots. */
export function TextDifference({ row }: { readonly row: CaseRow }): JSX.Element {
  const rows = lineDifference(textOf(row.expected), textOf(row.result?.got));
  return (
    <div class="facts-wide" tabIndex={0} role="region" aria-label="Expected and got, line by line">
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">Expected</th>
            <th scope="col">Got</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each, at) =>
            "skipped" in each ? (
              <tr key={at} class="lines-skipped">
                <td colSpan={2}>{each.skipped === 1 ? "1 more line" : `${each.skipped} more lines`}</td>
              </tr>
            ) : (
              <LineRow key={at} row={each} />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function LineRow({ row }: { readonly row: LinePair }): JSX.Element {
  return (
    <tr data-same={row.same}>
      <td>
        <Line side={row.expected} which="expected" same={row.same} />
      </td>
      <td>
        <Line side={row.got} which="got" same={row.same} />
      </td>
    </tr>
  );
}

interface LineProps {
  readonly side: Side | null;
  readonly which: "expected" | "got";
  readonly same: boolean;
}

function Line({ side, which, same }: LineProps): JSX.Element {
  if (side === null) return <LineText line="" words="no line" />;
  const text = side.pieces.map((piece) => piece.text).join("");
  const spaces = same ? "" : (/[ \t]+$/.exec(text)?.[0] ?? "");
  if (text === "") return <LineText line={side.line} words={same ? "" : "empty line"} />;
  let room = text.length - spaces.length;
  const pieces = side.pieces.flatMap((piece) => {
    const shown = piece.text.slice(0, room);
    room -= shown.length;
    return shown === "" ? [] : [{ ...piece, text: shown }];
  });
  return (
    <>
      <LineText line={side.line} words="" />
      <Pieces pieces={pieces} side={which} />
      {spaces === "" ? null : (
        <mark data-side={which} class="spaces" title="Spaces at the end of the line">
          {spaces.replace(/ /g, "·").replace(/\t/g, "→")}
        </mark>
      )}
    </>
  );
}

function LineText({ line, words }: { readonly line: number | ""; readonly words: string }): JSX.Element {
  return (
    <>
      <span class="line-number">{line}</span>
      {words === "" ? null : <span class="nothing">{words}</span>}
    </>
  );
}

// Calls --------------------------------------------------------------------------------------------------------------

/** The calls of a class task's case, each beside its answers. */
export function Calls({ row }: { readonly row: CaseRow }): JSX.Element {
  const all = callRows(row.args, row.checked ? row.expected : null, row.result?.got);
  const first = all.findIndex((each) => each.differs);
  const from = Math.max(0, first - MOST_ROWS / 2);
  const shown = all.slice(from, from + MOST_ROWS);
  const ran = row.result !== null && shown.some((each) => each.got !== null);
  return (
    <div class="facts-wide" tabIndex={0} role="region" aria-label="Calls on one object">
      {from > 0 ? <p class="hint">The first {from} calls answered as expected.</p> : null}
      <table class="calls">
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">Expected</th>
            {ran ? <th scope="col">Got</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((each, at) => (
            <CallLine key={from + at} row={each} ran={ran} />
          ))}
        </tbody>
      </table>
      {all.length > from + shown.length ? (
        <p class="hint">… and {all.length - from - shown.length} more calls.</p>
      ) : null}
    </div>
  );
}

function CallLine({ row, ran }: { readonly row: CallRow; readonly ran: boolean }): JSX.Element {
  const [left, right] = row.differs && row.expected && row.got ? difference(row.expected, row.got) : [null, null];
  return (
    <tr data-same={!row.differs}>
      <td>
        <Value text={row.call} />
      </td>
      <td>{left ? <Pieces pieces={left} side="expected" /> : <Value text={row.expected ?? ""} />}</td>
      {ran ? <td>{right ? <Pieces pieces={right} side="got" /> : <Value text={row.got ?? ""} />}</td> : null}
    </tr>
  );
}

// Tables -------------------------------------------------------------------------------------------------------------

interface TableProps {
  readonly table: Table;
  /** What it is held against: rows that are not in it are marked. */
  readonly other?: Table;
  readonly side?: "expected" | "got";
}

function TableView({ table, other, side }: TableProps): JSX.Element {
  const missing = other ? missingRows(table, other) : [];
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Table">
      <table class="rows-table">
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={at} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row, at) => (
            <tr key={at} data-side={missing[at] === true ? side : undefined}>
              {row.map((cell, column) => (
                <td key={column} data-number={typeof cell === "number" || typeof cell === "bigint"}>
                  {cell === null ? <span class="nothing">NULL</span> : textOf(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length === 0 ? <p class="hint">no rows</p> : null}
      {table.rows.length > MOST_ROWS ? <p class="hint">… and {table.rows.length - MOST_ROWS} more rows.</p> : null}
      {missing.includes(true) ? (
        <p class="hint">{side === "got" ? "Marked rows were not expected." : "Marked rows did not come."}</p>
      ) : null}
    </div>
  );
}
