/**
 * Holds a copy of a track against its proof, and says where it does not fit: docs/track.md, "The seal".
 * `server/core/seal/checking.py` does the same in the same words.
 */
import { toBase64 } from "./sealBytes";
import { readCopyIndex, readProof, type Copy } from "./sealedCopy";
import { wrongDerived } from "./sealDerived";
import { heldErasures, type Erasure } from "./sealErasures";
import { UNREADABLE, wrongProof, type Finding } from "./sealFindings";
import { wrongGroups, wrongStatement } from "./sealHeads";
import { Held } from "./sealHeld";
import { fingerprint, readStatement, type Statement } from "./sealStatement";

export type { Copy } from "./sealedCopy";
export type { Finding } from "./sealFindings";

/**
 * What came of a check. Nothing found means that the copy is what was sealed, if there is a `statement`.
 *
 * `fingerprint` and `key` (base64) are those of the proof; `withheld` entries are in the seal and not in this edition.
 */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly edition: string;
  readonly statement: Statement | null;
  readonly fingerprint: string;
  readonly key: string;
  readonly withheld: number;
  /** What was erased after the seal, and when: signed by who sealed it. */
  readonly erased: readonly Erasure[];
}

const NOTHING: Checked = {
  findings: [],
  edition: "",
  statement: null,
  fingerprint: "",
  key: "",
  withheld: 0,
  erased: [],
};

/** In small pieces: 85,000 entries take a second or two. */
export function* checking(copy: Copy): Generator<undefined, Checked> {
  const index = copy.index === null ? null : readCopyIndex(copy.index);
  if (index === null) return { ...NOTHING, findings: [UNREADABLE] };
  const held = new Held(index);
  const found = yield* held.take(copy);
  const { edition, withheld } = index.header;
  const proof = copy.proof === null ? null : readProof(copy.proof);
  if (proof === null) {
    if (copy.proof !== null) found.push(wrongProof("it cannot be read"));
    else if (index.header.seal !== null) found.push(wrongProof("it is not there"));
    return { ...NOTHING, findings: found, edition, withheld: withheld.length };
  }
  const statement = readStatement(proof.statement);
  const [erased, wrong] = heldErasures(proof, index.header.room, fingerprint(proof.statement));
  if (wrong) found.push(wrongProof(wrong));
  const gone = erased.flatMap((each) => each.entries);
  found.push(...wrongStatement(held, proof, statement, gone));
  found.push(...(yield* wrongGroups(held, proof, statement)));
  if (found.length === 0) {
    const chunks = copy.chunks.filter((chunk) => chunk !== null);
    found.push(...(yield* wrongDerived(held, chunks)));
  }
  return {
    findings: found,
    edition,
    statement,
    fingerprint: fingerprint(proof.statement),
    key: toBase64(proof.key),
    withheld: withheld.length,
    erased,
  };
}
