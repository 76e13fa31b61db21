/** How a recorded fact reads: the same words as on the record's page (`server/pages/words.py`). */
import { counted } from "./clock";
import type { Fact } from "./state";

export function factWords(fact: Fact, name: string): string {
  switch (fact.kind) {
    case "pasted": {
      const before = fact.data.known ? "which had been" : "which had not been";
      return `${name} pasted ${counted(fact.data.length, "character")}, ${before} in this room’s code or task before`;
    }
    case "went_away":
      return absence(name);
    case "came_back":
      return `${name}’s page had the focus again, after ${spell(fact.data.away_ms)}`;
  }
}

export interface FactLine {
  readonly seq: number;
  readonly at: number;
  readonly words: string;
}

/** One line for each paste and each absence: how long it was is said where it began. */
export function factLines(facts: readonly Fact[], nameOf: (person: string) => string): readonly FactLine[] {
  const back = new Map<number, number>();
  const away = new Map<string, number>();
  for (const fact of facts) {
    const began = away.get(fact.by);
    if (fact.kind === "went_away") away.set(fact.by, fact.seq);
    else if (fact.kind === "came_back" && began !== undefined) back.set(began, fact.data.away_ms);
  }
  return facts
    .filter((fact) => fact.kind !== "came_back")
    .map((fact) => {
      const ms = back.get(fact.seq);
      const words = ms === undefined ? factWords(fact, nameOf(fact.by)) : absence(nameOf(fact.by), ms);
      return { seq: fact.seq, at: fact.at, words };
    });
}

/** That somebody's page lost the focus, and for how long where that is known. */
export function absence(name: string, awayMs = 0): string {
  return `${name}’s page lost the focus${awayMs > 0 ? ` for ${spell(awayMs)}` : ""}`;
}

/** A short time to the second: "8 s", "2 min 5 s". */
export function spell(ms: number): string {
  const all = Math.round(ms / 1000);
  const [minutes, seconds] = [Math.floor(all / 60), all % 60];
  if (minutes === 0) return `${seconds} s`;
  return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
}
