/** Search through all moments: text that was in a file, in run output or in a note at any time. A result is a moment. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { clockText, counted } from "../core/clock";
import { MOST_FINDINGS } from "../core/search";
import { CodeFindings, NoteFindings, RunFindings } from "./Findings";
import type { Past } from "./past";
import { SearchBox } from "./SearchBox";
import { Searching, type Found, type Progress } from "./searching";

const searches = new WeakMap<Past, Searching>();

/** One for each replay: what was found stays while another tab is in front. */
export function searchingOf(past: Past): Searching {
  const known = searches.get(past) ?? new Searching(past);
  searches.set(past, known);
  return known;
}

export function SearchPane({ player }: { readonly player: Past }): JSX.Element {
  const searching = searchingOf(player);
  const list = useRef<HTMLDivElement>(null);
  return (
    <section class="search" aria-label="Search all moments">
      <SearchBox
        searching={searching}
        down={() => list.current?.querySelector<HTMLElement>("button.finding")?.focus()}
      />
      <Words
        progress={searching.progress.value}
        found={searching.found.value}
        searching={searching}
        more={isMore(player, searching.progress.value)}
      />
      <div ref={list} class="findings" onKeyDown={(press) => walk(press, list.current)}>
        <CodeFindings player={player} searching={searching} />
        <RunFindings player={player} found={searching.found.value.runs} />
        <NoteFindings player={player} found={searching.found.value.notes} title="In notes" word="note" />
        <NoteFindings player={player} found={searching.found.value.chat} title="In the chat" word="written" />
      </div>
    </section>
  );
}

interface WordsProps {
  readonly progress: Progress;
  readonly found: Found;
  readonly searching: Searching;
  /** The interview went on since. */
  readonly more: boolean;
}

function isMore(player: Past, progress: Progress): boolean {
  return progress.at === "done" && player.length.value > progress.upTo && player.index.value.live;
}

/** One sentence on how it stands, and a bar while it goes on. */
function Words({ progress, found, searching, more }: WordsProps): JSX.Element {
  return (
    <div class="search-words">
      <p role="status">
        {sentence(progress, found, searching)}
        {more ? " The interview went on since." : ""}
      </p>
      {progress.at === "going" ? <progress aria-label="Searched so far" value={progress.part} max={1} /> : null}
      {progress.at === "failed" || more ? (
        <button type="button" class="button" data-small onClick={() => void searching.look(searching.query.peek())}>
          Search again
        </button>
      ) : null}
    </div>
  );
}

function sentence(progress: Progress, found: Found, searching: Searching): string {
  const count = found.code.length + found.runs.length + found.notes.length + found.chat.length;
  switch (progress.at) {
    case "idle":
      return "Finds what stood in any file at any moment, also what was deleted later, what programs printed, notes and the chat.";
    case "going":
      return `Searched up to ${clockText(progress.time)}: ${counted(count, "moment")} so far.`;
    case "failed":
      return `The search got to ${clockText(progress.time)} and no further: ${progress.why}.`;
    case "done":
      if (found.full) return `More than ${MOST_FINDINGS} moments. A longer text is in fewer of them.`;
      if (count > 0) return `${counted(count, "moment")}.`;
      return searching.query.value.sameCase
        ? "This was never here in exactly these letters. Switch Aa off to find it in any case."
        : "This was never here. Try a shorter part of it.";
  }
}

/** Up and down go from result to result. */
function walk(press: KeyboardEvent, list: HTMLElement | null): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[press.key];
  if (by === undefined || list === null) return;
  const rows = [...list.querySelectorAll<HTMLElement>("button.finding, button.more")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  press.preventDefault();
  rows[at + by]?.focus();
}
