/** What a check has found, in words for people. `server/core/seal/findings.py` says the same. */
import { clockText } from "./clock";

/** The part of a copy that does not fit. */
export type Part = "index" | "talk" | "chunk" | "sheet" | "entries" | "proof" | "signature";

/** Something that is not as it was sealed, and where: chunks by number, interview times in ms, a run's id. */
export interface Finding {
  readonly part: Part;
  readonly words: string;
  readonly at: number;
  readonly until: number;
  readonly chunks: readonly number[];
  readonly run: string;
}

/** Chunks that a sentence names before it only counts them. */
const SHOWN = 3;
const NOWHERE = { at: 0, until: 0, chunks: [], run: "" };

export function between(at: number, until: number): string {
  const [one, other] = [clockText(at), clockText(until)];
  return one === other ? `at ${one}` : `between ${one} and ${other}`;
}

export const UNREADABLE: Finding = {
  ...NOWHERE,
  part: "index",
  words: "The index cannot be read, so nothing else can be checked.",
};

export function wrongIndex(what: string): Finding {
  return { ...NOWHERE, part: "index", words: `The index is not as it was: ${what}.` };
}

export function wrongProof(what: string): Finding {
  return { ...NOWHERE, part: "proof", words: `The proof is not as it was: ${what}.` };
}

export function wrongSignature(words: string): Finding {
  return { ...NOWHERE, part: "signature", words };
}

export function wrongTalk(at: number, until: number): Finding {
  return {
    ...NOWHERE,
    part: "talk",
    words: `A line of the index, ${between(at, until)}, cannot be read.`,
    at,
    until,
  };
}

export function wrongChunk(chunk: number, at: number, until: number, what: string): Finding {
  const words = `Chunk ${chunk}, ${between(at, until)}, ${what}.`;
  return { ...NOWHERE, part: "chunk", words, at, until, chunks: [chunk] };
}

export function wrongSheet(run: string, at: number, what: string): Finding {
  const words = `The sheet of the run at ${clockText(at)} (${run}) ${what}.`;
  return { ...NOWHERE, part: "sheet", words, at, until: at, run };
}

export function wrongEntries(first: number, last: number, at: number, until: number, found: Iterable<number>): Finding {
  const chunks = [...new Set(found)].sort((a, b) => a - b);
  const words =
    `Something ${between(at, until)} is not what was sealed: ${named(chunks)}entries ${first} to ${last}, or their ` +
    "part of the proof.";
  return { ...NOWHERE, part: "entries", words, at, until, chunks };
}

export function wrongBlank(seq: number, at: number): Finding {
  const words = `Entry ${seq}, at ${clockText(at)}, was erased, and something stands in its place.`;
  return { ...NOWHERE, part: "entries", words, at, until: at };
}

function named(chunks: readonly number[]): string {
  if (chunks.length === 0) return "";
  if (chunks.length > SHOWN) return `chunks ${chunks[0]} to ${chunks.at(-1)}, `;
  return `chunk${chunks.length > 1 ? "s" : ""} ${chunks.join(" and ")}, `;
}
