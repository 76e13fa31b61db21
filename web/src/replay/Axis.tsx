/** The axis below the replay: transport, stages, a lane for each person, marks, and the playhead over all of them. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren, JSX, TargetedPointerEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { timeAt, type Span } from "../core/axis";
import type { Moment, MomentKind } from "../core/moments";
import { useRoom } from "../panels/room";
import { wholeOf, type Driven } from "./driven";
import { extraMarks } from "./extra";
import { People, Ruler, Stages } from "./Lanes";
import { Markers } from "./Markers";
import { Playhead, Scrubber } from "./Scrubber";
import { pointedAt, Tip } from "./Tip";
import { Transport } from "./Transport";

const MARKED: ReadonlySet<MomentKind> = new Set(["run", "note", "hint", "answer", "pin"]);
/** What was observed of pages and connections: a lane of its own, where there is any of it. */
const OBSERVED: ReadonlySet<MomentKind> = new Set(["paste", "away", "absence", "gap"]);

interface Props {
  readonly player: Driven;
  /** Buttons in the transport's right half. */
  readonly children?: ComponentChildren;
}

export function Axis({ player, children }: Props): JSX.Element {
  const slow = useSlow(player);
  const field = useRef<HTMLDivElement>(null);
  const width = useWidth(field);
  return (
    <section class="axis" aria-label="Time" aria-busy={slow}>
      <Transport player={player}>{children}</Transport>
      <div class="lanes" onPointerMove={(move) => point(player, field.current, move)} onPointerLeave={leave}>
        <Stages player={player} width={width} />
        <People player={player} width={width} />
        <MarkLanes player={player} width={width} />
        <Ruler player={player} width={width} />
        <div class="lanes-field" ref={field} />
        <Scrubber player={player} />
        <Playhead player={player} />
        <Tip player={player} />
      </div>
    </section>
  );
}

/** On a phone one lane has to do for all marks. */
function MarkLanes({ player, width }: { readonly player: Driven; readonly width: number }): JSX.Element {
  const { desk } = useRoom();
  const marks = useComputed(() => inOrder([...player.moments.value.filter(of(MARKED)), ...extraMarks.value]));
  const observed = useComputed(() => player.moments.value.filter(of(OBSERVED)));
  if (desk.width.value === "phone") {
    const all = inOrder([...marks.value, ...observed.value]);
    return <MarkLane player={player} label="Runs, notes" moments={all} width={width} />;
  }
  return (
    <>
      <MarkLane player={player} label="Runs, notes" moments={marks.value} width={width} />
      {observed.value.length === 0 ? null : (
        <MarkLane player={player} label={observedName(observed.value)} moments={observed.value} width={width} />
      )}
    </>
  );
}

function of(kinds: ReadonlySet<MomentKind>): (moment: Moment) => boolean {
  return (moment) => kinds.has(moment.kind);
}

function inOrder(moments: readonly Moment[]): readonly Moment[] {
  return [...moments].sort((a, b) => a.at - b.at);
}

function observedName(moments: readonly Moment[]): string {
  return moments.some(({ kind }) => kind === "paste" || kind === "away") ? "Pastes, focus" : "Connection";
}

interface MarkLaneProps {
  readonly player: Driven;
  readonly label: string;
  readonly moments: readonly Moment[];
  readonly width: number;
}

function MarkLane({ player, label, moments, width }: MarkLaneProps): JSX.Element {
  return (
    <div class="lane" data-marks>
      <span class="lane-name">{label}</span>
      <div class="lane-track">
        {moments.length === 0 ? <span class="lane-empty">{emptyWords(wholeOf(player).value.span)}</span> : null}
        <Markers player={player} label={label} moments={moments} width={width} />
      </div>
    </div>
  );
}

function emptyWords({ from, to }: Span): string {
  return to > from ? "no runs, no notes" : "this interview ended before its clock ran";
}

function point(player: Driven, field: HTMLElement | null, move: TargetedPointerEvent<HTMLElement>): void {
  const box = field?.getBoundingClientRect();
  const inside = box && box.width > 0 && move.clientX >= box.left - 8 && move.clientX <= box.right + 8;
  const part = inside ? (move.clientX - box.left) / box.width : null;
  pointedAt.value = part === null ? null : timeAt(part, wholeOf(player).peek().span);
}

function leave(): void {
  pointedAt.value = null;
}

/** What comes within this time is not announced as being on its way. */
const SOON_MS = 250;

function useSlow(player: Driven): boolean {
  const [slow, setSlow] = useState(false);
  const waiting = player.waiting.value;
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SOON_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow;
}

/** Before it is known (and where nothing measures): wide enough for everything. */
const USUAL_WIDTH = 1240;

function useWidth(of: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(USUAL_WIDTH);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    const read = (): void => setWidth(Math.max(1, Math.round(element.clientWidth)));
    const watch = new ResizeObserver(read);
    watch.observe(element);
    read();
    return () => watch.disconnect();
  }, [of]);
  return width;
}
