/** The languages of a task as a list to choose from: those that run first, the others with the reason. */
import type { Sandbox } from "./frames";
import type { Language } from "./page";

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** Why it cannot be chosen here; "" when it can. */
  readonly why: string;
}

/** A language's title without its version and what is in brackets: "Python", "Common Lisp". */
export function plainTitle(title: string): string {
  return title.replace(/(\s+[\d.]+)?(\s*\(.*\))?$/, "");
}

const NOT_READY = "Not ready on this server";

/**
 * `typed` is what somebody looks for: parts of a title, an id or a file's ending. Where the sandbox as a whole is away,
 * every language can be chosen: it says nothing of any of them, and code can be written all the same.
 */
export function languageChoices(all: readonly Language[], sandbox: Sandbox | null, typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  const choices = all
    .filter(({ id, title, file }) => [id, title, file].some((word) => word.toLowerCase().includes(wanted)))
    .map(({ id, title, file }) => ({ id, title, file, why: whyOff(id, sandbox) }));
  return [...choices.filter(({ why }) => why === ""), ...choices.filter(({ why }) => why !== "")];
}

function whyOff(language: string, sandbox: Sandbox | null): string {
  const status = sandbox?.ready === true ? sandbox.languages.find(({ id }) => id === language) : undefined;
  return status === undefined || status.ready ? "" : status.why || NOT_READY;
}
