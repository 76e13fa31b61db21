/** A part of the interview that could not be loaded: what happened, and a way to try again. */
import type { JSX } from "preact";
import type { Player } from "./player";

export function Trouble({ player }: { readonly player: Player }): JSX.Element | null {
  const trouble = player.trouble.value;
  if (trouble === null) return null;
  return (
    <div class="strip" data-kind="attention" role="alert">
      <p>{trouble.sentence} The rest can still be watched.</p>
      <button type="button" class="button" onClick={() => trouble.again()}>
        Try again
      </button>
    </div>
  );
}
