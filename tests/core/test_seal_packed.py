"""Parts in a page: packed, found again, and missing where they are damaged."""

from dataclasses import replace

import pytest

from server.core.seal import findings
from server.core.seal.checking import check
from server.core.seal.copies import Copy
from server.core.seal.findings import Part
from server.core.seal.packed import UNPACKED_MAX, block, finished, opened, packed, parts, unpacked
from server.core.track.parts import Edition
from tests.core.sealed_story import sealed, signed

STORY = sealed()
EDITIONS = tuple(Edition)


def page(copy: Copy) -> bytes:
    blocks = "".join(block(id, part) for id, part in parts(copy))
    return finished(
        f"<!doctype html>\n<p>A page</p>\n{block('page', b'{}')}{blocks}<script>begin()</script>\n".encode()
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_copy_comes_out_of_a_page_as_it_went_in(edition: Edition) -> None:
    found = opened(page(STORY.copies[edition]))
    assert found is not None
    assert found.is_whole
    assert found.copy == STORY.copies[edition]
    assert check(found.copy, signed).findings == []


def test_a_copy_from_before_the_seal_has_no_proof() -> None:
    copy = replace(STORY.copies[Edition.HOST], proof=None)
    found = opened(page(copy))
    assert found is not None
    assert found.copy.proof is None


def test_a_long_talk_is_several_parts() -> None:
    line = b'[1,0,0,"room","x",{}]'
    copy = Copy(b"\n".join([b"{}", *[line] * 600, b""]), [b"chunk"], {}, None)
    assert [id for id, _ in parts(copy)] == ["index-0", "index-1", "index-2", "index-3", "chunk-0"]
    found = opened(page(copy))
    assert found is not None
    assert found.copy.index == copy.index


def test_nothing_ends_the_part_that_it_is_in() -> None:
    hostile = b"</script><script>alert(1)</script><!--"
    assert b"alert" not in block("page", hostile).encode()
    assert unpacked(packed(hostile).encode()) == hostile


def test_what_is_no_offline_file_has_no_copy() -> None:
    for other in (
        b"",
        b"<html>",
        b"\xff" * 100,
        block("page", b"{}").encode(),
        b'<script type="x" id="chunk-0"></script>',
    ):
        assert opened(other) is None


def test_a_part_that_unpacks_to_more_than_anything_is_damaged() -> None:
    assert unpacked(packed(bytes(UNPACKED_MAX + 1)).encode()) is None
    assert unpacked(packed(b"a").encode()[:-4]) is None
    assert unpacked(b"not base64") is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_byte_of_the_file_counts(edition: Edition) -> None:
    """A flip in a part is found there; a flip elsewhere is found by the file's sum."""
    whole = page(STORY.copies[edition])
    for at in range(0, len(whole), 11):
        changed = bytearray(whole)
        changed[at] ^= 4
        found = opened(bytes(changed))
        if found is None:
            continue
        assert check(found.copy, signed).findings or not found.is_whole, at
    assert findings.file().part is Part.FILE


def test_a_flip_in_a_part_of_the_file_names_it() -> None:
    whole = page(STORY.copies[Edition.HOST])
    for id, part, words in (
        ("chunk-1", Part.CHUNK, "Chunk 1, between 00:33 and 00:35, cannot be read."),
        ("sheet-r1", Part.SHEET, "The sheet of the run at 00:34 (r1) cannot be read."),
        ("proof", Part.PROOF, "The proof is not as it was: it cannot be read."),
        ("index-1", Part.TALK, "A line of the index, between 00:00 and 01:13, cannot be read."),
        ("index-0", Part.INDEX, "The index cannot be read, so nothing else can be checked."),
    ):
        at = whole.index(f'id="{id}">'.encode()) + len(id) + 60
        changed = bytearray(whole)
        changed[at] = ord("A") if changed[at] != ord("A") else ord("B")
        found = opened(bytes(changed))
        assert found is not None
        first = check(found.copy, signed).findings[0]
        assert (first.part, first.words) == (part, words)


def test_a_proof_that_was_taken_out_is_missed() -> None:
    copy = replace(STORY.copies[Edition.HOST], proof=None)
    assert [each.words for each in check(copy, signed).findings] == ["The proof is not as it was: it is not there."]
