/** `<time datetime>` in the reader's own time zone and order; `data-show` says how much: "time", "day", else both. */

const SHOWN: Record<string, Intl.DateTimeFormatOptions> = {
  time: { timeStyle: "short" },
  day: { dateStyle: "long" },
};
const BOTH: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

export function localTimes(root: Document): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const moment = new Date(time.dateTime);
    const shown = SHOWN[time.dataset["show"] ?? ""] ?? BOTH;
    if (!Number.isNaN(moment.valueOf())) time.textContent = new Intl.DateTimeFormat(undefined, shown).format(moment);
  }
}
