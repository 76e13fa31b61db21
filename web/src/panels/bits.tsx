/** Small things that several panels show: marks, badges, faces, keys. */
import type { JSX } from "preact";
import type { Person } from "../core/state";
import type { Mark as MarkKind } from "../core/verdicts";

/** Passed: circle with a tick. Failed: rounded square with a cross. Open: dashed circle. `words` says it aloud. */
export function Mark({ kind, words }: { readonly kind: MarkKind; readonly words: string }): JSX.Element {
  return (
    <span class="mark" data-mark={kind} aria-hidden={words === "" ? "true" : undefined}>
      {kind === "pass" ? <Stroke path="M2 6.5 4.6 9 10 3" /> : null}
      {kind === "fail" ? <Stroke path="M3 3l6 6M9 3l-6 6" /> : null}
      {kind === "none" ? <Stroke path="M3 6h6" /> : null}
      {words === "" ? null : <span class="visually-hidden">{words}</span>}
    </span>
  );
}

function Stroke({ path }: { readonly path: string }): JSX.Element {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
    >
      <path d={path} stroke-linejoin="round" />
    </svg>
  );
}

/** Beside what only interviewers have. */
export function Private(): JSX.Element {
  return (
    <span class="badge" title="Only interviewers see this">
      you
    </span>
  );
}

/** The initials are drawn by the style sheet: they are a picture of the name that stands beside or in the label. */
export function Face({ person }: { readonly person: Person }): JSX.Element {
  return <span class="face" data-role={person.role} data-here={person.here} data-initials={initials(person.name)} />;
}

/** "Cam Okafor" is CO, "Ida" is I. Whole characters, so that no name is cut in the middle of one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map(firstLetter).join("").toLocaleUpperCase();
}

function firstLetter(word: string | undefined): string {
  const code = word?.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** Scroll a list to its newest entry. Not `scrollIntoView`: that also moves the place from which Tab goes on. */
export function toEnd(list: HTMLElement | null): void {
  if (list) list.scrollTop = list.scrollHeight;
}

const APPLE = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** What the key is called on this machine. */
export const RUN_KEY = APPLE ? "⌘ ↵" : "Ctrl ↵";
export const PROGRAM_KEY = APPLE ? "⇧ ⌘ ↵" : "Ctrl ⇧ ↵";
export const STAMP_KEY = APPLE ? "⌥ M" : "Alt M";
export const NOTE_KEY = APPLE ? "⌥ N" : "Alt N";
