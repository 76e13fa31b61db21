/** The replay's keys, heard on the whole page. */
import type { Player } from "./player";
import { dialog } from "./dialogs";
import { keysOpen } from "./Keys";
import { pin } from "./pins";
import { askForSearch } from "./searching";

/** By `KeyboardEvent.key`, with "Shift+" in front where Shift must be held. `Keys.tsx` tells them to people. */
const ACTIONS: Readonly<Record<string, (player: Player) => unknown>> = {
  " ": (player) => player.toggle(),
  ArrowLeft: (player) => player.step("seconds", -1),
  ArrowRight: (player) => player.step("seconds", 1),
  "Shift+ArrowLeft": (player) => player.step("moment", -1),
  "Shift+ArrowRight": (player) => player.step("moment", 1),
  Home: (player) => player.seek(player.index.peek().from),
  End: (player) => player.seek(player.length.peek()),
  ",": (player) => player.step("edit", -1),
  ".": (player) => player.step("edit", 1),
  "[": (player) => player.step("run", -1),
  "]": (player) => player.step("run", 1),
  "+": (player) => player.changeSpeed(1),
  "=": (player) => player.changeSpeed(1),
  "-": (player) => player.changeSpeed(-1),
  f: (player) => player.followNext(),
  q: (player) => (player.skipsQuiet.value = !player.skipsQuiet.peek()),
  "/": () => askForSearch(),
  a: (player) => pin("a", player.time.peek()),
  b: (player) => pin("b", player.time.peek()),
  c: () => (dialog.value = "compare"),
  "?": () => (keysOpen.value = true),
};

/** Hears the keys of the whole page. The answer stops it. */
export function listenForKeys(player: Player): () => void {
  const listen = (press: KeyboardEvent): void => {
    if (
      press.defaultPrevented ||
      press.ctrlKey ||
      press.metaKey ||
      press.altKey ||
      dialog.peek() !== null ||
      keysOpen.peek()
    )
      return;
    const act = ACTIONS[nameOf(press)];
    if (!act || ownsKeys(press)) return;
    press.preventDefault();
    act(player);
  };
  // Before anybody else hears it: whatever was pressed, what is being skipped is played after all.
  const interrupt = (): void => player.interrupt();
  document.addEventListener("keydown", interrupt, true);
  document.addEventListener("pointerdown", interrupt, true);
  document.addEventListener("keydown", listen);
  return () => {
    document.removeEventListener("keydown", interrupt, true);
    document.removeEventListener("pointerdown", interrupt, true);
    document.removeEventListener("keydown", listen);
  };
}

/** Characters that need Shift on some keyboards ("?", "+") are known by themselves, letters whatever their case. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  if (shiftKey && key.startsWith("Arrow")) return `Shift+${key}`;
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Whether the element in focus has its own use for this key. */
function ownsKeys(press: KeyboardEvent): boolean {
  const target = press.target instanceof Element ? press.target : null;
  if (target === null) return false;
  if (target.closest("input:not([type=range], [type=checkbox], [type=radio], [type=button]), select, textarea, dialog"))
    return true;
  // Where arrows move within the element itself; letters and signs mean the replay there too.
  const arrows = press.key.startsWith("Arrow") || press.key === "Home" || press.key === "End";
  if (arrows && target.closest(".cm-editor, input, [role=tablist], [role=separator], [role=listbox], [role=menu]"))
    return true;
  return press.key === " " && target.closest("button, a, summary, input") !== null;
}
