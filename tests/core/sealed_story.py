"""The small interview of `track_story`, sealed: a copy of either edition with its proof, always the same."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from server.core import events as e
from server.core.blanking import blanked
from server.core.roles import Role
from server.core.seal import chain, erasures, proof
from server.core.seal.chain import Line
from server.core.seal.copies import Copy
from server.core.seal.erasures import SignedErasure
from server.core.seal.proof import Proof, Seal
from server.core.track.parts import ERASED, Edition, Unread
from server.live.signing import Signer, is_signed
from tests.core.track_story import HEAD, Made, Story, golden

SIGNER = Signer(bytes(range(32)))
AT = 1_795_312_900_000
ERASED_AT = AT + 3_600_000
SMALL = 24
"""Entries between keyframes, so that a short interview has several."""
signed = is_signed


@dataclass(frozen=True, slots=True)
class Sealed:
    """Everything that there is of a sealed interview."""

    seal: Seal
    lines: list[Line]
    copies: Mapping[Edition, Copy]
    proofs: Mapping[Edition, Proof]


def sealed(story: Story | None = None, *, small: int = SMALL) -> Sealed:
    """A story, the golden one unless given, as both editions have it."""
    entries = (story or golden()).entries
    made = {edition: Made(entries, edition, small) for edition in Edition}
    by_number = {edition: _numbered(each) for edition, each in made.items()}
    lines: list[Line] = [
        (by_number[Edition.HOST].get(seq), by_number[Edition.CANDIDATE].get(seq)) for seq in range(1, len(entries) + 1)
    ]
    seeds = [sha256(b"group %d" % group).digest()[:16] for group in range(chain.groups_of(len(lines)))]
    statement, heads, groups = proof.state(HEAD.room, entries[-1].at, AT, lines, seeds)
    text = statement.text
    seal = Seal(text, SIGNER.sign(text.encode()), SIGNER.public, heads, groups)
    proofs = {edition: proof.prove(seal, Role(edition.value), lines) for edition in Edition}
    copies = {edition: _copy(made[edition], seal, proofs[edition]) for edition in Edition}
    return Sealed(seal, lines, copies, proofs)


def erased(chosen: Collection[int], signer: Signer = SIGNER) -> Sealed:
    """The golden story, sealed, and then these entries erased: what the house has and hands out from then on."""
    was, entries = sealed(), golden().entries
    left = proof.erase(was.seal, {seq: was.lines[seq - 1] for seq in chosen})
    told = erasures.erasure(HEAD.room, was.seal.fingerprint, ERASED_AT, chosen).text
    signed_ = [SignedErasure(told, signer.sign(told.encode()))]
    made = {edition: Made([_left(each, chosen) for each in entries], edition, SMALL) for edition in Edition}
    by_number = {edition: _numbered(each) for edition, each in made.items()}
    lines: list[Line] = [
        (by_number[Edition.HOST].get(seq), by_number[Edition.CANDIDATE].get(seq)) for seq in range(1, len(entries) + 1)
    ]
    proofs = {edition: proof.prove(left, Role(edition.value), lines, signed_) for edition in Edition}
    copies = {edition: _copy(made[edition], left, proofs[edition]) for edition in Edition}
    return Sealed(left, lines, copies, proofs)


def _left(entry: e.Entry | Unread, chosen: Collection[int]) -> e.Entry | Unread:
    if entry.seq not in chosen:
        return entry
    if isinstance(entry, e.Entry) and isinstance(entry.event, e.Edited):
        left = blanked(entry.event.update)
        assert left is not None
        return replace(entry, event=e.Edited(left))
    return Unread(entry.seq, entry.at, entry.wall, entry.by, ERASED, "", known=True)


def _numbered(made: Made) -> dict[int, bytes]:
    found = {said.seq: line for said, line in zip(made.index.talk, made.index.talk_lines, strict=True)}
    for number, text in made.chunks.items():
        found |= dict(made.index.numbered(number, text))
    return found


def _copy(made: Made, seal: Seal, given: Proof) -> Copy:
    """The copy as it is served after the seal: the index tells of it."""
    told = json.dumps({"fingerprint": seal.fingerprint, "at": seal.about.at}, separators=(",", ":")).encode()
    index = made.text.replace(b'"seal":null', b'"seal":' + told, 1)
    return Copy(index, [made.chunks[n] for n in sorted(made.chunks)], dict(made.sheets), proof_text(given))


def proof_text(given: Proof) -> bytes:
    return json.dumps(given.plain(), separators=(",", ":")).encode()
