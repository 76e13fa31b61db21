/**
 * The marks on one lane: a toolbar, so that a hundred of them are one stop of the Tab key; the arrows go from one to the
 * next. Those that would stand on each other are one button, which opens a list.
 */
import type { JSX, TargetedKeyboardEvent } from "preact";
import { useId, useState } from "preact/hooks";
import { gather, partOf, type Group } from "../core/axis";
import { clockSpoken, clockText, counted } from "../core/clock";
import type { Moment } from "../core/moments";
import { useRoom } from "../panels/room";
import { wholeOf, type Driven } from "./driven";
import { openMoment } from "./open";
import { Sign, spokenMoment } from "./Sign";
import { tip } from "./Tip";

/** Px between two marks that are still two; a finger needs more of them. */
const APART = 20;
const APART_ON_A_PHONE = 26;

interface Props {
  readonly player: Driven;
  readonly label: string;
  readonly moments: readonly Moment[];
  /** Of the lane, in px. */
  readonly width: number;
}

export function Markers({ player, label, moments, width }: Props): JSX.Element {
  const { span } = wholeOf(player).value;
  const { desk } = useRoom();
  const groups = gather(moments, span, width, desk.width.value === "phone" ? APART_ON_A_PHONE : APART);
  const [stop, setStop] = useState(0);
  const last = groups.length - 1;
  const move = (press: TargetedKeyboardEvent<HTMLElement>): void => {
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: last }[press.key];
    if (to === undefined || press.shiftKey || press.ctrlKey || press.altKey || press.metaKey) return;
    press.preventDefault();
    const next = Math.min(last, Math.max(0, to));
    setStop(next);
    press.currentTarget.querySelectorAll<HTMLElement>(":scope > .marker")[next]?.focus();
  };
  return (
    <div class="markers" role="toolbar" aria-label={label} onKeyDown={move}>
      {groups.map((group, index) => {
        const props = { player, group, part: partOf(group[0].at, span), focus: () => setStop(index) };
        const tabIndex = index === Math.min(stop, last) ? 0 : -1;
        const key = group[0].seq;
        return group.length === 1 ? (
          <Marker key={key} {...props} tabIndex={tabIndex} />
        ) : (
          <Gathered key={key} {...props} tabIndex={tabIndex} />
        );
      })}
    </div>
  );
}

interface MarkProps {
  readonly player: Driven;
  readonly group: Group<Moment>;
  readonly part: number;
  readonly tabIndex: number;
  readonly focus: () => void;
}

/** The tooltip tells the same as the spoken name, while the mark is pointed at or has the focus. */
function telling(at: number, words: string, focus: () => void) {
  const show = (): void => {
    tip.value = { at, words };
  };
  const hide = (): void => {
    tip.value = null;
  };
  return {
    onPointerEnter: show,
    onPointerLeave: hide,
    onFocus: () => {
      focus();
      show();
    },
    onBlur: hide,
  };
}

function Marker({ player, group: [moment], part, tabIndex, focus }: MarkProps): JSX.Element {
  const { desk } = useRoom();
  const words = spokenMoment(moment);
  return (
    <button
      type="button"
      class="marker"
      data-kind={moment.kind}
      style={{ "--part": part }}
      tabIndex={tabIndex}
      aria-label={`${clockSpoken(moment.at)}, ${words}`}
      onClick={() => void openMoment(player, desk, moment)}
      {...telling(moment.at, words, focus)}
    >
      <Sign moment={moment} />
    </button>
  );
}

function Gathered({ player, group, part, tabIndex, focus }: MarkProps): JSX.Element {
  const { desk } = useRoom();
  const id = useId();
  const first = group[0];
  const words = `${group.length} moments`;
  return (
    <>
      <button
        type="button"
        class="marker"
        data-kind="gathered"
        style={{ "--part": part }}
        tabIndex={tabIndex}
        popovertarget={id}
        aria-label={`${clockSpoken(first.at)}, ${counted(group.length, "moment")}: ${group.map(spokenMoment).join("; ")}`}
        {...telling(first.at, words, focus)}
      >
        <Sign moment={frontOf(group)} />
        <span class="marker-count" aria-hidden="true">
          {group.length}
        </span>
      </button>
      <div
        id={id}
        popover="auto"
        class="popover gathered"
        role="dialog"
        aria-label={words}
        onBeforeToggle={aim}
        onToggle={place}
      >
        <ol role="list" class="moments" onKeyDown={walk}>
          {group.map((moment) => (
            <li key={moment.seq}>
              <button
                type="button"
                data-kind={moment.kind}
                popovertarget={id}
                popovertargetaction="hide"
                onClick={() => void openMoment(player, desk, moment)}
              >
                <span class="mono">{clockText(moment.at)}</span>
                <Sign moment={moment} />
                <span>{spokenMoment(moment)}</span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

/** The last run stands in front: it says how the code was in the end. */
function frontOf(group: Group<Moment>): Moment {
  return group.findLast((moment) => moment.kind === "run") ?? group.at(-1) ?? group[0];
}

/** Up and down through the list; to its end and on from its beginning. */
function walk(press: TargetedKeyboardEvent<HTMLElement>): void {
  const rows = [...press.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[press.key];
  if (to === undefined) return;
  press.preventDefault();
  press.stopPropagation();
  rows.at(to % rows.length)?.focus();
}

const EDGE = 12;

/** The focus goes to the first line as the list opens, not a moment later: the next key is for the list already. */
function aim(toggle: Event & { readonly currentTarget: HTMLElement }): void {
  toggle.currentTarget.querySelector("button")?.toggleAttribute("autofocus", true);
}

/** The list stands above its mark, inside of the window. */
function place(toggle: Event & { readonly currentTarget: HTMLElement }): void {
  const list = toggle.currentTarget;
  if (!list.matches(":popover-open")) return;
  const mark = list.previousElementSibling?.getBoundingClientRect();
  if (!mark) return;
  const left = mark.left + mark.width / 2 - list.offsetWidth / 2;
  list.style.left = `${Math.max(EDGE, Math.min(innerWidth - list.offsetWidth - EDGE, left))}px`;
  list.style.bottom = `${innerHeight - mark.top + 6}px`;
}
