/**
 * The connection as a pure state machine: what to do when the socket opens, closes, or says nothing.
 *
 * Time (ms on any steady clock) and chance (0 to 1) come in with what is heard, so that every path can be tested.
 */

/** The first wait after a lost connection, and the longest one: a restart of the server must not be a stampede. */
export const FIRST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 15_000;
/** A connection that lasted this long was a good one: the next loss starts again with the first wait. */
export const STEADY_MS = 10_000;

export type StopReason = "key" | "left" | "gone" | "ended";

export type Connection =
  | { readonly at: "resting" }
  | { readonly at: "dialling"; readonly tries: number }
  | { readonly at: "open"; readonly tries: number; readonly since: number }
  | { readonly at: "waiting"; readonly tries: number; readonly delay: number }
  | { readonly at: "stopped"; readonly why: StopReason };

export type Heard =
  | { readonly is: "start" }
  | { readonly is: "opened"; readonly now: number }
  | { readonly is: "closed"; readonly code: number; readonly now: number; readonly chance: number }
  /** The wait is over. */
  | { readonly is: "due" }
  /** The network is back. */
  | { readonly is: "online" }
  /** An open socket has not answered a ping. */
  | { readonly is: "silent" }
  | { readonly is: "leave" };

export type Effect =
  | { readonly do: "dial" }
  | { readonly do: "hang-up" }
  | { readonly do: "wait"; readonly ms: number }
  /** Drop what this browser kept for working offline: "all" of it, or only if everything in it is "saved". */
  | { readonly do: "forget"; readonly when: "all" | "saved" };

type Step = readonly [Connection, readonly Effect[]];

const STOPS: Readonly<Record<number, StopReason>> = { 4401: "key", 4403: "left", 4404: "gone", 4410: "ended" };
const TOO_SLOW = 4408;

export function step(connection: Connection, heard: Heard): Step {
  if (connection.at === "stopped") return [connection, []];
  switch (heard.is) {
    case "start":
      return connection.at === "resting" ? dial(0) : [connection, []];
    case "opened":
      return [{ at: "open", tries: triesOf(connection), since: heard.now }, []];
    case "closed":
      return closed(connection, heard);
    case "due":
    case "online":
      return connection.at === "waiting" ? dial(connection.tries) : [connection, []];
    case "silent":
      return connection.at === "open" ? [connection, [{ do: "hang-up" }]] : [connection, []];
    case "leave":
      return [{ at: "resting" }, [{ do: "hang-up" }]];
  }
}

/** How long to wait before try number `tries` (from 0): doubling, capped, the second half of it by chance. */
export function waitBefore(tries: number, chance: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return Math.round(full * (0.5 + chance / 2));
}

function closed(connection: Connection, heard: Extract<Heard, { is: "closed" }>): Step {
  if (connection.at === "resting") return [connection, []];
  const why = STOPS[heard.code];
  if (why !== undefined) {
    return [{ at: "stopped", why }, [{ do: "forget", when: why === "key" ? "saved" : "all" }]];
  }
  const steady = connection.at === "open" && heard.now - connection.since >= STEADY_MS;
  const tries = steady ? 0 : triesOf(connection);
  if (heard.code === TOO_SLOW && steady) return dial(0);
  const delay = waitBefore(tries, heard.chance);
  return [{ at: "waiting", tries: tries + 1, delay }, [{ do: "wait", ms: delay }]];
}

function dial(tries: number): Step {
  return [{ at: "dialling", tries }, [{ do: "dial" }]];
}

function triesOf(connection: Connection): number {
  return "tries" in connection ? connection.tries : 0;
}
