"""`greenroom data`: beside a server where it only reads, without one where it deletes."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from server.core import asks as a
from server.core import inputs as i
from server.core.ids import HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.core.scorecard import Card
from server.core.seal.packed import block, finished, parts
from server.core.setup import Member
from server.core.track.parts import Edition
from server.live.copies import copy_of
from server.live.signing import key_text
from server.store.lock import alone_at
from tests.cli.commands import greenroom
from tests.databases import database
from tests.fakes import StillClock
from tests.house import new_house

PRIVATE = "private words"


@pytest.fixture
async def interview(tmp_path: Path) -> Interview:
    """An interview in the folder's database that has ended, with a note; the folder has the key that sealed it."""
    (tmp_path / "signing-key").write_text(key_text(bytes(32)))
    house = new_house(tmp_path, clock=StillClock())
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    live = await house.enter(opened.id)
    assert live is not None
    live.feed(i.Asks(HOST, Role.HOST, a.AskNote(PRIVATE), "n1"))
    await house.end(opened)
    await house.settled()
    await house.close()
    return opened


async def test_everything_about_a_candidate_is_written_to_a_file(tmp_path: Path, interview: Interview) -> None:
    to = tmp_path / "cam.zip"
    done = await greenroom("data", "export", interview.id, "--to", to, "--data", tmp_path)
    assert done.exit_code == 0, done.output
    with ZipFile(to) as zip:
        assert json.loads(zip.read("interview.json"))["candidate"] == "Cam"
        assert all(PRIVATE.encode() not in zip.read(name) for name in zip.namelist())
    again = await greenroom("data", "export", interview.id, "--to", to, "--data", tmp_path)
    assert "is there already" in again.output


async def test_all_interviews_of_a_candidate_are_in_folders(tmp_path: Path, interview: Interview) -> None:
    house = new_house(tmp_path, clock=StillClock())
    second = await house.open_interview("Second round", "Ida", "CAM", ["slots"])
    await house.open_interview("Another", "Cam", "Camilla", ["slots"])
    await house.close()
    assert isinstance(second, Interview)
    to = tmp_path / "cam.zip"
    done = await greenroom("data", "export", "--candidate", "cam", "--to", to, "--data", tmp_path)
    assert done.exit_code == 0, done.output
    with ZipFile(to) as zip:
        folders = {name.partition("/")[0] for name in zip.namelist() if "/" in name}
        assert folders == {interview.id, second.id}
        assert "manifest.json" in zip.namelist()


@pytest.mark.parametrize(
    "words", [(), ("aaaaaaaaaaaa",), ("--candidate", "Max"), ("aaaaaaaaaaaa", "--candidate", "Cam")]
)
async def test_who_is_not_there_is_said(tmp_path: Path, interview: Interview, words: tuple[str, ...]) -> None:
    done = await greenroom("data", "export", *words, "--to", tmp_path / "x.zip", "--data", tmp_path)
    assert done.exit_code == 1
    assert "interview" in done.output


async def test_an_interview_is_deleted_when_the_name_is_typed(tmp_path: Path, interview: Interview) -> None:
    refused = await greenroom("data", "delete", interview.id, "--confirm", "Max", "--data", tmp_path)
    assert "Nothing was changed" in refused.output
    done = await greenroom("data", "delete", interview.id, "--confirm", "cam", "--data", tmp_path)
    assert done.exit_code == 0, done.output
    store = database(tmp_path / "greenroom.db")
    assert await store.interview(interview.id) is None
    gone = await store.deletion(interview.id)
    await store.close()
    assert gone is not None
    assert gone.statement
    assert PRIVATE.encode() not in (tmp_path / "greenroom.db").read_bytes()


async def test_words_are_erased(tmp_path: Path, interview: Interview) -> None:
    few = await greenroom("data", "erase", interview.id, "no", "--data", tmp_path)
    assert "at least 3 characters" in few.output
    nothing = await greenroom("data", "erase", interview.id, "nowhere", "--data", tmp_path)
    assert "These words are nowhere" in nothing.output
    done = await greenroom("data", "erase", interview.id, PRIVATE, "--confirm", "Cam", "--data", tmp_path)
    assert done.exit_code == 0, done.output
    assert "1 entry erased" in done.output
    assert PRIVATE.encode() not in (tmp_path / "greenroom.db").read_bytes()


async def test_words_on_cards_are_erased_also_those_that_nobody_may_read_yet_k10(
    tmp_path: Path, interview: Interview
) -> None:
    house = new_house(tmp_path, clock=StillClock())
    pat, ended = Member("pat1", "Pat", Role.PANELIST), await house.interview(interview.id)
    assert ended is not None
    await house.cards.save(ended, pat, Card(because=f"Cam said {PRIVATE}, and hunter2"), 0, "t")
    await house.close()
    asked = ("data", "erase", interview.id)
    only = await greenroom(*asked, "hunter2", "--confirm", "Cam", "--data", tmp_path)
    assert "the words on 1 paper erased" in only.output
    both = await greenroom(*asked, PRIVATE, "--confirm", "Cam", "--data", tmp_path)
    assert "1 entry and the words on 1 paper erased" in both.output
    for words in (PRIVATE, "hunter2"):
        assert words.encode() not in (tmp_path / "greenroom.db").read_bytes()


async def test_nothing_is_deleted_beside_a_server(tmp_path: Path, interview: Interview) -> None:
    with alone_at(f"sqlite:///{tmp_path / 'greenroom.db'}"):
        for words in (("delete", interview.id), ("erase", interview.id, PRIVATE)):
            done = await greenroom("data", *words, "--confirm", "Cam", "--data", tmp_path)
            assert done.exit_code == 1
            assert "Stop it" in done.output


async def test_verify_says_that_the_house_has_deleted_it(tmp_path: Path, interview: Interview) -> None:
    to = tmp_path / "copy.html"
    house = new_house(tmp_path, clock=StillClock())
    now = await house.store.interview(interview.id)
    assert now is not None
    copy = await copy_of(house.tracks, house.sealing, now, Edition.HOST)
    seal = await house.store.seal(interview.id)
    await house.close()
    assert seal is not None
    to.write_bytes(finished("".join(block(id, part) for id, part in parts(copy)).encode()))
    said = await greenroom("verify", to, "--data", tmp_path)
    assert "it is still there" in said.output
    await greenroom("data", "delete", interview.id, "--confirm", "cam", "--data", tmp_path)
    said = await greenroom("verify", to, "--data", tmp_path)
    assert said.exit_code == 0, said.output
    assert "this interview was deleted on" in said.output
    assert seal.fingerprint in said.output
    assert "There is no Greenroom" in (await greenroom("verify", to, "--data", tmp_path / "elsewhere")).output
