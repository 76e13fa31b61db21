"""Deleting and erasing on a real disk: what is gone is in no file any more, and what is left still verifies."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from server.core import events as e
from server.core.card_file import Refusal
from server.core.card_rights import Reader
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.rights import Why
from server.core.roles import Role
from server.core.scorecard import Card
from server.core.seal.checking import Checked, check
from server.core.seal.erasures import Erasure
from server.core.setup import Member
from server.core.track.parts import Edition
from server.live.copies import copy_of
from server.live.house import House
from server.live.planning import Refused
from server.live.ports import Paper
from server.live.retention import DAY_MS, after, before
from server.live.signing import Signer, is_signed
from server.settings import Settings
from server.store.track_files import TrackFiles
from tests.core.track_story import CANARY, SOLUTION, Story, golden, run
from tests.fakes import StillClock
from tests.house import new_house

ROOM, OTHER = "k3v9x0q2m1ab", "m1abk3v9x0q2"
TYPED = "hunter2hunter2"
NOW = 1_795_000_000_000 + 1_000_000


class Patient(StillClock):
    """Time that a test moves on."""

    def sleeps(self, ms: int) -> None:
        self.ms += ms


@pytest.fixture
def clock() -> Patient:
    return Patient()


@pytest.fixture
async def house(tmp_path: Path, clock: Patient) -> AsyncIterator[House]:
    settings = Settings(keep_months=12)
    house = new_house(tmp_path, clock=clock, settings=settings, folder=TrackFiles(tmp_path / "tracks"))
    yield house
    await house.close()


def story() -> Story:
    """The golden one, and somebody pastes and types a secret, which a program prints."""
    told = golden()
    told.entries = [each for each in told.entries if isinstance(each, e.Entry) and not isinstance(each.event, e.Ended)]
    told.types(CANDIDATE, SOLUTION, 0, f"key = '{TYPED}'\n")
    for at, letter in enumerate(TYPED):
        told.types(CANDIDATE, SOLUTION, at, letter)
    told.types(CANDIDATE, SOLUTION, 0, "", len(TYPED))
    run(told, "r9", e.Suite.SCRATCH, CANDIDATE, "nothing")
    told.says(CANDIDATE, e.Printed("r9", "stdout", TYPED))
    told.says(HOST, e.NoteWritten("n9", f"pasted {TYPED}", "", "", 0))
    told.says(HOST, e.Ended())
    return told


async def keep(
    house: House, room: str = ROOM, *, ended: int = NOW - 5, sealed: bool = True, told: Story | None = None
) -> Interview:
    """The story as an interview of this house that has ended."""
    interview = Interview(room, "Backend engineer", "Ida", "Cam", ("slots",), State.ENDED, 1, 2, ended)
    await house.store.add_interview(interview)
    for seq, entry in enumerate((told or story()).entries, start=1):
        assert isinstance(entry, e.Entry)
        house.store.journal.append(room, replace(entry, seq=seq))
    await house.store.journal.flush(room)
    if sealed:
        await house.sealing.seal(room)
    return interview


def holding(folder: Path, canary: str) -> list[str]:
    """The files of a folder that have these letters, in UTF-8."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if canary.encode() in path.read_bytes()]


async def checked(house: House, interview: Interview, edition: Edition) -> Checked:
    return check(await copy_of(house.tracks, house.sealing, interview, edition), is_signed)


# Deleting -----------------------------------------------------------------------------------------------------------


async def test_what_was_deleted_is_in_no_file_of_the_data_folder(house: House, tmp_path: Path) -> None:
    interview = await keep(house)
    other = await keep(house, OTHER)
    await house.files(ROOM)
    assert "greenroom.db-wal" in holding(tmp_path, CANARY), "the search finds what is there"
    assert list((tmp_path / "tracks").glob(f"{ROOM}.*"))
    await house.rights.delete(other, "Ida")
    assert await house.rights.delete(interview, "Ida") is None
    await house.rights.scrub()
    for canary in (CANARY, TYPED, "Backend engineer"):
        assert holding(tmp_path, canary) == [], canary
    assert list((tmp_path / "tracks").glob("*")) == []


async def test_nothing_is_left_in_pages_that_were_split_long_ago(house: House, tmp_path: Path) -> None:
    """Entries of many rooms come mixed, so that SQLite splits its pages again and again and leaves copies behind."""
    rooms = [f"room{number:08d}" for number in range(20)]
    counts = dict.fromkeys(rooms, 0)
    drawn = Random(1)
    for room in rooms:
        await house.store.add_interview(Interview(room, "T", "Ida", "Cam", (), State.ENDED, 1, 2, NOW))
    for _ in range(6_000):
        room = drawn.choice(rooms)
        counts[room] += 1
        text = f"secret of {room}, {drawn.random()}"
        house.store.journal.append(room, e.Entry(counts[room], 1, 1, HOST, e.NoteWritten("n", text, "", "", 0)))
    await asyncio.gather(*(house.store.journal.flush(room) for room in rooms))
    gone = Interview(rooms[7], "T", "Ida", "Cam", (), State.ENDED, 1, 2, NOW)
    await house.store.delete_interview(house.rights._deletion(gone, "Ida", Why.ASKED, None))
    await house.rights.scrub()
    assert holding(tmp_path, f"secret of {rooms[7]}") == []
    assert holding(tmp_path, f"secret of {rooms[8]}") == ["greenroom.db"], "others are there, and nothing waits beside"
    assert len([each async for each in house.store.timeline(rooms[8])]) == counts[rooms[8]]


async def test_what_stays_of_a_deleted_interview_is_its_signed_statement(house: House) -> None:
    interview = await keep(house)
    seal = await house.sealing.of(ROOM)
    assert seal is not None
    before_ = await checked(house, interview, Edition.HOST)
    await house.rights.delete(interview, "Ida")
    gone = await house.rights.deletion(ROOM)
    assert gone is not None
    assert (gone.by, gone.why, gone.ended) == ("Ida", Why.ASKED, interview.ended)
    assert (gone.statement, gone.signature, gone.key) == (seal.statement, seal.signature, seal.key)
    assert is_signed(gone.key, gone.signature, gone.statement.encode())
    assert before_.statement == seal.about, "a copy of before can be held against it"


async def test_what_was_never_sealed_is_sealed_before_it_is_deleted(house: House) -> None:
    interview = await keep(house, sealed=False)
    await house.rights.delete(interview, "Ida")
    gone = await house.rights.deletion(ROOM)
    assert gone is not None
    assert gone.statement.startswith("greenroom-seal-1")


async def test_people_in_a_planned_room_are_sent_away_and_nothing_comes_back(house: House) -> None:
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    assert await house.enter(opened.id) is not None
    assert await house.rights.delete(opened, "Ida") is None
    await house.settled()
    assert await house.enter(opened.id) is None
    assert await house.store.checkpoint(opened.id) is None
    assert await house.rights.delete(opened, "Ida") is None, "deleting it again changes nothing"


async def test_files_are_scrubbed_when_nobody_is_in_a_room(house: House, tmp_path: Path) -> None:
    interview = await keep(house)
    await house.rights.delete(interview, "Ida")
    house._caught_up = True
    house.look_after_rights()
    await house.settled()
    assert not house.rights.scrub_waits
    assert holding(tmp_path, CANARY) == []


# Erasing ------------------------------------------------------------------------------------------------------------


async def test_words_are_gone_from_every_file_and_what_is_left_verifies(house: House, tmp_path: Path) -> None:
    interview = await keep(house)
    old = {edition: await copy_of(house.tracks, house.sealing, interview, edition) for edition in Edition}
    await house.clips.all(ROOM)
    found = await house.rights.find(interview, TYPED)
    assert [type(each.event) for each in found.said] == [e.Printed, e.NoteWritten]
    assert len(found.typed) == 1 + len(TYPED)
    chosen = [*(each.seq for each in found.said), *(seq for seq, _, _ in found.typed)]
    done = await house.rights.erase(interview, chosen, "Ida")
    assert isinstance(done, Erasure)
    await house.rights.scrub()
    assert holding(tmp_path, TYPED) == []
    assert holding(tmp_path, CANARY) != [], "the rest is there"
    for edition in Edition:
        now = await checked(house, interview, edition)
        assert [each.words for each in now.findings] == []
        assert [each.entries for each in now.erased] == [done.entries]
        copy = await copy_of(house.tracks, house.sealing, interview, edition)
        assert all(TYPED.encode() not in (part or b"") for part in [copy.index, *copy.chunks, *copy.sheets.values()])
        assert not check(old[edition], is_signed).findings, "copies of before verify as they did"
    assert await house.sealing.misfits(interview) == []


async def test_a_files_name_is_gone_and_its_text_stands_under_its_number_k9(house: House, tmp_path: Path) -> None:
    named = f"{TYPED}.py"
    told = story()
    made: list[e.Event] = [
        e.FileCreated("slots", "python", "python.1", "notes.py"),
        e.FileRenamed("slots", "python", "python.1", named, "notes.py"),
    ]
    entries = [*told.entries[:-1], *(e.Entry(0, told.entries[-1].at, 0, CANDIDATE, event) for event in made)]
    told.entries = [*entries, told.entries[-1]]
    interview = await keep(house, told=told)
    found = await house.rights.find(interview, named)
    assert [type(each.event) for each in found.said] == [e.FileRenamed]
    done = await house.rights.erase(interview, [each.seq for each in found.said], "Ida")
    assert isinstance(done, Erasure)
    assert len(done.entries) == 2, "the name that it had before goes too"
    await house.rights.scrub()
    assert holding(tmp_path, named) == []
    for edition in Edition:
        assert not (await checked(house, interview, edition)).findings


async def test_words_on_a_paper_are_in_no_file_any_more_k10(house: House, tmp_path: Path) -> None:
    interview, ida = await keep(house), Member(HOST, "Ida", Role.HOST)
    await house.cards.save(interview, ida, Card(because=f"Cam pasted {TYPED}9"), 0, "t")
    found = await house.paper_erasing.find(interview, f"{TYPED}9", None)
    assert [(each.name, each.excerpt) for each in found] == [("card/host", f"Cam pasted {TYPED}9")]
    assert await house.paper_erasing.find(interview, f"{TYPED}9", Reader("", owner=True)) == []
    chosen = [each.name for each in found]
    assert await house.paper_erasing.erase(interview, f"{TYPED}9", chosen, None, unread=False) == 1
    assert house.rights.scrub_waits
    await house.rights.scrub()
    assert holding(tmp_path, f"{TYPED}9") == []
    file = await house.cards.file(interview, ida)
    assert file.draft.because == f"Cam pasted {'█' * (len(TYPED) + 1)}"
    late = await house.cards.save(interview, ida, Card(because=f"Cam pasted {TYPED}9!"), 1, "t")
    assert isinstance(late, Refusal), "a window that was open does not bring it back"


async def test_papers_are_erased_also_when_somebody_else_was_faster_k10(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview, ida = await keep(house), Member(HOST, "Ida", Role.HOST)
    await house.cards.save(interview, ida, Card(because=TYPED), 0, "t")
    erase_paper, turns = house.store.erase_paper, 0

    async def slowly(paper: Paper) -> bool:
        nonlocal turns
        turns += 1
        if turns == 1:
            await house.cards.save(interview, ida, Card(because=f"still {TYPED}"), 1, "t")
        return await erase_paper(paper)

    monkeypatch.setattr(house.store, "erase_paper", slowly)
    owner = Reader("", owner=True)
    assert await house.paper_erasing.erase(interview, TYPED, [], owner, unread=True) == 0, "nobody is told"
    assert (await house.cards.file(interview, ida)).draft.because == f"still {'█' * len(TYPED)}"
    assert turns == 2


async def test_what_is_held_keeps_its_papers_too(house: House) -> None:
    interview = await keep(house)
    await house.rights.hold(interview, "Ida", "a question of law")
    refused = await house.paper_erasing.erase(interview, TYPED, [], None, unread=True)
    assert isinstance(refused, Refused)
    assert "legal hold" in refused.message


async def test_erasing_twice_says_both(house: House) -> None:
    interview = await keep(house)
    for words in ("pasted", CANARY):
        found = await house.rights.find(interview, words)
        done = await house.rights.erase(interview, [each.seq for each in found.said], "Ida")
        assert isinstance(done, Erasure), done
    now = await checked(house, interview, Edition.HOST)
    assert not now.findings
    assert len(now.erased) == 2
    assert len(await house.rights.erasures(ROOM)) == 2


async def test_erasing_is_refused_where_nobody_could_verify_what_is_left(house: House, tmp_path: Path) -> None:
    interview = await keep(house, sealed=False)
    refused = await house.rights.erase(interview, [7], "Ida")
    assert isinstance(refused, Refused)
    assert "being sealed" in refused.message
    await house.sealing.seal(ROOM)
    house.sealing._signer = Signer(bytes(range(32)))
    refused = await house.rights.erase(interview, [7], "Ida")
    assert isinstance(refused, Refused)
    assert "another signing key" in refused.message


async def test_an_edit_that_is_more_than_text_goes_only_with_its_interview(house: House) -> None:
    interview = await keep(house)
    broken = [seq async for seq, update in house.store.updates(ROOM) if update == b"\xff\xff\xff"]
    refused = await house.rights.erase(interview, broken, "Ida")
    assert isinstance(refused, Refused)
    assert "whole interview" in refused.message


async def test_what_is_held_is_neither_erased_nor_deleted_until_it_is_lifted(house: House) -> None:
    interview = await keep(house)
    assert await house.rights.hold(interview, "Ida", "a question of law") is None
    again = await house.rights.hold(interview, "Ida", "once more")
    assert isinstance(again, Refused)
    for refused in (await house.rights.delete(interview, "Ida"), await house.rights.erase(interview, [7], "Ida")):
        assert isinstance(refused, Refused)
        assert "legal hold" in refused.message
    assert isinstance(await house.rights.lift(interview, "Ida", ""), Refused)
    assert await house.rights.lift(interview, "Ida", "it is over") is None
    assert isinstance(await house.rights.lift(interview, "Ida", "it is over"), Refused)
    assert await house.rights.delete(interview, "Ida") is None


# How long -----------------------------------------------------------------------------------------------------------


def test_months_are_those_of_the_calendar() -> None:
    leap_day = 1_709_164_800_000  # 2024-02-29
    assert after(leap_day, 12) == 1_740_700_800_000  # 2025-02-28
    assert before(1_711_843_200_000, 1) == leap_day  # 2024-03-31
    assert after(0, 0) == 0
    assert before(0, 1) == 0, "before all time there is nothing"


async def test_what_was_kept_long_enough_is_deleted_once_a_day(house: House, clock: Patient) -> None:
    old, young = await keep(house, ended=before(NOW, 12) - 1), await keep(house, OTHER, ended=before(NOW, 12) + DAY_MS)
    assert house.retention.is_time()
    assert await house.retention.go() == 1
    assert await house.interview(old.id) is None
    gone = await house.rights.deletion(old.id)
    assert gone is not None
    assert (gone.by, gone.why) == ("", Why.KEPT_LONG_ENOUGH)
    assert await house.interview(young.id) is not None
    assert not house.retention.is_time()
    clock.sleeps(2 * DAY_MS)
    assert house.retention.is_time()
    assert await house.retention.go() == 1
    assert await house.interview(young.id) is None


async def test_what_is_held_and_what_goes_on_is_kept_however_old(house: House) -> None:
    held = await keep(house, ended=1)
    live = Interview(OTHER, "T", "Ida", "Cam", (), State.LIVE, 1, 2)
    await house.store.add_interview(live)
    await house.rights.hold(held, "Ida", "a question of law")
    assert await house.retention.go() == 0
    assert await house.interview(held.id) is not None
    assert await house.interview(live.id) is not None


async def test_one_that_never_began_counts_from_its_planning(house: House) -> None:
    planned = Interview(ROOM, "T", "Ida", "Cam", (), State.PLANNED, before(NOW, 13))
    await house.store.add_interview(planned)
    (due,) = await house.retention.next(10)
    assert (due.interview, due.at) == (planned, after(planned.created, 12))
    assert await house.retention.go() == 1


async def test_many_are_deleted_in_small_steps_and_rooms_go_on(house: House) -> None:
    for number in range(25):
        interview = Interview(f"room{number:08d}", "T", "Ida", "Cam", (), State.PLANNED, number)
        await house.store.add_interview(interview)
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    assert await house.retention.go() == 25
    beside.cancel()
    assert turns > 25, "the loop was free between the steps"


async def test_the_log_says_how_many_and_never_what(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    await keep(house, ended=1)
    capsys.readouterr()
    await house.retention.go()
    said = capsys.readouterr().out
    assert "count=1" in said
    assert ROOM not in said.split("interviews were deleted")[1]
    assert "Cam" not in said


async def test_with_no_limit_nothing_is_due(tmp_path: Path) -> None:
    house = new_house(tmp_path / "other", clock=StillClock(), settings=Settings(keep_months=0))
    await keep(house, ended=1)
    assert not house.retention.is_time()
    assert await house.retention.next(10) == []
    assert house.retention.due(await keep(house, OTHER)) == 0
    await house.close()
