"""The part of a check that holds: the signature, and the head of every group."""

from collections.abc import Collection, Iterator
from typing import Any

from server.core.seal import chain, findings
from server.core.seal.copies import read
from server.core.seal.erasures import Signed, is_blank
from server.core.seal.findings import Finding
from server.core.seal.held import Held
from server.core.seal.proof import Proof
from server.core.seal.salts import GROUP, salts
from server.core.seal.statement import Statement, fingerprint


def signature(
    held: Held, proof: Proof, statement: Statement | None, signed: Signed, erased: Collection[int]
) -> Iterator[Finding]:
    """Whether this statement was signed, and is about this copy."""
    if not signed(proof.key, proof.signature, proof.statement.encode()):
        yield findings.signature("The signature is wrong: the statement, the signature or the key was changed.")
    if statement is None:
        yield findings.signature("The statement that was signed cannot be read.")
        return
    header = held.header
    for name, here, there in (
        ("room", header.room, statement.room),
        ("number of entries", header.events, statement.events),
        ("length", header.length, statement.length),
    ):
        if here != there:
            yield findings.index(f"its {name} is not the one that was signed")
    if header.seal is None or (header.seal.fingerprint, header.seal.at) != (fingerprint(proof.statement), statement.at):
        yield findings.index("its fingerprint is not that of the statement")
    blank = {seq for seq in erased if seq in held.lines}
    if set(proof.leaves) != {*header.withheld, *blank}:
        yield findings.proof("it is for other withheld entries than the index has")
    for seq in sorted(blank):
        if not _is_blank(held.lines[seq]):
            yield findings.blank(seq, held.time(seq) or 0)


def _is_blank(line: bytes) -> bool:
    """Whether a line is an edit that wrote nothing but blanks, which is all that may stand for an erased entry."""
    match read(line, list[Any]):
        case [int(), str(), "edited", [*splices]]:
            return all(_is_blank_splice(splice) for splice in splices)
        case _:
            return False


def _is_blank_splice(splice: Any) -> bool:
    match splice:
        case [str(), int(), int(), str() as inserted]:
            return is_blank(inserted)
        case _:
            return False


def groups(held: Held, proof: Proof, statement: Statement | None) -> Iterator[Finding]:
    """The groups whose entries do not come to their heads.

    Where a head does not fit and the next one does with what the entries come to, the head was changed and not they.
    """
    count = chain.groups_of(held.header.events)
    if len(proof.groups) != count or len(proof.heads) != count:
        yield findings.proof("it has another number of groups than the interview")
        return
    last = statement.head if statement is not None else None
    changed = False
    for group in range(count):
        leaves = _leaves(held, proof, group)
        head = None if leaves is None else chain.head(_before(proof, group), leaves)
        if head is None or head == proof.heads[group] or changed:
            changed = False
        elif head == last if group + 1 == count else _leads_on(held, proof, group + 1, head):
            changed = True
            yield findings.proof(f"the head of group {group} was changed")
        else:
            yield _entries(held, group)
    if count and last is not None and proof.heads[-1] != last and not changed:
        yield findings.proof("its last head is not the one that was signed")


def _before(proof: Proof, group: int) -> bytes:
    return proof.heads[group - 1] if group else chain.BEGINNING


def _leads_on(held: Held, proof: Proof, group: int, before: bytes) -> bool:
    """Whether this group's entries come to its head from another head before them than the proof's."""
    leaves = _leaves(held, proof, group)
    return leaves is not None and chain.head(before, leaves) == proof.heads[group]


def _leaves(held: Held, proof: Proof, group: int) -> list[bytes] | None:
    """A group's leaves; None where they are in doubt. One that cannot be made is empty, so that no head fits."""
    first, last = _ends(held, group)
    if held.in_doubt(first, last):
        return None
    own = salts(proof.groups[group])
    return [_leaf(held, proof, seq, own.get(seq - first)) for seq in range(first, last + 1)]


def _leaf(held: Held, proof: Proof, seq: int, salt: bytes | None) -> bytes:
    line = held.lines.get(seq)
    if line is None or seq in proof.leaves:  # of an erased one, whatever stands in its place
        return proof.leaves.get(seq, b"")
    if seq in proof.pairs:
        own, other = proof.pairs[seq]
        mine = chain.line_leaf(own, line)
        return chain.pair_leaf(mine, other) if held.header.edition == "host" else chain.pair_leaf(other, mine)
    return b"" if salt is None else chain.line_leaf(salt, line)


def _entries(held: Held, group: int) -> Finding:
    first, last = _ends(held, group)
    at, until = held.span(first, last)
    chunks = {held.chunks[seq] for seq in range(first, last + 1) if seq in held.chunks}
    return findings.entries(first, last, at, until, chunks)


def _ends(held: Held, group: int) -> tuple[int, int]:
    """The numbers of a group's first and last entry."""
    first = group * GROUP + 1
    return first, min(first + GROUP - 1, held.header.events)
