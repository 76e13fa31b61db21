"""A full disk and a held database under live rooms, with the real program: the room goes on, nothing is said to be
saved that is not, it is all there afterwards, and the other pages say what is the matter."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.people import Person, page
from tests.server.disks import small_disk
from tests.server.processes import Server, free_port
from tests.server.test_trouble_start import another_program_holds
from tests.server.visitors import Owner

pytestmark = pytest.mark.server

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
NEW = {"title": "Trouble", "candidate": "Cam", "tasks": ["slots"]}


def saved_upto(person: Person) -> int:
    return max(int(frame["upto"]) for frame in person.frames if frame["type"] == "saved")


@asynccontextmanager
async def running(data: Path, log: Path) -> AsyncIterator[tuple[Server, str]]:
    """A server with its log in this file, and a token for its API."""
    server = Server(data, TASKS, free_port(), log=log)
    await server.start()
    try:
        yield server, (await server.command("token", "create")).strip()
    finally:
        await server.stop()


@asynccontextmanager
async def people_in(interview: Any) -> AsyncIterator[tuple[Person, Person]]:
    """Ida and Cam, in the room and with everything saved."""
    async with page(interview["sync"]["host"]) as ida, page(interview["sync"]["candidate"]) as cam:
        await ida.sees("def count_free")
        await cam.sees("def count_free")
        await cam.type("# before\n")
        await cam.is_saved()
        await ida.sees("# before")
        yield ida, cam


async def both_type(ida: Person, cam: Person) -> None:
    """More than any reserve of the disk takes, until they hear of the trouble; and they still see each other type."""
    for n in range(30):
        await cam.type(f"{n}" * 2_000)
    trouble = await cam.hears("trouble")
    assert "disk" in trouble["message"]
    assert "Whoever runs it should" in trouble["message"]
    assert "saved as soon as that is mended" in trouble["message"]
    await ida.hears("trouble", message=trouble["message"])
    await ida.type("# ida, meanwhile\n")
    await cam.sees("# ida, meanwhile")
    await cam.type("# cam, meanwhile\n")
    await ida.sees("# cam, meanwhile")


async def test_a_full_disk_under_a_live_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        log = disk.folder / "log"  # the server's own log is on the full disk as well
        async with running(disk.folder / "data", log) as (server, token):
            interview, other = [await server.api(token, "/interviews", NEW) for _ in range(2)]
            owner, program = Owner(server), Owner(server, token)
            await owner.signs_in(server.said)
            async with people_in(interview) as (ida, cam), page(other["sync"]["host"]) as elsewhere:
                await elsewhere.sees("def count_free")
                await elsewhere.type("# elsewhere\n")
                await elsewhere.is_saved()
                disk.fill(server.pid)
                await both_type(ida, cam)
                upto = saved_upto(cam)
                assert upto < cam.sent_frames
                # the other pages open, or say within seconds why they cannot
                assert (await owner.opens("/"))[0] == 200
                assert (await owner.opens(f"/interviews/{interview['id']}"))[0] == 200
                shut = await asyncio.gather(
                    owner.opens(f"/interviews/{interview['id']}/record"),
                    owner.opens("/healthz"),
                    program.opens(f"/api/interviews/{interview['id']}/timeline"),
                    program.opens("/api/interviews", json.dumps(NEW).encode()),
                )
                for status, text in shut:
                    assert status == 503
                    assert "Whoever runs it should" in text
                # whoever comes now sees all of it, and hears of the trouble
                async with page(interview["sync"]["host"]) as late:
                    await late.sees("# cam, meanwhile")
                    await late.hears("trouble")
                assert saved_upto(cam) == upto
                assert [frame for frame in elsewhere.frames if frame["type"] == "trouble"] == []
                disk.free(server.pid)
                await cam.hears("trouble", message="")
                await cam.is_saved()
                await ida.is_saved()
                everything = cam.text()
            assert (await owner.opens(f"/interviews/{interview['id']}/record"))[0] == 200
            await server.kill()  # so that only what is on the disk is left
            await server.start()
            async with page(interview["sync"]["host"]) as ida:
                await ida.sees(everything)


async def test_the_end_of_an_interview_on_a_full_disk_is_an_end_and_is_kept_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        async with running(disk.folder / "data", tmp_path / "log") as (server, token):
            interview = await server.api(token, "/interviews", NEW)
            program = Owner(server, token)
            address = f"/api/interviews/{interview['id']}"
            async with people_in(interview) as (ida, cam):
                disk.fill(server.pid)
                await both_type(ida, cam)
                await ida.ask("end")
                await cam.is_sent_away(4410)
                await ida.is_sent_away(4410)
            async with page(interview["sync"]["candidate"]) as cam:
                await cam.is_sent_away(4410)
            assert json.loads((await program.opens(address))[1])["state"] == "ended"
            assert (await program.opens(f"{address}/timeline"))[0] == 503
            disk.free(server.pid)
            while (await program.opens(f"{address}/timeline"))[0] == 503:
                pass  # each ask waits for the store by itself
            await server.kill()
            await server.start()
            while (await server.api(token, f"/interviews/{interview['id']}"))["state"] != "ended":
                pass  # killed before its row was saved, a server that starts reads it from the timeline


async def test_a_server_stops_on_a_full_disk_too_and_says_what_is_lost(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with small_disk(tmp_path / "disk") as disk:
        async with running(disk.folder / "data", log) as (server, token):
            interview = await server.api(token, "/interviews", NEW)
            async with people_in(interview) as (ida, cam):
                disk.fill(server.pid)
                await both_type(ida, cam)
                began = time.monotonic()
                await server.stop()
                assert time.monotonic() - began < 10
                await cam.is_sent_away(1012)
    assert "could not be stored before the server stopped" in log.read_text()
    assert "meanwhile" not in log.read_text()


async def test_a_database_that_another_program_holds_for_a_while(tmp_path: Path) -> None:
    async with running(tmp_path / "data", tmp_path / "log") as (server, token):
        interview = await server.api(token, "/interviews", NEW)
        owner, program = Owner(server), Owner(server, token)
        await owner.signs_in(server.said)
        async with people_in(interview) as (ida, cam):
            with another_program_holds(tmp_path / "data" / "greenroom.db"):
                await cam.type("# held\n")
                assert "Another program holds" in (await cam.hears("trouble"))["message"]
                await ida.sees("# held")
                upto = saved_upto(cam)
                assert upto < cam.sent_frames
                assert (await owner.opens("/"))[0] == 200
                status, text = await program.opens("/api/interviews", json.dumps(NEW).encode())
                assert (status, json.loads(text)["error"]["code"]) == (503, "store_trouble")
                assert saved_upto(cam) == upto
            await cam.hears("trouble", message="")
            await cam.is_saved()
            await ida.hears("trouble", message="")
    assert "Traceback" not in (tmp_path / "log").read_text()
