/** The whole interview as text: headings, sentences with times, and the code at each run. Every time is a way to its moment. */
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { clockText } from "../core/clock";
import { fileOf, type Page, type Work } from "../core/page";
import { filesAt, filesOf, type ProjectFile } from "../core/projectFiles";
import { Rejection } from "../core/read";
import type { Texts } from "../core/texts";
import { transcript, type Sentence } from "../core/transcript";
import { useRoom } from "../panels/room";
import { wholeOf, type Driven } from "./driven";
import { openMoment } from "./open";

export function TranscriptPane({ player }: { readonly player: Driven }): JSX.Element {
  const whole = wholeOf(player);
  const sections = useComputed(() => transcript(player.index.value, player.moments.value, whole.value.end));
  if (sections.value.length === 0) return <p class="hint nothing">Nothing happened in this interview.</p>;
  return (
    <article class="transcript" aria-label="Transcript">
      <h2 class="visually-hidden">Transcript</h2>
      {sections.value.map((section) => (
        <section key={section.at} aria-label={section.title}>
          <h3>
            {section.title} <span class="mono">{clockText(section.at)}</span>
          </h3>
          <ol role="list">
            {section.sentences.map((sentence) => (
              <Line key={sentence.key} player={player} sentence={sentence} />
            ))}
          </ol>
        </section>
      ))}
    </article>
  );
}

function Line({ player, sentence }: { readonly player: Driven; readonly sentence: Sentence }): JSX.Element {
  const { desk } = useRoom();
  const { at, moment, words, code } = sentence;
  // What was observed never stands without its common reasons; of a run the sentence says it all.
  const reasons = moment && moment.kind !== "run" ? moment.detail : "";
  const go = (): void => {
    if (moment) void openMoment(player, desk, moment);
    else void player.seek(at);
  };
  return (
    <li data-kind={moment?.kind ?? "typed"}>
      <button type="button" class="link mono" aria-label={`Go to ${clockText(at)}`} onClick={go}>
        {clockText(at)}
      </button>
      <p>
        {words}
        {reasons === "" ? null : <small>{reasons}</small>}
      </p>
      {code ? <Code player={player} code={code} /> : null}
    </li>
  );
}

/** Fetched when it is opened: sixty runs are sixty texts. Of a project it is every file that people may write in. */
function Code({ player, code }: { player: Driven; code: NonNullable<Sentence["code"]> }): JSX.Element {
  const { page } = useRoom();
  const { talk } = player.index.value;
  const files = useMemo(() => filesThatRan(page, filesAt(talk, code.at), code), [page, talk, code]);
  const [open, setOpen] = useState(false);
  const [texts, setTexts] = useState<Pick<Texts, "text"> | Rejection | null>(null);
  useEffect(() => {
    if (!open) return;
    let gone = false;
    void player.textsAt(code.at).then((found) => {
      if (!gone) setTexts(found);
    });
    return () => {
      gone = true;
    };
  }, [open, player, code.at]);
  const names = files.map(([, name]) => name);
  return (
    <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>The code that ran: {names.join(", ")}</summary>
      {texts === null ? <p class="hint">Reading it…</p> : null}
      {texts instanceof Rejection ? (
        <p class="hint">It could not be read: {texts.why}. Open it again to try again.</p>
      ) : null}
      {texts === null || texts instanceof Rejection
        ? null
        : files.map(([file, name]) => (
            <Ran key={file} name={name} alone={files.length === 1} text={texts.text(file)} at={code.at} />
          ))}
    </details>
  );
}

interface RanProps {
  readonly name: string;
  readonly alone: boolean;
  readonly text: string;
  readonly at: number;
}

function Ran({ name, alone, text, at }: RanProps): JSX.Element {
  const of = alone ? "" : ` in ${name}`;
  return (
    <>
      {alone ? null : <p class="mono">{name}</p>}
      <pre class="mono" tabIndex={0} role="region" aria-label={`Code${of} at ${clockText(at)}`}>
        {text === "" ? "(empty)" : text}
      </pre>
    </>
  );
}

/** The texts of this work and what they were called. */
function filesThatRan(
  page: Page,
  files: readonly ProjectFile[],
  work: Work,
): readonly (readonly [file: string, name: string])[] {
  const mine = filesOf(files, work).filter((each) => !each.deleted && !each.fixed);
  if (mine.length > 0) return mine.map((each) => [`${each.task}/${each.file}`, each.path]);
  const file = fileOf(page, { task: work.task, language: work.language });
  return [[file, file.split("/").at(-1) ?? file]];
}
