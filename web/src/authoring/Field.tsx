/** Labelled fields that write themselves into the task while somebody types, with what is wrong just below. */
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import type { Placed } from "../core/authoring/places";
import { useHeld } from "./held";
import { useTall } from "./tall";

interface Common {
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
  readonly hint?: ComponentChildren;
  readonly problems?: readonly Placed[];
  readonly placeholder?: string;
  /** The label is spoken and not shown: what stands around says it. */
  readonly bare?: boolean;
  readonly id?: string;
}

interface TextProps extends Common {
  readonly mono?: boolean;
  readonly list?: readonly string[];
  readonly numeric?: boolean;
}

export function TextField(props: TextProps): JSX.Element {
  const { label, value, set, hint, problems = [], placeholder = "", bare = false, mono = false, list, numeric } = props;
  const own = useId();
  const id = props.id ?? own;
  const held = useHeld(value, set);
  return (
    <div class="author-field" data-bare={bare}>
      <label for={id} class={bare ? "visually-hidden" : undefined}>
        {label}
      </label>
      <input
        id={id}
        class={mono ? "input mono" : "input"}
        value={held.text}
        placeholder={placeholder}
        inputMode={numeric ? "numeric" : undefined}
        list={list ? `${own}-list` : undefined}
        aria-invalid={problems.some(({ note }) => !note) ? "true" : undefined}
        aria-describedby={`${own}-words`}
        spellcheck={!mono}
        autocomplete="off"
        onBlur={held.leave}
        onInput={(input) => held.type(input.currentTarget.value)}
      />
      {list ? (
        <datalist id={`${own}-list`}>
          {list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ) : null}
      <Words id={`${own}-words`} hint={hint} problems={problems} />
    </div>
  );
}

interface AreaProps extends Common {
  readonly rows?: number;
  readonly mono?: boolean;
}

/** Grows with its text. */
export function AreaField(props: AreaProps): JSX.Element {
  const { label, value, set, hint, problems = [], placeholder = "", bare = false, rows = 1, mono = false } = props;
  const own = useId();
  const id = props.id ?? own;
  const held = useHeld(value, set);
  const tall = useTall(held.text);
  return (
    <div class="author-field" data-bare={bare}>
      <label for={id} class={bare ? "visually-hidden" : undefined}>
        {label}
      </label>
      <textarea
        ref={tall}
        id={id}
        class={mono ? "input mono" : "input"}
        spellcheck={!mono}
        value={held.text}
        rows={rows}
        placeholder={placeholder}
        aria-invalid={problems.some(({ note }) => !note) ? "true" : undefined}
        aria-describedby={`${own}-words`}
        onBlur={held.leave}
        onInput={(input) => held.type(input.currentTarget.value)}
      />
      <Words id={`${own}-words`} hint={hint} problems={problems} />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly hint?: ComponentChildren;
  readonly problems?: readonly Placed[];
  readonly bare?: boolean;
}

export function ChoiceField({
  label,
  value,
  set,
  choices,
  hint,
  problems = [],
  bare = false,
}: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <div class="author-field" data-bare={bare}>
      <label for={id} class={bare ? "visually-hidden" : undefined}>
        {label}
      </label>
      <select id={id} class="input" value={value} onChange={(change) => set(change.currentTarget.value)}>
        {choices.map(([each, words]) => (
          <option key={each} value={each} selected={each === value}>
            {words}
          </option>
        ))}
      </select>
      <Words id={`${id}-words`} hint={hint} problems={problems} />
    </div>
  );
}

interface WordsProps {
  readonly id: string;
  readonly hint: ComponentChildren;
  readonly problems: readonly Placed[];
}

function Words({ id, hint, problems }: WordsProps): JSX.Element {
  return (
    <div id={id} class="author-words">
      {hint ? <p class="hint">{hint}</p> : null}
      <ProblemLines problems={problems} />
    </div>
  );
}

interface LinesProps {
  readonly problems: readonly Pick<Placed, "what" | "mend" | "note">[];
  readonly id?: string;
}

/** What is wrong, and the mend. A note keeps nothing from working, and looks quieter. */
export function ProblemLines({ problems, id }: LinesProps): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <ul id={id} class="author-problems" role="list">
      {problems.map((each, at) => (
        <li key={at} data-note={each.note}>
          {each.what} <span>{each.mend}</span>
        </li>
      ))}
    </ul>
  );
}
