/** Pins this moment as A or B, and compares the two. */
import type { JSX } from "preact";
import { clockText } from "../core/clock";
import type { Past } from "./past";
import { dialog } from "./dialogs";
import { letter, pin, pins, SIDES, unpin, type Side } from "./pins";
import { PinSign } from "./Sign";

export function PinTools({ player }: { readonly player: Past }): JSX.Element {
  return (
    <div class="pin-tools" role="group" aria-label="Two moments">
      <PinButtons player={player} />
      <button type="button" class="button" aria-keyshortcuts="c" onClick={() => (dialog.value = "compare")}>
        Compare
      </button>
    </div>
  );
}

export function PinButtons({ player }: { readonly player: Past }): JSX.Element {
  return (
    <>
      {SIDES.map((side) => (
        <PinButton key={side} side={side} player={player} />
      ))}
    </>
  );
}

function PinButton({ side, player }: { readonly side: Side; readonly player: Past }): JSX.Element {
  const at = pins.value[side];
  const here = at !== null && at === player.time.value;
  const pinThis = `Pin this moment as ${letter(side)}`;
  return (
    <button
      type="button"
      class="button pin-button"
      aria-pressed={at !== null}
      aria-keyshortcuts={side}
      title={`${here ? "Take this pin away" : pinThis} (${side})`}
      onClick={() => (here ? unpin(side) : pin(side, player.time.peek()))}
    >
      <PinSign side={side} />
      {at === null ? (
        <span class="visually-hidden">{pinThis}</span>
      ) : (
        <>
          <span class="mono">{clockText(at)}</span>
          <span class="visually-hidden">
            is {letter(side)}. {here ? "Take this pin away" : pinThis}
          </span>
        </>
      )}
    </button>
  );
}
