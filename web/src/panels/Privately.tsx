/** Thinking privately in the room: the way in, the bar while it goes on, and what the others see of it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { candidateName, everybody, goingSpell } from "../core/asked";
import { clockText } from "../core/clock";
import { backWords, leftWords, policyWords } from "../core/private";
import type { Spell } from "../core/state";
import type { Live } from "../source";
import { Dialog } from "./Dialog";
import { useRoom } from "./room";

/** In the header of a candidate's room. */
export function ThinkPrivately(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const state = source.state.value;
  if (!source.live?.privately || page.role !== "candidate" || state.phase !== "live") return null;
  if (goingSpell(state) !== null) return null;
  return (
    <button type="button" class="button think" onClick={() => (desk.dialog.value = "private")}>
      <PrivateSign />
      <span class="think-words">Think privately</span>
    </button>
  );
}

/** A curtain that is drawn halfway. */
export function PrivateSign(): JSX.Element {
  return (
    <svg class="private-sign" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor">
      <rect x="2" y="2.5" width="12" height="11" rx="2.5" stroke-width="1.3" />
      <path d="M2.3 8 7.6 2.7M2.3 12 11.6 2.7M5 13.4l8.7-8.7M9 13.4l4.7-4.7" stroke-width="1" />
    </svg>
  );
}

const CHOICES = [2, 5, 10, 15, 20, 30];

/** How it works, how long, what becomes of it, and the stretches before this one. */
export function PrivateDialog({ live }: { readonly live: Live }): JSX.Element {
  const { page, source, desk } = useRoom();
  const state = source.state.value;
  const policy = page.private;
  const [minutes, setMinutes] = useState(5);
  const [shares, setShares] = useState(policy === "recorded");
  const close = (): void => {
    desk.dialog.value = null;
  };
  const begin = (): void => {
    if (live.ask({ type: "private", minutes, shares })) close();
  };
  const host = everybody(state).find((person) => person.role === "host")?.name ?? "The interviewer";
  return (
    <Dialog title="Think privately" close={close}>
      <p>
        You go on with a copy of your code, and nobody watches: not what you type, not your cursor, not what you run.
        The others see that you are working privately and the code as you last shared it. When you come back, what has
        changed is shared, and you can walk them through it.
      </p>
      <p class="private-policy">{policyWords(policy, host)}</p>
      {goingSpell(state) === null ? (
        <div class="form">
          <label class="field">
            <span>I am back in about</span>
            <select class="input" value={minutes} onChange={(change) => setMinutes(Number(change.currentTarget.value))}>
              {CHOICES.map((each) => (
                <option key={each} value={each}>
                  {each} min
                </option>
              ))}
            </select>
            <small class="hint">For the others to know. Nothing happens when the time is over.</small>
          </label>
          <label class="check">
            <input type="checkbox" checked={shares} onChange={(change) => setShares(change.currentTarget.checked)} />
            <span>If the interview ends before I am back, share the code that I have by then</span>
          </label>
          <div class="actions">
            <button type="button" class="button" onClick={close}>
              Not now
            </button>
            <button type="button" class="button" data-kind="primary" onClick={begin}>
              Begin
            </button>
          </div>
        </div>
      ) : (
        <div class="actions">
          <button type="button" class="button" data-kind="primary" onClick={close}>
            Go on
          </button>
        </div>
      )}
      <Before live={live} spells={state.spells.filter((spell) => spell.end !== null)} host={host} />
    </Dialog>
  );
}

interface BeforeProps {
  readonly live: Live;
  readonly spells: readonly Spell[];
  readonly host: string;
}

function Before({ live, spells, host }: BeforeProps): JSX.Element | null {
  const { page } = useRoom();
  if (spells.length === 0) return null;
  return (
    <section class="private-before" aria-label="Before">
      <h3>Before</h3>
      <p class="hint">
        <a class="link" href={`/interviews/${page.room}/private`} target="_blank" rel="noopener">
          Look at what is kept of it
        </a>
        , also after the interview.
      </p>
      <ul role="list">
        {spells.map((spell) => (
          <li key={spell.id}>
            <span class="mono">
              {clockText(spell.at)}–{clockText(spell.end ?? spell.at)}
            </span>
            <ReleaseWords live={live} spell={spell} host={host} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReleaseWords({ live, spell, host }: { live: Live; spell: Spell; host: string }): JSX.Element {
  if (spell.policy === "not_recorded") return <span class="hint">not recorded</span>;
  if (spell.policy === "recorded") return <span class="hint">in the replay, after the interview</span>;
  if (spell.released) return <span class="hint">released: {host} sees it</span>;
  return (
    <>
      <span class="hint">only you see it</span>
      <button
        type="button"
        class="button"
        data-small
        onClick={() => live.ask({ type: "private_release", spell: spell.id })}
      >
        Release it
      </button>
    </>
  );
}

/** To interviewers: that something was released to them, and where it is. */
export function Released(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const [read, setRead] = useState(0);
  const state = source.state.value;
  const released = state.spells.filter((spell) => spell.released).length;
  if (!desk.interviews || released <= read) return null;
  return (
    <div class="strip private-bar" role="status">
      <p>{candidateName(state)} released what they wrote and tried privately.</p>
      <a
        class="button"
        href={`/interviews/${page.room}/private`}
        target="_blank"
        rel="noopener"
        onClick={() => setRead(released)}
      >
        Look at it
      </a>
      <button type="button" class="button" onClick={() => setRead(released)}>
        Later
      </button>
    </div>
  );
}

/** Above the code while somebody thinks privately: to them the way back, to the others a calm sign. */
export function PrivateBar({ live }: { readonly live: Live }): JSX.Element | null {
  const { source, desk } = useRoom();
  const state = source.state.value;
  const spell = goingSpell(state);
  if (spell === null) return null;
  if (desk.interviews) {
    return (
      <div class="strip private-bar" role="status">
        <p>
          <strong>{candidateName(state)} is working privately</strong>, {backWords(spell, source.time.value)}. This is
          the code as they last shared it.
        </p>
      </div>
    );
  }
  const back = (share: boolean): void => {
    live.ask({ type: "private_end", share });
  };
  return (
    <div class="strip private-bar" role="group" aria-label="You are working privately">
      <p>
        <strong>You are working privately</strong>, {leftWords(spell, source.time.value)}. Nobody sees this.
      </p>
      <button type="button" class="button" onClick={() => back(false)}>
        Come back without it
      </button>
      <button type="button" class="button" data-kind="primary" onClick={() => back(true)}>
        Come back
      </button>
    </div>
  );
}
