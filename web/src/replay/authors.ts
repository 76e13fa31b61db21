/** Who wrote something, in words; and whether the editor shows it. */
import { signal } from "@preact/signals";
import type { Stretch } from "../core/blame";
import { clockText, counted } from "../core/clock";
import type { Past } from "./past";

/** Whether the editor shows who wrote what. */
export const tinted = signal(false);

/** Who somebody is, by the id that edits carry. */
export interface Author {
  /** "room" writes starter code; "" is whoever wrote before this track begins. */
  readonly id: string;
  readonly name: string;
  readonly kind: "host" | "candidate" | "room";
}

export function authorOf(past: Past, id: string): Author {
  if (id === "room") return { id, name: "the room", kind: "room" };
  const person = past.state.value.people[id];
  const { host, candidate } = past.index.value;
  if (person) return { id, name: person.name, kind: person.role === "candidate" ? "candidate" : "host" };
  if (id === "host") return { id, name: host, kind: "host" };
  return { id, name: id === "candidate" ? candidate : id === "" ? "somebody" : id, kind: "candidate" };
}

/** "typed by Cam at 15:51", "inserted at once (48 characters) by Cam at 15:51", "starter code". */
export function stretchWords(past: Past, { by, at, how, units }: Stretch): string {
  if (how === "starter") return "starter code";
  const what = how === "typed" ? "typed" : `inserted at once (${counted(units, "character")})`;
  return `${what} by ${authorOf(past, by).name} at ${clockText(at)}`;
}
