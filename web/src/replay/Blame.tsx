/** "This line": who typed the line with the cursor, when it was changed, and who wrote the character at the cursor. */
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Next } from "../core/ahead";
import type { Blame, Stretch } from "../core/blame";
import type { Stretch as Authored } from "../core/track";
import { clockText } from "../core/clock";
import { characterAt, lineOf, storyOf, type LineRange } from "../core/lineStory";
import { fileOf } from "../core/page";
import { Rejection } from "../core/read";
import { useRoom } from "../panels/room";
import { authorOf, stretchWords, tinted } from "./authors";
import { walkBack, walkOn } from "./blaming";
import { isOff } from "./breathe";
import type { Past } from "./past";

/** So long the moment and the cursor must rest before anything is looked up, in ms. */
const REST_MS = 120;

interface Known {
  readonly line: LineRange;
  readonly blame: Blame;
  readonly next: Next | null;
  /** Where the cursor is, in the text. */
  readonly cursor: number;
  /** Who wrote the text, without when. */
  readonly authors: readonly Authored[];
}

interface Props {
  readonly player: Past;
  /** On a phone the pins stand here: there is no room for them in the header. */
  readonly pins?: JSX.Element;
}

export function ThisLine({ player, pins }: Props): JSX.Element {
  const known = useLine(player);
  return (
    <section class="this-line" aria-labelledby="this-line-title">
      <header>
        <h2 id="this-line-title">This line</h2>
        {pins}
        <button
          type="button"
          class="button"
          data-small
          aria-pressed={tinted.value}
          onClick={() => (tinted.value = !tinted.peek())}
        >
          Who wrote what
        </button>
      </header>
      {tinted.value ? <Legend player={player} /> : null}
      <div class="this-line-words" aria-live="polite">
        <Words player={player} known={known} />
      </div>
    </section>
  );
}

/** What is known of the cursor's line; null while it is being looked up. */
function useLine(player: Past): Known | Rejection | "playing" | null {
  const { page, desk } = useRoom();
  const [known, setKnown] = useState<Known | Rejection | null>(null);
  const file = useComputed(() => fileOf(page, desk.place.value)).value;
  const { line, column } = desk.caret.value;
  const [time, playing] = [player.time.value, player.playing.value || player.waiting.value];
  useEffect(() => {
    if (playing) return;
    const going = new AbortController();
    const rest = setTimeout(() => {
      void lookUp(player, file, time, line, column, going.signal).then((found) => {
        if (found !== null) setKnown(found);
      });
    }, REST_MS);
    return () => {
      clearTimeout(rest);
      going.abort();
    };
  }, [player, file, time, playing, line, column]);
  return player.playing.value ? "playing" : known;
}

async function lookUp(
  player: Past,
  file: string,
  at: number,
  number: number,
  column: number,
  signal: AbortSignal,
): Promise<Known | Rejection | null> {
  const texts = await player.textsAt(at);
  if (isOff(signal)) return null;
  if (texts instanceof Rejection) return texts;
  const line = lineOf(texts.text(file), number);
  const blame = await walkBack(player, file, at, [line], signal);
  if (blame === null || blame instanceof Rejection) return blame;
  const next = await walkOn(player, file, at, line, signal);
  return isOff(signal) ? null : { line, blame, next, cursor: line.from + column - 1, authors: texts.authors(file) };
}

function Words({ player, known }: { readonly player: Past; readonly known: ReturnType<typeof useLine> }): JSX.Element {
  if (known === "playing") return <p class="hint">Pause to see who wrote this line.</p>;
  if (known === null) return <p class="hint">Looking who wrote this line…</p>;
  if (known instanceof Rejection) return <p class="hint">It could not be looked up: {known.why}.</p>;
  const { line, blame, next, cursor, authors } = known;
  const character = characterAt(line, cursor);
  const stretch = character && blame.found.find((each) => each.from <= character.from && character.from < each.to);
  return (
    <>
      <p>
        <LineWords player={player} line={line} blame={blame} />
        <NextWords player={player} next={next} />
      </p>
      {character ? (
        <p class="hint">
          <code>{shown(line.text.slice(character.from - line.from, character.to - line.from))}</code> at the cursor:{" "}
          {stretch ? stretchWords(player, stretch) : earlierWords(player, authors, character.from)}
        </p>
      ) : null}
    </>
  );
}

interface LineProps {
  readonly player: Past;
  readonly line: LineRange;
  readonly blame: Blame;
}

function LineWords({ player, line, blame }: LineProps): JSX.Element {
  if (line.text === "") return <>Line {line.number} is empty.</>;
  const { begun, changed } = storyOf(line, blame);
  return (
    <>
      Line {line.number} {begun ? <Begun player={player} stretch={begun} /> : "was there from the start"}
      {changed ? (
        <>
          , changed{" "}
          {changed.by === begun?.by ? null : (
            <>
              by <Name player={player} id={changed.by} />{" "}
            </>
          )}
          at <When player={player} at={changed.at} />
        </>
      ) : null}
      .
    </>
  );
}

function Begun({ player, stretch }: { readonly player: Past; readonly stretch: Stretch }): JSX.Element {
  if (stretch.how === "starter") return <>is starter code</>;
  return (
    <>
      {stretch.how === "typed" ? "typed" : "inserted at once"} by <Name player={player} id={stretch.by} /> at{" "}
      <When player={player} at={stretch.at} />
    </>
  );
}

function NextWords({ player, next }: { readonly player: Past; readonly next: Next | null }): JSX.Element | null {
  if (next === null) return null;
  const text = next.text?.trim() ?? "";
  return (
    <>
      {" "}
      {next.text === null ? "Removed or joined" : text === "" ? "Emptied" : "Changed next"} at{" "}
      <When player={player} at={next.at} />
      {text === "" ? null : (
        <>
          {" "}
          to <code>{text}</code>
        </>
      )}
      .
    </>
  );
}

/** A clip begins with texts that somebody had written before: the track still knows who. */
function earlierWords(player: Past, authors: readonly Authored[], position: number): string {
  let end = 0;
  const wrote = authors.find(({ length }) => (end += length) > position);
  if (!wrote || wrote.how === 2) return "starter code";
  return `by ${authorOf(player, wrote.person).name}, before this begins`;
}

function Name({ player, id }: { readonly player: Past; readonly id: string }): JSX.Element {
  const { name, kind } = authorOf(player, id);
  return (
    <strong class="author-name" data-kind={kind}>
      {name}
    </strong>
  );
}

function When({ player, at }: { readonly player: Past; readonly at: number }): JSX.Element {
  return (
    <button type="button" class="link mono" aria-label={`Go to ${clockText(at)}`} onClick={() => void player.seek(at)}>
      {clockText(at)}
    </button>
  );
}

function shown(character: string): string {
  return character === " " ? "space" : character === "\t" ? "tab" : character;
}

function Legend({ player }: { readonly player: Past }): JSX.Element {
  const { host, candidate } = player.index.value;
  return (
    <ul role="list" class="author-legend" aria-label="What the marks mean">
      <li>
        <span class="author-patch cm-by-candidate" aria-hidden="true" />{" "}
        {authorOf(player, "candidate").name || candidate}
      </li>
      <li>
        <span class="author-patch cm-by-host" aria-hidden="true" /> {authorOf(player, "host").name || host}
      </li>
      <li>
        <span class="author-patch cm-by-candidate cm-by-at-once" aria-hidden="true" /> at once
      </li>
      <li>plain: starter code</li>
    </ul>
  );
}
