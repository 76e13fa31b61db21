/** The slider over the lanes, unseen itself: the playhead shows where it is. Every drag has a key. */
import { useComputed } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent } from "preact";
import { partOf } from "../core/axis";
import { clockSpoken } from "../core/clock";
import { momentAt } from "../core/moments";
import { wholeOf, type Driven } from "./driven";
import { spokenMoment } from "./Sign";
import { sliderFocused } from "./Tip";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** While it plays, the spoken time goes on in steps of so many ms: a screen reader could not say every second. */
const SPOKEN_STEP_MS = 15 * SECOND;

/** Says the moment along with the time: "12 minutes 40 seconds, Tests: 2 of 3 passed". */
export function Scrubber({ player }: { readonly player: Driven }): JSX.Element {
  const { span } = wholeOf(player).value;
  const spoken = useComputed(() => {
    const time = player.time.value;
    const moment = momentAt(player.moments.value, time);
    const said = player.playing.value ? Math.floor(time / SPOKEN_STEP_MS) * SPOKEN_STEP_MS : time;
    return moment ? `${clockSpoken(said)}, ${spokenMoment(moment)}` : clockSpoken(said);
  });
  // A short one can be gone through finely.
  const step = span.to - span.from > 2 * MINUTE ? SECOND : 100;
  const shown = useComputed(() => Math.round(player.time.value / step) * step);
  return (
    <input
      class="scrubber"
      type="range"
      min={span.from}
      max={Math.max(span.from + 1, span.to)}
      step={step}
      value={shown.value}
      aria-label="Time of the interview"
      aria-valuetext={spoken.value}
      aria-keyshortcuts="ArrowLeft ArrowRight Shift+ArrowLeft Shift+ArrowRight PageUp PageDown Home End Space"
      onInput={(input) => void player.seek(input.currentTarget.valueAsNumber)}
      onKeyDown={(press) => act(player, press)}
      onFocus={(focus) => (sliderFocused.value = focus.currentTarget.matches(":focus-visible"))}
      onBlur={() => (sliderFocused.value = false)}
    />
  );
}

/** The keys of the page, also while the slider has the focus; and those of a slider. */
function act(player: Driven, press: TargetedKeyboardEvent<HTMLElement>): void {
  if (press.ctrlKey || press.metaKey || press.altKey) return;
  const { span } = wholeOf(player).peek();
  const way = press.key === "ArrowLeft" || press.key === "ArrowDown" || press.key === "PageDown" ? -1 : 1;
  switch (press.key) {
    case "ArrowLeft":
    case "ArrowRight":
    case "ArrowUp":
    case "ArrowDown":
      void player.step(press.shiftKey ? "moment" : "seconds", way);
      break;
    case "PageUp":
    case "PageDown":
      void player.seek(player.time.peek() + way * MINUTE);
      break;
    case "Home":
      void player.seek(span.from);
      break;
    case "End":
      void player.seek(span.to);
      break;
    case " ":
      player.toggle();
      break;
    default:
      return;
  }
  press.preventDefault();
}

export function Playhead({ player }: { readonly player: Driven }): JSX.Element {
  const { span } = wholeOf(player).value;
  return (
    <div class="playhead-room" aria-hidden="true">
      <span class="playhead" style={{ "--part": partOf(player.time.value, span) }} />
    </div>
  );
}
