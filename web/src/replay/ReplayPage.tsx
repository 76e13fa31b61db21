/** The replay as a page: the room's own panels, read-only, with the axis below. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import { clockText } from "../core/clock";
import type { Page } from "../core/page";
import { People } from "../panels/People";
import { useRoom } from "../panels/room";
import { overCode } from "../panels/slots";
import { Shell } from "../panels/Shell";
import { Alone } from "./Alone";
import { Axis } from "./Axis";
import { ThisLine } from "./Blame";
import { Compare } from "./Compare";
import { ClipDialog } from "./Clip";
import { dialog, type ReplayDialog } from "./dialogs";
import { ExportDialog, ExportTool } from "./Export";
import { freeOnScroll } from "./following";
import { listenForKeys } from "./keys";
import { Keys } from "./Keys";
import { FromHere } from "./FromHere";
import { chosenPanel, MomentsPane } from "./Moments";
import { PinButtons, PinTools } from "./PinTools";
import type { Player } from "./player";
import { Origin, ResumeDialog } from "./Resume";
import { SealChip, SealDialog } from "./Seal";
import { SearchPane } from "./Search";
import { useSearchAsked } from "./SearchBox";
import { Trouble } from "./Trouble";

interface Parts {
  readonly player: Player;
}

type Part = (parts: Parts) => JSX.Element | null;

/** One for each dialog; whoever makes it adds it here. */
const DIALOGS: Readonly<Partial<Record<ReplayDialog, Part>>> = {
  clip: ClipDialog,
  compare: Compare,
  export: ExportDialog,
  resume: ResumeDialog,
  seal: SealDialog,
};

/** Buttons at the right of the header, from left to right. */
const TOOLS: readonly Part[] = [Origin, PinTools, ExportTool];

export function ReplayPage({ player }: Parts): JSX.Element {
  // Here, because the panels beside the replay are not always drawn.
  useSearchAsked(() => (chosenPanel.value = SEARCH));
  useEffect(() => {
    overCode.value = () => <Alone player={player} />;
  }, [player]);
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
          column: <Aside player={player} />,
          inTab: <Aside player={player} />,
        }}
        footer={
          <div class="replay-footer">
            <Trouble player={player} />
            <LineOnPhone player={player} />
            <Axis player={player}>
              <FromHere player={player} />
            </Axis>
          </div>
        }
      />
      <Keys />
      {Opened ? <Opened player={player} /> : null}
    </>
  );
}

const SEARCH = "search";

function Aside({ player }: Parts): JSX.Element {
  const search = { id: SEARCH, title: "Search", draw: () => <SearchPane player={player} /> };
  const { desk } = useRoom();
  // On a phone the code is another pane: what is said of its line stands there.
  const below = desk.width.value === "phone" ? <></> : <ThisLine player={player} />;
  return <MomentsPane player={player} more={[search]} below={below} />;
}

function LineOnPhone({ player }: Parts): JSX.Element | null {
  const { desk } = useRoom();
  return desk.width.value === "phone" && desk.pane.value === "code" ? (
    <ThisLine player={player} pins={<PinButtons player={player} />} />
  ) : null;
}

function ReplayHeader({ player }: Parts): JSX.Element {
  const { page, desk } = useRoom();
  const date = dateOf(player.index.value.began);
  const kind = player.ongoing.value ? "Replay so far" : "Replay";
  return (
    <header class="room-header">
      <div class="room-title">
        {page.offline || page.clip ? (
          <span class="brand">Greenroom</span>
        ) : (
          <a class="brand" href="/">
            Greenroom
          </a>
        )}
        <h1>{page.title}</h1>
      </div>
      <p class="replay-chip">
        <span class="chip">{chipOf(page, kind, date)}</span>
        <SealChip player={player} />
      </p>
      <div class="room-tools">
        <People />
        {TOOLS.map((Tool, index) => (
          <Tool key={index} player={player} />
        ))}
        {desk.isHost && page.room !== "" && !page.offline ? (
          <a class="button" data-hide="phone" href={`/interviews/${page.room}/record`}>
            Open the record
          </a>
        ) : null}
      </div>
    </header>
  );
}

function chipOf({ clip }: Page, kind: string, date: string): string {
  if (clip) return `Clip · ${clockText(clip.from)} to ${clockText(clip.to)}`;
  return date === "" ? kind : `${kind} · ${date}`;
}

function dateOf(began: number): string {
  if (began === 0) return "";
  return new Date(began).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}
