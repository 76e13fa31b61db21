/** Stretches of an interview's time in which somebody was not there, or not in the room's page. */
import type { RoomEvent } from "./events";
import type { Spell } from "./state";

/** In ms of interview time, `to` excluded. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When this person was not connected, from the beginning until the end of the interview. */
export function absences(talk: readonly RoomEvent[], person: string, length: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let gone: number | null = 0;
  for (const event of talk) {
    if (event.kind === "ended") break;
    const leaves = (event.kind === "left" && event.by === person) || event.kind === "interrupted";
    const comes = event.kind === "joined" && event.by === person;
    if (leaves) gone ??= event.at;
    if (!comes || gone === null) continue;
    if (event.at > gone) found.push({ from: gone, to: event.at });
    gone = null;
  }
  if (gone !== null && gone < length) found.push({ from: gone, to: length });
  return found;
}

/** When this person's page had lost the focus. */
export function aways(talk: readonly RoomEvent[], person: string, length: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let gone: number | null = null;
  for (const event of talk) {
    if (event.by !== person) continue;
    if (event.kind === "went_away") gone ??= event.at;
    if (gone === null || (event.kind !== "came_back" && event.kind !== "left")) continue;
    found.push({ from: gone, to: event.at });
    gone = null;
  }
  if (gone !== null) found.push({ from: gone, to: length });
  return found;
}

/** When the candidate thought privately. */
export function privately(spells: readonly Spell[], length: number): readonly Stretch[] {
  return spells.map((spell) => ({ from: spell.at, to: spell.end ?? length }));
}
