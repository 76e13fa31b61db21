/** The match that a search opened: selected, marked and brought into view in the editor, until the replay moves on. */
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet } from "@codemirror/view";
import { effect, signal } from "@preact/signals";
import type { Past } from "./past";

export interface Marked {
  readonly file: string;
  /** The moment that it was opened at (interview ms). */
  readonly at: number;
  readonly from: number;
  /** What stands there: in a moment of several edits it may stand a little further on. */
  readonly text: string;
}

export const marked = signal<Marked | null>(null);

const put = StateEffect.define<{ readonly from: number; readonly to: number } | null>();
const mark = Decoration.mark({ class: "cm-opened-match" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    for (const each of transaction.effects) {
      if (each.is(put))
        return each.value ? Decoration.set(mark.range(each.value.from, each.value.to)) : Decoration.none;
    }
    return before.map(transaction.changes);
  },
  provide: (it) => EditorView.decorations.from(it),
});

export function markedLayer(past: Past, file: string): Extension {
  return [field, ViewPlugin.define((view) => follow(view, past, file))];
}

function follow(view: EditorView, past: Past, file: string): { destroy(): void } {
  let gone = false;
  const stop = effect(() => {
    const wanted = marked.value;
    const here = wanted?.file === file && wanted.at === past.time.value ? wanted : null;
    // The signal may change in the middle of an update, and the text of the moment comes in a microtask too.
    queueMicrotask(() =>
      queueMicrotask(() => {
        if (!gone) show(view, here);
      }),
    );
  });
  return {
    destroy() {
      gone = true;
      stop();
    },
  };
}

function show(view: EditorView, wanted: Marked | null): void {
  const range = wanted && nearest(view.state.doc.toString(), wanted);
  if (range === null) {
    if (view.state.field(field).size > 0) view.dispatch({ effects: put.of(null) });
    return;
  }
  view.dispatch({
    selection: { anchor: range.from, head: range.to },
    effects: [put.of(range), EditorView.scrollIntoView(range.from, { y: "center" })],
  });
}

function nearest(text: string, { from, text: match }: Marked): { from: number; to: number } | null {
  const [after, before] = [text.indexOf(match, from), text.lastIndexOf(match, from)];
  if (match === "" || (after < 0 && before < 0)) return null;
  const at = before < 0 || (after >= 0 && after - from <= from - before) ? after : before;
  return { from: at, to: at + match.length };
}
