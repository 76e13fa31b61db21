/** What a device check found, in words with the mend. Pure: measuring is done elsewhere. */

export interface Found {
  /** Whether this is as it should be. What is only slow is fine, with a word. */
  readonly good: boolean;
  readonly words: string;
}

const UPDATE = "Update it, or open this link in a recent Firefox, Chrome, Edge or Safari.";

/** `missing` are what the browser cannot do, a few words each; `keeps` whether it lets a page store anything. */
export function browserWords(missing: readonly string[], keeps: boolean): Found {
  if (missing.length > 0) return { good: false, words: `has no ${missing.join(" and no ")}. ${UPDATE}` };
  if (keeps) return { good: true, words: "works, nothing to install" };
  return {
    good: true,
    words: "works. It keeps nothing, so what you type while offline is lost when you close it: use a normal window",
  };
}

const NEAR_MS = 120;
const FAR_MS = 400;

/** `socket` is whether a WebSocket got through, `trips` the times to the server and back, in ms. */
export function connectionWords(socket: boolean, trips: readonly number[]): Found {
  const usual = median(trips);
  if (usual === null) return { good: false, words: "did not answer. Look at your network, then check again." };
  const told = `${Math.max(1, Math.round(usual))} ms to the room and back`;
  if (!socket) {
    const words = `${told}, but WebSockets do not get through, and the room needs them. Leave the VPN or the company’s proxy, or try another network.`;
    return { good: false, words };
  }
  if (usual <= NEAR_MS) return { good: true, words: told };
  if (usual <= FAR_MS) return { good: true, words: `${told}. That is fine: only others’ typing comes a little later` };
  return { good: true, words: `${told}, which is slow. It works; a cable, or a place nearer to the router, helps` };
}

/** `why` is a sentence where it did not run; else what it took, in ms. */
export function trialWords(language: string, why: string, ms: number): Found {
  if (why === "") return { good: true, words: `${language} answered in ${Math.max(1, Math.round(ms))} ms` };
  return { good: false, words: `did not work. ${why} The room opens all the same; tell your interviewer.` };
}

export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** All of it in one sentence, for the screen reader's ear. */
export function summary(found: readonly Found[]): string {
  const open = found.filter((each) => !each.good).length;
  if (open === 0) return "Everything works.";
  return open === 1 ? "One thing needs a look." : `${open} things need a look.`;
}
