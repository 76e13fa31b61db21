/** How a recorded fact reads: the same words as on the record's page (`server/pages/words.py`). */
import { counted } from "./clock";
import type { Fact } from "./state";

export function factWords(fact: Fact, name: string): string {
  switch (fact.kind) {
    case "pasted": {
      const before = fact.data.known ? "which had been" : "which had not been";
      return `${name} pasted ${counted(fact.data.length, "character")}, ${before} in this room before`;
    }
    case "went_away":
      return `${name}’s page lost the focus`;
    case "came_back":
      return `${name}’s page had the focus again, after ${spell(fact.data.away_ms)}`;
  }
}

/** A short time to the second: "8 s", "2 min 5 s". */
export function spell(ms: number): string {
  const all = Math.round(ms / 1000);
  const [minutes, seconds] = [Math.floor(all / 60), all % 60];
  if (minutes === 0) return `${seconds} s`;
  return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
}
