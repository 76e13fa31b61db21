/** Hints: the interviewer's ladder, and what of it the candidate was given. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { clockText } from "../core/clock";
import type { Hint } from "../core/state";
import type { Live } from "../source";
import { Markdown } from "./Markdown";
import { useAsking, useRoom } from "./room";

/** Every hint of the task's guide, in its order. Given ones say when. Nothing where the guide has none. */
export function HintLadder(): JSX.Element | null {
  const { source, desk } = useRoom();
  const live = useAsking();
  const { slug, interviewer } = desk.task.value;
  const { hints } = source.state.value;
  const all = interviewer?.hints ?? [];
  const given = hints.filter((hint) => hint.task === slug);
  if (all.length === 0) return null;
  return (
    <section class="card ladder" aria-labelledby="ladder-title">
      <div class="card-head">
        <h3 id="ladder-title">Hints</h3>
        <p class="hint">
          {given.length} of {all.length} given
        </p>
      </div>
      <ol role="list" tabIndex={0} aria-labelledby="ladder-title">
        {all.map((text, index) => (
          <Rung
            key={index}
            number={index + 1}
            text={text}
            given={given.find((hint) => hint.number === index + 1) ?? null}
            live={live}
          />
        ))}
      </ol>
    </section>
  );
}

interface RungProps {
  readonly number: number;
  readonly text: string;
  readonly given: Hint | null;
  readonly live: Live | null;
}

function Rung({ number, text, given, live }: RungProps): JSX.Element {
  const { desk } = useRoom();
  const id = `hint-${number}`;
  return (
    <li data-given={given !== null}>
      <span class="rung mono" aria-hidden="true">
        {number}
      </span>
      <div>
        <div id={id}>
          <Markdown text={text} />
        </div>
        {given ? <p class="hint">Given at {clockText(given.at)}</p> : null}
        {given === null && live ? (
          <button
            type="button"
            class="link"
            aria-describedby={id}
            onClick={() => live.ask({ type: "hint", task: desk.task.peek().slug, number })}
          >
            Give this hint
          </button>
        ) : null}
      </div>
    </li>
  );
}

/** What was given of this task's hints, as everybody reads it. */
export function GivenHints(): JSX.Element | null {
  const { source, desk } = useRoom();
  const section = useRef<HTMLElement>(null);
  const wanted = desk.hintWanted.value;
  useEffect(() => {
    if (wanted > 0) section.current?.focus();
  }, [wanted]);
  const given = source.state.value.hints.filter((hint) => hint.task === desk.task.value.slug);
  if (given.length === 0) return null;
  return (
    <section ref={section} class="given" aria-labelledby="given-title" tabIndex={-1}>
      <h3 id="given-title">{givenWords(given.length, desk.interviews)}</h3>
      {given.map((hint) => (
        <div class="given-hint" key={hint.number}>
          <Markdown text={hint.text} />
        </div>
      ))}
    </section>
  );
}

function givenWords(count: number, host: boolean): string {
  if (host) return count === 1 ? "The hint that was given" : "The hints that were given";
  return count === 1 ? "A hint for you" : "Hints for you";
}
