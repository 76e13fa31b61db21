/** What the house signs when it erases entries of a sealed interview. `server/core/seal/erasures.py` says the same. */
import { parse } from "./sealedCopy";
import type { Erased, Proof } from "./sealedCopy";
import { isSignedBy } from "./sealSigned";

/** These entries were erased at `at` (Unix ms). */
export interface Erasure {
  readonly room: string;
  readonly seal: string;
  readonly at: number;
  readonly entries: readonly number[];
}

const FORM =
  /^greenroom-erased-1\nroom ([a-z0-9]{1,32})\nseal ((?:[0-9A-F]{4} ){3}[0-9A-F]{4})\nat (\d{1,15})\nentries ((?:\d{1,9}(?:-\d{1,9})?)(?:,\d{1,9}(?:-\d{1,9})?)*)\n$/;
const ENTRIES_MAX = 10_000_000;

export function erasureText({ room, seal, at, entries }: Erasure): string {
  return `greenroom-erased-1\nroom ${room}\nseal ${seal}\nat ${at}\nentries ${ranges(entries).join(",")}\n`;
}

/** The erasure of exactly this text; null when it is none of ours. */
export function readErasure(text: string): Erasure | null {
  const found = FORM.exec(text);
  if (found === null) return null;
  const [, room = "", seal = "", at, listed = ""] = found;
  const entries = numbers(listed);
  const erasure = entries && { room, seal, at: Number(at), entries };
  return erasure && erasureText(erasure) === text ? erasure : null;
}

/** The erasures of this interview, and what is wrong with one of them ("" when nothing is). */
export function heldErasures(proof: Proof, room: string, fingerprint: string): readonly [readonly Erasure[], string] {
  const found: Erasure[] = [];
  for (const each of proof.erasures) {
    const about = readErasure(each.statement);
    if (about?.room !== room || about.seal !== fingerprint) {
      return [[], "what it says of erased entries is not about this interview"];
    }
    if (!isSigned(proof, each)) return [[], "what it says of erased entries was not signed by who sealed it"];
    found.push(about);
  }
  return [found, ""];
}

function isSigned({ key }: Proof, { statement, signature }: Erased): boolean {
  return isSignedBy(key, signature, statement);
}

/** Whether a line is an edit that wrote nothing but blanks, which is all that may stand for an erased entry. */
export function isBlankLine(line: string): boolean {
  const value = parse(line);
  if (!Array.isArray(value) || value.length !== 4 || value[2] !== "edited" || !Array.isArray(value[3])) return false;
  return (value[3] as unknown[]).every((splice) => Array.isArray(splice) && splice.length === 4 && isBlank(splice[3]));
}

function isBlank(inserted: unknown): boolean {
  return typeof inserted === "string" && /^[█🔲\r\n]*$/u.test(inserted);
}

function ranges(entries: readonly number[]): string[] {
  const made: string[] = [];
  for (let at = 0; at < entries.length;) {
    let last = at;
    while (entries[last + 1] === (entries[last] ?? 0) + 1) last += 1;
    made.push(last === at ? String(entries[at]) : `${entries[at]}-${entries[last]}`);
    at = last + 1;
  }
  return made;
}

function numbers(listed: string): number[] | null {
  const found: number[] = [];
  for (const each of listed.split(",")) {
    const [first = 0, last = first] = each.split("-").map(Number);
    if (found.length + last - first > ENTRIES_MAX) return null;
    for (let seq = first; seq <= last; seq += 1) found.push(seq);
  }
  return found;
}
