/** The stage that goes, and the agenda behind its name: to read for everybody, to lead for the host. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { agendaRows, leftWords, nextStage, pauseWords, stageLeft, wholeLeft } from "../core/agenda";
import { goingStage } from "../core/asked";
import { clockText } from "../core/clock";
import type { Live } from "../source";
import { AgendaList, UsualList } from "./AgendaList";
import { countdown, showCountdown } from "./countdown";
import { useRoom } from "./room";

const ID = "stages";
/** Characters in a stage's name. */
const LONGEST = 80;
/** Minutes that one press gives a stage. */
const MORE = 5;

/** What stands in the header for the state of the interview: `word` until a stage goes. */
export function StageWord({ word }: { readonly word: string }): JSX.Element {
  const { page, source, desk } = useRoom();
  const { live } = source;
  const shown = goingStage(source.state.value)?.title ?? word;
  const opens = live !== null && source.state.value.phase !== "ended" && (desk.isHost || page.agenda !== null);
  if (!opens) {
    return (
      <strong class="stage-word" title={shown}>
        {shown}
      </strong>
    );
  }
  return (
    <button
      type="button"
      class="stage-button"
      popovertarget={ID}
      aria-label={`${desk.isHost ? "Stage" : "Agenda"}: ${shown}`}
      title={shown}
    >
      <strong class="stage-word">{shown}</strong>
      <svg viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
        <path d="M3 4.5 6 7.5l3-3" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

/** How the time of the stage stands: to interviewers always, to a candidate who wants to know. */
export function StageTime({ otherwise }: { readonly otherwise: string }): JSX.Element {
  const { source, desk } = useRoom();
  const state = source.state.value;
  const paused = pauseWords(state, source.time.value);
  const left = stageLeft(goingStage(state), state, source.time.value);
  const told = left && (desk.interviews || countdown.value) ? leftWords(left) : otherwise;
  return <span class="progress-detail">{paused === "" ? told : paused}</span>;
}

/** "42 min left of 60 in total", and the interview's clock; nothing for a candidate. */
export function WholeTime(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  if (page.agenda === null || !desk.interviews || source.state.value.phase !== "live") return null;
  const left = wholeLeft(page.agenda.stages, source.state.value, source.time.value);
  const time = source.time.value;
  return (
    <span class="whole-time" title={`Interview time ${clockText(time)}`}>
      {left === null ? clockText(time) : `${leftWords(left)} in total`}
    </span>
  );
}

/** One press to what comes next. */
export function NextStage(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const { live } = source;
  const state = source.state.value;
  if (page.agenda === null || !desk.isHost || live === null || state.phase === "ended") return null;
  const next = nextStage(agendaRows(page.agenda.stages, state, source.time.value));
  if (next === null) return null;
  return (
    <button
      type="button"
      class="button next-stage"
      data-small
      title={`Go on to “${next.title}”`}
      onClick={() => live.ask({ type: "stage", title: next.title, minutes: next.minutes })}
    >
      Next: {next.title}
    </button>
  );
}

/** Opens from the word. Nothing in a replay, after the end, and for a candidate without an agenda. */
export function StageMenu(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const { live } = source;
  if (live === null || source.state.value.phase === "ended") return null;
  if (!desk.isHost && page.agenda === null) return null;
  return <Menu live={live} />;
}

function Menu({ live }: { readonly live: Live }): JSX.Element {
  const { page, desk } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const begin = (title: string, minutes: number): boolean => {
    // Without a connection nothing was sent: the words stay.
    if (!live.ask({ type: "stage", title, minutes })) return false;
    box.current?.hidePopover();
    return true;
  };
  return (
    <div
      id={ID}
      ref={box}
      popover="auto"
      class="popover stages"
      role="dialog"
      aria-label={desk.isHost ? "Stages" : "Agenda"}
      onBeforeToggle={place}
    >
      <h2>{page.agenda === null ? "Stage" : "Agenda"}</h2>
      {page.agenda === null ? <UsualList begin={begin} /> : <AgendaList agenda={page.agenda} begin={begin} />}
      {desk.interviews ? (
        <p class="hint">
          <WholeTime />
        </p>
      ) : null}
      <Clock live={live} />
      {desk.isHost ? <OwnStage begin={begin} /> : <Countdown />}
      {desk.isHost ? (
        <p class="hint">Everybody sees the stage’s name. It is a heading in the record and on the replay’s axis.</p>
      ) : null}
    </div>
  );
}

function OwnStage({ begin }: { readonly begin: (title: string, minutes: number) => boolean }): JSX.Element {
  const { source } = useRoom();
  const [own, setOwn] = useState("");
  const going = goingStage(source.state.value);
  return (
    <form
      class="copy-row"
      onSubmit={(submit) => {
        submit.preventDefault();
        const title = own.trim();
        if (title !== "" && title !== going?.title && begin(title, 0)) setOwn("");
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
  );
}

/** Pausing and extending. A candidate pauses where that was agreed; nobody is asked why. */
function Clock({ live }: { readonly live: Live }): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const state = source.state.value;
  const going = goingStage(state);
  const pauses = desk.isHost || (desk.page.role === "candidate" && page.agenda?.breaks === true);
  const extends_ = desk.isHost && going !== null && going.minutes > 0;
  if (state.phase !== "live" || !(pauses || extends_)) return null;
  return (
    <div class="stage-clock">
      {extends_ ? (
        <button type="button" class="button" onClick={() => live.ask({ type: "extend", minutes: MORE })}>
          {MORE} min more
        </button>
      ) : null}
      {pauses ? (
        <button
          type="button"
          class="button"
          onClick={() => live.ask({ type: state.pausedAt === null ? "pause" : "resume" })}
        >
          {state.pausedAt === null ? (desk.isHost ? "Pause the clock" : "Take a break") : "Go on"}
        </button>
      ) : null}
    </div>
  );
}

function Countdown(): JSX.Element | null {
  const { desk } = useRoom();
  if (desk.interviews) return null;
  return (
    <label class="countdown">
      <input
        type="checkbox"
        checked={countdown.value}
        onChange={(change) => showCountdown(change.currentTarget.checked)}
      />
      <span>
        Show me the time left of the stage
        <span class="hint">Only you see whether it is on.</span>
      </span>
    </label>
  );
}

/** Below its button, and inside the window. */
function place(toggle: { readonly currentTarget: HTMLElement }): void {
  const button = document.querySelector(`[popovertarget="${ID}"]`)?.getBoundingClientRect();
  if (!button) return;
  toggle.currentTarget.style.setProperty("--menu-top", `${button.bottom + 8}px`);
  toggle.currentTarget.style.setProperty("--menu-start", `${Math.max(16, button.left - 10)}px`);
}
