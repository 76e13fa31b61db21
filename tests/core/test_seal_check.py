"""A check: a copy that is what was sealed has nothing found, and whatever was changed is found where it is."""

import json
import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from server.core import events as e
from server.core.ids import CANDIDATE, HOST
from server.core.seal import findings, proof
from server.core.seal.checking import Checked, check
from server.core.seal.copies import Copy, read_index, read_proof
from server.core.seal.findings import Part, clock
from server.core.track.parts import Edition
from server.live.signing import Signer
from tests.core.sealed_story import AT, SIGNER, Sealed, proof_text, sealed, signed
from tests.core.track_story import SOLUTION, Story, run

GOLDEN = Path(__file__).parents[1] / "wire"
EDITIONS = tuple(Edition)
STORY = sealed()


@pytest.fixture(params=EDITIONS)
def copy(request: pytest.FixtureRequest) -> Copy:
    edition: Edition = request.param
    return STORY.copies[edition]


def words(checked: Checked) -> list[str]:
    return [each.words for each in checked.findings]


def test_a_copy_of_either_edition_is_what_was_sealed(copy: Copy) -> None:
    checked = check(copy, signed)
    assert words(checked) == []
    assert checked.statement == STORY.seal.about
    assert (checked.fingerprint, checked.key) == (STORY.seal.fingerprint, SIGNER.public)
    assert checked.statement.at == AT


def test_a_candidates_copy_says_how_much_is_withheld() -> None:
    assert check(STORY.copies[Edition.HOST], signed).withheld == 0
    assert check(STORY.copies[Edition.CANDIDATE], signed).withheld == 5


# Every byte -------------------------------------------------------------------------------------------------------


def parts(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Every part of a copy, by a name that `put` knows."""
    assert copy.index is not None
    assert copy.proof is not None
    yield "index", copy.index
    yield "proof", copy.proof
    for number, chunk in enumerate(copy.chunks):
        assert chunk is not None
        yield f"chunk {number}", chunk
    for name, sheet in copy.sheets.items():
        assert sheet is not None
        yield f"sheet {name}", sheet


def put(copy: Copy, name: str, data: bytes | None) -> Copy:
    match name.split():
        case ["index"]:
            return replace(copy, index=data)
        case ["proof"]:
            return replace(copy, proof=data)
        case ["chunk", number]:
            chunks = list(copy.chunks)
            chunks[int(number)] = data
            return replace(copy, chunks=chunks)
        case ["sheet", name]:
            return replace(copy, sheets={**copy.sheets, name: data})
        case _:
            raise ValueError(name)


def flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_a_flipped_byte_is_found_in_the_part_where_it_is(copy: Copy) -> None:
    drawn = random.Random(1)
    for name, data in parts(copy):
        for at in range(0, len(data), 3):
            bit = drawn.randrange(8)
            checked = check(put(copy, name, flipped(data, at, bit)), signed)
            assert checked.findings, (name, at, bit, data[max(0, at - 20) : at + 20])
            place(name, checked)


def place(name: str, checked: Checked) -> None:
    """What is found of a flip in this part says where it is."""
    kinds = {each.part for each in checked.findings}
    match name.split():
        case ["chunk", number]:
            assert kinds == {Part.CHUNK}, (name, words(checked))
            assert checked.findings[0].chunks == (int(number),)
        case ["sheet", run]:
            assert kinds == {Part.SHEET}
            assert checked.findings[0].run == run
        case ["proof"]:
            assert kinds <= {Part.PROOF, Part.SIGNATURE, Part.ENTRIES, Part.INDEX}
        case _:
            assert kinds <= {Part.INDEX, Part.TALK, Part.CHUNK, Part.SHEET, Part.ENTRIES, Part.PROOF}


def test_a_flipped_byte_in_a_long_interview_is_found_at_its_time() -> None:
    story = Story()
    story.begin()
    for n in range(1_300):
        story.types(CANDIDATE, SOLUTION, 0, "xy"[n % 2])
        if n % 40 == 0:
            story.says(HOST, e.NoteWritten(f"n{n}", "secret", "", "", 0))
    story.says(HOST, e.Ended())
    long = sealed(story, small=300)
    drawn = random.Random(2)
    for edition in EDITIONS:
        copy = long.copies[edition]
        assert check(copy, signed).findings == []
        index = read_index(copy.index or b"")
        assert index is not None
        for name, data in parts(copy):
            at = drawn.randrange(len(data))
            checked = check(put(copy, name, flipped(data, at, 2)), signed)
            assert checked.findings
            if name.startswith("chunk"):
                number = int(name.split()[1])
                found = checked.findings[0]
                assert (len(checked.findings), found.chunks) == (1, (number,))
                assert found.at == index.header.chunks[number].at <= found.until


def test_a_parts_loss_is_said(copy: Copy) -> None:
    assert words(check(put(copy, "index", None), signed)) == [
        "The index cannot be read, so nothing else can be checked."
    ]
    assert words(check(put(copy, "index", b""), signed)) == [
        "The index cannot be read, so nothing else can be checked."
    ]
    assert words(check(put(copy, "chunk 1", None), signed)) == ["Chunk 1, between 00:33 and 00:35, cannot be read."]
    assert "cannot be read" in words(check(put(copy, "sheet r2", None), signed))[0]
    assert words(check(put(copy, "proof", b"{}"), signed)) == ["The proof is not as it was: it cannot be read."]
    assert words(check(replace(copy, chunks=[*copy.chunks, b"more"]), signed)) == [
        "The index is not as it was: there are more chunks than it names."
    ]
    assert check(replace(copy, chunks=copy.chunks[:-1]), signed).findings[0].part is Part.CHUNK


def test_a_copy_from_before_the_seal_is_only_whole() -> None:
    copy = replace(rewritten(STORY.copies[Edition.HOST], {"seal": None}), proof=None)
    assert check(copy, signed) == Checked([], "host")
    broken = put(copy, "chunk 2", b"something else")
    assert [each.part for each in check(broken, signed).findings] == [Part.CHUNK]


# Forgeries: everything beside what was changed is made to fit again ------------------------------------------------


def rewritten(copy: Copy, header: dict[str, Any] | None = None, talk: dict[int, bytes] | None = None) -> Copy:
    """The copy with these fields in its index's first line, and these lines (0 is the first of the talk)."""
    assert copy.index is not None
    first, *rest = copy.index.split(b"\n")
    told = {**json.loads(first), **(header or {})}
    for number, line in (talk or {}).items():
        rest[number] = line
    return replace(copy, index=b"\n".join([json.dumps(told, ensure_ascii=False).encode(), *rest]))


def with_chunk(copy: Copy, number: int, text: bytes) -> Copy:
    """The copy with another chunk, whose digest and size the index has."""
    assert copy.index is not None
    chunks = json.loads(copy.index.split(b"\n", 1)[0])["chunks"]
    chunks[number] |= {"digest": sha256(text).hexdigest(), "bytes": len(text)}
    return put(rewritten(copy, {"chunks": chunks}), f"chunk {number}", text)


def chunk_of(copy: Copy, number: int) -> bytes:
    text = copy.chunks[number]
    assert text is not None
    return text


def test_a_changed_keystroke_with_the_right_digest_is_found_by_its_head(copy: Copy) -> None:
    forged = with_chunk(copy, 1, chunk_of(copy, 1).replace(b'"x"', b'"y"').replace(b'"C"', b'"D"'))
    [found] = check(forged, signed).findings
    assert found.part is Part.ENTRIES
    assert 1 in found.chunks
    assert "entries 1 to 70, or their part of the proof" in found.words
    assert found.words.startswith("Something between 00:00 and 01:13 is not what was sealed: chunks 0 to 3, ")


def test_a_changed_state_at_the_beginning_of_a_chunk_is_found(copy: Copy) -> None:
    forged = with_chunk(copy, 2, chunk_of(copy, 2).replace(b"def free", b"def paid", 1))
    assert words(check(forged, signed)) == ["Chunk 2, at 00:35, begins with a state that its past does not lead to."]
    odd = with_chunk(copy, 2, re.sub(rb'"keyframe":\{.*\}\}', b'"keyframe":null}', chunk_of(copy, 2), count=1))
    assert words(check(odd, signed)) == [
        f"The index is not as it was: what it says of chunk {number} is not so." for number in (2, 3)
    ]
    nothing = with_chunk(copy, 2, b"[]\n" + chunk_of(copy, 2).split(b"\n", 1)[1])
    assert words(check(nothing, signed)) == ["The index is not as it was: what it has cannot be followed."]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ({"title": "Another"}, "its title or its names are not those that the interview was opened with"),
        ({"host": "Max"}, "its title or its names are not those that the interview was opened with"),
        ({"began": 5}, "it has another beginning than its lines"),
        ({"live": True}, "it says that the interview goes on"),
        ({"files": []}, "its files or its counts do not follow from its lines"),
        ({"unreadable": 9}, "it counts other entries as unread than it has"),
        ({"bin": 2000}, "its files or its counts do not follow from its lines"),
        ({"activity": {}}, "its files or its counts do not follow from its lines"),
        ({"room": "m1abk3v9x0q2"}, "its room is not the one that was signed"),
        ({"length": 73_701}, "its length is not the one that was signed"),
        ({"seal": {"fingerprint": "0000 0000 0000 0000", "at": AT}}, "its fingerprint is not that of the statement"),
        ({"seal": None}, "its fingerprint is not that of the statement"),
    ],
)
def test_an_index_that_tells_something_else_is_found(copy: Copy, header: dict[str, Any], what: str) -> None:
    assert words(check(rewritten(copy, header), signed)) == [f"The index is not as it was: {what}."]


def test_an_index_with_other_numbers_is_found(copy: Copy) -> None:
    fewer = words(check(rewritten(copy, {"events": 69}), signed))
    assert "A line of the index, between 01:13 and 01:13" not in fewer
    assert any("number of entries" in each for each in fewer)
    more = words(check(rewritten(copy, {"events": 700}), signed))
    assert "The index is not as it was: its lines are not as many as its entries." in more
    assert "The proof is not as it was: it has another number of groups than the interview." in more


def test_more_entries_withheld_than_were_is_found() -> None:
    """Max leaves a line out and says that it was never Cam's to see."""
    copy = STORY.copies[Edition.CANDIDATE]
    assert copy.index is not None
    told = json.loads(copy.index.split(b"\n", 1)[0])["withheld"]
    lines = copy.index.split(b"\n")
    gone = next(at for at, line in enumerate(lines) if b'"run_ended"' in line)
    seq = json.loads(lines[gone])[0]
    without = replace(copy, index=b"\n".join(lines[:gone] + lines[gone + 1 :]))
    found = words(check(rewritten(without, {"withheld": sorted([*told, seq])}), signed))
    assert "The proof is not as it was: it is for other withheld entries than the index has." in found
    assert any(each.startswith("Something between") for each in found)
    reversed = rewritten(copy, {"withheld": told[::-1]})
    assert "The index is not as it was: its withheld entries are not in order." in words(check(reversed, signed))


def test_a_line_that_cannot_be_read_is_found_between_its_neighbours(copy: Copy) -> None:
    for number, line in ((3, b"{}"), (3, b'[1,0,0,"x","left",{}]'), (3, b"[3,1"), (3, b'[9999,0,0,"x","left",{}]')):
        [found] = check(rewritten(copy, talk={number: line}), signed).findings
        assert found.part is Part.TALK
        assert found.at <= found.until
    assert copy.index is not None
    last = copy.index.count(b"\n") - 2
    [found] = check(rewritten(copy, talk={last: b"?"}), signed).findings
    assert (found.part, clock(found.until)) == (Part.TALK, "01:13")


def test_a_sheet_that_the_runs_end_does_not_name_is_found(copy: Copy) -> None:
    text = (copy.sheets["r1"] or b"").replace(b"seen by both", b"seen by Max!", 1)
    told = {"digest": sha256(text).hexdigest(), "bytes": len(text)}
    assert copy.index is not None
    sheets = json.loads(copy.index.split(b"\n", 1)[0])["sheets"]
    forged = rewritten(put(copy, "sheet r1", text), {"sheets": {**sheets, "r1": told}})
    assert words(check(forged, signed)) == ["The sheet of the run at 00:34 (r1) is not what was sealed."]
    other = rewritten(copy, {"sheets": {**sheets, "r1": told}})
    assert words(check(other, signed)) == ["The sheet of the run at 00:34 (r1) is not the one that the index names."]
    added = rewritten(put(copy, "sheet r9", text), {"sheets": {**sheets, "r9": told}})
    assert words(check(added, signed)) == ["The sheet of the run at 00:00 (r9) is of a run that never ended."]


# The proof --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long() -> Sealed:
    """Three groups of entries."""
    story = Story()
    story.begin()
    for n in range(600):
        story.types(CANDIDATE, SOLUTION, 0, "xy"[n % 2])
    run(story, "r1", e.Suite.HIDDEN, HOST, "hidden", seed=7)
    story.says(HOST, e.Ended())
    return sealed(story, small=2_048)


def with_proof(story: Sealed, edition: Edition, **changes: Any) -> Copy:
    return replace(story.copies[edition], proof=proof_text(replace(story.proofs[edition], **changes)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_changed_head_is_told_from_changed_entries(long: Sealed, edition: Edition) -> None:
    heads = list(long.proofs[edition].heads)
    assert len(heads) == 3
    for group in range(3):
        changed = [b"h" * 32 if number == group else head for number, head in enumerate(heads)]
        checked = check(with_proof(long, edition, heads=tuple(changed)), signed)
        assert words(checked) == [f"The proof is not as it was: the head of group {group} was changed."]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_signature_is_of_this_statement_and_this_key(long: Sealed, edition: Edition) -> None:
    max = Signer(b"m" * 32)
    wrong = ["The signature is wrong: the statement, the signature or the key was changed."]
    given = long.proofs[edition]
    assert words(check(with_proof(long, edition, key=max.public), signed)) == wrong
    assert words(check(with_proof(long, edition, signature=max.sign(given.statement.encode())), signed)) == wrong
    unreadable = "something else"
    anew = with_proof(long, edition, key=max.public, signature=max.sign(unreadable.encode()), statement=unreadable)
    assert "The statement that was signed cannot be read." in words(check(anew, signed))
    assert check(anew, signed).statement is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_seals_a_changed_copy_anew_has_another_fingerprint_and_key(long: Sealed, edition: Edition) -> None:
    max = Signer(b"m" * 32)
    text = replace(long.seal.about, at=AT + 1).text
    anew = with_proof(long, edition, key=max.public, signature=max.sign(text.encode()), statement=text)
    checked = check(anew, signed)
    assert checked.fingerprint != long.seal.fingerprint
    assert checked.key != long.seal.key


@pytest.mark.parametrize("edition", EDITIONS)
def test_another_statement_does_not_fit_the_heads(long: Sealed, edition: Edition) -> None:
    text = replace(long.seal.about, head=b"h" * 32).text
    other = with_proof(long, edition, signature=SIGNER.sign(text.encode()), statement=text)
    assert "The proof is not as it was: its last head is not the one that was signed." in words(check(other, signed))


def test_a_salt_that_is_missing_is_no_entry_that_fits(long: Sealed) -> None:
    groups = long.proofs[Edition.HOST].groups
    [found] = check(with_proof(long, Edition.HOST, groups=((), *groups[1:])), signed).findings
    assert (found.part, found.at, found.chunks) == (Part.ENTRIES, 0, (0,))


def test_entries_of_the_talk_alone_have_no_chunk() -> None:
    found = findings.entries(1, 9, 0, 3_600_000, [])
    assert found.words == (
        "Something between 00:00 and 1:00:00 is not what was sealed: entries 1 to 9, or their part of the proof."
    )


def test_an_erased_entry_is_a_gap_that_fits(long: Sealed) -> None:
    """The note of an erased entry is gone from the copy, and its leaf alone is in the proof."""
    copy = long.copies[Edition.HOST]
    assert copy.index is not None
    lines = copy.index.split(b"\n")
    gone = next(at for at, line in enumerate(lines) if b'"joined"' in line and b'"Ida"' in line)
    seq = json.loads(lines[gone])[0]
    seal = proof.erase(long.seal, {seq: long.lines[seq - 1]})
    rest = [(None, None) if number == seq else line for number, line in enumerate(long.lines, start=1)]
    without = replace(copy, index=b"\n".join(lines[:gone] + lines[gone + 1 :]))
    for edition in EDITIONS:
        assert seq in proof.prove(seal, edition.role, rest).leaves
    erased = replace(
        rewritten(without, {"withheld": [seq]}), proof=proof_text(proof.prove(seal, Edition.HOST.role, rest))
    )
    checked = check(erased, signed)
    assert (words(checked), checked.withheld) == ([], 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("signature", "AAAA"),
        ("signature", "é"),
        ("key", "A" * 44),
        ("heads", ["A" * 44]),
        ("groups", [[[9, 0, "AAAAAAAAAAAAAAAAAAAAAA=="]]]),
        ("groups", [[[1, 2, "AAAAAAAAAAAAAAAAAAAAAA=="]]]),
        ("groups", [[[0, 0, "AAAAAAAAAAAAAAAAAAAAAB=="]]]),
        ("leaves", {"01": "A" * 43 + "="}),
        ("leaves", {"x": "A" * 43 + "="}),
        ("leaves", {"٣": "A" * 43 + "="}),
        ("pairs", {"1": ["AAAAAAAAAAAAAAAAAAAAAA=="]}),
        ("statement", None),
    ],
)
def test_a_proof_that_is_none_is_not_read(field: str, value: Any) -> None:
    given = STORY.proofs[Edition.HOST].plain()
    assert read_proof(json.dumps(given).encode()) == STORY.proofs[Edition.HOST]
    assert read_proof(json.dumps({**given, field: value}).encode()) is None


def test_what_is_no_json_is_no_proof_and_no_index() -> None:
    for text in (b"", b"\xff", b"[" * 100_000, b'"\\ud83d"', b"{"):
        assert read_proof(text) is None
        assert read_index(text) is None


# The same in the browser --------------------------------------------------------------------------------------------


def damages(copy: Copy) -> Iterator[tuple[str, int, int]]:
    """Flips of one bit, as (part, offset, bit): the browser's check finds the same."""
    drawn = random.Random(3)
    for name, data in parts(copy):
        for at in sorted(drawn.sample(range(len(data)), 12)):
            bit = drawn.randrange(3)
            if data[at] < 128:
                yield name, at, bit


def test_the_golden_proofs() -> None:
    """After a wanted change: `GOLDEN=write pytest tests/core/test_seal_check.py`, and look at the difference."""
    now: dict[str, Any] = {}
    for edition, copy in STORY.copies.items():
        found = {
            f"{name}, byte {at}, bit {bit}": words(check(put(copy, name, flipped(data, at, bit)), signed))
            for name, at, bit in damages(copy)
            for data in [dict(parts(copy))[name]]
        }
        now[edition.value] = {
            "index": (copy.index or b"").decode(),
            "chunks": [(chunk or b"").decode() for chunk in copy.chunks],
            "sheets": {name: (sheet or b"").decode() for name, sheet in copy.sheets.items()},
            "proof": (copy.proof or b"").decode(),
            "fingerprint": STORY.seal.fingerprint,
            "damages": found,
        }
    path = GOLDEN / "sealed.json"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n")
    assert json.loads(path.read_text()) == now
