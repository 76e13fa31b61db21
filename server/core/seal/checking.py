"""Holds a copy of a track against its proof, and says where it does not fit. `web/src/core/verify.ts` does the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.seal import erasures, findings
from server.core.seal.copies import Copy, read_index, read_proof
from server.core.seal.derived import derived
from server.core.seal.erasures import Erasure, Signed
from server.core.seal.findings import Finding, Part
from server.core.seal.heads import groups, signature
from server.core.seal.held import Held
from server.core.seal.statement import Statement, fingerprint, read_statement

UNREADABLE = Finding(Part.INDEX, "The index cannot be read, so nothing else can be checked.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check. Nothing found means that the copy is what was sealed, if there is a `statement`.

    `fingerprint` and `key` are those of the proof; `withheld` entries are in the seal and not in this edition.
    """

    findings: Sequence[Finding]
    edition: str = ""
    statement: Statement | None = None
    fingerprint: str = ""
    key: bytes = b""
    withheld: int = 0
    erased: Sequence[Erasure] = ()
    """What was erased after the seal, and when: signed by who sealed it."""


def check(copy: Copy, signed: Signed) -> Checked:
    """Everything in the copy that is not what was sealed; 85,000 entries take about two seconds."""
    index = None if copy.index is None else read_index(copy.index)
    if index is None or copy.index is None:
        return Checked([UNREADABLE])
    held = Held(index)
    found = list(held.take(copy))
    edition, withheld = index.header.edition, len(index.header.withheld)
    proof = None if copy.proof is None else read_proof(copy.proof)
    if proof is None:
        if copy.proof is not None or index.header.seal is not None:
            found.append(findings.proof("it cannot be read" if copy.proof is not None else "it is not there"))
        return Checked(found, edition, withheld=withheld)
    statement = read_statement(proof.statement)
    erased, wrong = erasures.held(proof.erasures, proof.key, index.header.room, fingerprint(proof.statement), signed)
    found += [findings.proof(wrong)] if wrong else []
    found += signature(held, proof, statement, signed, {seq for each in erased for seq in each.entries})
    found += groups(held, proof, statement)
    if not found:
        found += derived(index.header, copy.index, [chunk for chunk in copy.chunks if chunk is not None])
    return Checked(found, edition, statement, fingerprint(proof.statement), proof.key, withheld, erased)
