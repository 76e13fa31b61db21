/** The replay as a page: the room's own panels, read-only, with the axis below. */
import { useEffect, useMemo } from "preact/hooks";
import type { JSX } from "preact";
import { People } from "../panels/People";
import { useRoom } from "../panels/room";
import { Shell } from "../panels/Shell";
import { Axis } from "./Axis";
import { MomentsPane } from "./Moments";
import { Keys, keysOpen } from "./Keys";
import { driven } from "./oldPlayer";
import type { Player } from "./player";

const STEP_MS = 5000;

export function ReplayPage({ player, date }: { readonly player: Player; readonly date: string }): JSX.Element {
  useEffect(() => listenForKeys(player), [player]);
  const it = useMemo(() => driven(player), [player]);
  return (
    <>
      <Keys />
      <Shell
        header={<ReplayHeader date={date} />}
        aside={{
          label: "Moments",
          tab: "Moments",
          column: <MomentsPane player={it} />,
          inTab: <MomentsPane player={it} />,
        }}
        footer={<Axis player={it} />}
      />
    </>
  );
}

function ReplayHeader({ date }: { readonly date: string }): JSX.Element {
  const { page } = useRoom();
  return (
    <header class="room-header">
      <div class="room-title">
        <a class="brand" href="/">
          Greenroom
        </a>
        <h1>{page.title}</h1>
      </div>
      <p class="replay-chip">
        <span class="chip">{date === "" ? "Replay" : `Replay · ${date}`}</span>
      </p>
      <div class="room-tools">
        <People />
        <a class="button" href={`/interviews/${page.room}/record`}>
          Open the record
        </a>
      </div>
    </header>
  );
}

/** Space plays and pauses, arrows step, Shift and arrows go from moment to moment, plus and minus change the speed. */
function listenForKeys(player: Player): () => void {
  const listen = (press: KeyboardEvent): void => {
    if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey || ownsKeys(press)) return;
    const act = ACTIONS[press.key];
    if (!act) return;
    press.preventDefault();
    act(player, press.shiftKey);
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

const ACTIONS: Readonly<Record<string, (player: Player, far: boolean) => void>> = {
  " ": (player) => player.toggle(),
  ArrowLeft: (player, far) => (far ? player.jump(-1) : player.seek(player.time.peek() - STEP_MS)),
  ArrowRight: (player, far) => (far ? player.jump(1) : player.seek(player.time.peek() + STEP_MS)),
  "?": () => (keysOpen.value = true),
  "+": (player) => player.changeSpeed(1),
  "-": (player) => player.changeSpeed(-1),
};

/** Whether the element in focus has its own use for this key. */
function ownsKeys(press: KeyboardEvent): boolean {
  const target = press.target instanceof Element ? press.target : null;
  if (target?.closest("input, select, textarea, .cm-editor, [role=tablist], [role=separator]")) return true;
  return press.key === " " && target?.closest("button, a, summary") !== null && target !== null;
}
