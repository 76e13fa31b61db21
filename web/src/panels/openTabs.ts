/** The files of projects that this viewer has open, in their order. Kept in this tab for a reload; nobody else is told. */
import { signal, type Signal } from "@preact/signals";
import { parseJson } from "../core/json";
import { listOf, mapOf, Rejection, text } from "../core/read";

/** By `<task>/<language>`. */
export type OpenTabs = Readonly<Record<string, readonly string[]>>;

const kept = mapOf(listOf(text));

export function openTabs(room: string): Signal<OpenTabs> {
  return signal(read(room));
}

export function keepTabs(room: string, tabs: OpenTabs): void {
  try {
    sessionStorage.setItem(nameOf(room), JSON.stringify(tabs));
  } catch {
    // Without storage the tabs are those of the beginning after a reload.
  }
}

function read(room: string): OpenTabs {
  try {
    const found = kept(parseJson(sessionStorage.getItem(nameOf(room)) ?? "{}"), "");
    return found instanceof Rejection ? {} : found;
  } catch {
    return {};
  }
}

function nameOf(room: string): string {
  return `greenroom tabs ${room}`;
}
