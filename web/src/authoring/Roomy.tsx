/** A large value on a page of its own. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { readIn, type Column } from "../core/authoring/columns";
import { Modal } from "../panels/Modal";
import { TextEditor } from "./TextEditor";

interface Props {
  readonly label: string;
  readonly column: Column;
  readonly text: string;
  readonly set: (text: string) => void;
  readonly close: () => void;
}

export function Roomy({ label, column, text, set, close }: Props): JSX.Element {
  const [typed, setTyped] = useState(text);
  const read = readIn(column, typed);
  const mode = column.holds.is === "typed" ? "javascript" : column.id === "seed" ? "sql" : "";
  return (
    <Modal class="author-dialog" title={label} wide close={close}>
      <p class="hint">{column.hint}</p>
      <div class="author-roomy">
        <TextEditor
          label={label}
          mode={mode}
          indent={2}
          wraps
          grows={false}
          focus
          value={typed}
          set={(next) => {
            setTyped(next);
            set(next);
          }}
        />
      </div>
      <p class={read.is === "fault" ? "problem" : "hint"} role="status">
        {read.is === "fault"
          ? `${read.fault.what}. ${read.fault.mend}`
          : `${typed.length.toLocaleString("en")} characters`}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={close}>
          Done
        </button>
      </div>
    </Modal>
  );
}
