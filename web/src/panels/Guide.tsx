/** The interviewer's sheet of a task, section by section: what to ask next, common wrong turns, what the levels look like. */
import type { ComponentChildren, JSX } from "preact";
import type { Interviewer, Task } from "../core/page";
import { Html } from "./Html";
import { Solutions } from "./Solutions";

interface Props {
  readonly task: Task;
  readonly about: Interviewer;
}

export function Guide({ task, about }: Props): JSX.Element {
  const { guide, follow_ups, wrong_turns, good_signs, complexity, rubric } = about;
  const nothing = [guide, complexity].every((html) => html === "") && follow_ups.length === 0;
  return (
    <article class="guide">
      <h2 class="visually-hidden">Guide</h2>
      {guide === "" ? null : <Html html={guide} empty="" />}
      {nothing ? <p class="hint">This task has no guide.</p> : null}
      <Fold title="Ask next" items={follow_ups} open />
      <Fold title="Common wrong turns" items={wrong_turns} open />
      <Fold title="Good signs" items={good_signs} />
      {complexity === "" ? null : (
        <Section title="Complexity">
          <Html html={complexity} empty="" />
        </Section>
      )}
      <Rubric rubric={rubric} />
      {about.solutions.length === 0 ? null : (
        <Section title="Solutions" count={about.solutions.length}>
          <Solutions task={task} solutions={about.solutions} />
        </Section>
      )}
    </article>
  );
}

interface FoldProps {
  readonly title: string;
  /** HTML that the server made. */
  readonly items: readonly string[];
  readonly open?: boolean;
}

function Fold({ title, items, open = false }: FoldProps): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <Section title={title} count={items.length} open={open}>
      <ul role="list" class="guide-list">
        {items.map((html, index) => (
          <li key={index}>
            <Html html={html} empty="" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

function Section({ title, count, open = false, children }: SectionProps): JSX.Element {
  return (
    <details class="fold" open={open}>
      <summary>
        {title}
        {count === undefined ? null : <span class="hint">{count}</span>}
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}

/** What each level of each dimension looks like: the words that the scorecard asks for too. */
function Rubric({ rubric }: Pick<Interviewer, "rubric">): JSX.Element | null {
  const dimensions = Object.entries(rubric);
  if (dimensions.length === 0) return null;
  return (
    <Section title="What the levels look like" count={dimensions.length}>
      <dl class="anchors">
        {dimensions.map(([dimension, levels]) => (
          <div key={dimension}>
            <dt>{dimension}</dt>
            <dd>
              <ol role="list">
                {Object.entries(levels).map(([level, words]) => (
                  <li key={level}>
                    <span class="mono">{level}</span> <span>{words}</span>
                  </li>
                ))}
              </ol>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
