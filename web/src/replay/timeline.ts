/** Reads a stored timeline: one event a line, as docs/protocol.md describes it. */
import { readEvent, type RoomEvent } from "../core/events";
import { parseJson } from "../core/json";
import { Rejection } from "../core/read";

/** The events in order, or why the file cannot be played. Kinds that this page does not know are left out. */
export function readTimeline(ndjson: string): readonly RoomEvent[] | Rejection {
  const events: RoomEvent[] = [];
  for (const [index, line] of ndjson.split("\n").entries()) {
    if (line.trim() === "") continue;
    const event = readEvent(parseJson(line), `line ${index + 1}`);
    if (event instanceof Rejection) return event;
    if (event !== null) events.push(event);
  }
  return events;
}

export async function fetchTimeline(address: string): Promise<readonly RoomEvent[] | Rejection> {
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) return new Rejection(`the server answered ${answer.status}`);
    return readTimeline(await answer.text());
  } catch {
    return new Rejection("the connection failed");
  }
}

/** The bytes of a base64 text; empty for a text that is none. */
export function fromBase64(text: string): Uint8Array {
  try {
    const raw = atob(text);
    return Uint8Array.from(raw, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
