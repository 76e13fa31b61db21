"""Tracks beside the event loop: derived once, kept in a folder, growing while the interview goes on."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import Interview, State
from server.core.track.parts import Edition, Unread
from server.core.track.reading import Edits, Index, Said
from server.live import tracks as live_tracks
from server.live.ports import StoreError
from server.live.track_folder import MemoryFolder, Place, TrackFolder
from server.live.tracks import Seal, Tracks
from server.store.memory import Memory
from server.store.track_files import TrackFiles
from tests.core.track_story import CANARY, HEAD, JAVA, SOLUTION, TASKS, Made, Story, golden
from tests.fakes import StillClock

PLANNED = Interview(HEAD.room, HEAD.title, HEAD.host, HEAD.candidate, TASKS, State.PLANNED, 1)
ENDED = replace(PLANNED, state=State.ENDED)
LIVE = replace(PLANNED, state=State.LIVE)


class Log(Memory):
    """A store whose timelines are put there as they are. `reads` counts how often somebody looked for more."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, list[e.Entry | Unread]] = {}
        self.reads = 0
        self.broken = False

    async def everything(self, room: str, after: int = 0) -> AsyncIterator[Iterable[e.Entry | Unread]]:
        self.reads += 1
        found = [entry for entry in self.entries.get(room, ()) if entry.seq > after]
        for start in range(0, len(found), 10):
            yield found[start : start + 10]
            if self.broken:
                raise StoreError("The server's disk does not take what is written.")

    async def last(self, room: str) -> tuple[int, int]:
        found = self.entries.get(room)
        return (found[-1].seq, found[-1].at) if found else (0, 0)


@dataclass
class Office:
    store: Log
    clock: StillClock
    tracks: Tracks

    def tells(self, story: Story) -> None:
        self.store.entries[HEAD.room] = list(story.entries)


async def stored(room: str) -> None: ...


def office_of(folder: TrackFolder, store: Log | None = None) -> Office:
    store, clock = store or Log(), StillClock()
    return Office(store, clock, Tracks(store, folder, clock, stored))


@pytest.fixture(params=["memory", "disk"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> TrackFolder:
    return MemoryFolder() if request.param == "memory" else TrackFiles(tmp_path / "tracks")


@pytest.fixture
async def office(folder: TrackFolder) -> AsyncIterator[Office]:
    office = office_of(folder)
    yield office
    await office.tracks.close()


async def same(office: Office, interview: Interview, made: Made, edition: Edition = Edition.HOST) -> None:
    """What is served is this track."""
    tracks = office.tracks
    index = await tracks.index(interview, edition)
    assert index.text == made.text
    for number, text in made.chunks.items():
        chunk = await tracks.chunk(interview, edition, number)
        assert chunk is not None
        assert (chunk.text, chunk.digest) == (text, made.index.chunks[number].digest)
    for run, text in made.sheets.items():
        sheet = await tracks.sheet(interview, edition, run)
        assert sheet is not None
        assert (sheet.text, sheet.digest) == (text, made.index.sheets[run].digest)
    assert await tracks.chunk(interview, edition, len(made.chunks)) is None
    assert await tracks.chunk(interview, edition, -1) is None
    assert await tracks.sheet(interview, edition, "none") is None


async def test_an_ended_interview_is_derived_once_and_then_served_from_its_file(
    office: Office, folder: TrackFolder
) -> None:
    office.tells(golden())
    for edition in Edition:
        await same(office, ENDED, Made(golden().entries, edition), edition)
    reads = office.store.reads
    await same(office, ENDED, Made(golden().entries))
    again = office_of(folder, office.store)
    await same(again, ENDED, Made(golden().entries))
    assert office.store.reads == reads == 2
    await again.tracks.close()


async def test_a_live_interview_grows_from_where_it_was_and_at_most_once_a_second(office: Office) -> None:
    story = Story()
    story.seeds({SOLUTION: "pass\n"})
    story.begin()
    for number in range(60):
        office.tells(story)
        await same(office, LIVE, Made(story.entries))
        story.types(CANDIDATE, SOLUTION, number, "x")
        story.says(ROOM, e.RunStarted(f"r{number}", "slots", "python", e.Suite.SCRATCH, "d", 0, ()))
        story.skip(5_000)
        office.tells(story)
        before = await office.tracks.index(LIVE, Edition.HOST)
        office.clock.ms += 999
        assert await office.tracks.index(LIVE, Edition.HOST) == before
        office.clock.ms += 1
    story.says(HOST, e.Ended())
    office.tells(story)
    await same(office, ENDED, Made(story.entries))


async def test_many_who_ask_at_once_wait_for_one_derivation(office: Office) -> None:
    office.tells(golden())
    answers = await asyncio.gather(*(office.tracks.index(ENDED, Edition.HOST) for _ in range(20)))
    assert len({answer.digest for answer in answers}) == 1
    assert office.store.reads == 1


async def test_the_texts_of_a_moment_are_told_to_whoever_asks(office: Office) -> None:
    story = golden()
    office.tells(story)
    made = Made(story.entries)
    for seq in (0, 2, 9, 30, len(story.entries)):
        expected = {}
        for item in made.index.merged(0, sorted(made.chunks.items())):
            if item.seq <= seq:
                expected[item.seq] = item
        texts = await office.tracks.texts_at(ENDED, Edition.HOST, seq=seq)
        assert bool(texts) is any(isinstance(item, Edits) and item.splices for item in expected.values())
    assert (await office.tracks.texts_at(ENDED, Edition.CANDIDATE, at=200)) == {
        SOLUTION: "def free(busy):\r\n    pass\r\n"
    }
    assert (await office.tracks.texts_at(ENDED, Edition.HOST))[JAVA] == " 🎉"
    state = await office.tracks.state_at(ENDED, Edition.HOST, at=700)
    assert state.authors(SOLUTION) == [21, ROOM, 2, 1, CANDIDATE, 0, 2, ROOM, 2]


async def test_a_walk_has_everything_in_order_and_what_runs_made_heavy(office: Office) -> None:
    story = golden()
    office.tells(story)
    for edition in Edition:
        items = [item async for item in office.tracks.walk(ENDED, edition)]
        withheld = (await office.tracks.read_index(ENDED, edition)).header["withheld"]
        assert sorted([item.seq for item in items] + withheld) == list(range(1, len(story.entries) + 1))
        assert [item.seq for item in items] == sorted(item.seq for item in items)
        judged = [item for item in items if isinstance(item, Said) and item.kind == "case_judged"]
        assert judged[0].data["got"] == "seen by both"
        assert [item.data["stdin"] for item in items if isinstance(item, Said) and item.kind == "run_started"][
            -1
        ] == "3 4"
        assert (CANARY in repr(items)) is (edition is Edition.HOST)


async def test_the_lines_that_a_seal_is_over_are_those_that_are_served(office: Office) -> None:
    office.tells(golden())
    made = Made(golden().entries)
    lines = [line async for line in office.tracks.lines(ENDED, Edition.HOST)]
    assert [seq for seq, _ in lines] == list(range(1, len(golden().entries) + 1))
    served = made.text.split(b"\n")[1:-1] + [line for text in made.chunks.values() for line in text.split(b"\n")[1:-1]]
    assert sorted(line for _, line in lines) == sorted(served)


async def test_a_seal_that_comes_later_gets_into_the_index(office: Office, folder: TrackFolder) -> None:
    seal = {"fingerprint": "4F2A 91C0 77B3 E58D", "at": 5}

    async def sealed(room: str) -> Seal | None:
        return seal

    office.tells(golden())
    unsealed = Index((await office.tracks.index(ENDED, Edition.HOST)).text)
    assert unsealed.header["seal"] is None
    office.tracks.seal = sealed
    for tracks in (office.tracks, office_of(folder, office.store).tracks):
        index = await tracks.index(ENDED, Edition.HOST)
        assert index.text == Made(golden().entries).text.replace(b'"seal":null', b'"seal":' + _plain(seal))
        for number in range(len(unsealed.chunks)):
            chunk = await tracks.chunk(ENDED, Edition.HOST, number)
            assert chunk is not None
            assert chunk.text == Made(golden().entries).chunks[number]
    assert office.store.reads == 1


def _plain(seal: dict[str, object]) -> bytes:
    return b'{"fingerprint":"%s","at":5}' % str(seal["fingerprint"]).encode()


async def test_a_timeline_that_is_not_the_one_of_the_file_is_derived_again(office: Office, folder: TrackFolder) -> None:
    office.tells(golden())
    await office.tracks.index(ENDED, Edition.HOST)
    story = Story()
    story.says(HOST, e.Ended())
    other = office_of(folder)
    other.tells(story)
    await same(other, ENDED, Made(story.entries))
    await other.tracks.close()


async def test_rebuilding_derives_both_editions_again_and_says_how_far_it_is(office: Office) -> None:
    office.tells(golden())
    for edition in Edition:
        await office.tracks.index(ENDED, edition)
    told: list[int] = []
    await office.tracks.rebuild(ENDED, told.append)
    assert told == sorted(told)
    assert told[-1] == 2 * len(golden().entries)
    assert office.store.reads == 4
    await same(office, ENDED, Made(golden().entries))


async def test_trouble_in_the_middle_leaves_nothing_behind(office: Office) -> None:
    office.tells(golden())
    office.store.broken = True
    with pytest.raises(StoreError, match="disk"):
        await office.tracks.index(ENDED, Edition.HOST)
    await office.tracks.prepare(ENDED)  # nobody waits for this one
    office.store.broken = False
    await same(office, ENDED, Made(golden().entries))


async def test_a_disk_that_is_full_is_said_and_spoils_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.tells(golden())
    real = type(office.tracks._folder).begin

    class Full:
        def __init__(self, name: str) -> None:
            self._file = real(office.tracks._folder, name)

        def add(self, piece: bytes) -> Place:
            raise OSError(28, "No space left on device")

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

    monkeypatch.setattr(type(office.tracks._folder), "begin", lambda self, name: Full(name))
    with pytest.raises(StoreError, match=r"free some space.*No space left"):
        await office.tracks.index(ENDED, Edition.HOST)
    monkeypatch.undo()
    await same(office, ENDED, Made(golden().entries))


@pytest.mark.parametrize("which", ["index", "chunk", "sheet", "seal"])
async def test_a_flipped_bit_in_a_tracks_file_is_mended_by_deriving_it_again(tmp_path: Path, which: str) -> None:
    office = office_of(TrackFiles(tmp_path))
    office.tells(golden())
    await office.tracks.index(ENDED, Edition.HOST)
    listed = office.tracks._finished[HEAD.room, Edition.HOST].directory
    assert listed.index is not None
    piece = {"index": listed.index, "chunk": listed.chunks[0], "sheet": listed.sheets["r1"], "seal": listed.chunks[1]}
    (path,) = tmp_path.iterdir()
    stored = bytearray(path.read_bytes())
    stored[piece[which].offset + 5] ^= 4
    path.write_bytes(stored)
    if which == "seal":  # the file is copied when the seal comes

        async def sealed(room: str) -> Seal | None:
            return {"fingerprint": "4F2A 91C0 77B3 E58D", "at": 5}

        office.tracks.seal = sealed
        assert (await office.tracks.read_index(ENDED, Edition.HOST)).header["seal"] is not None
    else:
        await same(office, ENDED, Made(golden().entries))
    assert office.store.reads == 2
    await office.tracks.close()


async def test_of_many_tracks_that_grow_the_one_nobody_asks_for_begins_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_tracks, "GROWING_MAX", 2)
    monkeypatch.setattr(live_tracks, "OPEN_MAX", 1)
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "x")
    office.tells(story)
    rooms = [replace(LIVE, id=f"k3v9x0q2m1a{n}") for n in range(4)]
    for room in rooms:
        office.store.entries[room.id] = list(story.entries)
        await office.tracks.index(room, Edition.HOST)
    assert office.store.reads == 4
    await office.tracks.index(rooms[3], Edition.HOST)
    assert office.store.reads == 4
    await office.tracks.chunk(rooms[0], Edition.HOST, 0)
    assert office.store.reads == 5
    for room in rooms:
        await office.tracks.index(replace(room, state=State.ENDED), Edition.HOST)


async def test_a_track_that_is_being_derived_is_never_let_go_for_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_tracks, "GROWING_MAX", 1)
    other = replace(LIVE, id="m1abk3v9x0q2")
    office.store.entries = {room.id: list(golden().entries) for room in (LIVE, other)}
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def slow(room: str) -> None:
        if room == LIVE.id:
            reached.set()
            await go_on.wait()

    office.tracks._stored = slow
    first = asyncio.create_task(office.tracks.index(LIVE, Edition.HOST))
    await reached.wait()
    assert (await office.tracks.read_index(other, Edition.HOST)).header["events"] == 70
    go_on.set()
    assert Index((await first).text).header["events"] == 70


async def test_who_reads_a_track_that_is_thrown_away_reads_on(tmp_path: Path) -> None:
    folder = TrackFiles(tmp_path)
    office = office_of(folder)
    office.tells(golden())
    await office.tracks.index(ENDED, Edition.HOST)
    for path in tmp_path.iterdir():
        path.unlink()
    chunk = await office.tracks.chunk(ENDED, Edition.HOST, 0)
    assert chunk is not None
    assert chunk.text == Made(golden().entries).chunks[0]
    await office.tracks.close()
