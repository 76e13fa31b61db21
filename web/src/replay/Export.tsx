/** Takes the interview along: each format with what it is for, as the interviewers' copy or the candidate's. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Exported } from "../core/page";
import { Dialog } from "../panels/Dialog";
import { useRoom } from "../panels/room";
import { dialog } from "./dialogs";
import type { Driven } from "./driven";

interface Props {
  readonly player: Pick<Driven, "index">;
}

/** There where this replay has exports: not in a clip, and not in a file of its own. */
export function ExportTool(): JSX.Element | null {
  if (useRoom().page.exports.length === 0) return null;
  return (
    <button type="button" class="button export-tool" aria-haspopup="dialog" onClick={() => (dialog.value = "export")}>
      Export
    </button>
  );
}

export function ExportDialog({ player }: Props): JSX.Element {
  const { exports } = useRoom().page;
  const close = (): void => void (dialog.value = null);
  return (
    <Dialog title="Take it along" close={close}>
      <p class="hint">
        {player.index.value.live ? "The interview goes on: a file has what has happened up to now. " : ""}
        The candidate’s copy has what the candidate could see: no notes, and of hidden tests only what they were told.
      </p>
      <ul class="exports" role="list">
        {exports.map((each) => (
          <Row key={each.name} exported={each} />
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function Row({ exported }: { readonly exported: Exported }): JSX.Element {
  const title = useId();
  return (
    <li>
      <div>
        <strong id={title}>{exported.title}</strong>
        <p class="hint">{exported.what}</p>
      </div>
      <p class="export-links">
        {exported.links.map((link) => (
          <span key={link.address}>
            <a href={link.address} download aria-describedby={title}>
              {link.words}
            </a>
            {link.size === "" ? null : <span class="hint"> {link.size}</span>}
          </span>
        ))}
      </p>
    </li>
  );
}
