/** The replay's entry: fetches the timeline, builds the track, draws the same panels as the live room. */
import "./css/room";
import "./css/replay";
import { effect } from "@preact/signals";
import { Rejection } from "./core/read";
import type { RoomEvent } from "./core/events";
import type { Page } from "./core/page";
import { Player } from "./replay/player";
import { ReplayPage } from "./replay/ReplayPage";
import { fetchTimeline } from "./replay/timeline";
import { Track } from "./replay/track";
import { openDesk, pageData, show, sorry } from "./start";

async function open(page: Page): Promise<void> {
  const events = await fetchTimeline(page.replay);
  if (events instanceof Rejection) {
    console.error(`Greenroom: the timeline cannot be played: ${events.why}`);
    sorry("The replay could not be opened", `Reload the page to try again: ${events.why}.`);
    return;
  }
  const player = new Player(new Track(events));
  const desk = openDesk(page, player);
  if (desk === null) return;
  desk.pane.value = "code";
  // The candidate's file is the one to watch; whoever looks elsewhere stays there until the candidate changes files.
  effect(() => {
    const where = player.state.value.people["candidate"]?.where;
    if (where) desk.goTo(where);
  });
  player.seek(startOf(location.hash));
  addEventListener("hashchange", () => player.seek(startOf(location.hash)));
  show(page, player, desk, <ReplayPage player={player} date={dateOf(events)} />);
}

/** `#t=760` opens the replay 760 seconds in: the record links to its moments this way. */
function startOf(hash: string): number {
  const seconds = /^#t=(\d+)/.exec(hash)?.[1];
  return seconds === undefined ? 0 : Number(seconds) * 1000;
}

function dateOf(events: readonly RoomEvent[]): string {
  const started = events.find((event) => event.kind === "started");
  if (!started) return "";
  return new Date(started.wall).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

const page = pageData();
if (page) void open(page);
