/** From a moment in a list or on the axis to the replay at that moment. */
import { signal } from "@preact/signals";
import type { Moment } from "../core/moments";
import type { Desk } from "../panels/desk";
import type { Driven } from "./driven";

/** A note is written after what it is about: it opens so long before. */
export const NOTE_LEAD_MS = 5000;

/** The moment that was opened last: it stays the current one until the replay comes to it. */
export const lastOpened = signal<Moment | null>(null);

/** A note opens 5 s before it, at its file and line; everything else at its own time. */
export async function openMoment(player: Driven, desk: Desk, moment: Moment): Promise<void> {
  lastOpened.value = moment;
  await player.seek(openingOf(moment));
  const { place } = moment;
  if (place === null || place.task === "") return;
  // A cursor that is followed has come into view by then: the line of the note is what should stay there.
  await new Promise((ready) => setTimeout(ready));
  if (place.line > 0) desk.showLine(place, place.line);
  else desk.goTo(place);
}

export function openingOf(moment: Pick<Moment, "kind" | "at">): number {
  return moment.kind === "note" ? Math.max(0, moment.at - NOTE_LEAD_MS) : moment.at;
}
