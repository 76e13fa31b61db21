/** Above the lanes: play, the time, steps; right: what is skipped, who is followed, how fast, and what others add. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { everybody } from "../core/asked";
import { clockText } from "../core/clock";
import { spell } from "../core/facts";
import { keysOpen } from "./Keys";
import { SPEEDS, wholeOf, type Driven, type Speed, type StepBy } from "./driven";

interface Props {
  readonly player: Driven;
  /** Buttons for this moment: run tests here, resume from here, share a clip. */
  readonly children?: ComponentChildren;
}

export function Transport({ player, children }: Props): JSX.Element {
  const nothing = useComputed(() => isEmpty(player));
  return (
    <div class="transport">
      <Play player={player} />
      <Time player={player} />
      <div class="transport-steps" role="group" aria-label="Steps">
        {STEPS.map((step) => (
          <button
            key={step.name}
            type="button"
            class="button"
            data-step={step.what}
            aria-label={step.name}
            aria-keyshortcuts={step.keys}
            disabled={nothing.value}
            title={`${step.name} (${step.keys.replace("Arrow", "").replace("+", " ")})`}
            onClick={() => void player.step(step.what, step.by)}
          >
            {step.title}
          </button>
        ))}
      </div>
      <div class="transport-more">
        <Quiet player={player} />
        <Live player={player} />
        <Follow player={player} />
        <Pace player={player} />
        {children}
        <button
          type="button"
          class="pick-button"
          data-hide="narrow phone"
          aria-label="All keys"
          title="All keys (?)"
          onClick={() => (keysOpen.value = true)}
        >
          ?
        </button>
      </div>
    </div>
  );
}

const STEPS: readonly { what: StepBy; by: 1 | -1; title: string; name: string; keys: string }[] = [
  { what: "seconds", by: -1, title: "−5 s", name: "−5 s, back", keys: "ArrowLeft" },
  { what: "seconds", by: 1, title: "+5 s", name: "+5 s, forward", keys: "ArrowRight" },
  { what: "edit", by: -1, title: "‹ edit", name: "Previous edit", keys: "," },
  { what: "edit", by: 1, title: "edit ›", name: "Next edit", keys: "." },
  { what: "run", by: -1, title: "‹ run", name: "Previous run", keys: "[" },
  { what: "run", by: 1, title: "run ›", name: "Next run", keys: "]" },
];

/** An interview that ended before it began has no time to go through. */
function isEmpty(player: Driven): boolean {
  const { from, to } = wholeOf(player).value.span;
  return to <= from;
}

function Play({ player }: Props): JSX.Element {
  const playing = player.playing.value;
  return (
    <button
      type="button"
      class="play"
      aria-label={playing ? "Pause" : "Play"}
      aria-keyshortcuts="Space"
      title={playing ? "Pause (Space)" : "Play (Space)"}
      disabled={isEmpty(player)}
      onClick={() => player.toggle()}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
        <path d={playing ? PAUSE_SHAPE : PLAY_SHAPE} />
      </svg>
    </button>
  );
}

const PAUSE_SHAPE = "M4 3h3v10H4zM9 3h3v10H9z";
const PLAY_SHAPE = "M5 2.8v10.4c0 .5.5.8 1 .5l8-5.2c.4-.2.4-.8 0-1L6 2.3c-.5-.3-1 0-1 .5z";

function Time({ player }: Props): JSX.Element {
  const { span } = wholeOf(player).value;
  return (
    <p class="axis-time mono">
      <strong>{clockText(player.time.value)}</strong>
      <span data-hide="phone"> / {clockText(span.to)}</span>
    </p>
  );
}

const MINUTE = 60_000;

/** Whether what is quiet is skipped; and while it is, how much. Any key or click interrupts it. */
function Quiet({ player }: Props): JSX.Element {
  const ms = player.skipped.value;
  const skips = player.skipsQuiet.value;
  const long = ms < MINUTE ? ms : Math.round(ms / MINUTE) * MINUTE;
  const said = ms > 0 ? `skipped ${spell(long)} of quiet` : "";
  return (
    <>
      <button
        type="button"
        class="pick-button"
        aria-pressed={skips}
        aria-keyshortcuts="Q"
        title="Skip what is quiet: nobody types, nothing runs (Q)"
        data-saying={ms > 0}
        onClick={() => (player.skipsQuiet.value = !skips)}
      >
        {said === "" ? "skip quiet" : said}
      </button>
      <span class="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}

/** While the interview goes on: a way to its newest moment, to stay there. */
function Live({ player }: Props): JSX.Element | null {
  if (!player.index.value.live) return null;
  const stays = player.staying.value;
  return (
    <button
      type="button"
      class="button"
      data-live={stays}
      aria-pressed={stays}
      title={stays ? "You are at the newest moment" : "To the newest moment, and along with it"}
      onClick={() => void player.toNow()}
    >
      <span class="live-dot" aria-hidden="true" />
      Live
    </button>
  );
}

function Follow({ player }: Props): JSX.Element {
  const { end } = wholeOf(player).value;
  return (
    <label class="pick" data-pick="follow" title="Whose cursor the code follows">
      <span class="visually-hidden">Follow</span>
      <select
        value={player.following.value ?? ""}
        onChange={(change) => player.follow(asPerson(change.currentTarget.value))}
      >
        <option value="">follow nobody</option>
        {everybody(end).map((person) => (
          <option key={person.id} value={person.id}>
            follow {person.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function asPerson(value: string): "host" | "candidate" | null {
  return value === "host" || value === "candidate" ? value : null;
}

function Pace({ player }: Props): JSX.Element {
  return (
    <label class="pick" data-pick="speed" title="Speed (+ and −)">
      <span class="visually-hidden">Speed</span>
      <select
        value={String(player.speed.value)}
        onChange={(change) => (player.speed.value = Number(change.currentTarget.value) as Speed)}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={String(speed)}>
            {speed}×
          </option>
        ))}
      </select>
    </label>
  );
}
