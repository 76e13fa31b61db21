/** Thinking privately, in words and texts: what was agreed, how long it still takes, what was written by when. */
import type { Change, PrivatePolicy } from "./events";
import type { ProjectFile } from "./projectFiles";
import type { Spell } from "./state";

/** What becomes of it, to the candidate. */
export function policyWords(policy: PrivatePolicy, host: string): string {
  switch (policy) {
    case "not_recorded":
      return `Not recorded: what you write and try is stored nowhere and nobody ever sees it. Only that you were away, for how long, and what you bring back are recorded.`;
    case "released":
      return `Recorded for you alone: ${host} sees what you write and try only if you release it, here or after the interview.`;
    case "recorded":
      return `Recorded: nobody sees what you write and try while the interview goes on. Afterwards ${host} and the panel can see it in the replay.`;
  }
}

/** "back in about 5 min": what the others read. It never counts below "soon", and never says that time is over. */
export function backWords(spell: Spell, now: number): string {
  const left = minutesLeft(spell, now);
  return left > 0 ? `back in about ${left} min` : "back soon";
}

/** What the candidate reads: their own words for their own time. */
export function leftWords(spell: Spell, now: number): string {
  const left = minutesLeft(spell, now);
  if (left > 0) return `about ${left} min left`;
  return `your ${spell.minutes} min are over, take what you need`;
}

/** Never more than what was said: a moment on its way, or a slow clock, would make six of five. */
function minutesLeft(spell: Spell, now: number): number {
  return Math.min(spell.minutes, Math.max(0, Math.ceil((spell.at + spell.minutes * 60_000 - now) / 60_000)));
}

/** The private texts after these changes. A file that is in none of them is as it was shared. */
export function textsAfter(steps: Spell["steps"], upTo: number): Readonly<Record<string, string>> {
  const texts = new Map<string, string>();
  for (const step of steps.slice(0, upTo)) for (const change of step.changes) applyChange(texts, change);
  return Object.fromEntries(texts);
}

function applyChange(texts: Map<string, string>, [file, at, deleted, inserted]: Change): void {
  const text = texts.get(file) ?? "";
  texts.set(file, text.slice(0, at) + inserted + text.slice(at + deleted));
}

/**
 * What a project's files are called privately is a text beside each, `<task>/<file>/path`: the path, with - before it where
 * the file is deleted. The server writes it (`server/core/private_files.py`), and it is kept and released with the words.
 */
const NAME_END = "/path";
const DELETED = "-";

export function isName(text: string): boolean {
  return text.endsWith(NAME_END);
}

/** The files of projects, with the names that these texts give them. `began` are those that were shared then. */
export function privateFiles(
  began: readonly ProjectFile[],
  texts: Readonly<Record<string, string>>,
): readonly ProjectFile[] {
  const named = (name: string): string => texts[`${name}${NAME_END}`] ?? "";
  const known = began.map((each) => called(each, named(`${each.task}/${each.file}`)));
  const had = new Set(began.map((each) => `${each.task}/${each.file}`));
  const made = Object.keys(texts)
    .filter((text) => isName(text) && texts[text] !== "")
    .map((text) => text.slice(0, -NAME_END.length))
    .filter((name) => !had.has(name))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((name) => called(fileOf(name), named(name)));
  return [...known, ...made];
}

function called(file: ProjectFile, words: string): ProjectFile {
  if (words === "" || file.fixed) return file;
  const deleted = words.startsWith(DELETED);
  return { ...file, path: deleted ? words.slice(DELETED.length) : words, deleted };
}

function fileOf(name: string): ProjectFile {
  const [task = "", file = ""] = name.split("/");
  return { task, language: file.slice(0, file.lastIndexOf(".")), file, path: file, fixed: false, deleted: false };
}

function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf(".") + 1));
}

/** How many of the steps had been made at `at` ms. */
export function stepsBy(steps: Spell["steps"], at: number): number {
  return steps.filter((step) => step.at <= at).length;
}
