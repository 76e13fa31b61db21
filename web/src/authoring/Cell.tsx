/** A cell: what is typed becomes a value of the column's type, or stays as it was typed; its row says why. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ROOMY } from "../core/authoring/cell";
import { readIn, showIn, type Column } from "../core/authoring/columns";
import { cellEdit, type Row } from "../core/authoring/sheet";
import { valueAt } from "../core/authoring/tree";
import type { Typed } from "../core/authoring/cell";
import { useAuthor } from "./context";
import { useHeld } from "./held";
import { Roomy } from "./Roomy";
import { useTall } from "./tall";

interface Props {
  readonly at: string;
  readonly row: Row;
  readonly column: Column;
  readonly spoken: string;
  readonly hidden: boolean;
  /** The element that says what is wrong with it; "" where nothing is. */
  readonly fault: string;
  readonly press: (key: KeyboardEvent) => void;
  readonly paste: (clip: ClipboardEvent) => void;
}

/** Lines of a cell that holds a text; more are seen in the roomy editor. */
const MOST_LINES = 8;

export function Cell({ at, row, column, spoken, hidden, fault, press, paste }: Props): JSX.Element {
  const author = useAuthor();
  const [roomy, setRoomy] = useState(false);
  const value = valueAt(row.value, column.path);
  const shown = showIn(column, value);
  const set = (text: string): void => {
    const read = readIn(column, text);
    author.edit(cellEdit(row, column, committed(read, text)));
  };
  const held = useHeld(shown, set);
  const tall = useTall(held.text);
  const label = `${column.title} of ${spoken}`;
  const lines = held.text.split("\n").length;
  const long = column.holds.is === "typed" && (held.text.length > ROOMY || lines > 1);
  const keys = (key: KeyboardEvent): void => {
    if (key.key === "F2") {
      key.preventDefault();
      setRoomy(true);
    } else press(key);
  };
  const common = {
    "data-cell": at,
    "aria-label": label,
    "aria-invalid": fault === "" ? undefined : ("true" as const),
    "aria-describedby": fault === "" ? undefined : fault,
    class: "author-cell mono",
    spellcheck: false,
    value: held.text,
    placeholder: placeholder(column, hidden),
    onBlur: held.leave,
    onKeyDown: keys,
    onPaste: paste,
  };
  return (
    <div class="author-cell-frame" data-long={long}>
      {column.holds.is === "typed" ? (
        <input {...common} autocomplete="off" onInput={(input) => held.type(input.currentTarget.value)} />
      ) : (
        <textarea {...common} ref={tall} rows={1} onInput={(input) => held.type(input.currentTarget.value)} />
      )}
      {long || lines > MOST_LINES ? (
        <button type="button" class="author-icon" aria-label={`Open ${label}`} onClick={() => setRoomy(true)}>
          <span aria-hidden="true">⤢</span>
        </button>
      ) : null}
      {roomy ? <Roomy label={label} column={column} text={shown} set={set} close={() => setRoomy(false)} /> : null}
    </div>
  );
}

/** What is not understood goes into the file as it was typed: the checker tells of it, and nothing is lost. */
function committed(read: Typed, text: string): ReturnType<typeof valueAt> {
  if (read.is === "value") return read.value;
  return read.is === "nothing" ? undefined : text;
}

function placeholder(column: Column, hidden: boolean): string {
  return column.answer && hidden ? "reference" : "";
}

interface TextProps {
  readonly at: string;
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
  readonly press: (key: KeyboardEvent) => void;
  readonly paste: (clip: ClipboardEvent) => void;
}

export function TextCell({ at, label, value, set, press, paste }: TextProps): JSX.Element {
  const held = useHeld(value, set);
  return (
    <input
      class="author-cell"
      data-cell={at}
      aria-label={label}
      value={held.text}
      autocomplete="off"
      onBlur={held.leave}
      onKeyDown={press}
      onPaste={paste}
      onInput={(input) => held.type(input.currentTarget.value)}
    />
  );
}
