/** Looking things up: what the replay's editor and axis have besides the interview itself. */
import { authorLayer } from "./authorLayer";
import { markedLayer } from "./marked";
import { markPins } from "./pins";
import type { Player } from "./player";

/** Before the page is drawn. */
export function lookInto(player: Player): void {
  markPins();
  player.layers.push((file) => [markedLayer(player, file), authorLayer(player, file, () => player.authors(file))]);
}
