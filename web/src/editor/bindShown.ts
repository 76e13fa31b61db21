/** Binds the editor to a text that is only shown: when it changes, just the part that differs is replaced. */
import { EditorState } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { ReadonlySignal } from "@preact/signals";
import type { BoundFile } from "../source";

export function bindShown(text: () => string, changed: ReadonlySignal<number>): BoundFile {
  return {
    text: text(),
    extension: [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      // Focusable all the same, so that it can be scrolled and copied from by keyboard.
      EditorView.contentAttributes.of({ tabindex: "0" }),
      ViewPlugin.define((view) => follow(view, text, changed)),
    ],
  };
}

function follow(view: EditorView, text: () => string, changed: ReadonlySignal<number>): { destroy(): void } {
  let gone = false;
  const stop = changed.subscribe(() => {
    queueMicrotask(() => {
      if (!gone) show(view, text());
    });
  });
  return {
    destroy() {
      gone = true;
      stop();
    },
  };
}

function show(view: EditorView, next: string): void {
  const before = view.state.doc.toString();
  if (before === next) return;
  view.dispatch({ changes: change(before, next) });
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The one stretch in which two texts differ. */
export function change(before: string, next: string): Change {
  const most = Math.min(before.length, next.length);
  let start = 0;
  while (start < most && before[start] === next[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: next.slice(start, next.length - end) };
}
