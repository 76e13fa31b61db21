/** Binds the editor to one shared text of a live room: edits both ways, one's own undo, one's own cursor told. */
import { keymap, ViewPlugin, type EditorView, type PluginValue, type ViewUpdate } from "@codemirror/view";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { BoundFile } from "../source";
import type { CursorState } from "./pointers";
import { undoing } from "./undo";

/** How long after the last key somebody still counts as typing. */
const TYPING_MS = 1500;

export function bindLive(text: Y.Text, undo: Y.UndoManager, awareness: Awareness): BoundFile {
  return {
    text: text.toJSON(),
    // The order matters: the cursor is told as a position in the shared text, so the text must be up to date.
    extension: [
      yCollab(text, null, { undoManager: undo }),
      keymap.of(yUndoManagerKeymap),
      undoing.of({ undo: () => (undo.undo(), true), redo: () => (undo.redo(), true) }),
      ViewPlugin.define((view) => new CursorTeller(view, text, awareness)),
    ],
  };
}

class CursorTeller implements PluginValue {
  #typing = false;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #told = "";

  constructor(
    private readonly view: EditorView,
    private readonly text: Y.Text,
    private readonly awareness: Awareness,
  ) {
    if (view.hasFocus) this.#tell();
  }

  update(update: ViewUpdate): void {
    const typed = update.transactions.some(
      (transaction) => transaction.isUserEvent("input") || transaction.isUserEvent("delete"),
    );
    if (typed) this.#typed();
    // Somebody who only reads has no cursor: it appears with the first click or key.
    if (update.focusChanged || this.#told !== "" || update.view.hasFocus) this.#tell();
  }

  destroy(): void {
    clearTimeout(this.#quiet);
  }

  #typed(): void {
    this.#typing = true;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#typing = false;
      this.#tell();
    }, TYPING_MS);
  }

  #tell(): void {
    const { anchor, head } = this.view.state.selection.main;
    const state: CursorState = {
      cursor: { anchor: this.#position(anchor), head: this.#position(head) },
      typing: this.#typing,
    };
    // Others' edits move the cursor on the screen, not in the shared text: nothing new to tell.
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    this.awareness.setLocalState({ ...state });
  }

  #position(index: number): unknown {
    return Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(this.text, Math.min(index, this.text.length)),
    );
  }
}
