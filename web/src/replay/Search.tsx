/** Search through all moments: text that was in a file, in run output or in a note at any time. A result is a moment. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { NoteFinding, RunFinding } from "../core/aloud";
import { clockText, counted } from "../core/clock";
import { Rejection } from "../core/read";
import { LONGEST_QUERY, MOST_FINDINGS, type Excerpt, type Finding } from "../core/search";
import type { Desk } from "../panels/desk";
import { useRoom } from "../panels/room";
import { marked } from "./marked";
import { authorOf } from "./authors";
import { fileWords, placeOf, type Past } from "./past";
import { searchAsked, Searching, type Found, type Progress } from "./searching";

/** So many results are drawn at first, and with each "more". */
const AT_FIRST = 100;
/** After the last key, in ms. */
const TYPED_MS = 180;

const searches = new WeakMap<Past, Searching>();

/** One for each replay: what was found stays while another tab is in front. */
export function searchingOf(past: Past): Searching {
  const known = searches.get(past) ?? new Searching(past);
  searches.set(past, known);
  return known;
}

/** How often the box was given the focus. */
let answered = 0;

/** Where the search has its tab: brings it in front when it is asked for. */
export function useSearchAsked(show: () => void): void {
  const { desk } = useRoom();
  const asked = searchAsked.value;
  useLayoutEffect(() => {
    if (asked === answered) return;
    show();
    desk.pane.value = "aside";
    if (desk.width.peek() === "medium") desk.leftTab.value = "aside";
    // Only an asking brings it in front.
  }, [asked]);
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
      <Words progress={searching.progress.value} found={searching.found.value} searching={searching} />
      <div ref={list} class="findings" onKeyDown={(press) => walk(press, list.current)}>
        <CodeFindings player={player} searching={searching} />
        <RunFindings player={player} found={searching.found.value.runs} />
        <NoteFindings player={player} found={searching.found.value.notes} />
      </div>
    </section>
  );
}

function SearchBox({ searching, down }: { readonly searching: Searching; readonly down: () => void }): JSX.Element {
  const [text, setText] = useState(searching.query.peek().text);
  const { sameCase } = searching.query.value;
  const box = useRef<HTMLTextAreaElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = searchAsked.value;
  // Before the first paint: the next key already goes to the box.
  useLayoutEffect(() => {
    // Only once for each asking: whoever comes to this tab by its own keys stays on the tab.
    if (asked === answered) return;
    answered = asked;
    box.current?.focus();
    box.current?.select();
  }, [asked]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const look = (wanted: string, exact: boolean, later: number): void => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void searching.look({ text: wanted, sameCase: exact }), later);
  };
  return (
    <form role="search" class="search-box" onSubmit={(submit) => submit.preventDefault()}>
      <textarea
        ref={box}
        class="input"
        aria-label="Text that was there at any moment"
        aria-keyshortcuts="/"
        placeholder="Any text that was ever here"
        rows={Math.min(6, text.split("\n").length)}
        maxLength={LONGEST_QUERY}
        spellcheck={false}
        autocapitalize="off"
        value={text}
        onInput={(input) => {
          setText(input.currentTarget.value);
          look(input.currentTarget.value, sameCase, TYPED_MS);
        }}
        onKeyDown={(press) => {
          if (press.key === "ArrowDown" && !text.includes("\n")) {
            press.preventDefault();
            down();
          }
          if (press.key === "Escape" && text !== "") {
            setText("");
            look("", sameCase, 0);
          }
          // A line break in a query is pasted, or typed with Shift.
          if (press.key !== "Enter" || press.shiftKey || press.isComposing) return;
          press.preventDefault();
          look(text, sameCase, 0);
        }}
      />
      {text === "" ? <kbd aria-hidden="true">/</kbd> : null}
      <button
        type="button"
        class="button search-case"
        aria-pressed={sameCase}
        aria-label="Upper and lower case count"
        title="Upper and lower case count"
        onClick={() => look(text, !sameCase, 0)}
      >
        Aa
      </button>
    </form>
  );
}

interface WordsProps {
  readonly progress: Progress;
  readonly found: Found;
  readonly searching: Searching;
}

/** One sentence on how it stands, and a bar while it goes on. */
function Words({ progress, found, searching }: WordsProps): JSX.Element {
  return (
    <div class="search-words">
      <p role="status">{sentence(progress, found, searching)}</p>
      {progress.at === "going" ? <progress aria-label="Searched so far" value={progress.part} max={1} /> : null}
      {progress.at === "failed" ? (
        <button type="button" class="button" data-small onClick={() => void searching.look(searching.query.peek())}>
          Search again
        </button>
      ) : null}
    </div>
  );
}

function sentence(progress: Progress, found: Found, searching: Searching): string {
  const count = found.code.length + found.runs.length + found.notes.length;
  switch (progress.at) {
    case "idle":
      return "Finds what stood in any file at any moment, also what was deleted later, and what programs printed.";
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

function CodeFindings({
  player,
  searching,
}: {
  readonly player: Past;
  readonly searching: Searching;
}): JSX.Element | null {
  const { page, desk } = useRoom();
  const [most, setMost] = useState(AT_FIRST);
  const query = searching.query.value;
  useEffect(() => setMost(AT_FIRST), [query]);
  const all = searching.found.value.code;
  if (all.length === 0) return null;
  const rest = all.length - most;
  return (
    <Group title="In the code" count={all.length}>
      {all.slice(0, most).map((each) => (
        <Row
          key={each.number}
          at={each.at}
          excerpt={each.excerpt}
          open={() => openCode(player, desk, each)}
          current={marked.value?.at === each.at && marked.value.file === each.file && marked.value.from === each.from}
        >
          {fileWords(page, each.file)}, line {each.line} · {appeared(player, each)}
          {each.places > 1 ? ` · at ${each.places} places` : ""}
          {each.gone ? ` · gone at ${clockText(each.gone.at)}` : ""}
        </Row>
      ))}
      {rest > 0 ? (
        <li>
          <button type="button" class="button more" data-kind="quiet" onClick={() => setMost(most + 2 * AT_FIRST)}>
            Show more: {rest} {rest === 1 ? "is" : "are"} not shown
          </button>
        </li>
      ) : null}
    </Group>
  );
}

function appeared(player: Past, { by }: Finding): string {
  if (by === "") return "there from the start";
  return by === "room" ? "starter code" : `by ${authorOf(player, by).name}`;
}

function RunFindings({
  player,
  found,
}: {
  readonly player: Past;
  readonly found: readonly RunFinding[];
}): JSX.Element | null {
  const { desk } = useRoom();
  if (found.length === 0) return null;
  return (
    <Group title="In run output" count={found.length}>
      {found.slice(0, AT_FIRST).map((each) => (
        <Row
          key={`${each.run} ${each.where}`}
          at={each.at}
          excerpt={each.excerpt}
          open={() => openRun(player, desk, each)}
          current={false}
        >
          {each.where}, line {each.line}
        </Row>
      ))}
    </Group>
  );
}

function NoteFindings({
  player,
  found,
}: {
  readonly player: Past;
  readonly found: readonly NoteFinding[];
}): JSX.Element | null {
  if (found.length === 0) return null;
  return (
    <Group title="In notes" count={found.length}>
      {found.slice(0, AT_FIRST).map((each) => (
        <Row
          key={`${each.note} ${each.at}`}
          at={each.at}
          excerpt={each.excerpt}
          open={() => player.seek(each.at)}
          current={false}
        >
          note by {authorOf(player, each.by).name}
          {each.gone ? ` · changed at ${clockText(each.gone.at)}` : ""}
        </Row>
      ))}
    </Group>
  );
}

interface GroupProps {
  readonly title: string;
  readonly count: number;
  readonly children: JSX.Element | readonly (JSX.Element | null | readonly JSX.Element[])[] | readonly JSX.Element[];
}

function Group({ title, count, children }: GroupProps): JSX.Element {
  return (
    <section aria-label={title} class="finding-group">
      <h2>
        {title} <span class="hint">{count}</span>
      </h2>
      <ol role="list">{children}</ol>
    </section>
  );
}

interface RowProps {
  readonly at: number;
  readonly excerpt: Excerpt;
  readonly open: () => Promise<void>;
  readonly current: boolean;
  readonly children: JSX.Element | string | readonly (JSX.Element | string | number)[];
}

function Row({ at, excerpt, open, current, children }: RowProps): JSX.Element {
  return (
    <li>
      <button type="button" class="finding" aria-current={current ? "true" : undefined} onClick={() => void open()}>
        <span class="mono finding-time">{clockText(at)}</span>
        <span class="finding-line mono">
          {excerpt.before}
          <mark>{excerpt.match}</mark>
          {excerpt.after}
        </span>
        <small class="hint">{children}</small>
      </button>
    </li>
  );
}

async function openCode(player: Past, desk: Desk, finding: Finding): Promise<void> {
  player.pause();
  await player.seek(finding.at);
  const place = placeOf(desk.page, finding.file);
  if (place) desk.goTo(place);
  desk.pane.value = "code";
  const text = await player.textsAt(finding.at);
  const match =
    text instanceof Rejection ? "" : text.text(finding.file).slice(finding.from, finding.from + finding.length);
  // Other edits of the same millisecond may have pushed it on: then it is looked for nearby.
  const shown = match.startsWith(finding.excerpt.match) ? match : finding.excerpt.match;
  marked.value = { file: finding.file, at: finding.at, from: finding.from, text: shown };
}

async function openRun(player: Past, desk: Desk, finding: RunFinding): Promise<void> {
  player.pause();
  await player.seek(finding.at);
  const run = player.state.peek().runs.find((each) => each.id === finding.run);
  if (!run) return;
  desk.goTo(run);
  desk.resultsTab.value = run.suite === "scratch" ? "program" : run.suite === "hidden" ? "hidden" : "tests";
  if (finding.case !== "") desk.chosenCase.value = finding.case;
  desk.pane.value = "tests";
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
