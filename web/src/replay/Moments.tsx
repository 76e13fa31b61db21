/** Beside the replay: panels in tabs. Each is a way to its moments. */
import { signal, useComputed, type ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { clockText, counted } from "../core/clock";
import { momentAt, type Moment } from "../core/moments";
import { useRoom } from "../panels/room";
import { panelOf, Tabs, type Tab } from "../panels/Tabs";
import type { Driven } from "./driven";
import { extraMarks } from "./extra";
import { useFollowing } from "./inView";
import { lastOpened, openingOf, openMoment } from "./open";
import { NotesPane } from "./NotesPane";
import { Sign } from "./Sign";
import { TranscriptPane } from "./Transcript";

interface Panel extends Tab<string> {
  readonly draw: (player: Driven) => JSX.Element;
}

const PANELS: readonly Panel[] = [
  { id: "moments", title: "Moments", draw: (player) => <MomentList player={player} /> },
  { id: "notes", title: "Notes", mine: true, draw: (player) => <NotesPane player={player} /> },
  { id: "transcript", title: "Transcript", draw: (player) => <TranscriptPane player={player} /> },
];
export const chosenPanel = signal("moments");

interface PaneProps {
  readonly player: Driven;
  /** Panels of others, behind these. */
  readonly more?: readonly Panel[];
  /** What stands below whichever panel is in front. */
  readonly below?: JSX.Element;
}

export function MomentsPane({ player, more = [], below }: PaneProps): JSX.Element {
  // The candidate's edition has no notes at all.
  const host = useComputed(() => player.index.value.edition === "host");
  const panels = [...PANELS, ...more].filter((panel) => host.value || panel.mine !== true);
  const panel = panels.find(({ id }) => id === chosenPanel.value) ?? panels[0];
  if (panel === undefined) return <></>;
  return (
    <>
      <Tabs
        label="Beside the replay"
        name="aside"
        tabs={panels}
        chosen={panel.id}
        choose={(id) => (chosenPanel.value = id)}
      />
      <div class="pane-body replay-panel" data-panel={panel.id} {...panelOf("aside", panel.id)} tabIndex={0}>
        {panel.draw(player)}
      </div>
      {below}
    </>
  );
}

export function MomentList({ player }: { readonly player: Driven }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const now = useCurrent(player);
  useFollowing(list, now);
  const moments = listed(player);
  if (moments.length === 0) return <p class="hint nothing">Nothing happened in this interview that could be listed.</p>;
  return (
    <>
      <ol role="list" class="moments" ref={list}>
        {moments.map((moment) => (
          <MomentRow key={moment.seq} player={player} moment={moment} now={now} />
        ))}
      </ol>
      <Unread player={player} />
    </>
  );
}

/** What happened in the part that is played, and the answers to what was asked about it, by time. */
function listed(player: Driven): readonly Moment[] {
  const { from } = player.index.value;
  const answers = extraMarks.value.filter(({ kind }) => kind === "answer");
  return [...player.moments.value.filter(({ at }) => at >= from), ...answers].sort((a, b) => a.at - b.at);
}

/** The moment that the replay is at; one that was just opened already, although a note opens a little before its time. */
export function useCurrent(player: Driven): ReadonlySignal<number> {
  return useComputed(() => {
    const time = player.time.value;
    const opened = lastOpened.value;
    if (opened && openingOf(opened) <= time && time <= opened.at) return opened.seq;
    return momentAt(player.moments.value, time)?.seq ?? 0;
  });
}

interface RowProps {
  readonly player: Driven;
  readonly moment: Moment;
  readonly now: ReadonlySignal<number>;
}

function MomentRow({ player, moment, now }: RowProps): JSX.Element {
  const { desk } = useRoom();
  const current = useComputed(() => now.value === moment.seq);
  return (
    <li data-kind={moment.kind}>
      <button
        type="button"
        aria-current={current.value ? "true" : undefined}
        data-kind={moment.kind}
        onClick={() => void openMoment(player, desk, moment)}
      >
        <span class="mono">{clockText(moment.at)}</span>
        <Sign moment={moment} />
        <span class="moment-told">
          <span class="moment-words">{moment.words}</span>
          {moment.detail === "" ? null : <small>{moment.detail}</small>}
        </span>
      </button>
    </li>
  );
}

/** A record of a newer version, or a damaged one: what is left out is said. */
function Unread({ player }: { readonly player: Driven }): JSX.Element | null {
  const { unknown, unreadable } = player.index.value;
  if (unknown + unreadable === 0) return null;
  return (
    <p class="hint nothing">
      {unknown > 0
        ? `${counted(unknown, "entry").replace("entrys", "entries")} of a kind that this version does not know. `
        : ""}
      {unreadable > 0 ? `${counted(unreadable, "entry").replace("entrys", "entries")} that cannot be read.` : ""}
    </p>
  );
}
