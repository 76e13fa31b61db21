/** One block of the case table: the examples, or a hidden group with its weight, its score and its hint. */
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { widthOf } from "../core/authoring/columns";
import { isMap } from "../core/authoring/fits";
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
  textAt,
  type Block,
  type Row,
} from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { Cell, TextCell } from "./Cell";
import { ChoiceField, ProblemLines, TextField } from "./Field";
import { Menu, type Deed } from "./Menu";
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

type RowDeed = "up" | "down" | "copy" | "remove" | "next" | "previous";

/** What a key does to a row; null for the keys that write. */
function deedOf({ key, altKey, ctrlKey, metaKey, shiftKey, target }: KeyboardEvent): RowDeed | null {
  const [command, line] = [ctrlKey || metaKey, (target as HTMLElement).tagName === "INPUT"];
  if (altKey && key === "ArrowUp") return "up";
  if (altKey && key === "ArrowDown") return "down";
  if (altKey && (key === "Delete" || key === "Backspace") && !command) return key === "Delete" ? "remove" : null;
  if (command && key.toLowerCase() === "d") return "copy";
  if (command || altKey || !line) return null;
  if (key === "Enter") return shiftKey ? "previous" : "next";
  if (key === "ArrowDown") return "next";
  return key === "ArrowUp" ? "previous" : null;
}

interface Acts {
  readonly more: () => void;
  readonly copy: () => void;
  readonly up: () => void;
  readonly down: () => void;
  readonly remove: () => void;
  readonly carry: (to: Block) => void;
}

function rowDeeds(
  block: Block,
  all: readonly Block[],
  row: Row,
  at: number,
  several: boolean,
  acts: Acts,
): readonly (Deed | "line")[] {
  const others = all.filter((each) => each.id !== block.id);
  return [
    { words: block.group === null ? "A note with it" : "Hint and what is revealed", act: acts.more },
    { words: "Copy", keys: "Ctrl D", act: acts.copy },
    { words: "Move up", keys: "Alt ↑", act: acts.up, off: at === 0 },
    { words: "Move down", keys: "Alt ↓", act: acts.down, off: at === block.rows.length - 1 },
    ...(others.length > 0 ? (["line"] as const) : []),
    ...others.map((to) => ({
      words: to.group === null ? `To the examples${several ? ` of part ${to.part}` : ""}` : `To “${to.name}”`,
      act: () => acts.carry(to),
    })),
    "line",
    { words: "Take out", keys: "Alt Del", act: acts.remove },
  ];
}

interface HeadProps {
  readonly block: Block;
  readonly heading: string;
  readonly part: string;
}

function GroupHead({ block, heading, part }: HeadProps): JSX.Element {
  const author = useAuthor();
  const path = block.group ?? [];
  const group = author.at(CASES, path);
  const index = Number(path[1] ?? 0);
  const score = textAt(group, "score") === "each" ? "each" : "all";
  const remove = (): void => {
    author.edit({ op: "remove", file: CASES, path });
    author.tell(`The group “${block.name}” is taken out.`, () => {
      author.edit({ op: "insert", file: CASES, path: ["hidden"], at: index, value: group ?? {} });
    });
  };
  const move = (by: number): void => author.edit({ op: "move", file: CASES, path, to: ["hidden"], at: index + by });
  const groups = author.at(CASES, ["hidden"]);
  const last = Array.isArray(groups) ? groups.length - 1 : 0;
  const own = author.problems.value.filter(
    (each) => each.file === CASES && each.path[1] === index && each.path[0] === "hidden" && each.path[2] !== "cases",
  );
  return (
    <header class="author-group">
      <h3 id={heading} class="visually-hidden">
        Hidden group {block.name}
        {part}
      </h3>
      <TextField
        label={`Hidden group${part}`}
        value={block.name}
        set={(text) => author.edit(fieldEdit(path, "group", text))}
      />
      <TextField
        label="Weight"
        numeric
        value={textAt(group, "weight")}
        placeholder="1"
        set={(text) => author.edit(fieldEdit(path, "weight", numberOf(text)))}
      />
      <ChoiceField
        label="Counts"
        value={score}
        set={(value) => author.edit(fieldEdit(path, "score", value === "each" ? "each" : undefined))}
        choices={[
          ["all", "when all cases pass"],
          ["each", "each case by itself"],
        ]}
      />
      <TextField
        label="What you can say when it fails"
        value={textAt(group, "hint")}
        placeholder="What happens in minute 60?"
        set={(text) => author.edit(fieldEdit(path, "hint", text === "" ? undefined : text))}
      />
      <Menu
        label={`More for the group ${block.name}`}
        deeds={[
          { words: "Move up", act: () => move(-1), off: index === 0 },
          { words: "Move down", act: () => move(1), off: index === last },
          ...(isMap(group) && group["generate"] !== undefined
            ? []
            : [
                {
                  words: "Generate cases",
                  act: () => author.edit(fieldEdit(path, "generate", { seeds: [1, 2] })),
                },
              ]),
          "line",
          { words: "Take the group out", act: remove },
        ]}
      />
      <ProblemLines problems={own} />
    </header>
  );
}

/** A number if it is one; else as it was typed, and the checker says what is wrong. */
export function numberOf(text: string): number | string | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}
