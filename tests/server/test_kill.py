"""Nothing that was said to be saved is ever lost: `kill -9` in mid-typing, ten times with the pages open and ten times
with every page gone at the same instant."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text
from websockets.exceptions import ConnectionClosed

from tests.people import Person, page
from tests.server.processes import Server, free_port

pytestmark = pytest.mark.server

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
ROUNDS = 10
KEYS_BEFORE_THE_KILL = 60
FILE = "slots/solution.py"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", TASKS, free_port())
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def new_interview(server: Server) -> Any:
    token = (await server.command("token", "create")).strip()
    return await server.api(token, "/interviews", {"title": "Kill", "candidate": "Cam", "tasks": ["slots"]})


@dataclass
class Typing:
    """What somebody has typed so far: when each key went out, and whether there is enough to lose."""

    sent: list[float] = field(default_factory=list)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def until_cut_off(self, cam: Person) -> None:
        """Type a key every few milliseconds until the connection breaks."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await cam.type("x")
                self.sent.append(time.monotonic())
                if len(self.sent) == KEYS_BEFORE_THE_KILL:
                    self.enough.set()
                await asyncio.sleep(0.005)  # a pace, not a wait: keys do not come all at once


async def test_killed_in_mid_typing_with_the_pages_open_nothing_is_lost(server: Server) -> None:
    interview = await new_interview(server)
    cams: Doc[Text] = Doc()
    idas: Doc[Text] = Doc()
    for _ in range(ROUNDS):
        async with page(interview["sync"]["candidate"], doc=cams) as cam, page(interview["sync"]["host"], doc=idas):
            await cam.sees("def count_free")
            typing = Typing()
            typed = asyncio.create_task(typing.until_cut_off(cam))
            await typing.enough.wait()
            await server.kill()
            await typed
        await server.start()
        async with (
            page(interview["sync"]["candidate"], doc=cams) as cam,
            page(interview["sync"]["host"], doc=idas) as ida,
            page(interview["sync"]["host"]) as fresh,
        ):
            await cam.is_saved()
            everything = cam.text()
            await ida.sees(everything)
            await fresh.sees(everything)
            assert ida.text() == fresh.text() == everything


async def test_killed_with_every_page_gone_only_the_last_moment_is_lost(server: Server) -> None:
    interview = await new_interview(server)
    for round in range(ROUNDS):
        async with page(interview["sync"]["candidate"]) as cam:
            await cam.sees("def count_free")
            before = len(cam.text())
            typing = Typing()
            typed = asyncio.create_task(typing.until_cut_off(cam))
            await typing.enough.wait()
            acknowledged = max(frame["upto"] for frame in cam.frames if frame["type"] == "saved") - 1  # its step 2
            killed = time.monotonic()
            await server.kill()
            await typed
        await server.start()
        async with page(interview["sync"]["host"]) as ida:
            await ida.sees("def count_free")
            kept = len(ida.text()) - before
        due = sum(at < killed - ALLOWED_S for at in typing.sent)
        assert kept >= acknowledged, f"round {round}: {acknowledged} were said to be saved, {kept} are there"
        assert kept >= due, f"round {round}: {due} were older than {ALLOWED_S} s, {kept} are there"


ALLOWED_S = 0.05 + 0.15
"""The 50 ms that the group commit may take, and what a busy machine may take to deliver and to kill."""
