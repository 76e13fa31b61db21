/**
 * A growth file: the sessions of one person, as JSON that only they keep. Putting two together is done here, in their own
 * browser; no server ever has more than one of its own sessions in hand.
 */
import { parseJson } from "./json";

export const FORMAT = "greenroom-growth-1";
export const BYTES_MAX = 8 * 1024 * 1024;

export interface Session {
  readonly id: string;
  readonly date: string;
  readonly [more: string]: unknown;
}

export interface Growth {
  readonly format: typeof FORMAT;
  readonly sessions: readonly Session[];
}

/** What a text holds; null when it is no growth file. */
export function readGrowth(text: string): Growth | null {
  const value = parseJson(text);
  if (!isObject(value) || value["format"] !== FORMAT || !Array.isArray(value["sessions"])) return null;
  const sessions: unknown[] = value["sessions"];
  return sessions.every(isSession) ? { format: FORMAT, sessions } : null;
}

/** Both, oldest first. A session that is in both is as the newer file has it. */
export function together(before: Growth, newer: Growth): Growth {
  const byId = new Map([...before.sessions, ...newer.sessions].map((session) => [session.id, session]));
  const sessions = [...byId.values()].sort((one, other) => one.date.localeCompare(other.date));
  return { format: FORMAT, sessions };
}

function isSession(value: unknown): value is Session {
  return isObject(value) && typeof value["id"] === "string" && typeof value["date"] === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
