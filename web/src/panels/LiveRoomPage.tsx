/** The live room as a page: the frame, the dialogs, the keys, and the closing screen. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Live } from "../source";
import { Closed } from "./Closed";
import { EditorSettings } from "./EditorSettings";
import { EndInterview } from "./EndInterview";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { HostHead, HostPane } from "./HostPane";
import { listenForKeys } from "./keys";
import { LiveRegion } from "./LiveRegion";
import { OwnCase } from "./OwnCase";
import { PrivateDialog } from "./Privately";
import { Refused } from "./Refused";
import { useRoom } from "./room";
import { Shell } from "./Shell";
import type { Aside } from "./TaskPane";

export function LiveRoomPage({ live }: { readonly live: Live }): JSX.Element {
  const room = useRoom();
  useEffect(() => listenForKeys(room), [room]);
  const connection = live.connection.value;
  if (connection.at === "stopped") return <Closed why={connection.why} />;
  if (room.source.state.value.phase === "ended") return <Closed why="ended" />;
  return (
    <>
      <Shell header={<Header />} aside={room.desk.interviews ? HOST_ASIDE : null} footer={<Footer live={live} />} />
      {room.desk.dialog.value === null ? <Refused live={live} /> : null}
      <LiveRegion live={live} />
      <Dialogs live={live} />
    </>
  );
}

const HOST_ASIDE: Aside = {
  label: "Interviewer",
  tab: "Notes",
  column: (
    <>
      <HostHead />
      <HostPane />
    </>
  ),
  inTab: <HostPane />,
};

function Dialogs({ live }: { readonly live: Live }): JSX.Element | null {
  const { desk } = useRoom();
  switch (desk.dialog.value) {
    case "own-case":
      return <OwnCase live={live} />;
    case "end":
      return <EndInterview live={live} />;
    case "private":
      return <PrivateDialog live={live} />;
    case "preferences":
      return <EditorSettings />;
    case null:
      return null;
  }
}
