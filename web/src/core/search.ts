/**
 * Text that existed at any moment: the files are stepped edit by edit, and only what changed is looked at.
 *
 * A finding is a moment at which the text appeared in a file, at one place or at several at once. What an edit takes away
 * here and puts there in the same breath (a moved line, a text replaced by itself) has not appeared anew.
 */
import { Needle, Searched, type Occurrence } from "./occurrences";

/** A splice as the track has it: positions and lengths in UTF-16 units. */
export interface TextSplice {
  readonly file: string;
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

/** One edit of somebody: its splices come one after another. `at` is interview time in ms. */
export interface TextEdit {
  readonly at: number;
  readonly by: string;
  readonly splices: readonly TextSplice[];
}

export interface Query {
  readonly text: string;
  readonly sameCase: boolean;
}

/** The line of a match, cut where it is long. */
export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

export interface Finding {
  /** In the order of appearing, from 0. */
  readonly number: number;
  readonly at: number;
  /** A person or "room"; "" for what was there at the start of this track. */
  readonly by: string;
  readonly file: string;
  /** The first place: its line (from 1), and where it is in the text of this moment. */
  readonly line: number;
  readonly from: number;
  readonly length: number;
  readonly excerpt: Excerpt;
  /** At how many places it appeared at once. */
  readonly places: number;
  /** At how many of these it still is. */
  left: number;
  /** When the last of them went away; null where it stayed. */
  gone: { readonly at: number; readonly by: string } | null;
}

/** UTF-16 units; a longer query says nothing more. */
export const LONGEST_QUERY = 2000;
/** Findings; whoever has as many needs a longer query. */
export const MOST_FINDINGS = 5000;
/** Units of a line on either side of a match. */
const BESIDE = 60;

export class Search {
  readonly found: Finding[] = [];
  readonly #needle: Needle;
  readonly #files = new Map<string, Searched>();

  constructor(query: Query) {
    this.#needle = new Needle(query.text.slice(0, LONGEST_QUERY), query.sameCase);
  }

  /** There is too much: nothing more is looked for. */
  get full(): boolean {
    return this.found.length >= MOST_FINDINGS;
  }

  /** The texts with which the track begins. */
  start(at: number, texts: ReadonlyMap<string, string>): void {
    const splices = [...texts].map(([file, text]) => ({ file, at: 0, deleted: 0, inserted: text }));
    this.step({ at, by: "", splices });
  }

  step(edit: TextEdit): void {
    if (this.#needle.longest === 0 || this.full) return;
    for (const [file, changes] of this.#spliced(edit)) this.#settle(edit, file, changes);
  }

  #spliced(edit: TextEdit): ReadonlyMap<string, Changes> {
    const changed = new Map<string, Changes>();
    for (const { file, at, deleted, inserted } of edit.splices) {
      const searched = this.#files.get(file) ?? new Searched(this.#needle);
      this.#files.set(file, searched);
      const { ended, begun } = searched.splice(at, deleted, inserted);
      const changes = changed.get(file) ?? new Changes(searched);
      changed.set(file, changes);
      changes.add(ended, begun);
    }
    return changed;
  }

  /** What began takes the place of what ended, the oldest first; what is left over appeared or went away. */
  #settle(edit: TextEdit, file: string, { searched, ended, begun }: Changes): void {
    const old = [...ended].sort((one, other) => one.finding - other.finding);
    const born = [...begun].sort((one, other) => searched.start(one) - searched.start(other));
    const moved = Math.min(old.length, born.length);
    for (const [index, each] of born.slice(0, moved).entries()) each.finding = old[index]?.finding ?? 0;
    for (const each of old.slice(moved)) this.#lose(each.finding, edit);
    if (born.length > moved) this.#find(edit, file, searched, born.slice(moved));
  }

  #lose(number: number, edit: TextEdit): void {
    const finding = this.found[number];
    if (!finding) return;
    finding.left -= 1;
    if (finding.left === 0) finding.gone = { at: edit.at, by: edit.by };
  }

  #find(edit: TextEdit, file: string, searched: Searched, born: readonly Occurrence[]): void {
    const [first] = born;
    if (!first) return;
    const number = this.found.length;
    for (const each of born) each.finding = number;
    const [from, { length }] = [searched.start(first), first];
    this.found.push({
      number,
      at: edit.at,
      by: edit.by,
      file,
      line: searched.text.lineAt(from),
      from,
      length,
      excerpt: excerptOf(searched, from, from + length),
      places: born.length,
      left: born.length,
      gone: null,
    });
  }
}

/** What one edit did in one file: an occurrence that it both made and took away never was. */
class Changes {
  readonly ended: Occurrence[] = [];
  readonly begun = new Set<Occurrence>();

  constructor(readonly searched: Searched) {}

  add(ended: readonly Occurrence[], begun: readonly Occurrence[]): void {
    for (const each of ended) if (!this.begun.delete(each)) this.ended.push(each);
    for (const each of begun) this.begun.add(each);
  }
}

function excerptOf({ text }: Searched, from: number, to: number): Excerpt {
  return {
    before: text.slice(text.lineStart(from, BESIDE), from).trimStart(),
    match: text.slice(from, Math.min(to, from + 2 * BESIDE)),
    after: text.slice(to, text.lineEnd(to, BESIDE)),
  };
}

/** Where `query` is in a plain text: of run output and notes. Null where it is not. */
export function excerptIn(text: string, query: Query): { readonly line: number; readonly excerpt: Excerpt } | null {
  const [first] = new Needle(query.text.slice(0, LONGEST_QUERY), query.sameCase).in(text);
  if (!first) return null;
  const searched = new Searched(new Needle("", true));
  searched.splice(0, 0, text);
  const [from, length] = first;
  return { line: searched.text.lineAt(from), excerpt: excerptOf(searched, from, from + length) };
}
