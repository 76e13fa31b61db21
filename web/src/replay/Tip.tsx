/** The time under the pointer, or the words of the mark that is pointed at, above the axis. Spoken names say the same. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { partOf } from "../core/axis";
import { clockText } from "../core/clock";
import { momentAt } from "../core/moments";
import { wholeOf, type Driven } from "./driven";
import { spokenMoment } from "./Sign";

interface Said {
  readonly at: number;
  readonly words: string;
}

/** What a mark says of itself, at its time; null while none is pointed at. */
export const tip = signal<Said | null>(null);
/** The time that the pointer is over; null when it is elsewhere. */
export const pointedAt = signal<number | null>(null);

/** Whether the slider was come to by key: then its own time is told. */
export const sliderFocused = signal(false);

export function Tip({ player }: { readonly player: Driven }): JSX.Element | null {
  const { span } = wholeOf(player).value;
  const said = tip.value ?? pointed() ?? (sliderFocused.value ? atPlayhead(player) : null);
  if (said === null) return null;
  return (
    <div class="tip-room" aria-hidden="true" style={{ "--part": partOf(said.at, span) }}>
      <span class="tip-line" />
      <span class="tip">
        <span class="mono">{clockText(said.at)}</span>
        {said.words === "" ? null : <span class="tip-words">{said.words}</span>}
      </span>
    </div>
  );
}

function pointed(): Said | null {
  return pointedAt.value === null ? null : { at: pointedAt.value, words: "" };
}

function atPlayhead(player: Driven): Said {
  const at = player.time.value;
  const moment = momentAt(player.moments.value, at);
  return { at, words: moment ? spokenMoment(moment) : "" };
}
