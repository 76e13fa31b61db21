/** One block of the case table: the examples, or a hidden group with its weight, its score and its hint. */
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { widthOf } from "../core/authoring/columns";
import { pastedRows } from "../core/authoring/paste";
import { under } from "../core/authoring/places";
import {
  addRow,
  CASES,
  carryRow,
  duplicateRow,
  fieldEdit,
  isEmptyRow,
  moveRow,
  removeRow,
  type Block,
  type Row,
} from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { Cell, TextCell } from "./Cell";
import { ProblemLines } from "./Field";
import { GroupHead } from "./GroupHead";
import { Menu } from "./Menu";
import { deedOf, rowDeeds } from "./rowDeeds";
import { RowMore } from "./RowMore";

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
  const part = several ? `, part ${block.part}` : "";
  /** After the table has been drawn anew. */
  const goTo = (row: number, column: string): void => {
    setTimeout(() => table.current?.querySelector<HTMLElement>(`[data-cell="${row}/${column}"]`)?.focus(), 0);
  };
  const add = (after: number | null): void => {
    const at = after === null ? (block.rows.at(-1)?.index ?? block.length - 1) + 1 : after + 1;
    author.edit(addRow(block, at));
    goTo(after === null ? block.rows.length : block.rows.findIndex(({ index }) => index === after) + 1, "name");
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
    goTo(at + 1, "name");
  };
  const press = (key: KeyboardEvent, row: Row, at: number, column: string): void => {
    const deed = deedOf(key);
    if (deed === null) return;
    key.preventDefault();
    key.stopPropagation();
    if (deed === "up" || deed === "down") move(row, at, deed === "up" ? -1 : 1, column);
    else if (deed === "copy") copy(row, at);
    else if (deed === "remove") remove(row, at, column);
    else if (deed === "next" && at === block.rows.length - 1) add(row.index);
    else goTo(at + (deed === "previous" ? -1 : 1), column);
  };
  const paste = (clip: ClipboardEvent, row: Row): void => {
    const pasted = pastedRows(clip.clipboardData?.getData("text/plain") ?? "", block);
    if (pasted === null) return;
    clip.preventDefault();
    const adding = pasted.rows.map((value, at) => addRow(block, row.index + 1 + at, value));
    author.edit(...adding, ...(isEmptyRow(block, row) ? [removeRow(row)] : []));
    const count = pasted.rows.length === 1 ? "One row is" : `${pasted.rows.length} rows are`;
    author.tell([`${count} pasted.`, ...pasted.left].join(" "));
  };
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
              const problems = under(author.problems.value, CASES, row.path);
              const spoken = row.name || `row ${at + 1}`;
              const deeds = rowDeeds(block, all, row, at, several, {
                more: () => setMore(more === row.index ? null : row.index),
                copy: () => copy(row, at),
                up: () => move(row, at, -1, "name"),
                down: () => move(row, at, 1, "name"),
                remove: () => remove(row, at, "name"),
                carry: (to) => author.edit(...carryRow(row, block, to)),
              });
              return (
                <>
                  <tr key={row.index} data-problem={problems.some(({ note }) => !note)}>
                    <th scope="row" data-label="name">
                      <TextCell
                        at={`${at}/name`}
                        label={`Name of ${spoken}`}
                        value={row.name}
                        set={(text) => author.edit(fieldEdit(row.path, "name", text === "" ? undefined : text))}
                        press={(key) => press(key, row, at, "name")}
                        paste={(clip) => paste(clip, row)}
                      />
                    </th>
                    {block.columns.map((column) => (
                      <td key={column.id} data-label={column.title} data-answer={column.answer}>
                        <Cell
                          at={`${at}/${column.id}`}
                          row={row}
                          column={column}
                          spoken={spoken}
                          hidden={block.group !== null}
                          press={(key) => press(key, row, at, column.id)}
                          paste={(clip) => paste(clip, row)}
                        />
                      </td>
                    ))}
                    <td class="author-row-tools">
                      <Menu label={`More for ${spoken}`} deeds={deeds} />
                    </td>
                  </tr>
                  {problems.length > 0 || more === row.index ? (
                    <tr key={`${row.index}-more`} class="author-row-more">
                      <td colSpan={block.columns.length + 2}>
                        {more === row.index ? <RowMore block={block} row={row} /> : null}
                        <ProblemLines problems={problems} />
                      </td>
                    </tr>
                  ) : null}
                </>
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

/** Of a table's width: the rest is for the row's tools. */
const PERCENT = 95;

/** How wide each column is, the names' first. */
function widths({ columns }: Block): readonly string[] {
  const wanted = [1.8, ...columns.map(widthOf)];
  const all = wanted.reduce((sum, each) => sum + each, 0);
  return wanted.map((each) => `${((PERCENT * each) / all).toFixed(2)}%`);
}
