/** The warm-up as a page: the room without anybody in it. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Live } from "../source";
import { EditorSettings, EditorSettingsButton } from "./EditorSettings";
import { EditorWords } from "./Footer";
import { listenForKeys } from "./keys";
import { LiveRegion } from "./LiveRegion";
import { Refused } from "./Refused";
import { useRoom } from "./room";
import { Shell } from "./Shell";

interface Props {
  readonly live: Live;
  /** The address of the welcome. */
  readonly back: string;
}

export function WarmUpPage({ live, back }: Props): JSX.Element {
  const room = useRoom();
  useEffect(() => listenForKeys(room), [room]);
  return (
    <>
      <Shell header={<Head back={back} />} aside={null} footer={<Foot />} />
      {room.desk.dialog.value === null ? <Refused live={live} /> : <EditorSettings />}
      <LiveRegion live={live} />
    </>
  );
}

function Head({ back }: { readonly back: string }): JSX.Element {
  return (
    <header class="room-header warm-up-header">
      <div class="room-title">
        <span class="brand">Greenroom</span>
        <h1>Warm-up</h1>
      </div>
      <p class="warm-up-words">Only you see this. Nothing of it is recorded, and it is gone when you leave.</p>
      <div class="room-tools">
        <EditorSettingsButton />
        <a class="button" href={back}>
          Back to the welcome
        </a>
      </div>
    </header>
  );
}

function Foot(): JSX.Element {
  return (
    <footer class="room-footer">
      <span class="warm-up-kept">Kept nowhere</span>
      <EditorWords />
    </footer>
  );
}
