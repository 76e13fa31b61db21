/** The replay as a page: the room's own panels, read-only, with the axis below. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import { People } from "../panels/People";
import { useRoom } from "../panels/room";
import { Shell } from "../panels/Shell";
import { Axis } from "./Axis";
import { dialog, type ReplayDialog } from "./dialogs";
import { freeOnScroll } from "./following";
import { listenForKeys } from "./keys";
import { Keys } from "./Keys";
import { MomentsPane } from "./Moments";
import type { Player } from "./player";
import { Trouble } from "./Trouble";

interface Parts {
  readonly player: Player;
}

type Part = (parts: Parts) => JSX.Element | null;

/** One for each dialog; whoever makes it adds it here. */
const DIALOGS: Readonly<Partial<Record<ReplayDialog, Part>>> = {};

/** Buttons at the right of the header, from left to right. */
const TOOLS: readonly Part[] = [];

export function ReplayPage({ player }: Parts): JSX.Element {
  useEffect(() => listenForKeys(player), [player]);
  useEffect(() => freeOnScroll(player), [player]);
  const Opened = dialog.value === null ? undefined : DIALOGS[dialog.value];
  return (
    <>
      <Shell
        header={<ReplayHeader player={player} />}
        aside={{
          label: "Moments",
          tab: "Moments",
          column: <MomentsPane player={player} />,
          inTab: <MomentsPane player={player} />,
        }}
        footer={
          <div class="replay-footer">
            <Trouble player={player} />
            <Axis player={player} />
          </div>
        }
      />
      <Keys />
      {Opened ? <Opened player={player} /> : null}
    </>
  );
}

function ReplayHeader({ player }: Parts): JSX.Element {
  const { page, desk } = useRoom();
  const date = dateOf(player.index.value.began);
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
        {TOOLS.map((Tool, index) => (
          <Tool key={index} player={player} />
        ))}
        {desk.isHost && page.room !== "" ? (
          <a class="button" href={`/interviews/${page.room}/record`}>
            Open the record
          </a>
        ) : null}
      </div>
    </header>
  );
}

function dateOf(began: number): string {
  if (began === 0) return "";
  return new Date(began).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}
