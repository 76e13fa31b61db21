/**
 * Whether what was typed here is safely stored: counts the document frames of this connection against `saved.upto`.
 *
 * "Saved" is a promise, so it is only said when the server has said that every frame is on its disk.
 */

export interface Saving {
  /** Document frames (sync step 2 and update) sent on this connection, and how many of them are stored. */
  readonly sent: number;
  readonly stored: number;
  readonly connected: boolean;
  /** Typed while nobody was connected, or sent and never acknowledged before the connection went. */
  readonly kept: boolean;
  /** What the server says about its disk; "" when all is well. */
  readonly trouble: string;
}

export const NOTHING_TYPED: Saving = { sent: 0, stored: 0, connected: false, kept: false, trouble: "" };

export type SavingNews =
  | { readonly is: "connected" }
  | { readonly is: "disconnected" }
  /** A frame went out. A sync step 2 carries everything that was kept. */
  | { readonly is: "sent" }
  | { readonly is: "stored"; readonly upto: number }
  | { readonly is: "typed-offline" }
  | { readonly is: "trouble"; readonly message: string };

export function saving(state: Saving, news: SavingNews): Saving {
  switch (news.is) {
    case "connected":
      return { ...state, connected: true, sent: 0, stored: 0 };
    case "disconnected":
      return { ...state, connected: false, kept: state.kept || state.sent > state.stored, trouble: "" };
    case "sent":
      return { ...state, sent: state.sent + 1 };
    case "stored": {
      const stored = Math.max(state.stored, news.upto);
      // The first frame after connecting is our sync step 2: once it is stored, so is all that was kept.
      return { ...state, stored, kept: state.kept && stored < 1 };
    }
    case "typed-offline":
      return { ...state, kept: true };
    case "trouble":
      return { ...state, trouble: news.message };
  }
}

export type SavedWord = "saved" | "saving" | "unsaved";

export function savedWord(state: Saving): SavedWord {
  const open = state.kept || state.sent > state.stored;
  if (!open) return state.trouble === "" ? "saved" : "unsaved";
  return state.connected && state.trouble === "" ? "saving" : "unsaved";
}
