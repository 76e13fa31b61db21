/** What can be done to a row of cases: by which key, and in its menu. */
import type { Block, Row } from "../core/authoring/sheet";
import type { Deed } from "./Menu";

type RowDeed = "up" | "down" | "copy" | "remove" | "next" | "previous";

/** What a key does to a row; null for the keys that write. */
export function deedOf({ key, altKey, ctrlKey, metaKey, shiftKey, target }: KeyboardEvent): RowDeed | null {
  const [command, line] = [ctrlKey || metaKey, (target as HTMLElement).tagName === "INPUT"];
  if (altKey && key === "ArrowUp") return "up";
  if (altKey && key === "ArrowDown") return "down";
  if (altKey && (key === "Delete" || key === "Backspace") && !command) return key === "Delete" ? "remove" : null;
  if (command && key.toLowerCase() === "d") return "copy";
  if (command || altKey || !line) return null;
  if (key === "Enter") return shiftKey ? "previous" : "next";
  if (key === "ArrowDown") return "next";
  return key === "ArrowUp" ? "previous" : null;
}

interface Acts {
  readonly more: () => void;
  readonly copy: () => void;
  readonly up: () => void;
  readonly down: () => void;
  readonly remove: () => void;
  readonly carry: (to: Block) => void;
}

export function rowDeeds(
  block: Block,
  all: readonly Block[],
  row: Row,
  at: number,
  several: boolean,
  acts: Acts,
): readonly (Deed | "line")[] {
  const others = all.filter((each) => each.id !== block.id);
  return [
    { words: block.group === null ? "A note with it" : "Hint and what is revealed", act: acts.more },
    { words: "Copy", keys: "Ctrl D", act: acts.copy },
    { words: "Move up", keys: "Alt ↑", act: acts.up, off: at === 0 },
    { words: "Move down", keys: "Alt ↓", act: acts.down, off: at === block.rows.length - 1 },
    ...(others.length > 0 ? (["line"] as const) : []),
    ...others.map((to) => ({
      words: to.group === null ? `To the examples${several ? ` of part ${to.part}` : ""}` : `To “${to.name}”`,
      act: () => acts.carry(to),
    })),
    "line",
    { words: "Take out", keys: "Alt Del", act: acts.remove },
  ];
}
