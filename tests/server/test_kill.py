"""Nothing that was said to be saved is ever lost: `kill -9` in mid-typing, ten times with the pages open and ten times
with every page gone at the same instant."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text
from websockets.exceptions import ConnectionClosed

from tests.people import Person, page
from tests.server.processes import Server

pytestmark = pytest.mark.server

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
ROUNDS = 10
KEYS_BEFORE_THE_KILL = 60
FILE = "slots/solution.py"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(tmp_path / "data", TASKS, port)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def new_interview(server: Server) -> Any:
    token = (await server.command("token", "create")).strip()
    return await server.api(token, "/interviews", {"title": "Kill", "candidate": "Cam", "tasks": ["slots"]})


async def type_until_cut_off(cam: Person, typed: asyncio.Event) -> None:
    """Type a key every few milliseconds until the connection breaks; say when there is enough to lose."""
    try:
        for n in range(100_000):
            await cam.type(f"{n} ")
            if n == KEYS_BEFORE_THE_KILL:
                typed.set()
            await asyncio.sleep(0.005)  # a pace, not a wait: keys do not come all at once
    except ConnectionClosed:
        return


async def test_killed_in_mid_typing_with_the_pages_open_nothing_is_lost(server: Server) -> None:
    interview = await new_interview(server)
    cams: Doc[Text] = Doc()
    idas: Doc[Text] = Doc()
    for _ in range(ROUNDS):
        async with page(interview["sync"]["candidate"], doc=cams) as cam, page(interview["sync"]["host"], doc=idas):
            await cam.sees("def count_free")
            typed = asyncio.Event()
            typing = asyncio.create_task(type_until_cut_off(cam, typed))
            await typed.wait()
            await server.kill()
            await typing
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
        before = 0
        async with page(interview["sync"]["candidate"]) as cam:
            await cam.sees("def count_free")
            before = len(cam.text())
            sent: list[tuple[float, int]] = []
            typed = asyncio.Event()

            async def type_and_note(cam: Person = cam, sent: list[tuple[float, int]] = sent, typed: asyncio.Event = typed) -> None:
                try:
                    for n in range(100_000):
                        await cam.type("x")
                        sent.append((time.monotonic(), n + 1))
                        if n == KEYS_BEFORE_THE_KILL:
                            typed.set()
                        await asyncio.sleep(0.005)
                except ConnectionClosed:
                    return

            typing = asyncio.create_task(type_and_note())
            await typed.wait()
            acknowledged = max(frame["upto"] for frame in cam.frames if frame["type"] == "saved") - 1  # its step 2
            killed = time.monotonic()
            await server.kill()
            await typing
        await server.start()
        async with page(interview["sync"]["host"]) as ida:
            await ida.sees("def count_free")
            kept = len(ida.text()) - before
        due = max((count for at, count in sent if at < killed - ALLOWED_S), default=0)
        assert kept >= acknowledged, f"round {round}: {acknowledged} were said to be saved, {kept} are there"
        assert kept >= due, f"round {round}: {due} were older than {ALLOWED_S} s, {kept} are there"


ALLOWED_S = 0.05 + 0.15
"""The 50 ms that the group commit may take, and what a busy machine may take to deliver and to kill."""
