/** The replay's entry: reads the track's index, makes a player, draws the same panels as the live room. */
import "./css/room";
import "./css/replay";
import { Rejection } from "./core/read";
import type { Page } from "./core/page";
import { begin } from "./replay/begin";
import { keepUp } from "./replay/keepUp";
import { Opening } from "./replay/Opening";
import { Player } from "./replay/player";
import { HttpTrack } from "./replay/source";
import { meanwhile, pageData, sorry } from "./start";

const SOON_MS = 200;

async function open(page: Page): Promise<void> {
  meanwhile(<Opening />, SOON_MS);
  const player = await Player.open(new HttpTrack(page.replay));
  if (player instanceof Rejection) {
    console.error(`Greenroom: the track cannot be played: ${player.why}`);
    sorry("The replay could not be opened", `Reload the page to try again: ${player.why}.`);
    return;
  }
  await begin(page, player);
  keepUp(player);
}

const page = pageData();
if (page) void open(page);
