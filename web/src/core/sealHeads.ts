/** The part of a check that holds: the signature, and the head of every group. */
import { same, utf8, type Bytes } from "./sealBytes";
import { BEGINNING, GROUP, groupsOf, headOf, lineLeaf, pairLeaf, salts } from "./sealChain";
import type { Proof } from "./sealedCopy";
import { isBlankLine } from "./sealErasures";
import { wrongBlank, wrongEntries, wrongIndex, wrongProof, wrongSignature, type Finding } from "./sealFindings";
import type { Held } from "./sealHeld";
import { isSignedBy } from "./sealSigned";
import { fingerprint, type Statement } from "./sealStatement";

/** Whether this statement was signed, and is about this copy. */
export function wrongStatement(
  held: Held,
  proof: Proof,
  statement: Statement | null,
  erased: readonly number[],
): readonly Finding[] {
  const found: Finding[] = [];
  if (!isSignedBy(proof.key, proof.signature, proof.statement)) {
    found.push(wrongSignature("The signature is wrong: the statement, the signature or the key was changed."));
  }
  if (statement === null) return [...found, wrongSignature("The statement that was signed cannot be read.")];
  const { header } = held;
  for (const [name, here, there] of [
    ["room", header.room, statement.room],
    ["number of entries", header.events, statement.events],
    ["length", header.length, statement.length],
  ]) {
    if (here !== there) found.push(wrongIndex(`its ${name} is not the one that was signed`));
  }
  if (header.seal?.fingerprint !== fingerprint(proof.statement) || header.seal.at !== statement.at) {
    found.push(wrongIndex("its fingerprint is not that of the statement"));
  }
  const blank = erased.filter((seq) => held.lines.has(seq));
  const withheld = new Set([...header.withheld, ...blank]);
  if (withheld.size !== proof.leaves.size || [...proof.leaves.keys()].some((seq) => !withheld.has(seq))) {
    found.push(wrongProof("it is for other withheld entries than the index has"));
  }
  for (const seq of blank) {
    if (!isBlankLine(held.lines.get(seq) ?? "")) found.push(wrongBlank(seq, held.time(seq) ?? 0));
  }
  return found;
}

/**
 * The groups whose entries do not come to their heads.
 *
 * Where a head does not fit and the next one does with what the entries come to, the head was changed and not they.
 */
export function* wrongGroups(
  held: Held,
  proof: Proof,
  statement: Statement | null,
): Generator<undefined, readonly Finding[]> {
  const count = groupsOf(held.header.events);
  if (proof.groups.length !== count || proof.heads.length !== count) {
    return [wrongProof("it has another number of groups than the interview")];
  }
  const found: Finding[] = [];
  const last = statement?.head ?? null;
  let changed = false;
  for (let group = 0; group < count; group += 1) {
    yield;
    const leaves = leavesOf(held, proof, group);
    const head = leaves && headOf(headBefore(proof, group), leaves);
    if (head === null || changed || same(head, headBefore(proof, group + 1))) {
      changed = false;
    } else if (group + 1 === count ? last !== null && same(head, last) : leadsOn(held, proof, group + 1, head)) {
      changed = true;
      found.push(wrongProof(`the head of group ${group} was changed`));
    } else {
      found.push(entries(held, group));
    }
  }
  if (count > 0 && last !== null && !changed && !same(headBefore(proof, count), last)) {
    found.push(wrongProof("its last head is not the one that was signed"));
  }
  return found;
}

/** The head that this group's stands on. */
function headBefore(proof: Proof, group: number): Bytes {
  return proof.heads[group - 1] ?? BEGINNING;
}

/** Whether this group's entries come to its head from another head before them than the proof's. */
function leadsOn(held: Held, proof: Proof, group: number, before: Bytes): boolean {
  const leaves = leavesOf(held, proof, group);
  return leaves !== null && same(headOf(before, leaves), headBefore(proof, group + 1));
}

/** A group's leaves; null where they are in doubt. One that cannot be made is empty, so that no head fits. */
function leavesOf(held: Held, proof: Proof, group: number): readonly Bytes[] | null {
  const [first, last] = ends(held, group);
  if (held.inDoubt(first, last)) return null;
  const own = salts(proof.groups[group] ?? []);
  return Array.from({ length: last - first + 1 }, (_, place) => leaf(held, proof, first + place, own.get(place)));
}

const NONE: Bytes = new Uint8Array();

function leaf(held: Held, proof: Proof, seq: number, salt: Bytes | undefined): Bytes {
  const line = held.lines.get(seq);
  const given = proof.leaves.get(seq);
  if (line === undefined || given !== undefined) return given ?? NONE; // of an erased one, whatever stands in its place
  const pair = proof.pairs.get(seq);
  if (pair) {
    const own = lineLeaf(pair.salt, utf8(line));
    return held.header.edition === "host" ? pairLeaf(own, pair.other) : pairLeaf(pair.other, own);
  }
  return salt ? lineLeaf(salt, utf8(line)) : NONE;
}

function entries(held: Held, group: number): Finding {
  const [first, last] = ends(held, group);
  const chunks = Array.from({ length: last - first + 1 }, (_, at) => held.chunks.get(first + at));
  const known = chunks.filter((chunk) => chunk !== undefined);
  return wrongEntries(first, last, ...held.span(first, last), known);
}

/** The numbers of a group's first and last entry. */
function ends(held: Held, group: number): readonly [number, number] {
  const first = group * GROUP + 1;
  return [first, Math.min(first + GROUP - 1, held.header.events)];
}
