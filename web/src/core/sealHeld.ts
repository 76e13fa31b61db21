/**
 * A copy while it is checked: its lines by number, where each stands, and the numbers that are in doubt.
 *
 * What is found once is not found again: entries in a chunk that is damaged, or beside a line that cannot be read, are in
 * doubt, and no head that stands on them is tried. `server/core/seal/held.py` does the same.
 */
import { digestOf, utf8 } from "./sealBytes";
import { linesOf, type Copy, type CopyIndex, type Header, type Said, type Talk } from "./sealedCopy";
import { wrongChunk, wrongIndex, wrongSheet, wrongTalk, type Finding } from "./sealFindings";

const CHANGED = "is not what was sealed";
const GONE = "cannot be read";

interface Range {
  readonly first: number;
  readonly last: number;
}

export class Held {
  readonly header: Header;
  readonly said = new Map<number, Said>();
  readonly lines = new Map<number, string>();
  /** The number of each line's chunk. */
  readonly chunks = new Map<number, number>();
  readonly #talk: readonly Talk[];
  readonly #doubt: Range[] = [];

  constructor(index: CopyIndex) {
    this.header = index.header;
    this.#talk = index.talk;
  }

  /** Takes everything in, as far as it is what the index says. */
  *take(copy: Copy): Generator<undefined, Finding[]> {
    const found: Finding[] = this.#takeTalk();
    yield;
    yield* this.#takeChunks(copy.chunks, found);
    found.push(...this.#wrongSheets(copy));
    yield;
    found.push(...this.#wrongCount());
    return found;
  }

  inDoubt(first: number, last: number): boolean {
    return this.#doubt.some((each) => each.first <= last && first <= each.last);
  }

  /** The interview times (ms) of the first and the last of these entries of which they are known. */
  span(first: number, last: number): readonly [number, number] {
    let [at, until] = [Infinity, -1];
    for (let seq = first; seq <= last; seq += 1) {
      const time = this.time(seq);
      if (time === null) continue;
      at = Math.min(at, time);
      until = Math.max(until, time);
    }
    return until < 0 ? [0, this.header.length] : [at, until];
  }

  /** The interview time (ms) of an entry; null where it is not known. */
  time(seq: number): number | null {
    const said = this.said.get(seq);
    if (said) return said.at;
    const found = /^\[(\d{1,15}),/.exec(this.lines.get(seq) ?? "");
    return found ? Number(found[1]) : null;
  }

  #takeTalk(): Finding[] {
    const found: Finding[] = [];
    let [before, at, bad] = [0, 0, false];
    for (const { line, said } of this.#talk) {
      if (said === null || said.seq <= before || said.seq > this.header.events) {
        bad = true;
        continue;
      }
      if (bad) found.push(this.#lost(before, said.seq, at, said.at));
      bad = false;
      this.said.set(said.seq, said);
      this.lines.set(said.seq, line);
      [before, at] = [said.seq, said.at];
    }
    if (bad) found.push(this.#lost(before, this.header.events + 1, at, this.header.length));
    return found;
  }

  /** Around a line that cannot be read nothing has a sure number, until a chunk begins. */
  #lost(before: number, after: number, at: number, until: number): Finding {
    const sure = this.header.chunks.find((chunk) => chunk.seq >= after)?.seq ?? this.header.events;
    this.#doubt.push({ first: before + 1, last: sure });
    return wrongTalk(at, until);
  }

  *#takeChunks(chunks: Copy["chunks"], found: Finding[]): Generator<undefined, void> {
    const elsewhere = new Set([...this.lines.keys(), ...this.header.withheld]);
    for (const [number, info] of this.header.chunks.entries()) {
      yield;
      const text = chunks[number] ?? null;
      const next = this.header.chunks[number + 1];
      if (text === null || digestOf(text) !== info.digest) {
        const until = next?.at ?? this.header.length;
        found.push(wrongChunk(number, info.at, until, text === null ? GONE : CHANGED));
        this.#doubt.push({ first: info.seq + 1, last: next?.seq ?? this.header.events });
        continue;
      }
      let seq = info.seq;
      for (const line of linesOf(text).slice(1)) {
        do seq += 1;
        while (elsewhere.has(seq));
        this.lines.set(seq, line);
        this.chunks.set(seq, number);
      }
    }
    if (chunks.length > this.header.chunks.length) found.push(wrongIndex("there are more chunks than it names"));
  }

  /** A sheet is what its run's end says, and that is sealed. */
  #wrongSheets(copy: Copy): readonly Finding[] {
    const [begins, ends] = [this.#runs("run_started"), this.#runs("run_ended")];
    const runs = new Set([...Object.keys(this.header.sheets), ...Object.keys(copy.sheets), ...ends.keys()]);
    return [...runs].sort().flatMap((run) => {
      const what = this.#wrongSheet(run, copy.sheets[run] ?? null, ends.get(run));
      return what === "" ? [] : [wrongSheet(run, begins.get(run)?.at ?? 0, what)];
    });
  }

  #runs(kind: string): ReadonlyMap<string, Said> {
    const said = [...this.said.values()].filter((each) => each.kind === kind);
    return new Map(said.map((each) => [String(each.data["run"]), each]));
  }

  /** What is wrong with a run's sheet; "" when it is right. */
  #wrongSheet(run: string, text: string | null, end: Said | undefined): string {
    if (text === null) return GONE;
    const [digest, info] = [digestOf(text), this.header.sheets[run]];
    if (end && end.data["sheet"] !== digest) return CHANGED;
    if (info?.digest !== digest || info.bytes !== utf8(text).length) return "is not the one that the index names";
    return !end && !this.header.live && this.#doubt.length === 0 ? "is of a run that never ended" : "";
  }

  /** Every number is that of one line, or of an entry that is withheld. */
  #wrongCount(): readonly Finding[] {
    const { withheld, events } = this.header;
    const found: Finding[] = [];
    if (withheld.some((seq, at) => seq <= (withheld[at - 1] ?? 0))) {
      found.push(wrongIndex("its withheld entries are not in order"));
    }
    const away = new Set(withheld);
    const isSure = (seq: number): boolean => this.#doubt.length === 0 || !this.inDoubt(seq, seq);
    let complete = [...this.lines.keys()].every((seq) => (seq <= events && !away.has(seq)) || !isSure(seq));
    for (let seq = 1; seq <= events && complete; seq += 1) {
      complete = this.lines.has(seq) || away.has(seq) || !isSure(seq);
    }
    if (!complete) found.push(wrongIndex("its lines are not as many as its entries"));
    return found;
  }
}
