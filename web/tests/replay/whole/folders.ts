/** A track in a folder: as a source for the player, and as a naive reader that knows nothing of the player's code. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RoomEvent } from "../../../src/core/events";
import { Rejection } from "../../../src/core/read";
import { readChunk, readIndex, readSheet, type Chunk, type Index } from "../../../src/core/track";
import type { TrackSource } from "../../../src/replay/source";

export class FolderTrack implements TrackSource {
  constructor(private readonly place: string) {}

  index(): Promise<Index | Rejection> {
    return Promise.resolve(readIndex(this.#read("index")));
  }

  chunk(n: number): Promise<Chunk | Rejection> {
    return Promise.resolve(readChunk(this.#read(`chunk-${n}`)));
  }

  sheet(run: string): Promise<readonly RoomEvent[] | Rejection> {
    return Promise.resolve(readSheet(this.#read(`sheet-${run}`)));
  }

  #read(name: string): string {
    return readFileSync(join(this.place, name), "utf8");
  }
}

type Row = readonly [at: number, by: string, kind: string, things: readonly (readonly (string | number)[])[]];
interface Said {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly kind: string;
}
type Entry = { readonly row: Row } | { readonly said: Said };

interface Shown {
  readonly texts: Readonly<Record<string, string>>;
  readonly authors: Readonly<Record<string, readonly (string | number)[]>>;
  readonly pointers: readonly (readonly (string | number)[])[];
}

/** Every entry from the first one on, with strings and lists. */
export class NaiveTrack {
  readonly #entries: readonly Entry[];

  constructor(place: string) {
    const [head = "", ...talk] = readFileSync(join(place, "index"), "utf8").split("\n").filter(Boolean);
    const { withheld } = JSON.parse(head) as { withheld: number[] };
    const said = new Map<number, Said>();
    for (const line of talk) {
      const [seq, at, , by, kind] = JSON.parse(line) as [number, number, number, string, string];
      said.set(seq, { seq, at, by, kind });
    }
    const rows: Row[] = [];
    for (let n = 0; existsSync(join(place, `chunk-${n}`)); n += 1) {
      const lines = readFileSync(join(place, `chunk-${n}`), "utf8")
        .split("\n")
        .filter(Boolean)
        .slice(1);
      rows.push(...lines.map((line) => JSON.parse(line) as Row));
    }
    const [entries, gone]: [Entry[], Set<number>] = [[], new Set(withheld)];
    let next = 0;
    for (let seq = 1; next < rows.length || said.has(seq) || gone.has(seq); seq += 1) {
      const talked = said.get(seq);
      const row = rows[next];
      if (talked) entries.push({ said: talked });
      else if (!gone.has(seq) && row) {
        entries.push({ row });
        next += 1;
      }
    }
    this.#entries = entries;
  }

  at(time: number): Shown {
    const texts: Record<string, string> = {};
    const authors: Record<string, string[]> = {};
    let pointers: (readonly [number, string, string, number, number])[] = [];
    for (const entry of this.#entries) {
      if ("said" in entry) {
        const { at, by, kind } = entry.said;
        if (at > time) break;
        if (kind === "interrupted") pointers = [];
        if (kind === "left") pointers = pointers.filter(([, person]) => person !== by);
        continue;
      }
      const [at, by, kind, things] = entry.row;
      if (at > time) break;
      for (const thing of things) {
        if (kind === "pointed") {
          const [pointer, file, anchor, head] = thing as [number, string?, number?, number?];
          pointers = pointers.filter(([each]) => each !== pointer);
          if (file !== undefined) pointers.push([pointer, by, file, anchor ?? 0, head ?? 0]);
          continue;
        }
        const [file, position, deleted, inserted] = thing as [string, number, number, string];
        const text = texts[file] ?? "";
        texts[file] = text.slice(0, position) + inserted + text.slice(position + deleted);
        const how = by === "room" ? 2 : inserted.length >= 25 ? 1 : 0;
        const fresh = Array.from({ length: inserted.length }, () => `${by} ${how}`);
        (authors[file] ??= []).splice(position, deleted, ...fresh);
        pointers = pointers.map((each) => {
          const [pointer, person, where, anchor, head] = each;
          if (where !== file) return each;
          return [
            pointer,
            person,
            where,
            ...([anchor, head].map((q) => moved(q, position, deleted, inserted.length)) as [number, number]),
          ];
        });
      }
    }
    const flat = Object.fromEntries(Object.entries(authors).map(([file, each]) => [file, stretches(each)]));
    return { texts, authors: flat, pointers: pointers.sort(([a], [b]) => a - b) };
  }
}

function moved(q: number, p: number, d: number, i: number): number {
  if (q < p) return q;
  return q <= p + d ? p + i : q - d + i;
}

function stretches(authors: readonly string[]): readonly (string | number)[] {
  const found: (string | number)[] = [];
  let from = 0;
  for (let at = 1; at <= authors.length; at += 1) {
    if (authors[at] === authors[from]) continue;
    const [person = "", how = ""] = (authors[from] ?? "").split(" ");
    found.push(at - from, person, Number(how));
    from = at;
  }
  return found;
}
