/** The replay's entry: reads the track's index, makes a player, draws the same panels as the live room. */
import "./css/room";
import "./css/replay";
import { Rejection } from "./core/read";
import type { Page } from "./core/page";
import { keepAddress, momentIn } from "./replay/address";
import { followOn } from "./replay/following";
import { keepUp } from "./replay/keepUp";
import { lookInto } from "./replay/layers";
import { Opening } from "./replay/Opening";
import { Player } from "./replay/player";
import { ReplayPage } from "./replay/ReplayPage";
import { HttpTrack } from "./replay/source";
import { meanwhile, openDesk, pageData, show, sorry } from "./start";

const SOON_MS = 200;

async function open(page: Page): Promise<void> {
  meanwhile(<Opening />, SOON_MS);
  const player = await Player.open(new HttpTrack(page.replay));
  if (player instanceof Rejection) {
    console.error(`Greenroom: the track cannot be played: ${player.why}`);
    sorry("The replay could not be opened", `Reload the page to try again: ${player.why}.`);
    return;
  }
  // To the moment of the address before anything is drawn: the beginning does not flash by.
  await player.seek(momentIn(location.hash) ?? player.index.peek().from);
  const desk = openDesk(page, player);
  if (desk === null) return;
  desk.pane.value = "code";
  player.follow("candidate");
  followOn(player, desk);
  // A candidate who looks back at themselves sees the pauses too.
  player.skipsQuiet.value = desk.isHost;
  keepAddress(player);
  lookInto(player);
  keepUp(player);
  show(page, player, desk, <ReplayPage player={player} />);
}

const page = pageData();
if (page) void open(page);
