/** The warm-up's entry: the room's own panels, over a text and runs that nobody else sees and nobody keeps. */
import "./css/room";
import "./css/warmup.css";
import { effect } from "@preact/signals";
import { Pad } from "./net/pad";
import type { Page } from "./core/page";
import { WarmUpPage } from "./panels/WarmUpPage";
import { preferences } from "./preferences";
import { openDesk, pageData, show } from "./start";

function open(page: Page): void {
  if (page.warm_up === null) return;
  const pad = new Pad(page, page.warm_up);
  const desk = openDesk(page, pad);
  if (desk === null) return;
  desk.goTo({ ...desk.place.peek(), language: preferences.peek().language });
  // Files that were turned to stay in front; nobody else is told of it.
  effect(() => void pad.ask({ type: "switch", ...desk.place.value }));
  show(page, pad, desk, <WarmUpPage live={pad} back={page.warm_up.back} />);
}

const page = pageData();
if (page) open(page);
