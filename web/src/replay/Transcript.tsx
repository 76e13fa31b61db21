/** The whole interview as text: headings, sentences with times, and the code at each run. Every time is a way to its moment. */
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { clockText } from "../core/clock";
import { fileOf } from "../core/page";
import { Rejection } from "../core/read";
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

/** Fetched when it is opened: sixty runs are sixty texts. */
function Code({ player, code }: { player: Driven; code: NonNullable<Sentence["code"]> }): JSX.Element {
  const { page } = useRoom();
  const file = fileOf(page, code);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<string | Rejection | null>(null);
  useEffect(() => {
    if (!open) return;
    let gone = false;
    void player.textsAt(code.at).then((texts) => {
      if (!gone) setText(texts instanceof Rejection ? texts : texts.text(file));
    });
    return () => {
      gone = true;
    };
  }, [open, player, code.at, file]);
  return (
    <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>The code that ran: {file.split("/").at(-1)}</summary>
      {text === null ? <p class="hint">Reading it…</p> : null}
      {text instanceof Rejection ? (
        <p class="hint">It could not be read: {text.why}. Open it again to try again.</p>
      ) : null}
      {typeof text === "string" ? (
        <pre class="mono" tabIndex={0} role="region" aria-label={`Code at ${clockText(code.at)}`}>
          {text === "" ? "(empty)" : text}
        </pre>
      ) : null}
    </details>
  );
}
