/** Raised hands: one's own button, and a calm sign of everybody else's. */
import type { JSX } from "preact";
import { useAsking, useRoom } from "./room";

const HAND =
  "M5 9V4.2a1 1 0 0 1 2 0V7m0-.5V3a1 1 0 0 1 2 0v4m0-3.2a1 1 0 0 1 2 0V8m0-2a1 1 0 0 1 2 0v4.2A4.3 4.3 0 0 1 8.7 14.5C6.6 14.5 5.6 13.4 5 12L3.2 8.6a.9.9 0 0 1 1.5-1z";

export function HandSign(): JSX.Element {
  return (
    <svg class="hand-sign" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.3">
      <path d={HAND} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

/** For everybody but the host, who leads the talk, and an observer. */
export function RaiseHand(): JSX.Element | null {
  const { source, desk } = useRoom();
  const live = useAsking();
  if (live === null || desk.isHost || !desk.talks) return null;
  const up = source.state.value.hands.includes(live.me);
  return (
    <button
      type="button"
      class="button hand-button"
      aria-pressed={up}
      title={up ? "Your hand is up. Press to take it down" : "Show that you would like to say something"}
      onClick={() => live.ask(up ? { type: "hand_lower", person: "" } : { type: "hand_raise" })}
    >
      <HandSign />
      <span class="hand-words">{up ? "Hand is up" : "Raise hand"}</span>
    </button>
  );
}

/** Whose hands are up; the host takes them down. */
export function Hands(): JSX.Element | null {
  const { source, desk } = useRoom();
  const { hands, people } = source.state.value;
  const live = useAsking();
  const others = hands.filter((person) => person !== source.live?.me);
  if (others.length === 0) return null;
  return (
    <ul role="list" class="hands" aria-label="Raised hands">
      {others.map((person) => {
        const name = people[person]?.name ?? "Somebody";
        return (
          <li key={person} class="hand-up">
            <HandSign />
            <span>
              {name}
              <span class="visually-hidden"> has a hand up</span>
            </span>
            {live && desk.isHost ? (
              <button
                type="button"
                class="link"
                aria-label={`Lower ${name}’s hand`}
                onClick={() => live.ask({ type: "hand_lower", person })}
              >
                Lower
              </button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
