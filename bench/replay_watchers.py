"""Twenty people watch twenty replays: what the server's memory grows by while they do."""

import asyncio
import random
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.greenroom import Greenroom, greenroom
from bench.long_interview import keep, row_of
from bench.machine import rss_mib
from bench.progress import say
from server.core.events import Entry
from server.core.ids import HOST
from server.store.database import Database

WATCHERS: Final = 20
ENTRIES: Final = 10_000
"""Of each of their interviews."""
LOOKS: Final = 50
"""Chunks that each loads one after another, here and there."""


def watched(entries: Sequence[Entry]) -> float:
    """MiB of growth between the first look of all twenty and their last."""
    say(f"replay: {WATCHERS} people watch {WATCHERS} replays")
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        rooms = [f"watched{number:05d}" for number in range(WATCHERS)]
        asyncio.run(_make(Path(folder), rooms, entries))
        with greenroom(Path(folder)) as server, ThreadPoolExecutor(WATCHERS) as people:
            list(people.map(lambda room: _watches(server, room, 5), rooms))
            before = rss_mib(server.pid)
            list(people.map(lambda room: _watches(server, room, LOOKS), rooms))
            return rss_mib(server.pid) - before


async def _make(folder: Path, rooms: Sequence[str], entries: Sequence[Entry]) -> None:
    database = Database(f"sqlite:///{folder / 'greenroom.db'}")
    short = list(entries[:ENTRIES])
    ended = replace(entries[-1], seq=len(short) + 1, at=short[-1].at, wall=short[-1].wall, by=HOST)
    for room in rooms:
        await keep(database, row_of(room, [*short, ended]), [*short, ended])
    await database.close()


def _watches(server: Greenroom, room: str, looks: int) -> None:
    visitor = server.visitor(server.ask("GET", f"/api/interviews/{room}")["links"]["host"])
    chance = random.Random(room)
    index = visitor(f"/interviews/{room}/track").split(b"\n", 1)[0]
    chunks = index.count(b'"keyframe"')
    for _ in range(looks):
        visitor(f"/interviews/{room}/track/chunks/{chance.randrange(chunks)}")
