/** What both entries begin with: the page's data read, a desk set up, and something said when that is impossible. */
import { render, type ComponentChildren } from "preact";
import { readPage, type Page } from "./core/page";
import { Rejection } from "./core/read";
import { Desk, watchWidth } from "./panels/desk";
import { lookAsPreferred } from "./preferences";
import { RoomContext } from "./panels/room";
import type { Source } from "./source";

const PLACE = "app";
const DATA = "room-data";

export function pageData(): Page | null {
  const block = document.getElementById(DATA);
  const page = readPage(block?.textContent ?? "");
  if (!(page instanceof Rejection)) return page;
  console.error(`Greenroom: the page's data cannot be read: ${page.why}`);
  sorry("This page could not be opened", "Reload it. If that does not help, ask whoever runs this Greenroom.");
  return null;
}

export function openDesk(page: Page, source: Source): Desk | null {
  const [first] = page.tasks;
  if (first === undefined) {
    sorry("This interview has no task", "Its task is not in the library any more. The record still has the code.");
    return null;
  }
  const desk = new Desk(page, source, first);
  watchWidth(desk);
  lookAsPreferred(document.documentElement);
  return desk;
}

export function show(page: Page, source: Source, desk: Desk, children: ComponentChildren): void {
  clearTimeout(waiting);
  const place = document.getElementById(PLACE);
  if (place === null) throw new Error(`There is no element #${PLACE} on this page.`);
  render(<RoomContext.Provider value={{ page, source, desk }}>{children}</RoomContext.Provider>, place);
}

/** Draws this until `show` or `sorry`, if neither comes within `soon` ms: what comes at once needs no word. */
export function meanwhile(children: ComponentChildren, soon: number): void {
  waiting = setTimeout(() => {
    const place = document.getElementById(PLACE);
    if (place !== null) render(children, place);
  }, soon);
}

let waiting: ReturnType<typeof setTimeout> | undefined;

export function sorry(title: string, words: string): void {
  clearTimeout(waiting);
  const place = document.getElementById(PLACE);
  if (place === null) return;
  render(
    <main class="closed">
      <div class="closed-card">
        <span class="brand">Greenroom</span>
        <h1>{title}</h1>
        <p>{words}</p>
      </div>
    </main>,
    place,
  );
}
