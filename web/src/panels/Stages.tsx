/** The stage that goes: its name for everybody, and for the interviewer a small menu to begin the next one. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { clockText } from "../core/clock";
import { goingStage } from "../core/asked";
import type { Live } from "../source";
import { useRoom } from "./room";

const USUAL = ["Welcome", "Past work", "Coding task", "Walk-through", "Questions"];
const ID = "stages";
/** Characters in a stage's name. */
const LONGEST = 80;

/** What stands in the header for the state of the interview: `word` until a stage goes. */
export function StageWord({ word }: { readonly word: string }): JSX.Element {
  const { source, desk } = useRoom();
  const { live } = source;
  const shown = goingStage(source.state.value)?.title ?? word;
  if (!desk.isHost || live === null || source.state.value.phase === "ended") {
    return (
      <strong class="stage-word" title={shown}>
        {shown}
      </strong>
    );
  }
  return (
    <button type="button" class="stage-button" popovertarget={ID} aria-label={`Stage: ${shown}`} title={shown}>
      <strong class="stage-word">{shown}</strong>
      <svg viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
        <path d="M3 4.5 6 7.5l3-3" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

/** Opens from the word. Nothing for a candidate, in a replay, and after the end. */
export function StageMenu(): JSX.Element | null {
  const { source, desk } = useRoom();
  const { live } = source;
  return desk.isHost && live && source.state.value.phase !== "ended" ? <Menu live={live} /> : null;
}

function Menu({ live }: { readonly live: Live }): JSX.Element {
  const { source } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState("");
  const { stages } = source.state.value;
  const going = goingStage(source.state.value);
  const begin = (title: string): void => {
    if (title.trim() === "" || title.trim() === going?.title) return;
    // Without a connection nothing was sent: the words stay.
    if (!live.ask({ type: "stage", title: title.trim(), minutes: 0 })) return;
    setOwn("");
    box.current?.hidePopover();
  };
  return (
    <div
      id={ID}
      ref={box}
      popover="auto"
      class="popover stages"
      role="dialog"
      aria-label="Stages"
      onBeforeToggle={place}
    >
      <h2>Stage</h2>
      <ul role="list">
        {USUAL.map((title) => {
          const last = stages.findLast((stage) => stage.title === title);
          return (
            <li key={title}>
              <button
                type="button"
                aria-current={going?.title === title ? "step" : undefined}
                onClick={() => begin(title)}
              >
                <span>{title}</span>
                {last ? <span class="mono hint">{clockText(last.at)}</span> : null}
              </button>
            </li>
          );
        })}
      </ul>
      <form
        class="copy-row"
        onSubmit={(submit) => {
          submit.preventDefault();
          begin(own);
        }}
      >
        <input
          class="input"
          aria-label="Another stage"
          placeholder="Another stage"
          autocomplete="off"
          maxLength={LONGEST}
          value={own}
          onInput={(input) => setOwn(input.currentTarget.value)}
        />
        <button type="submit" class="button">
          Begin
        </button>
      </form>
      <p class="hint">Everybody sees the stage’s name. It is a heading in the record and on the replay’s axis.</p>
    </div>
  );
}

/** Below its button, and inside the window. */
function place(toggle: { readonly currentTarget: HTMLElement }): void {
  const button = document.querySelector(`[popovertarget="${ID}"]`)?.getBoundingClientRect();
  if (!button) return;
  toggle.currentTarget.style.setProperty("--menu-top", `${button.bottom + 8}px`);
  toggle.currentTarget.style.setProperty("--menu-start", `${Math.max(16, button.left - 10)}px`);
}
