/** One section of the page: its heading, a sentence, and what it holds. */
import type { ComponentChildren, JSX } from "preact";

interface Props {
  readonly id: string;
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** Only interviewers ever see what this holds. */
  readonly hidden?: boolean;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ id, title, lead, hidden = false, tools, children }: Props): JSX.Element {
  return (
    <section class="author-section" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`} tabIndex={-1}>
            {title} {hidden ? <span class="badge">interviewers only</span> : null}
          </h2>
          {lead ? <p class="hint">{lead}</p> : null}
        </div>
        {tools}
      </header>
      {children}
    </section>
  );
}
