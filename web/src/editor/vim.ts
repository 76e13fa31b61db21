/** Vim's keys, loaded when somebody first chooses them. */
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { CodeMirror, Vim, vim } from "@replit/codemirror-vim";
import { bringBack, takeBack } from "./undo";

interface Inside {
  readonly cm6: EditorView;
}

// A shared text has a history of its own: `u` must not take back what somebody else wrote.
CodeMirror.commands.undo = (editor: Inside) => takeBack(editor.cm6);
CodeMirror.commands.redo = (editor: Inside) => bringBack(editor.cm6);
// Hands that are used to saving: everything is saved as it is typed.
Vim.defineEx("write", "w", () => undefined);

export function keys(): Extension {
  return vim({ status: true });
}
