/** Tells where something was pasted and how long it is: never what. Only where the interview records it. */
import type { Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export interface Pasted {
  /** In the text as it is after the paste, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
}

/** `told` is called after the shared text has the paste, so that what it says is already on its way. */
export function pastesTold(told: (pasted: Pasted) => void): Extension {
  return EditorView.updateListener.of((update) => {
    for (const transaction of update.transactions) {
      const pasted = pastedIn(transaction);
      if (pasted) told(pasted);
    }
  });
}

/** The longest piece, where a paste went to several cursors. */
export function pastedIn(transaction: Transaction): Pasted | null {
  if (!transaction.isUserEvent("input.paste")) return null;
  let longest: Pasted | null = null;
  transaction.changes.iterChanges((_fromA, _toA, at, end) => {
    if (end > at && end - at > (longest?.length ?? 0)) longest = { at, length: end - at };
  });
  return longest;
}
