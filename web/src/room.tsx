/** The live room's entry: reads the page, opens the socket, draws the panels. */
import "./css/room";
import { effect } from "@preact/signals";
import { deviceName } from "./net/device";
import { FocusTeller } from "./net/focus";
import { LiveRoom } from "./net/live";
import { rememberedRead } from "./panels/chatRead";
import { followPeople } from "./panels/follow";
import { LiveRoomPage } from "./panels/LiveRoomPage";
import type { Page } from "./core/page";
import { preferences } from "./preferences";
import { openDesk, pageData, show } from "./start";

const DEVICE = deviceName();

/** `since` lets the server leave out the events that are here already. */
function address(page: Page, since: number): string {
  const url = new URL(`/sync/${page.room}`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set("key", page.key);
  url.searchParams.set("device", DEVICE);
  if (since > 0) url.searchParams.set("since", String(since));
  return url.href;
}

/** Where that was agreed to: each connection is told anew. */
function tellFocus(room: LiveRoom): void {
  const teller = new FocusTeller((observed) => room.report(observed));
  effect(() => {
    if (room.connection.value.at === "open") teller.connected();
  });
}

function open(page: Page): void {
  const room = new LiveRoom(page, (since) => address(page, since));
  const desk = openDesk(page, room);
  if (desk === null) return;
  // Where one was before a reload counts more; that comes with the greeting.
  if (page.role === "candidate") desk.goTo({ ...desk.place.peek(), language: preferences.peek().language });
  room.network(navigator.onLine);
  addEventListener("online", () => room.network(true));
  addEventListener("offline", () => room.network(false));
  // A page that is left says so at once, instead of when the server notices; one that comes back dials again.
  addEventListener("pagehide", () => room.hangUp());
  addEventListener("pageshow", () => room.start());
  desk.tell(room);
  desk.chatRead.value = rememberedRead(desk);
  followPeople(desk, room);
  if (page.facts && page.role === "candidate") tellFocus(room);
  room.start();
  show(page, room, desk, <LiveRoomPage live={room} />);
}

const page = pageData();
if (page) open(page);
