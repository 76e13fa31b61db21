/** One block of the case table: the examples, or a hidden group with its weight, its score and its hint. */
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { widthOf } from "../core/authoring/columns";
import { pastedRows, type Pasted } from "../core/authoring/paste";
import { under } from "../core/authoring/places";
import {
  addRow,
  CASES,
  carryRow,
  duplicateRow,
  isEmptyRow,
  moveRow,
  removeRow,
  rowsOut,
  type Block,
  type Row,
} from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { CaseRow, type RowActs } from "./CaseRow";
import { GroupHead } from "./GroupHead";
import { useNext } from "./next";
import { deedOf, rowDeeds } from "./rowDeeds";
import { Still } from "./Still";

interface Props {
  readonly block: Block;
  readonly all: readonly Block[];
  readonly several: boolean;
}

export function CaseBlock({ block, all, several }: Props): JSX.Element {
  const author = useAuthor();
  const table = useRef<HTMLTableElement>(null);
  const heading = useId();
  const [more, setMore] = useState<number | null>(null);
  const next = useNext();
  const part = several ? `, part ${block.part}` : "";
  const goTo = (row: number, column: string, all = false): void => {
    next(() => table.current?.querySelector<HTMLElement>(`[data-cell="${row}/${column}"]`), all);
  };
  /** Whoever types on writes the new row's name. */
  const add = (after: number | null): void => {
    const at = after === null ? (block.rows.at(-1)?.index ?? block.length - 1) + 1 : after + 1;
    author.edit(addRow(block, at));
    goTo(after === null ? block.rows.length : block.rows.findIndex(({ index }) => index === after) + 1, "name", true);
  };
  const remove = (row: Row, at: number, column: string): void => {
    author.edit(removeRow(row));
    author.tell(`“${row.name || "The row"}” is taken out.`, () => author.edit(addRow(block, row.index, row.value)));
    goTo(Math.min(at, block.rows.length - 2), column);
  };
  const move = (row: Row, at: number, by: -1 | 1, column: string): void => {
    const edit = moveRow(block, row, by);
    if (edit === null) return;
    author.edit(edit);
    goTo(at + by, column);
  };
  const copy = (row: Row, at: number): void => {
    author.edit(duplicateRow(block, row));
    goTo(at + 1, "name", true);
  };
  const press = (key: KeyboardEvent, at: number, column: string): void => {
    const [deed, row] = [deedOf(key), block.rows[at]];
    if (deed === null || !row) return;
    key.preventDefault();
    key.stopPropagation();
    if (deed === "up" || deed === "down") move(row, at, deed === "up" ? -1 : 1, column);
    else if (deed === "copy") copy(row, at);
    else if (deed === "remove") remove(row, at, column);
    else if (deed === "next" && at === block.rows.length - 1) add(row.index);
    else goTo(at + (deed === "previous" ? -1 : 1), column);
  };
  const paste = (clip: ClipboardEvent, at: number): void => {
    const row = block.rows[at];
    const pasted = pastedRows(clip.clipboardData?.getData("text/plain") ?? "", block);
    if (pasted === null || !row) return;
    clip.preventDefault();
    const adding = pasted.rows.map((value, index) => addRow(block, row.index + 1 + index, value));
    author.edit(...adding, ...(isEmptyRow(block, row) ? [removeRow(row)] : []));
    author.tell(pastedWords(pasted), () => {
      author.edit(...rowsOut(block, author.documents.peek()[CASES], pasted.rows));
    });
  };
  const deeds = (at: number): ReturnType<typeof rowDeeds> => {
    const row = block.rows[at];
    if (!row) return [];
    return rowDeeds(block, all, row, at, several, {
      more: () => setMore(more === row.index ? null : row.index),
      copy: () => copy(row, at),
      up: () => move(row, at, -1, "name"),
      down: () => move(row, at, 1, "name"),
      remove: () => remove(row, at, "name"),
      carry: (to) => author.edit(...carryRow(row, block, to)),
    });
  };
  const acts = useRef<RowActs>({ press, paste, deeds });
  acts.current = { press, paste, deeds };
  const told = author.problems.value.filter(({ file }) => file === CASES);
  const shape = block.columns.map(({ id, hint }) => `${id} ${hint}`).join("\n");
  return (
    <section class="author-block" aria-labelledby={heading} data-hidden={block.group !== null}>
      {block.group === null ? (
        <h3 id={heading}>
          Examples{part} <span class="hint">the candidate sees these</span>
        </h3>
      ) : (
        <GroupHead block={block} heading={heading} part={part} />
      )}
      {block.rows.length === 0 ? (
        <p class="hint author-none">
          {block.group === null
            ? "No example yet. Show one usual case, and one that answers a question before it is asked."
            : "No case yet. What would somebody get wrong here?"}
        </p>
      ) : (
        <table ref={table} class="author-table" aria-labelledby={heading}>
          <colgroup>
            {widths(block).map((width, at) => (
              <col key={at} style={{ width }} />
            ))}
            <col class="author-tool-column" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">name</th>
              {block.columns.map((column) => (
                <th key={column.id} scope="col" data-answer={column.answer}>
                  {column.title} <span class="author-type">{column.hint}</span>
                </th>
              ))}
              <th scope="col">
                <span class="visually-hidden">More</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => {
              const problems = under(told, CASES, row.path);
              const open = more === row.index;
              return (
                <Still
                  key={row.index}
                  of={[row.value, row.path.join("/"), at, shape, open, problems.map(({ what }) => what).join("\n")]}
                  draw={() => <CaseRow block={block} row={row} at={at} problems={problems} more={open} acts={acts} />}
                />
              );
            })}
          </tbody>
        </table>
      )}
      <p class="author-tools">
        <button type="button" class="button" data-small onClick={() => add(null)}>
          Add {block.group === null ? "an example" : "a case"}
        </button>
      </p>
    </section>
  );
}

function pastedWords({ rows, odd }: Pasted): string {
  const count = rows.length === 1 ? "One row is pasted." : `${rows.length} rows are pasted.`;
  if (odd === 0) return count;
  return `${count} ${odd === 1 ? "One value is" : `${odd} values are`} not understood, and marked.`;
}

/** Of a table's width: the rest is for the row's tools. */
const PERCENT = 95;

/** How wide each column is, the names' first. */
function widths({ columns }: Block): readonly string[] {
  const wanted = [1.8, ...columns.map(widthOf)];
  const all = wanted.reduce((sum, each) => sum + each, 0);
  return wanted.map((each) => `${((PERCENT * each) / all).toFixed(2)}%`);
}
