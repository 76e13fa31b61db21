/** What a search found, in three lists. Each finding opens its moment. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { NoteFinding, RunFinding } from "../core/aloud";
import { clockText } from "../core/clock";
import { sameWork } from "../core/page";
import { filesAt } from "../core/projectFiles";
import { Rejection } from "../core/read";
import type { Excerpt, Finding } from "../core/search";
import type { Desk } from "../panels/desk";
import { useRoom } from "../panels/room";
import { authorOf } from "./authors";
import { marked } from "./marked";
import { fileWords, placeOf, type Past } from "./past";
import type { Searching } from "./searching";

/** So many results are drawn at first, and with each "more". */
const AT_FIRST = 50;
export function CodeFindings({
  player,
  searching,
}: {
  readonly player: Past;
  readonly searching: Searching;
}): JSX.Element | null {
  const [most, setMost] = useState(AT_FIRST);
  const query = searching.query.value;
  useEffect(() => setMost(AT_FIRST), [query]);
  const all = searching.found.value.code;
  if (all.length === 0) return null;
  const rest = all.length - most;
  return (
    <Group title="In the code" count={all.length}>
      {all.slice(0, most).map((each) => (
        <CodeRow key={each.number} player={player} finding={each} />
      ))}
      {rest > 0 ? (
        <li>
          <button type="button" class="button more" data-kind="quiet" onClick={() => setMost(most + 4 * AT_FIRST)}>
            Show more: {rest} {rest === 1 ? "is" : "are"} not shown
          </button>
        </li>
      ) : null}
    </Group>
  );
}

/** Drawn anew only when it changes: a search that goes on brings many of them, many times. */
function CodeRow({ player, finding }: { readonly player: Past; readonly finding: Finding }): JSX.Element {
  const { page, desk } = useRoom();
  const opened = marked.value;
  const current = opened?.at === finding.at && opened.file === finding.file && opened.from === finding.from;
  return useMemo(
    () => (
      <Row at={finding.at} excerpt={finding.excerpt} open={() => openCode(player, desk, finding)} current={current}>
        {fileWords(page, filesAt(player.index.value.talk, finding.at), finding.file)}, line {finding.line} ·{" "}
        {appeared(player, finding)}
        {finding.places > 1 ? ` · at ${finding.places} places` : ""}
        {finding.gone ? ` · gone at ${clockText(finding.gone.at)}` : ""}
      </Row>
    ),
    [player, page, desk, finding, current],
  );
}

function appeared(player: Past, { by }: Finding): string {
  if (by === "") return "there from the start";
  return by === "room" ? "starter code" : `by ${authorOf(player, by).name}`;
}

export function RunFindings({
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

export function NoteFindings({
  player,
  found,
  title,
  word,
}: {
  readonly player: Past;
  readonly found: readonly NoteFinding[];
  readonly title: string;
  /** What was found, before whose it is: "note", "written". */
  readonly word: string;
}): JSX.Element | null {
  if (found.length === 0) return null;
  return (
    <Group title={title} count={found.length}>
      {found.slice(0, AT_FIRST).map((each) => (
        <Row
          key={`${each.note} ${each.at}`}
          at={each.at}
          excerpt={each.excerpt}
          open={() => player.seek(each.at)}
          current={false}
        >
          {word} by {authorOf(player, each.by).name}
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
  const place = placeOf(desk.page, desk.source.state.peek().files, finding.file);
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
  // A run is about all files of its task: whoever is in one of them stays there.
  if (!sameWork(run, desk.place.peek())) desk.goTo(run);
  desk.resultsTab.value = run.suite === "scratch" ? "program" : run.suite === "hidden" ? "hidden" : "tests";
  if (finding.case !== "") desk.chosenCase.value = finding.case;
  desk.pane.value = "tests";
}
