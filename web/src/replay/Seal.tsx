/** The seal of a replay: a chip that says whether it is sealed, and behind it the fingerprint and the check. */
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { JSX } from "preact";
import { clockText } from "../core/clock";
import { checking, type Checked } from "../core/verify";
import { Mark } from "../panels/bits";
import { Dialog } from "../panels/Dialog";
import { Copy } from "../panels/Fingerprint";
import { useRoom } from "../panels/room";
import { breathe, piece } from "./breathe";
import { dialog } from "./dialogs";
import { EmbeddedTrack } from "./embedded";
import { fetchCopy } from "./fetchCopy";
import type { Player } from "./player";

interface Parts {
  readonly player: Player;
}

/** As in `server/live/sealing.py`. */
const AT_THE_END_MS = 10 * 60_000;

type Check = { readonly at: "idle" } | { readonly at: "checking" } | { readonly at: "done"; readonly checked: Checked };

export function SealChip({ player }: Parts): JSX.Element | null {
  const { page } = useRoom();
  const { seal, length } = player.index.value;
  // A copy that nobody signed says so; a live interview on the server is sealed when it ends.
  if (seal === null && !page.offline) return null;
  const words = seal ? "sealed ✓" : `copy up to ${clockText(length)}, not sealed`;
  return (
    <button
      type="button"
      class="chip seal-chip"
      aria-haspopup="dialog"
      title={seal ? `Fingerprint ${seal.fingerprint}` : "Made while the interview went on"}
      onClick={() => (dialog.value = "seal")}
    >
      {words}
    </button>
  );
}

export function SealDialog({ player }: Parts): JSX.Element {
  const { page } = useRoom();
  const check = useMemo(() => signal<Check>({ at: "idle" }), []);
  const { seal, length } = player.index.value;
  const verify = async (): Promise<void> => {
    check.value = { at: "checking" };
    const copy = page.offline ? await new EmbeddedTrack().copy() : await fetchCopy(page.replay);
    const steps = checking(copy);
    let done = piece(steps);
    while (done === null) {
      await breathe();
      done = piece(steps);
    }
    check.value = { at: "done", checked: done.value };
  };
  const close = (): void => {
    dialog.value = null;
  };
  return (
    <Dialog title={seal ? "Sealed" : "Not sealed"} close={close}>
      <div class="seal-panel">
        {seal ? (
          <>
            <p class="fingerprint-line">
              <span>Fingerprint</span> <code class="fingerprint">{seal.fingerprint}</code>{" "}
              <Copy text={seal.fingerprint} />
            </p>
            <p class="hint">
              {isLate(player.index.value, seal.at)
                ? `The server signed everything in this interview on ${dayOf(seal.at)}, after the fact: it had ended before.`
                : `The server signed everything in this interview when it ended, on ${dayOf(seal.at)}.`}{" "}
              If this fingerprint is the one that was written down, and the check finds nothing, nobody has changed
              anything since.
            </p>
          </>
        ) : (
          <p>
            This copy was made while the interview went on, up to {clockText(length)}. A check says whether anything in
            it is damaged, but nobody signed it.
          </p>
        )}
        <Result check={check.value} sealedAt={seal?.at ?? 0} />
        <div class="actions">
          <button
            type="button"
            class="button"
            data-kind="primary"
            disabled={check.value.at === "checking"}
            onClick={() => void verify()}
          >
            {check.value.at === "done" ? "Verify again" : "Verify"}
          </button>
          <button type="button" class="button" onClick={close}>
            Close
          </button>
        </div>
        <details class="seal-limits">
          <summary>What this proves, and what it does not</summary>
          <p>
            It proves that this copy is what the server signed when the interview ended. It does not prove that the
            server was honest before that, or who sat at a keyboard. The tasks’ statements are not sealed.
          </p>
          <p>
            Whoever changes a copy can change this page too. The fingerprint that you wrote down cannot be changed, and
            “greenroom verify” checks this file on a computer of your own.
          </p>
        </details>
      </div>
    </Dialog>
  );
}

function Result({ check, sealedAt }: { readonly check: Check; readonly sealedAt: number }): JSX.Element {
  return (
    <div class="seal-result" role="status">
      {check.at === "checking" ? <p>Checking every entry …</p> : null}
      {check.at === "done" ? <Verdict checked={check.checked} sealedAt={sealedAt} /> : null}
    </div>
  );
}

function Verdict({ checked, sealedAt }: { readonly checked: Checked; readonly sealedAt: number }): JSX.Element {
  const { findings, statement, withheld, erased } = checked;
  if (findings.length > 0) {
    return (
      <div class="seal-verdict" data-found>
        <p>
          <Mark kind="fail" words="" /> <strong>This is not what the server sealed.</strong>
        </p>
        <ul>
          {findings.map((finding) => (
            <li key={finding.words}>{finding.words}</li>
          ))}
        </ul>
      </div>
    );
  }
  if (statement === null) return <p class="seal-verdict">Nothing in this copy is damaged. Nobody signed it.</p>;
  const more = withheld > 0 ? `, of which ${withheld.toLocaleString("en-GB")} are not for this copy` : "";
  return (
    <p class="seal-verdict">
      <Mark kind="pass" words="" />{" "}
      <strong>This is what the server sealed on {dayOf(sealedAt || statement.at)}.</strong>{" "}
      {statement.events.toLocaleString("en-GB")} entries{more}.
      {erased.map(({ at, entries }) => (
        <span key={at}>
          {" "}
          {entries.length === 1 ? "One entry was" : `${entries.length.toLocaleString("en-GB")} entries were`} erased on{" "}
          {dayOf(at)}.
        </span>
      ))}
    </p>
  );
}

/** Whether it was sealed long after its end: the server was down then, or of a version that did not seal. */
function isLate({ began, length }: { readonly began: number; readonly length: number }, at: number): boolean {
  return began > 0 && at - (began + length) > AT_THE_END_MS;
}

function dayOf(at: number): string {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}
