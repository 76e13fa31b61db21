/** Beside the replay: what happened when, and the notes. Each is a way to its moment. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { clockText } from "../core/clock";
import { momentAt, type Moment } from "../core/moments";
import { Mark } from "../panels/bits";
import { Notes } from "../panels/Notes";
import { panelOf, Tabs } from "../panels/Tabs";
import { Flag } from "./Axis";
import type { Player } from "./player";

const TABS = [
  { id: "moments", title: "Moments" },
  { id: "notes", title: "Notes", mine: true },
] as const;
const chosen = signal<"moments" | "notes">("moments");

export function MomentsPane({ player }: { readonly player: Player }): JSX.Element {
  return (
    <>
      <Tabs
        label="Beside the replay"
        name="aside"
        tabs={TABS}
        chosen={chosen.value}
        choose={(id) => (chosen.value = id)}
      />
      <div class="pane-body" {...panelOf("aside", chosen.value)} tabIndex={0}>
        {chosen.value === "moments" ? (
          <MomentList player={player} />
        ) : (
          <div class="host-pane">
            <Notes seek={(at) => player.seek(at)} />
          </div>
        )}
      </div>
    </>
  );
}

export function MomentList({ player }: { readonly player: Player }): JSX.Element {
  const now = momentAt(player.moments, player.time.value);
  return (
    <ol role="list" class="moments">
      {player.moments.map((moment) => (
        <li key={moment.seq}>
          <button
            type="button"
            aria-current={moment === now ? "true" : undefined}
            data-kind={moment.kind}
            onClick={() => player.seek(moment.at)}
          >
            <span class="mono">{clockText(moment.at)}</span>
            <Sign moment={moment} />
            <span>{moment.words}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Sign({ moment }: { readonly moment: Moment }): JSX.Element {
  if (moment.kind === "run") return <Mark kind={moment.mark} words="" />;
  if (moment.kind === "note") return <Flag />;
  return <span class="dot" aria-hidden="true" />;
}
