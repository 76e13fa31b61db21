/** Following a person through the replay: their file is opened, and their cursor stays in view. */
import { effect } from "@preact/signals";
import { samePlace, type Place } from "../core/page";
import type { Desk } from "../panels/desk";
import type { Player } from "./player";

/** Keys that move the view of the code. */
const MOVING: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

/** Ties the player's `following` to the desk. Whoever looks elsewhere by themselves is free from then on. The answer stops it. */
export function followOn(player: Player, desk: Desk): () => void {
  let led: Place | null = null;
  const stops = [
    effect(() => {
      const person = player.following.value;
      const where = person === null ? null : (player.state.value.people[person]?.where ?? null);
      if (where === null) return;
      desk.goTo(where);
      led = desk.place.peek();
    }),
    effect(() => {
      const place = desk.place.value;
      if (player.following.peek() !== null && led !== null && !samePlace(place, led)) player.follow(null);
    }),
    effect(() => {
      const person = player.following.value;
      const pointer = player.pointers.value.findLast((each) => each.person === person);
      if (pointer) desk.keepInView(pointer.key);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Whoever scrolls the code is free. The answer stops it. */
export function freeOnScroll(player: Player): () => void {
  const free = (happened: Event): void => {
    const scroller = happened.target instanceof Element ? happened.target.closest(".cm-scroller") : null;
    if (scroller === null) return;
    if (happened instanceof KeyboardEvent && !MOVING.has(happened.key)) return;
    // A press on the scroller itself is one on its scrollbar.
    if (happened.type === "pointerdown" && happened.target !== scroller) return;
    player.follow(null);
  };
  const kinds = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
  for (const kind of kinds) document.addEventListener(kind, free, { passive: true });
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, free);
  };
}
