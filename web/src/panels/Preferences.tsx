/** How this viewer likes to edit. Loaded when it is asked for; what is chosen holds at once and stays in this browser. */
import "../css/preferences.css";
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { plainTitle } from "../core/languages";
import type { Language } from "../core/page";
import { KEYS_WORDS, SIZES, TABS, THEME_WORDS } from "../core/preferences";
import { prefer, preferences } from "../preferences";

interface Props {
  /** To choose the one to begin in; none where there is nothing to choose. */
  readonly languages: readonly Pick<Language, "id" | "title">[];
  readonly close: () => void;
}

export function Preferences({ languages, close }: Props): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const now = preferences.value;
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={element} class="preferences" aria-labelledby={heading} onClose={close}>
      <h2 id={heading}>Editor settings</h2>
      <p class="hint">They stay in this browser, and hold in the warm-up, in the room and in later rooms.</p>
      <form method="dialog" class="form">
        <Choice
          legend="Keys"
          name="keys"
          words={KEYS_WORDS}
          chosen={now.keys}
          choose={(keys) => prefer({ keys })}
          hint={KEYS_HINTS[now.keys]}
        />
        <Choice
          legend="Theme"
          name="theme"
          words={THEME_WORDS}
          chosen={now.theme}
          choose={(theme) => prefer({ theme })}
        />
        <div class="preferences-pair">
          <Pick
            label="Size of the code"
            value={String(now.size)}
            options={[["0", "Usual"], ...SIZES.map((each) => [String(each), `${each} px`] as const)]}
            choose={(size) => prefer({ size: Number(size) })}
          />
          <Pick
            label="Width of a tab"
            value={String(now.tab)}
            options={[["0", "As the language"], ...TABS.map((each) => [String(each), `${each} columns`] as const)]}
            choose={(tab) => prefer({ tab: Number(tab) })}
          />
        </div>
        {languages.length > 1 ? (
          <Pick
            label="Language to begin in"
            value={languages.some(({ id }) => id === now.language) ? now.language : ""}
            options={[["", "The task’s first"], ...languages.map(({ id, title }) => [id, plainTitle(title)] as const)]}
            choose={(language) => prefer({ language })}
          />
        ) : null}
        <label class="tick">
          <input
            type="checkbox"
            checked={now.wrap}
            onChange={(change) => prefer({ wrap: change.currentTarget.checked })}
          />
          <span>Wrap long lines</span>
        </label>
        <div class="actions">
          <button class="button" data-kind="primary">
            Done
          </button>
        </div>
      </form>
    </dialog>
  );
}

const LEAVE = "Esc, then Tab, leaves the editor.";
const KEYS_HINTS = {
  usual: LEAVE,
  vim: `It begins in normal mode; everything is saved by itself. ${LEAVE}`,
  emacs: `Some keys belong to the browser, such as Ctrl W. ${LEAVE}`,
} as const;

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly choose: (value: T) => void;
  readonly hint?: string;
}

function Choice<T extends string>({ legend, name, words, chosen, choose, hint = "" }: ChoiceProps<T>): JSX.Element {
  return (
    <fieldset class="pref">
      <legend>{legend}</legend>
      <div class="pref-row">
        {(Object.entries(words) as [T, string][]).map(([value, title]) => (
          <label key={value}>
            <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => choose(value)} />
            <span>{title}</span>
          </label>
        ))}
      </div>
      {hint === "" ? null : <p class="hint">{hint}</p>}
    </fieldset>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly choose: (value: string) => void;
}

function Pick({ label, value, options, choose }: PickProps): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <select class="input" value={value} onChange={(change) => choose(change.currentTarget.value)}>
        {options.map(([id, title]) => (
          <option key={id} value={id} selected={id === value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
