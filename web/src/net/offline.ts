/**
 * Where a browser keeps a room's document while it is offline, and how it forgets it.
 *
 * One database for each member: what an interviewer typed offline must come back over their own connection.
 */

const ALWAYS = ["host", "candidate"] as const;

export function offlineName(room: string, me: string): string {
  return `greenroom:${room}:${me}`;
}

function drop(database: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(database);
    // "blocked" means another tab still holds it: the browser deletes it when that tab lets go.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/** Deletes what this browser kept of the room. Nothing kept, or no storage at all, is fine too. */
export async function forgetOffline(room: string, me = ""): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  await Promise.all([...new Set([...ALWAYS, ...(me ? [me] : [])])].map((each) => drop(offlineName(room, each))));
}
