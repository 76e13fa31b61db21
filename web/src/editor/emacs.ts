/** Emacs' keys, loaded when somebody first chooses them. */
import type { Extension } from "@codemirror/state";
import { emacs, EmacsHandler } from "@replit/codemirror-emacs";
import { bringBack, takeBack } from "./undo";

// A shared text has a history of its own: it must not take back what somebody else wrote.
EmacsHandler.bindKey("C-/|C-x u|S-C--|C-z", takeBack);
EmacsHandler.bindKey("S-C-/|S-C-x u|C--|S-C-z", bringBack);

export function keys(): Extension {
  return emacs();
}
