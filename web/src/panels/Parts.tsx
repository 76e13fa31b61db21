/** The parts of a task: those that were opened, for everybody; and for interviewers the way to open the next one. */
import type { JSX } from "preact";
import { clockText } from "../core/clock";
import { unwrapped } from "../core/markdown";
import { Markdown } from "./Markdown";
import { useRoom } from "./room";

/** Below the statement of the first part, in the order in which they came. */
export function OpenedParts(): JSX.Element | null {
  const { source, desk } = useRoom();
  const opened = source.state.value.parts.filter((part) => part.task === desk.task.value.slug);
  return (
    <>
      {opened.map((part) => (
        <section key={part.part} class="opened-part" aria-labelledby={`part-${part.part}`}>
          <h2 id={`part-${part.part}`}>{partTitle(part)}</h2>
          <Markdown text={unwrapped(part.statement)} />
        </section>
      ))}
    </>
  );
}

/** Nothing where the task has one part. The candidate's page never has what is in here. */
export function PartsCard(): JSX.Element | null {
  const { source, desk } = useRoom();
  const { slug, interviewer } = desk.task.value;
  const { parts, phase } = source.state.value;
  const later = interviewer?.parts ?? [];
  if (later.length === 0) return null;
  const opened = parts.filter((part) => part.task === slug);
  const next = later.find((each) => !opened.some((part) => part.part === each.part));
  const { live } = source;
  return (
    <section class="card" aria-labelledby="parts-title">
      <div class="card-head">
        <h3 id="parts-title">Parts</h3>
        <p class="hint">
          {opened.length + 1} of {later.length + 1} open
        </p>
      </div>
      <ol role="list" class="parts-list">
        {later.map((each) => {
          const since = opened.find((part) => part.part === each.part);
          return (
            <li key={each.part}>
              <details>
                <summary>{partTitle(each)}</summary>
                <div class="prose" dangerouslySetInnerHTML={{ __html: each.statement }} />
              </details>
              {since ? <p class="hint">Opened at {clockText(since.at)}</p> : null}
              {each === next && live && desk.acts && phase !== "ended" ? (
                <button
                  type="button"
                  class="button"
                  data-small
                  onClick={() => live.ask({ type: "part", task: slug, part: each.part })}
                >
                  Open part {each.part} for everybody
                </button>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function partTitle({ part, title }: { readonly part: number; readonly title: string }): string {
  return title === "" ? `Part ${part}` : `Part ${part}: ${title}`;
}
