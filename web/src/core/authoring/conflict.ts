/** Two versions of one task are put together, file by file: what is chosen at first, and what comes of the choices. */
import type { Files } from "./starting";

export type Choice = "theirs" | "mine" | "hand";
export type Choices = Readonly<Record<string, Choice>>;

/** The files that differ, by path. */
export function differing(mine: Files, theirs: Files): readonly string[] {
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    .filter((path) => mine[path] !== theirs[path])
    .sort();
}

/**
 * What only one side changed is that side's; where both did, mine stands until somebody chooses. Where nobody knows any
 * more what both began from (`base` is null), every file waits for a choice.
 */
export function firstChoices(paths: readonly string[], base: Files | null, mine: Files): Choices {
  if (base === null) return {};
  return Object.fromEntries(paths.map((path) => [path, mine[path] === base[path] ? "theirs" : "mine"]));
}

export function merged(choices: Choices, mine: Files, theirs: Files, byHand: Files): Files {
  const files = new Map(Object.entries(mine));
  for (const [path, choice] of Object.entries(choices)) {
    const text = choice === "theirs" ? theirs[path] : choice === "hand" ? (byHand[path] ?? mine[path]) : mine[path];
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return Object.fromEntries(files);
}
