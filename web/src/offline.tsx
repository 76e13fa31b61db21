/** The offline file's entry: the replay on the track that the page itself carries. It asks nobody for anything. */
import "./css/room";
import "./css/replay";
import { readPage } from "./core/page";
import { Rejection } from "./core/read";
import { finish } from "./core/track";
import { checking } from "./core/verify";
import { begin } from "./replay/begin";
import { EmbeddedTrack } from "./replay/embedded";
import { PAGE } from "./replay/parts";
import { Player } from "./replay/player";
import { sorry } from "./start";

async function open(): Promise<void> {
  const page = readPage((await PAGE.read("page")) ?? "");
  const track = new EmbeddedTrack();
  const player = await Player.open(track);
  if (player instanceof Rejection || page instanceof Rejection) {
    // What cannot be played can still be checked: that says which part it is.
    const found = finish(checking(await track.copy())).findings.map((finding) => finding.words);
    sorry("This copy cannot be played", found.join(" ") || "The page around the record is damaged.");
    return;
  }
  await begin(page, player);
}

void open();
