"""`greenroom verify`: what it says of files, and its exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.core.seal.copies import Copy
from server.core.seal.packed import block, finished, parts
from server.core.track.parts import Edition
from server.live.signing import Signer, key_text
from tests.core.sealed_story import SIGNER, erased, sealed

STORY = sealed()


def page(copy: Copy) -> bytes:
    return finished("".join(["<p>A page</p>\n", *(block(id, part) for id, part in parts(copy))]).encode())


def verify(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, args)])


@pytest.fixture(params=tuple(Edition))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "replay.html"
    path.write_bytes(page(STORY.copies[request.param]))
    return path


def change(file: Path, marker: str, ahead: int) -> None:
    data = bytearray(file.read_bytes())
    at = data.index(marker.encode()) + len(marker) + ahead
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    file.write_bytes(data)


def test_a_file_that_is_what_was_sealed(file: Path) -> None:
    result = verify(file)
    assert result.exit_code == 0, result.output
    assert "This is what the server sealed on 22 November 2026" in result.output
    assert STORY.seal.fingerprint in result.output
    assert "70 entries" in result.output


def test_a_flipped_byte_is_told_by_chunk_and_time(file: Path) -> None:
    change(file, 'id="chunk-2">', 90)
    result = verify(file)
    assert result.exit_code == 1
    assert "This is not what the server sealed:" in result.output
    assert "Chunk 2, between 00:35 and 01:13, cannot be read." in result.output


def test_a_change_around_the_record_is_told_too(file: Path) -> None:
    change(file, "<p>A ", 0)
    result = verify(file)
    assert result.exit_code == 1
    assert "The record is what it was, but the page around it, which shows it, has changed." in result.output


def test_the_houses_key_is_compared_from_the_line_or_from_a_file(file: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(key_text(SIGNER.public) + "\n")
    assert verify(file, "--key", key_text(SIGNER.public)).exit_code == 0
    assert verify(file, "--key", key).exit_code == 0
    other = verify(file, "--key", key_text(Signer(b"m" * 32).public))
    assert other.exit_code == 1
    assert "another key than the one that you gave" in other.output
    none = verify(file, "--key", tmp_path)
    assert none.exit_code == 1
    assert "neither 32 bytes in base64 nor a file" in none.output


def test_programs_get_the_same_as_json(file: Path) -> None:
    good = json.loads(verify(file, "--json").output)
    assert (good["sealed"], good["findings"], good["fingerprint"]) == (True, [], STORY.seal.fingerprint)
    change(file, 'id="sheet-r2">', 60)
    result = verify(file, "--json")
    bad = json.loads(result.output)
    assert (result.exit_code, bad["sealed"]) == (1, False)
    assert [(each["part"], each["run"]) for each in bad["findings"]] == [("sheet", "r2")]


def test_a_copy_from_before_the_seal_is_not_what_was_sealed(tmp_path: Path) -> None:
    copy = STORY.copies[Edition.HOST]
    index = (copy.index or b"").split(b"\n", 1)
    early = json.dumps({**json.loads(index[0]), "seal": None}, ensure_ascii=False).encode() + b"\n" + index[1]
    path = tmp_path / "early.html"
    path.write_bytes(page(Copy(early, copy.chunks, copy.sheets, None)))
    result = verify(path)
    assert result.exit_code == 1
    assert "made before the interview was sealed: nothing in it is damaged, but nobody signed it." in result.output


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"PK\x03\x04", b"\xff\x00" * 500])
def test_another_file_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    result = verify(path)
    assert result.exit_code == 1
    assert "is not an offline replay of Greenroom's" in result.output


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.html", tmp_path):
        result = verify(path)
        assert result.exit_code == 1
        assert "cannot be read" in result.output


def test_a_copy_of_which_something_was_erased_says_how_much_and_when(tmp_path: Path) -> None:
    file = tmp_path / "replay.html"
    file.write_bytes(page(erased([18]).copies[Edition.HOST]))
    result = verify(file)
    assert result.exit_code == 0, result.output
    assert "Erased       one entry on 22 November 2026" in result.output
    assert json.loads(verify(file, "--json").output)["erased"][0]["entries"] == [18]
