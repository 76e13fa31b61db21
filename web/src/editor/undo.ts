/** Taking back: in a shared text one's own edits alone, which the key bindings of Vim and Emacs know nothing of. */
import { Facet } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";

export interface Undoing {
  readonly undo: Command;
  readonly redo: Command;
}

const NOTHING: Undoing = { undo: () => false, redo: () => false };

/** How this editor takes back; without one it does not. */
export const undoing = Facet.define<Undoing, Undoing>({ combine: (given) => given[0] ?? NOTHING });

export const takeBack: Command = (view: EditorView) => view.state.facet(undoing).undo(view);
export const bringBack: Command = (view: EditorView) => view.state.facet(undoing).redo(view);
