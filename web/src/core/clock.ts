/** The interview's clock: how to know it between two pieces of news, and how to say it. */

export type Clock =
  | { readonly is: "waiting" }
  /** It was `at` (interview ms) when the local clock showed `local` (ms). */
  | { readonly is: "running"; readonly at: number; readonly local: number }
  | { readonly is: "ended"; readonly at: number };

/** Interview time in ms when the local clock shows `local`. */
export function elapsed(clock: Clock, local: number): number {
  switch (clock.is) {
    case "waiting":
      return 0;
    case "running":
      return Math.max(0, clock.at + (local - clock.local));
    case "ended":
      return clock.at;
  }
}

const two = (value: number): string => value.toString().padStart(2, "0");

/** "08:12", and "1:02:03" from one hour on. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** "12 minutes 40 seconds": the same for a screen reader. */
export function clockSpoken(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const parts = [
    [Math.floor(seconds / 3600), "hour"],
    [Math.floor(seconds / 60) % 60, "minute"],
    [seconds % 60, "second"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => counted(count, unit));
  return said.length > 0 ? said.join(" ") : "0 seconds";
}

/** "1 minute", "3 minutes". */
export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** How long a case took: "0.1 ms", "38 ms", "1.4 s". */
export function durationText(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The ms of a time as people write it, "8:12" or "1:02:03"; null for anything else. */
export function clockMs(text: string): number | null {
  const found = /^\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{2})\s*$/.exec(text);
  if (!found) return null;
  const [, hours = "0", minutes = "0", seconds = "0"] = found;
  if (Number(seconds) > 59 || (found[1] !== undefined && Number(minutes) > 59)) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
