/** Which language to write in: a button that says it, and a list to choose from, with a search when it is long. */
import type { JSX, TargetedToggleEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { languageChoices, plainTitle, type Choice } from "../core/languages";
import { languagesOf } from "../core/page";
import { useRoom } from "./room";

/** More languages than this are searched, fewer are read. */
const FEW = 8;
const ID = "language-menu";
const LIST = "language-list";

export function LanguageMenu(): JSX.Element {
  const { page, desk } = useRoom();
  const title = desk.language.value?.title ?? "";
  if (languagesOf(page, desk.task.value).length < 2) {
    return (
      <span class="chip" data-hide="narrow">
        {title}
      </span>
    );
  }
  return (
    <>
      <button type="button" class="chip language-button" popovertarget={ID} aria-label={`Language: ${title}`}>
        <span data-hide="phone">{title}</span>
        <span class="only-phone">{plainTitle(title)}</span>
        <svg viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
          <path d="M3 4.5 6 7.5l3-3" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
      </button>
      <Menu />
    </>
  );
}

function Menu(): JSX.Element {
  const { page, source, desk } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [pointed, setPointed] = useState("");
  const all = languagesOf(page, desk.task.value);
  const choices = languageChoices(all, source.live?.sandbox.value ?? null, typed);
  const active = choices.find(({ id }) => id === pointed) ?? choices[0];
  const choose = (choice: Choice | undefined): void => {
    if (choice?.why !== "") return;
    box.current?.hidePopover();
    desk.goTo({ task: desk.task.peek().slug, language: choice.id });
  };
  const point = (id: string): void => {
    setPointed(id);
    document.getElementById(optionId(id))?.scrollIntoView({ block: "nearest" });
  };
  const keys = (press: KeyboardEvent): void => {
    const at = choices.findIndex((choice) => choice === active);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + FEW, PageUp: at - FEW }[press.key];
    if (press.key === "Enter") choose(active);
    else if (to === undefined) return;
    else point(choices[Math.min(choices.length - 1, Math.max(0, to))]?.id ?? "");
    press.preventDefault();
  };
  // What was typed is forgotten before the menu shows: `toggle` comes later, and would wipe what was typed since.
  const toggles = (event: TargetedToggleEvent<HTMLElement>): void => {
    place(event);
    if (event.newState !== "open") return;
    setTyped("");
    setPointed(desk.place.peek().language);
  };
  const toggled = (): void => {
    const opens = box.current?.matches(":popover-open") ?? false;
    setOpen(opens);
    if (!opens) return;
    box.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    document.getElementById(optionId(desk.place.peek().language))?.scrollIntoView({ block: "center" });
  };
  const described = {
    "aria-controls": LIST,
    "aria-activedescendant": open && active ? optionId(active.id) : undefined,
  };
  return (
    <div id={ID} ref={box} popover="auto" class="popover language-menu" onBeforeToggle={toggles} onToggle={toggled}>
      {all.length > FEW ? (
        <input
          class="input"
          type="text"
          data-first
          role="combobox"
          aria-label="Find a language"
          aria-autocomplete="list"
          aria-expanded={open}
          placeholder="Find a language"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(input) => setTyped(input.currentTarget.value)}
          onKeyDown={keys}
          {...described}
        />
      ) : null}
      <ul
        id={LIST}
        role="listbox"
        aria-label="Languages"
        {...(all.length > FEW ? {} : { ...described, "data-first": true, tabIndex: 0, onKeyDown: keys })}
      >
        {choices.map((choice, at) => (
          <Option
            key={choice.id}
            choice={choice}
            begins={choice.why !== "" && (choices[at - 1]?.why ?? "") === ""}
            active={choice === active}
            chosen={choice.id === desk.place.value.language}
            point={() => setPointed(choice.id)}
            choose={() => choose(choice)}
          />
        ))}
      </ul>
      {choices.length === 0 ? <p class="language-foot">No language of this task is called so.</p> : null}
      {active && active.why !== "" ? <p class="language-foot">{active.why}</p> : null}
    </div>
  );
}

interface OptionProps {
  readonly choice: Choice;
  /** It is the first of those that cannot run here: that stands above it. */
  readonly begins: boolean;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly point: () => void;
  readonly choose: () => void;
}

function Option({ choice, begins, active, chosen, point, choose }: OptionProps): JSX.Element {
  return (
    <>
      {begins ? (
        <li role="presentation" class="language-group">
          Not set up on this server
        </li>
      ) : null}
      <li
        id={optionId(choice.id)}
        role="option"
        class="language-option"
        aria-selected={chosen}
        aria-disabled={choice.why !== ""}
        aria-description={choice.why === "" ? undefined : choice.why}
        data-active={active}
        onPointerMove={point}
        onClick={choose}
      >
        <span>{choice.title}</span>
        <span class="language-file">{choice.file}</span>
      </li>
    </>
  );
}

function optionId(language: string): string {
  return `language-${language}`;
}

/** Below its button, and inside the window. */
function place(toggle: { readonly currentTarget: HTMLElement }): void {
  const button = document.querySelector(`[popovertarget="${ID}"]`)?.getBoundingClientRect();
  if (!button) return;
  const { style } = toggle.currentTarget;
  style.setProperty("--menu-top", `${button.bottom + 6}px`);
  style.setProperty("--menu-end", `${document.documentElement.clientWidth - button.right}px`);
}
