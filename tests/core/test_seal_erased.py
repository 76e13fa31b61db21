"""Copies that are made after entries were erased: they verify and say so, and nothing can hide behind an erasure."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from server.core import events as e
from server.core.seal.checking import Checked, check
from server.core.seal.copies import Copy, read_proof
from server.core.seal.erasures import SignedErasure, erasure, held, is_blank, read_erasure
from server.core.track.parts import Edition
from server.live.signing import Signer
from tests.core.sealed_story import ERASED_AT, SIGNER, erased, sealed, signed
from tests.core.track_story import CANARY, HEAD, golden

GOLDEN = Path(__file__).parents[1] / "wire" / "sealed-erased.json"


def numbers(*kinds: type[e.Event]) -> list[int]:
    return [each.seq for each in golden().entries if isinstance(each, e.Entry) and isinstance(each.event, kinds)]


NOTES = numbers(e.NoteWritten, e.NoteChanged)
EDITS = numbers(e.Edited)
TYPED = EDITS[2:6]
STORY = sealed()
LEFT = erased([*NOTES, *TYPED])


def words(checked: Checked) -> list[str]:
    return [each.words for each in checked.findings]


@pytest.mark.parametrize("edition", list(Edition))
def test_a_copy_made_after_erasing_is_what_was_sealed_but_for_what_it_says(edition: Edition) -> None:
    checked = check(LEFT.copies[edition], signed)
    assert words(checked) == []
    assert checked.fingerprint == STORY.seal.fingerprint
    assert [(each.at, list(each.entries)) for each in checked.erased] == [(ERASED_AT, sorted([*NOTES, *TYPED]))]
    assert checked.withheld == len(NOTES) + (0 if edition is Edition.HOST else 3)


@pytest.mark.parametrize("edition", list(Edition))
def test_a_copy_made_before_verifies_as_it_did(edition: Edition) -> None:
    checked = check(STORY.copies[edition], signed)
    assert (words(checked), list(checked.erased)) == ([], [])


def test_every_edit_can_be_erased_and_all_that_came_later_keeps_its_place() -> None:
    """Also the ones that cut an emoji in two. Only an update that was never one cannot be blanked."""
    story = erased([seq for seq in EDITS if not _broken(seq)])
    for copy in story.copies.values():
        assert words(check(copy, signed)) == []
        assert b"return" not in b"".join(chunk or b"" for chunk in copy.chunks)


def _broken(seq: int) -> bool:
    entry = golden().entries[seq - 1]
    return isinstance(entry, e.Entry) and isinstance(entry.event, e.Edited) and entry.event.update == b"\xff\xff\xff"


def test_a_whole_run_can_be_erased_with_its_sheet() -> None:
    run = [
        each.seq for each in golden().entries if isinstance(each, e.Entry) and getattr(each.event, "run", "") == "r1"
    ]
    story = erased(run)
    for copy in story.copies.values():
        assert words(check(copy, signed)) == []
        assert "r1" not in copy.sheets


def test_nothing_that_was_erased_is_in_a_copy_or_its_proof() -> None:
    copy = LEFT.copies[Edition.HOST]
    whole = b"".join([copy.index or b"", copy.proof or b"", *(chunk or b"" for chunk in copy.chunks)])
    assert CANARY.encode() + b" again" not in whole
    before, after = STORY.proofs[Edition.HOST], LEFT.proofs[Edition.HOST]
    assert after.groups != before.groups, "the salts of what was erased are gone"


def test_what_stands_in_an_erased_place_must_be_blank() -> None:
    copy = LEFT.copies[Edition.HOST]
    for mark in ("█".encode(),):
        forged = [(chunk or b"").replace(mark, b"x", 1) for chunk in copy.chunks]
        assert any("something stands in its place" in each for each in words(check(again(copy, forged), signed)))


def again(copy: Copy, chunks: list[bytes]) -> Copy:
    """A copy with these chunks, whose index somebody made fit."""
    first, rest = (copy.index or b"").split(b"\n", 1)
    header = json.loads(first)
    for info, chunk in zip(header["chunks"], chunks, strict=True):
        info["digest"], info["bytes"] = sha256(chunk).hexdigest(), len(chunk)
    return replace(copy, index=json.dumps(header, ensure_ascii=False).encode() + b"\n" + rest, chunks=chunks)


def test_another_kind_of_line_in_an_erased_place_is_found() -> None:
    copy = LEFT.copies[Edition.HOST]
    for instead in (b'"pointed"', b'"edited",[7]'):
        forged = [(chunk or b"") for chunk in copy.chunks]
        at = next(n for n, chunk in enumerate(forged) if "█".encode() in chunk.split(b"\n", 1)[1])
        head, _, rest = forged[at].partition(b"\n")
        line = next(each for each in rest.split(b"\n") if "█".encode() in each)
        changed = b'[1,"candidate",' + instead + b"]" if b"7" in instead else line.replace(b'"edited"', instead)
        forged[at] = head + b"\n" + rest.replace(line, changed)
        assert any("something stands in its place" in each for each in words(check(again(copy, forged), signed)))


def with_proof(copy: Copy, change: Callable[[dict[str, Any]], None]) -> Copy:
    proof = json.loads(copy.proof or b"")
    change(proof)
    return replace(copy, proof=json.dumps(proof).encode())


def test_an_erasure_that_somebody_else_signed_is_none() -> None:
    for edition in Edition:
        copy = erased([*NOTES, *TYPED], Signer(bytes(32))).copies[edition]
        assert "The proof is not as it was: what it says of erased entries was not signed by who sealed it." in words(
            check(copy, signed)
        )


def test_an_erasure_of_another_interview_is_none() -> None:
    other = erasure("another", STORY.seal.fingerprint, ERASED_AT, NOTES)
    later = erasure(HEAD.room, "0000 0000 0000 0000", ERASED_AT, NOTES)
    for each in (other.text, later.text, "nonsense"):
        given = [SignedErasure(each, SIGNER.sign(each.encode()))]
        found = held(given, SIGNER.public, HEAD.room, STORY.seal.fingerprint, signed)
        assert found == ([], "what it says of erased entries is not about this interview")


def test_without_what_was_signed_of_it_a_gap_in_the_host_s_copy_still_counts_as_withheld_but_blanks_do_not() -> None:
    copy = with_proof(LEFT.copies[Edition.HOST], lambda proof: proof.pop("erasures"))
    assert words(check(copy, signed)) == [
        "The proof is not as it was: it is for other withheld entries than the index has."
    ]


def test_a_proof_whose_erasures_cannot_be_read_is_none() -> None:
    for wrong in (
        [{"statement": "x"}],
        [{"statement": "x", "signature": "!"}],
        "x",
        [{"statement": 1, "signature": ""}],
    ):
        copy = with_proof(LEFT.copies[Edition.HOST], lambda proof, wrong=wrong: proof.update(erasures=wrong))  # type: ignore[misc] # a default
        assert words(check(copy, signed)) == ["The proof is not as it was: it cannot be read."]


def test_a_statement_of_an_erasure_is_read_in_its_one_form() -> None:
    made = erasure(HEAD.room, STORY.seal.fingerprint, ERASED_AT, [9, 3, 4, 5, 5, 7])
    assert "entries 3-5,7,9\n" in made.text
    assert read_erasure(made.text) == made
    for wrong in (
        made.text.replace("3-5,7,9", "3,4,5,7,9"),
        made.text.replace("3-5,7,9", "5-3"),
        made.text.replace("3-5,7,9", "1-999999999"),
        made.text.replace("3-5,7,9", ""),
        made.text.replace("at 1", "at 01"),
        made.text + "x",
        "",
    ):
        assert read_erasure(wrong) is None, wrong


def test_blanks_are_blanks_and_line_breaks() -> None:
    assert is_blank("")
    assert is_blank("██\r\n█🔲")
    assert not is_blank("█ █")


def test_the_golden_copy_after_erasing() -> None:
    """After a wanted change: `GOLDEN=write pytest tests/core/test_seal_erased.py`, and look at the difference."""
    now: dict[str, Any] = {}
    for edition, copy in LEFT.copies.items():
        chunks = [(chunk or b"").replace("█".encode(), b"x", 1) for chunk in copy.chunks]
        forged = again(copy, chunks)
        now[edition.value] = {
            "index": (copy.index or b"").decode(),
            "chunks": [(chunk or b"").decode() for chunk in copy.chunks],
            "sheets": {name: (sheet or b"").decode() for name, sheet in copy.sheets.items()},
            "proof": (copy.proof or b"").decode(),
            "erased": [[each.at, len(each.entries)] for each in check(copy, signed).erased],
            "forged": {
                "index": (forged.index or b"").decode(),
                "chunks": [(chunk or b"").decode() for chunk in forged.chunks],
                "found": words(check(forged, signed)),
            },
        }
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n")
    assert json.loads(GOLDEN.read_text()) == now
    given = read_proof(LEFT.copies[Edition.HOST].proof or b"")
    assert given is not None
    assert len(given.erasures) == 1
