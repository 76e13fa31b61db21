"""Many rooms: they leave memory when they are empty, never before what they hold is stored, and a server that stops
says so to everybody in time."""

import asyncio
import gc
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.core import events as e
from server.core.interview import Interview
from server.live.clock import SystemClock
from server.live.live_room import LiveRoom
from server.live.ports import StoreError
from server.live.rooms import IDLE_MS
from tests.house import new_house, serving
from tests.people import page
from tests.server.processes import Server, free_port
from tests.server.test_trouble_start import another_program_holds
from tests.server.visitors import Owner

pytestmark = pytest.mark.server

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
INTERVIEWS = 200
LIVE = 50
GOODBYE_SECONDS = 6


async def test_fifty_live_rooms_hear_that_the_server_stops_and_it_does(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", TASKS, free_port(), log=tmp_path / "log")
    await server.start()
    try:
        token = (await server.command("token", "create")).strip()
        planned = [
            await server.api(token, "/interviews", {"title": f"No. {n}", "candidate": "Cam", "tasks": ["slots"]})
            for n in range(INTERVIEWS)
        ]
        cams = [await connect(each["sync"]["candidate"]) for each in planned[:LIVE]]
        for cam in cams:
            await cam.recv()  # the greeting: each of them is in
        owner = Owner(server)
        await owner.signs_in(server.said)
        status, home = await owner.opens("/")
        assert (status, home.count("row-link")) == (200, 40)  # the newest twenty of each state
        ends = [asyncio.create_task(_end_of(cam)) for cam in cams]
        began = time.monotonic()
        await server.stop()
        assert time.monotonic() - began < GOODBYE_SECONDS
        assert set(await asyncio.gather(*ends)) == {1012}
        await server.start()
        states = [each["state"] for each in (await server.api(token, "/interviews"))["interviews"]]
        assert (states.count("live"), states.count("planned")) == (LIVE, INTERVIEWS - LIVE)
    finally:
        await server.stop()
    assert "Traceback" not in (tmp_path / "log").read_text()


async def _end_of(wire: ClientConnection) -> int:
    try:
        while True:
            await wire.recv()
    except ConnectionClosed:
        return wire.close_code or 0


class SkippingClock(SystemClock):
    """The machine's clock, on which a test may let time pass."""

    skipped = 0

    def monotonic_ms(self) -> int:
        return super().monotonic_ms() + self.skipped


def rooms_in_memory(of: Sequence[Interview]) -> int:
    gc.collect()
    ids = {interview.id for interview in of}
    return sum(isinstance(each, LiveRoom) and each.interview.id in ids for each in gc.get_objects())


async def test_empty_rooms_leave_nothing_behind_in_memory(tmp_path: Path) -> None:
    clock = SkippingClock()
    async with serving(new_house(tmp_path, clock=clock)) as place:
        interviews: list[Interview] = []
        for _ in range(3):
            for _ in range(10):
                interviews.append(await place.interview())
                async with page(place.cam(interviews[-1])) as cam:
                    await cam.sees("def count_free")
                    await cam.type("# typed\n")
            assert rooms_in_memory(interviews) == 10
            clock.skipped += IDLE_MS + 1
            while place.house._rooms:
                await place.house.tidy()  # the last one may be leaving still
            await place.house.settled()
            assert rooms_in_memory(interviews) == 0
        for n in range(500):  # and asking for rooms that are not there leaves nothing either
            assert await place.house.enter(f"nosuchroom{n:03}"[-12:]) is None
        assert len(place.house._rooms._doors) == 0
        async with page(place.ida(interviews[0])) as ida:
            await ida.sees("# typed")


async def test_an_empty_room_stays_until_what_it_holds_is_stored(tmp_path: Path) -> None:
    clock = SkippingClock()
    async with serving(new_house(tmp_path, clock=clock)) as place:
        interview = await place.interview()
        live = await place.house.enter(interview.id)
        with another_program_holds(tmp_path / "greenroom.db"):
            async with page(place.cam(interview)) as cam:
                await cam.sees("def count_free")
                await cam.type("# only in memory\n")
                await cam.hears("trouble")
            clock.skipped += IDLE_MS + 1
            await place.house.tidy()
            async with page(place.ida(interview)) as ida:  # whoever comes finds all of it
                await ida.sees("# only in memory")
            assert await place.house.enter(interview.id) is live
        await place.house.store.journal.flush(interview.id)
        clock.skipped += IDLE_MS + 1
        while place.house._rooms:
            await place.house.tidy()
        async with page(place.ida(interview)) as ida:
            await ida.sees("# only in memory")


async def test_a_room_that_cannot_be_stored_any_more_begins_anew_and_its_pages_bring_what_they_have(
    tmp_path: Path,
) -> None:
    async with serving(new_house(tmp_path)) as place:
        interview = await place.interview()
        idas: Doc[Text] = Doc()
        cams: Doc[Text] = Doc()
        async with page(place.ida(interview), doc=idas) as ida, page(place.cam(interview), doc=cams) as cam:
            await cam.sees("def count_free")
            await cam.type("# stored\n")
            await cam.is_saved()
            gap = e.Entry(10_000, 0, 0, "host", e.Left())  # no room makes one: it stands for a fault of ours
            place.house.store.journal.append(interview.id, gap)
            await cam.type("# after the fault\n")
            await ida.is_sent_away(1012)
            await cam.is_sent_away(1012)
        async with page(place.ida(interview), doc=idas) as ida, page(place.cam(interview), doc=cams) as cam:
            await cam.is_saved()
            await ida.sees("# after the fault")
        await place.house.store.journal.flush(interview.id)
        async with page(place.ida(interview)) as late:
            await late.sees("# stored")
            await late.sees("# after the fault")


async def test_a_planned_interview_that_cannot_be_stored_is_not_there(tmp_path: Path) -> None:
    house = new_house(tmp_path)
    with another_program_holds(tmp_path / "greenroom.db"), pytest.raises(StoreError, match="Another program"):
        await house.open_interview("Title", "Ida", "Cam", ["slots"])
    assert await house.interviews() == []
    await house.close()
