/** What everybody did when: stage names, a lane for each person with a bar for each busy stretch, and the times below. */
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { everybody } from "../core/asked";
import { columns, partOf, ticks, type Span } from "../core/axis";
import { clockSpoken, clockText, counted } from "../core/clock";
import { spell } from "../core/facts";
import type { Person } from "../core/state";
import { absences, aways, privately, type Stretch } from "../core/stretches";
import { wholeOf, type Driven } from "./driven";

/** A bar and the space beside it, in px. */
const PITCH = 5;
/** Of a bar, however few there are. */
const WIDEST = 9;
const HEIGHT = 30;
/** Px between two times. */
const APART = 84;

interface Props {
  readonly player: Driven;
  /** Of the lanes, in px. */
  readonly width: number;
}

/** The names of the stages, each a way to its beginning. */
export function Stages({ player, width }: Props): JSX.Element | null {
  const { span, end } = wholeOf(player).value;
  const now = useComputed(() => end.stages.findLast((stage) => stage.at <= player.time.value)?.id);
  const stages = end.stages.filter((stage, index) => (end.stages[index + 1]?.at ?? span.to) > span.from);
  if (stages.length === 0) return null;
  return (
    <div class="lane axis-stages">
      <span class="lane-name visually-hidden">Stages</span>
      <ol role="list" class="lane-track">
        {stages.map((stage, index) => {
          const part = partOf(stage.at, span);
          const until = partOf(stages[index + 1]?.at ?? span.to, span);
          return (
            <li key={stage.id} style={{ "--part": part, "--until": until }} data-narrow={(until - part) * width < 44}>
              <button
                type="button"
                class="axis-stage"
                aria-current={now.value === stage.id ? "true" : undefined}
                aria-label={`Stage ${stage.title}, from ${clockSpoken(stage.at)} on`}
                title={stage.title}
                onClick={() => void player.seek(stage.at)}
              >
                {stage.title}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

export function People({ player, width }: Props): JSX.Element {
  const { span, end } = wholeOf(player).value;
  // The candidate first: most eyes are on their lane.
  const people = [...everybody(end)].reverse();
  return (
    <>
      {people.map((person) => (
        <Lane key={person.id} player={player} person={person} span={span} width={width} />
      ))}
    </>
  );
}

interface LaneProps extends Props {
  readonly person: Person;
  readonly span: Span;
}

/** Bars as high as the person was busy: plain for candidates, striped for interviewers; hatched where they were not there. */
function Lane({ player, person, span, width }: LaneProps): JSX.Element {
  const { activity, bin, talk } = player.index.value;
  const { edits = [], moves = [] } = activity[person.id] ?? {};
  const inside = (each: Stretch): boolean => each.to > span.from;
  const gone = absences(talk, person.id, span.to).filter(inside);
  const away = aways(talk, person.id, span.to).filter(inside);
  const { spells } = wholeOf(player).value.end;
  const alone = person.role === "candidate" ? privately(spells, span.to).filter(inside) : [];
  const gaps = wholeOf(player).value.end.gaps.filter((at) => at >= span.from);
  const count = edits.reduce((sum, each) => sum + each, 0);
  return (
    <div class="lane" data-role={person.role}>
      <span class="lane-name">{person.name}</span>
      <div class="lane-track" role="img" aria-label={laneWords(person.name, count, gone, away, alone)}>
        {gone.map((each) => (
          <Hatched key={each.from} kind="absent" stretch={each} span={span} />
        ))}
        {away.map((each) => (
          <Hatched key={each.from} kind="away" stretch={each} span={span} />
        ))}
        {alone.map((each) => (
          <Hatched key={each.from} kind="private" stretch={each} span={span} />
        ))}
        {gaps.map((at) => (
          <Hatched key={at} kind="gap" stretch={{ from: at, to: at }} span={span} />
        ))}
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="lane-moves" d={floor(columns(moves, bin, span, width / PITCH), width)} />
          <path d={bars(columns(edits, bin, span, width / PITCH), width)} />
        </svg>
      </div>
    </div>
  );
}

function Hatched({ kind, stretch, span }: { kind: string; stretch: Stretch; span: Span }): JSX.Element {
  const part = partOf(stretch.from, span);
  return (
    <span class="hatched" data-kind={kind} style={{ "--part": part, "--long": partOf(stretch.to, span) - part }} />
  );
}

function laneWords(
  name: string,
  edits: number,
  gone: readonly Stretch[],
  away: readonly Stretch[],
  alone: readonly Stretch[],
): string {
  const of = (all: readonly Stretch[]): string => spell(all.reduce((sum, each) => sum + each.to - each.from, 0));
  const words = [`${name} made ${counted(edits, "edit")}`];
  if (gone.length > 0) words.push(`was not connected for ${of(gone)}`);
  if (alone.length > 0) words.push(`thought privately for ${of(alone)}`);
  if (away.length > 0) words.push(`had the page without the focus for ${of(away)}`);
  return words.join(", ");
}

/** Even one edit can be seen; the square root keeps the quiet stretches from vanishing beside the busy ones. */
function bars(counts: readonly number[], width: number): string {
  const most = Math.max(1, ...counts);
  return drawn(counts, width, (count) => 4 + (HEIGHT - 7) * Math.sqrt(count / most));
}

/** Where somebody only moved their cursor: a low line. */
function floor(counts: readonly number[], width: number): string {
  return drawn(counts, width, () => 2);
}

function drawn(counts: readonly number[], width: number, height: (count: number) => number): string {
  const pitch = width / counts.length;
  const bar = Math.min(WIDEST, pitch * 0.62);
  const shift = (pitch - bar) / 2;
  return counts
    .map((count, index) => {
      if (count === 0) return "";
      const [x, high] = [index * pitch + shift, height(count)];
      return `M${x.toFixed(1)} ${HEIGHT}v-${high.toFixed(1)}h${bar.toFixed(1)}V${HEIGHT}z`;
    })
    .join("");
}

/** Round times below the lanes. The slider and the marks say times aloud, so this is for eyes alone. */
export function Ruler({ player, width }: Props): JSX.Element {
  const { span } = wholeOf(player).value;
  return (
    <div class="lane ruler" aria-hidden="true">
      <span class="lane-name" />
      <span class="lane-track mono">
        {ticks(span, width, APART).map((at) => (
          <span key={at} style={{ "--part": partOf(at, span) }}>
            {clockText(at)}
          </span>
        ))}
      </span>
    </div>
  );
}
