/** The keys that work anywhere in the room and in the warm-up. */
import { isSettingsKey } from "./EditorSettings";
import type { RoomParts } from "./room";
import { runNow, runProgram } from "./running";

/** Ctrl or Cmd with Enter runs the tests anywhere, with Shift the program; Alt with N goes to the note box. */
export function listenForKeys(room: RoomParts): () => void {
  const { desk } = room;
  const listen = (press: KeyboardEvent): void => {
    if (press.defaultPrevented || desk.dialog.peek() !== null) return;
    if (press.key === "Enter" && (press.ctrlKey || press.metaKey)) {
      press.preventDefault();
      if (press.shiftKey) runProgram(room);
      else runNow(room);
    }
    if (isSettingsKey(press)) {
      press.preventDefault();
      desk.dialog.value = "preferences";
    }
    // By the place of the key: with Alt it types another character on many keyboards.
    if (press.code === "KeyN" && press.altKey && !press.ctrlKey && desk.interviews && desk.acts) {
      press.preventDefault();
      const inEditor = document.activeElement?.closest(".cm-editor") !== null;
      desk.askForNote(inEditor ? desk.caret.peek().line : 0);
    }
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
