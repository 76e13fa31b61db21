/** What can be done from the moment that is shown: run its tests, go on from it, share a part around it. */
import type { JSX } from "preact";
import { useRoom } from "../panels/room";
import { ShareClip } from "./Clip";
import type { Driven } from "./driven";
import { Resume } from "./Resume";
import { RunHere } from "./RunHere";

const MENU = "from-here";

export function FromHere({ player }: { readonly player: Driven }): JSX.Element | null {
  const { page, desk } = useRoom();
  if (page.form === "") return null;
  const buttons = (
    <>
      <RunHere player={player} />
      <Resume player={player} />
      <ShareClip player={player} />
    </>
  );
  if (desk.width.value !== "phone") return buttons;
  const close = (): void => document.getElementById(MENU)?.hidePopover();
  return (
    <>
      <button type="button" class="button" popovertarget={MENU}>
        From here
      </button>
      <div id={MENU} popover="auto" class="popover from-here" role="dialog" aria-label="From here" onClick={close}>
        {buttons}
      </div>
    </>
  );
}
