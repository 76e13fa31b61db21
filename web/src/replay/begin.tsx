/** What both entries of the replay do once there is a player: the server's page and the offline file. */
import type { Page } from "../core/page";
import { openDesk, show } from "../start";
import { keepAddress, momentIn } from "./address";
import { followOn } from "./following";
import { lookInto } from "./layers";
import type { Player } from "./player";
import { ReplayPage } from "./ReplayPage";

export async function begin(page: Page, player: Player): Promise<void> {
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
  show(page, player, desk, <ReplayPage player={player} />);
}
