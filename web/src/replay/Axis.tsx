/** The axis below the replay: transport, a lane for each person, runs and notes, and the playhead over all of them. */
import type { JSX } from "preact";
import { everybody } from "../core/asked";
import { clockSpoken, clockText } from "../core/clock";
import { momentAt, type Moment } from "../core/moments";
import type { Person } from "../core/state";
import { Mark } from "../panels/bits";
import { SPEEDS, type Player, type Speed } from "./player";

const STEP_MS = 5000;

export function Axis({ player }: { readonly player: Player }): JSX.Element {
  const people = everybody(player.state.value);
  return (
    <section class="axis" aria-label="Time">
      <Transport player={player} />
      <div class="lanes">
        {people.map((person) => (
          <Lane key={person.id} person={person} counts={player.activity.get(person.id) ?? []} />
        ))}
        <div class="lane">
          <span class="lane-name">Runs, notes</span>
          <span class="lane-track" />
        </div>
        <Scrubber player={player} />
        <div class="markers" role="group" aria-label="Runs and notes">
          {player.moments.filter(isMarked).map((moment) => (
            <Marker key={moment.seq} moment={moment} player={player} />
          ))}
        </div>
        <Playhead player={player} />
      </div>
    </section>
  );
}

function isMarked(moment: Moment): boolean {
  return moment.kind === "run" || moment.kind === "note";
}

function Transport({ player }: { readonly player: Player }): JSX.Element {
  const playing = player.playing.value;
  const time = player.time.value;
  return (
    <div class="transport">
      <button
        type="button"
        class="play"
        aria-label={playing ? "Pause" : "Play"}
        aria-keyshortcuts="Space"
        onClick={() => player.toggle()}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
          <path
            d={
              playing
                ? "M4 3h3v10H4zM9 3h3v10H9z"
                : "M5 2.8v10.4c0 .5.5.8 1 .5l8-5.2c.4-.2.4-.8 0-1L6 2.3c-.5-.3-1 0-1 .5z"
            }
          />
        </svg>
      </button>
      <p class="axis-time mono">
        <strong>{clockText(time)}</strong> / {clockText(player.length)}
      </p>
      <div class="transport-steps">
        <button type="button" class="button" onClick={() => player.seek(time - STEP_MS)} aria-label="−5 s, back">
          −5 s
        </button>
        <button type="button" class="button" onClick={() => player.seek(time + STEP_MS)} aria-label="+5 s, forward">
          +5 s
        </button>
        <button type="button" class="button" onClick={() => player.jump(-1)} aria-label="Previous moment">
          ‹ moment
        </button>
        <button type="button" class="button" onClick={() => player.jump(1)} aria-label="Next moment">
          moment ›
        </button>
      </div>
      <label class="speed">
        <span>Speed</span>
        <select
          class="input"
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
    </div>
  );
}

/** One bar for each stretch of time, as high as the person was busy: plain for candidates, striped for interviewers. */
function Lane({ person, counts }: { readonly person: Person; readonly counts: readonly number[] }): JSX.Element {
  const most = Math.max(1, ...counts);
  const edits = counts.reduce((sum, count) => sum + count, 0);
  return (
    <div class="lane" data-role={person.role}>
      <span class="lane-name">{person.name}</span>
      <span class="lane-track" role="img" aria-label={`${person.name} typed ${edits} edits`}>
        <svg viewBox={`0 0 ${Math.max(1, counts.length)} 24`} preserveAspectRatio="none" aria-hidden="true">
          {counts.map((count, index) =>
            count > 0 ? <rect x={index + 0.15} width="0.7" {...bar(count / most)} /> : null,
          )}
        </svg>
      </span>
    </div>
  );
}

/** Even one edit can be seen; the square root keeps the quiet stretches from vanishing beside the busy ones. */
function bar(part: number): { y: number; height: number } {
  const height = 3 + 19 * Math.sqrt(part);
  return { y: 24 - height, height };
}

/** Says the moment along with the time: "12 minutes 40 seconds, Tests: 2 of 3 passed". */
function Scrubber({ player }: { readonly player: Player }): JSX.Element {
  const time = player.time.value;
  const moment = momentAt(player.moments, time);
  return (
    <input
      class="scrubber"
      type="range"
      min={0}
      max={Math.max(1, player.length)}
      step={1000}
      value={time}
      aria-label="Time of the interview"
      aria-valuetext={moment ? `${clockSpoken(time)}, ${moment.words}` : clockSpoken(time)}
      onInput={(input) => player.seek(input.currentTarget.valueAsNumber)}
    />
  );
}

function Playhead({ player }: { readonly player: Player }): JSX.Element {
  const part = player.length > 0 ? player.time.value / player.length : 0;
  return (
    <div class="playhead-room" aria-hidden="true">
      <span class="playhead" style={{ "--part": part }} />
    </div>
  );
}

function Marker({ moment, player }: { readonly moment: Moment; readonly player: Player }): JSX.Element {
  const part = player.length > 0 ? moment.at / player.length : 0;
  const words = `${clockText(moment.at)} ${moment.kind === "note" ? "Note: " : ""}${moment.words}`;
  return (
    <button
      type="button"
      class="marker"
      style={{ "--part": part }}
      title={words}
      aria-label={words}
      onClick={() => player.seek(moment.at)}
    >
      {moment.kind === "note" ? <Flag /> : <Mark kind={moment.mark} words="" />}
    </button>
  );
}

export function Flag(): JSX.Element {
  return (
    <svg class="flag" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2.5 11.5V1M2.5 1.5h7L7.6 4l1.9 2.5h-7z" />
    </svg>
  );
}
