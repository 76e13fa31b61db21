"""Ends that meet something else in the same instant, doors that stay shut afterwards, and clocks that jump."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.interview import Interview, State
from server.core.roles import Role
from server.live import frames
from tests.fakes import FakeSandbox, StillClock
from tests.house import Place, new_house, serving
from tests.people import page
from tests.server.test_trouble_socket import real_updates

pytestmark = pytest.mark.server

ROUNDS = 8


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
async def place(tmp_path: Path, sandbox: FakeSandbox) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path, sandbox=sandbox)) as place:
        yield place


async def timeline(place: Place, interview: Interview) -> list[e.Entry]:
    entries = [entry async for entry in place.house.entries(interview.id)]
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))  # T1
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)  # T2
    return entries


def kinds(entries: list[e.Entry]) -> list[str]:
    return [e.KIND_OF[type(entry.event)] for entry in entries]


async def test_two_interviewers_end_it_in_the_same_instant(place: Place) -> None:
    for _ in range(ROUNDS):
        interview = await place.interview()
        async with (
            page(place.ida(interview)) as ida,
            page(place.ida(interview)) as second,
            page(place.cam(interview)) as cam,
        ):
            await cam.hears("welcome")
            await asyncio.gather(ida.ask("end"), second.ask("end"), place.house.end(interview))
            for person in (ida, second, cam):
                await person.is_sent_away(4410)
        assert Counter(kinds(await timeline(place, interview)))["ended"] == 1


async def test_the_end_in_the_midst_of_a_run_ends_the_run_once_and_first(place: Place, sandbox: FakeSandbox) -> None:
    sandbox.go.clear()
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.ask("run", task="slots", language="python")
        await ida.hears_event("run_started")
        await ida.ask("end")
        ended = await cam.hears_event("run_ended", verdict="cancelled")
        assert ended["data"]["message"] == "The interview ended during this run."
        await cam.is_sent_away(4410)
    sandbox.go.set()
    await place.house.settled()
    assert kinds(await timeline(place, interview))[-2:] == ["run_ended", "ended"]
    assert len(sandbox.killed) == 1


async def test_nothing_is_kept_of_what_a_candidate_types_after_the_end(place: Place) -> None:
    for _ in range(ROUNDS):
        interview = await place.interview()
        typed = [frames.update(update) for update in real_updates()] * 10
        async with page(place.ida(interview)) as ida:
            async with connect(place.cam(interview)) as cam:
                await ida.hears_event("joined", role="candidate")
                await cam.send(typed[0])
                await ida.ask("end")
                with contextlib.suppress(ConnectionClosed):
                    for frame in typed:
                        await cam.send(frame)
                cam.transport.abort()  # the connection dies in the same instant
            await ida.is_sent_away(4410)
        entries = await timeline(place, interview)
        assert kinds(entries)[-1] == "ended"
        assert await place.house.interview(interview.id) == await place.house.store.interview(interview.id)


async def test_a_candidate_who_comes_and_goes_in_the_same_millisecond_is_one_person(place: Place) -> None:
    interview = await place.interview()
    address = place.cam(interview)

    async def comes_and_goes() -> None:
        async with connect(address) as wire:
            await wire.recv()

    async with page(place.ida(interview)) as ida:
        await ida.hears("welcome")
        for _ in range(ROUNDS):
            await asyncio.gather(*(comes_and_goes() for _ in range(6)))
        await ida.hears_event("left")
        async with page(address) as cam:
            await cam.sees("def count_free")
            live = await place.house.enter(interview.id)
            assert live is not None
            assert dict(live.room.here) == {"host": 1, CANDIDATE: 1}
    await asyncio.wait_for(_empty(place, interview), 30)
    comings = [kind for entry, kind in _named(await timeline(place, interview)) if entry.by == CANDIDATE]
    assert comings == ["joined", "left"] * (len(comings) // 2)  # R5


def _named(entries: list[e.Entry]) -> list[tuple[e.Entry, str]]:
    return [(entry, kind) for entry, kind in zip(entries, kinds(entries), strict=True) if kind in {"joined", "left"}]


async def _empty(place: Place, interview: Interview) -> None:
    live = await place.house.enter(interview.id)
    assert live is not None
    while live.seats:  # noqa: ASYNC110 a room has no event for being empty
        await asyncio.sleep(0)


async def test_an_ended_room_stays_shut_by_socket_page_and_program(place: Place) -> None:
    interview = await place.interview()
    link = f"{place.url}/join/{interview.id}"
    keys = {role: place.house.key(interview, role) for role in (Role.HOST, Role.CANDIDATE)}
    agreeing = {"key": keys[Role.CANDIDATE], "name": "Cam", "agree": "yes"}
    async with httpx2.AsyncClient(headers={"Origin": place.url}) as cam, httpx2.AsyncClient() as late:
        assert (await cam.post(link, data=agreeing)).status_code == 303  # Cam is in, with a cookie
        await place.house.end(interview)
        await place.house.end(interview)
        before = await timeline(place, interview)
        for role in keys:
            async with page(place.sync(interview, role)) as person:
                await person.is_sent_away(4410)
                assert person.raw == []
        assert (await cam.get(f"{place.url}/rooms/{interview.id}")).status_code == 410
        closing = f"/interviews/{interview.id}/closing"
        assert (await cam.post(link, data=agreeing, follow_redirects=True)).url.path == closing
        goodbye = await late.get(link, params={"key": keys[Role.CANDIDATE]}, follow_redirects=True)
        assert goodbye.url.path == closing
        ida = await late.get(link, params={"key": keys[Role.HOST]}, follow_redirects=True)
        assert ida.url.path == f"/interviews/{interview.id}/record"
    assert await timeline(place, interview) == before
    found = await place.house.interview(interview.id)
    assert found is not None
    assert found.state is State.ENDED


class JumpingClock(StillClock):
    """The machine's time of day is set by hand meanwhile, as it should never be."""

    jump = 0

    def wall_ms(self) -> int:
        return super().wall_ms() + self.jump


async def test_interview_time_never_goes_back_whatever_the_machine_thinks_the_time_is(tmp_path: Path) -> None:
    clock = JumpingClock()
    async with serving(new_house(tmp_path, clock=clock)) as place:
        interview = await place.interview()
        async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
            await cam.hears("welcome")
            await ida.hears_event("started")
            for n, jump in enumerate((0, -7_200_000, 86_400_000, -86_400_000 * 400)):
                clock.ms += 1_000
                clock.jump = jump
                await cam.type(f"# {n}\n")
                await ida.ask("note", text=f"note {n}")
                await ida.hears_event("note_written", text=f"note {n}")
        before = (await timeline(place, interview))[-1].at
    clock.jump = -86_400_000 * 800  # and it is worse after a restart
    async with serving(new_house(tmp_path, clock=clock)) as place:
        async with page(place.ida(interview)) as ida:
            assert (await ida.hears("welcome"))["now"] >= before
            clock.ms += 1_000
            await ida.ask("note", text="after the restart")
            await ida.hears_event("note_written", text="after the restart")
        notes = [entry for entry in await timeline(place, interview) if isinstance(entry.event, e.NoteWritten)]
        assert [note.at for note in notes] == [1_000, 2_000, 3_000, 4_000, before + 1_000]
