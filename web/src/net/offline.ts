/**
 * Where a browser keeps a room's document while it is offline, and how it forgets it.
 *
 * One database for each role: what an interviewer typed offline must come back over the interviewer's own connection.
 */

const ROLES = ["host", "candidate"] as const;

export function offlineName(room: string, role: (typeof ROLES)[number]): string {
  return `greenroom:${room}:${role}`;
}

function drop(database: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(database);
    // "blocked" means another tab still holds it: the browser deletes it when that tab lets go.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/** Deletes what this browser kept of the room. Nothing kept, or no storage at all, is fine too. */
export async function forgetOffline(room: string): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  await Promise.all(ROLES.map((role) => drop(offlineName(room, role))));
}
