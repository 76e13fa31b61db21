/** A row of the case table: its cells, and below them what is wrong with it. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Placed } from "../core/authoring/places";
import { rowFaults } from "../core/authoring/rowWords";
import { fieldEdit, type Block, type Row } from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { Cell, TextCell } from "./Cell";
import { ProblemLines } from "./Field";
import { Menu, type Deed } from "./Menu";
import { RowMore } from "./RowMore";

/** What the table does for its rows. They are not drawn anew when the table is, so they ask for the newest. */
export interface RowActs {
  readonly press: (key: KeyboardEvent, at: number, column: string) => void;
  readonly paste: (clip: ClipboardEvent, at: number) => void;
  readonly deeds: (at: number) => readonly (Deed | "line")[];
}

interface Props {
  readonly block: Block;
  readonly row: Row;
  readonly at: number;
  readonly problems: readonly Placed[];
  readonly more: boolean;
  readonly acts: { readonly current: RowActs };
}

export function CaseRow({ block, row, at, problems, more, acts }: Props): JSX.Element {
  const author = useAuthor();
  const id = useId();
  const spoken = row.name || `row ${at + 1}`;
  const faults = rowFaults(block, row, problems);
  const press = (key: KeyboardEvent, column: string): void => acts.current.press(key, at, column);
  const paste = (clip: ClipboardEvent): void => acts.current.paste(clip, at);
  return (
    <>
      <tr data-problem={faults.some(({ note }) => !note)}>
        <th scope="row" data-label="name">
          <TextCell
            at={`${at}/name`}
            label={`Name of ${spoken}`}
            value={row.name}
            set={(text) => author.edit(fieldEdit(row.path, "name", text === "" ? undefined : text))}
            press={(key) => press(key, "name")}
            paste={paste}
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
              fault={faults.some((each) => each.column === column.id) ? `${id}-faults` : ""}
              press={(key) => press(key, column.id)}
              paste={paste}
            />
          </td>
        ))}
        <td class="author-row-tools">
          <Menu label={`More for ${spoken}`} deeds={() => acts.current.deeds(at)} />
        </td>
      </tr>
      {faults.length > 0 || more ? (
        <tr class="author-row-more">
          <td colSpan={block.columns.length + 2}>
            {more ? <RowMore block={block} row={row} /> : null}
            <ProblemLines id={`${id}-faults`} problems={faults} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
