/**
 * A paste that is larger than one message to the server is not taken: its connection would end, and again with each try.
 *
 * What was copied stays in the clipboard.
 */
import { EditorState, type Extension } from "@codemirror/state";

/** UTF-16 units: three bytes each at most, so that a document frame of 1 MiB holds them. */
export const AT_ONCE_MAX = 300_000;

export function notTooLarge(told: (sentence: string) => void): Extension {
  return EditorState.changeFilter.of((transaction) => {
    if (!transaction.docChanged || !transaction.isUserEvent("input")) return true;
    let length = 0;
    transaction.changes.iterChanges((_fromA, _toA, from, to) => (length += to - from));
    if (length <= AT_ONCE_MAX) return true;
    told(
      `This has ${length.toLocaleString("en")} characters, and at most ${AT_ONCE_MAX.toLocaleString("en")} go in at once. ` +
        "Paste it in parts; nothing was changed.",
    );
    return false;
  });
}
