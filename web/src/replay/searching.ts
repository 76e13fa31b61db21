/** One search through all moments at a time: in pieces, its findings shown as they come, called off by the next one. */
import { signal } from "@preact/signals";
import { findInChat, findInNotes, findInSheet, type NoteFinding, type RunFinding } from "../core/aloud";
import { Rejection } from "../core/read";
import { Search, type Finding, type Query } from "../core/search";
import { breathe, isOff, PIECE_MS } from "./breathe";
import type { Past } from "./past";

/** Goes up when the search box is asked for. */
export const searchAsked = signal(0);

export function askForSearch(): void {
  searchAsked.value += 1;
}

export type Progress =
  | { readonly at: "idle" }
  /** `time`: so far the files are searched (interview ms); `part` of all the work is done. */
  | { readonly at: "going"; readonly time: number; readonly part: number }
  /** `upTo`: how far the interview had come (interview ms), which may go on. */
  | { readonly at: "done"; readonly upTo: number }
  | { readonly at: "failed"; readonly time: number; readonly why: string };

export interface Found {
  readonly code: readonly Finding[];
  readonly runs: readonly RunFinding[];
  readonly notes: readonly NoteFinding[];
  readonly chat: readonly NoteFinding[];
  /** So many findings in the code that no more were looked for. */
  readonly full: boolean;
}

const NOTHING: Found = { code: [], runs: [], notes: [], chat: [], full: false };
/** Files are most of the work; the rest are the runs. */
const CODE_PART = 0.85;
/** So often, in ms, the list is drawn anew while the search goes on. */
const SHOW_MS = 150;
/** Findings in runs that are kept. */
const MOST_RUNS = 500;

export class Searching {
  readonly query = signal<Query>({ text: "", sameCase: false });
  readonly progress = signal<Progress>({ at: "idle" });
  readonly found = signal<Found>(NOTHING);
  #going: AbortController | null = null;

  constructor(private readonly past: Past) {}

  /** Begins anew: an older search is called off. Nothing is looked for when there is no text. */
  async look(query: Query): Promise<void> {
    this.#going?.abort();
    const going = new AbortController();
    this.#going = going;
    this.query.value = query;
    this.found.value = NOTHING;
    if (query.text === "") {
      this.progress.value = { at: "idle" };
      return;
    }
    this.progress.value = { at: "going", time: this.past.index.peek().from, part: 0 };
    const { talk } = this.past.index.peek();
    this.found.value = { ...NOTHING, notes: findInNotes(talk, query), chat: findInChat(talk, query) };
    const upTo = this.past.length.peek();
    if (!(await this.#lookInCode(query, going.signal))) return;
    if (await this.#lookInRuns(query, going.signal)) this.progress.value = { at: "done", upTo };
  }

  /** Whether it came to the end. */
  async #lookInCode(query: Query, signal: AbortSignal): Promise<boolean> {
    const { chunks, from, length } = this.past.index.peek();
    const search = new Search(query);
    let [time, until, shown] = [from, performance.now() + PIECE_MS, performance.now()];
    for await (const chunk of this.past.chunks(0, chunks.length - 1, signal)) {
      if (isOff(signal)) return false;
      if (chunk instanceof Rejection) {
        this.progress.value = { at: "failed", time, why: chunk.why };
        return false;
      }
      if (chunk.n === 0) search.start(from, new Map(Object.entries(chunk.keyframe?.texts ?? {})));
      for (const line of chunk.lines) {
        time = line.at;
        if (line.kind === "edited") search.step(line);
        if (performance.now() < until) continue;
        if (performance.now() - shown > SHOW_MS) {
          this.#show(search);
          this.progress.value = { at: "going", time, part: (CODE_PART * (time - from)) / Math.max(1, length - from) };
          shown = performance.now();
        }
        await breathe();
        if (isOff(signal)) return false;
        until = performance.now() + PIECE_MS;
      }
      if (search.full) break;
    }
    if (isOff(signal)) return false;
    this.#show(search);
    return true;
  }

  async #lookInRuns(query: Query, signal: AbortSignal): Promise<boolean> {
    const runs = Object.keys(this.past.index.peek().sheets);
    for (const [index, run] of runs.entries()) {
      const sheet = await this.past.sheet(run);
      if (isOff(signal)) return false;
      // A sheet that cannot be had takes nothing from the others.
      const found = sheet instanceof Rejection ? [] : findInSheet(sheet, query);
      const all = [...this.found.peek().runs, ...found].sort((one, other) => one.at - other.at).slice(0, MOST_RUNS);
      if (found.length > 0) this.found.value = { ...this.found.peek(), runs: all };
      const part = CODE_PART + ((1 - CODE_PART) * (index + 1)) / runs.length;
      this.progress.value = { at: "going", time: this.past.length.peek(), part };
      await breathe();
      if (isOff(signal)) return false;
    }
    return true;
  }

  /** Findings go away while the search goes on: those are new objects, the others are the same as before. */
  #show(search: Search): void {
    const before = this.found.peek();
    const code = search.found.map((each) => {
      const known = before.code[each.number];
      return known?.left === each.left ? known : { ...each };
    });
    this.found.value = { ...before, code, full: search.full };
  }
}
