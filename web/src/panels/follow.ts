/** Following somebody: their file and their cursor stay in front, until this viewer does something themselves. */
import { effect } from "@preact/signals";
import { fileOf, samePlace } from "../core/page";
import type { Pointer, Source } from "../source";
import type { Desk } from "./desk";

/** Two who follow each other could change files forever: so many changes in so short a time end it. */
const CHANGES = 6;
const WITHIN_MS = 4000;

/** Does so as long as `desk.following` names somebody. The answer stops it. */
export function followPeople(desk: Desk, source: Source, now: () => number = () => performance.now()): () => void {
  const moves = new Map<string, number>();
  let changes: readonly number[] = [];
  let last = "";
  return effect(() => {
    const id = desk.following.value;
    const person = id === null ? undefined : source.state.value.people[id];
    const pointers = source.pointers.value;
    if (id === null) return;
    if (!person?.here) {
      desk.following.value = null;
      return;
    }
    const where = person.where ?? desk.place.value;
    if (!samePlace(where, desk.place.value)) {
      changes = [...changes.filter((at) => now() - at < WITHIN_MS), now()];
      if (changes.length > CHANGES) desk.following.value = null;
      else desk.lookAt(where);
      return;
    }
    const file = fileOf(desk.page, where);
    const theirs = pointers.filter((each) => each.person === id && each.file === file);
    last = newest(theirs, moves, last);
    if (last !== "") desk.keepInView(last);
  });
}

/** Of somebody's several tabs the one that moved last. `moves` remembers how far each was. */
function newest(theirs: readonly Pointer[], moves: Map<string, number>, last: string): string {
  const moved = theirs.filter((each) => moves.get(each.key) !== each.moves);
  for (const each of theirs) moves.set(each.key, each.moves);
  const still = theirs.find((each) => each.key === last);
  return (moved.at(-1) ?? still ?? theirs.at(-1))?.key ?? "";
}
