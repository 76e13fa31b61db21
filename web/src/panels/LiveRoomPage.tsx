/** The live room as a page: the frame, the dialogs, the keys, and the closing screen. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Live } from "../source";
import { Closed } from "./Closed";
import { EndInterview } from "./EndInterview";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { HostHead, HostPane } from "./HostPane";
import { LiveRegion } from "./LiveRegion";
import { OwnCase } from "./OwnCase";
import { Refused } from "./Refused";
import { useRoom, type RoomParts } from "./room";
import { runNow, runProgram } from "./running";
import { Shell, type Aside } from "./Shell";

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
    case null:
      return null;
  }
}

/** Ctrl or Cmd with Enter runs the tests anywhere, with Shift the program; Alt with N goes to the note box. */
function listenForKeys(room: RoomParts): () => void {
  const { desk } = room;
  const listen = (press: KeyboardEvent): void => {
    if (press.defaultPrevented || desk.dialog.peek() !== null) return;
    if (press.key === "Enter" && (press.ctrlKey || press.metaKey)) {
      press.preventDefault();
      if (press.shiftKey) runProgram(room);
      else runNow(room);
    }
    // By the place of the key: with Alt it types another character on many keyboards.
    if (press.code === "KeyN" && press.altKey && !press.ctrlKey && desk.interviews && desk.acts) {
      press.preventDefault();
      const inEditor = document.activeElement?.closest(".cm-editor") !== null;
      desk.askForNote(inEditor ? desk.caret.peek().line : 0);
    }
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
