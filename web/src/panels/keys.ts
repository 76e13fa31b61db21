/** The keys that work anywhere in the room and in the warm-up. */
import { isSettingsKey } from "./EditorSettings";
import { linesInFront, stamp } from "./noteKeys";
import type { RoomParts } from "./room";
import { runNow, runProgram } from "./running";

/** Ctrl or Cmd with Enter runs the tests anywhere, with Shift the program; Alt with N goes to the note box, with M stamps the moment. */
export function listenForKeys(room: RoomParts): () => void {
  const { desk } = room;
  const listen = (press: KeyboardEvent): void => {
    // Whatever else Escape does: some keymaps keep it for themselves.
    if (press.key === "Escape") desk.following.value = null;
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
      const lines = linesInFront(desk);
      // From here on nothing that is meant for the private note may go into the shared code.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      desk.askForNote(lines);
    }
    if (press.code === "KeyM" && press.altKey && !press.ctrlKey && desk.interviews && desk.acts) {
      press.preventDefault();
      stamp(room, linesInFront(desk));
    }
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
