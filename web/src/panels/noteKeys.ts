/** What a note is about and how it is stamped, for the keys and the box alike. */
import type { About, Desk } from "./desk";
import { NO_LINE } from "./desk";
import type { RoomParts } from "./room";

/** The words of a note that only marks its moment. Its author can say more later. */
export const STAMP = "Moment";

/** The lines in front, when the cursor is in the editor: what a note that is opened from there is about. */
export function linesInFront(desk: Desk): About {
  return document.activeElement?.closest(".cm-editor") ? desk.selectedLines() : NO_LINE;
}

/** Keeps the moment itself, and whoever types goes on typing. */
export function stamp({ source: { live }, desk }: RoomParts, about: About): void {
  live?.ask({ type: "note", text: STAMP, ...desk.place.peek(), ...about, tag: "" });
}

/** The dimensions that a note on this task may be tagged with, each with the number of its key. */
export function dimensionsOf(desk: Desk): readonly string[] {
  return Object.keys(desk.task.value.interviewer?.rubric ?? {}).slice(0, 9);
}

/** "line 3", "lines 3 to 7". */
export function linesWords({ line, end }: About): string {
  return end > line ? `lines ${line} to ${end}` : `line ${line}`;
}
