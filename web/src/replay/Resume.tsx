/** "Resume from here": a practice room that begins with the code of the moment that is shown. */
import type { JSX } from "preact";
import { clockText } from "../core/clock";
import { Dialog } from "../panels/Dialog";
import { useRoom } from "../panels/room";
import { dialog } from "./dialogs";
import type { Driven } from "./driven";

export function Resume({ player }: { readonly player: Driven }): JSX.Element | null {
  const { page } = useRoom();
  if (page.form === "") return null;
  const open = (): void => {
    player.pause();
    dialog.value = "resume";
  };
  return (
    <button type="button" class="button" data-again="resume" onClick={open}>
      Resume from here
    </button>
  );
}

/** In the header of a practice room's replay: the way to where it goes on from. */
export function Origin({ player }: { readonly player: Driven }): JSX.Element | null {
  const { page } = useRoom();
  const { forked } = player.state.value;
  if (forked === null || forked.room === "" || page.form === "") return null;
  return (
    <a class="button" href={`/interviews/${forked.room}/replay#t=${Math.floor(forked.at / 1000)}`}>
      {`Goes on from ${clockText(forked.at)}`}
    </a>
  );
}

/** Asked once more: it makes an interview. */
export function ResumeDialog({ player }: { readonly player: Driven }): JSX.Element {
  const { page } = useRoom();
  const close = (): void => {
    dialog.value = null;
  };
  const at = Math.round(player.time.peek());
  return (
    <Dialog title={`Go on from ${clockText(at)}?`} close={close}>
      <p>
        A practice room opens with every file and the own cases of this moment. You are its host, and it begins at once;
        invite somebody if you like. This interview stays as it is.
      </p>
      <form method="post" action={`/interviews/${page.room}/again/resume`}>
        <input type="hidden" name="at" value={at} />
        <input type="hidden" name="form-token" value={page.form} />
        <div class="actions">
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button" data-kind="primary">
            Open the practice room
          </button>
        </div>
      </form>
    </Dialog>
  );
}
