"""`replay`: a whole interview of ninety minutes, on disk, on the way and in Chromium, beside the naive ways."""

import asyncio
import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from playwright.async_api import async_playwright

from bench.greenroom import Greenroom, greenroom
from bench.long_interview import RUNS, keep, long_interview
from bench.processes import HOST, CannotMeasure
from bench.progress import say
from bench.replay_naive import frequent, naive
from bench.replay_page import SEEKS, Texts, measured, moments
from bench.replay_watchers import watched
from bench.report import Goal, Report
from bench.stats import Spread, number, quantile, spread, table
from server.core.events import Entry
from server.core.track.parts import Edition
from server.live.clock import SystemClock
from server.live.tracks import Tracks
from server.store.database import Database
from server.store.track_files import TrackFiles
from setup import machine
from tests.browser.browsers import FLAGS

ROOM: Final = "k3v9x0q2m1ab"
TASKS: Final = ("alert-storms", "downtime")
"""Of this project's own, so that the replay's page has statements to show."""
FIRST_MS: Final = 100
SEEN_MS: Final = 50
TASK_MS: Final = 50
LINK_MS: Final = 1_000
DERIVE_S: Final = 5
ENTRY_BYTES: Final = 60
TRACK_MB: Final = 1.2
OFFLINE_MB: Final = 3
WATCHERS_MIB: Final = 16
MB: Final = 1e6


def replay(rounds: int) -> Report:
    """The table. Raises `CannotMeasure` without Chromium or the web bundle."""
    if not machine.browser():
        raise CannotMeasure("No Chromium is installed. Run: sudo apt-get install chromium")
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        data = Path(folder)
        entries = asyncio.run(_make(data, found))
        lines, texts = asyncio.run(_derive(data, found, rounds))
        with greenroom(data) as server:
            _sealed(server)
            for round in range(rounds):
                say(f"replay, round {round + 1} of {rounds}: {len(texts)} moments in Chromium")
                for name, figures in asyncio.run(_seen(server, lines, texts)).items():
                    found[name].extend(figures)
                    found[f"{name} p95"].append(quantile(figures, 0.95))
            found["offline"].append(_offline(server) / MB)
        found["watchers"].append(watched(entries))
    spreads = {name: Spread.of(figures) for name, figures in found.items()}
    return Report(_table(spreads, len(entries)), _goals(spreads))


async def _make(data: Path, found: dict[str, list[float]]) -> list[Entry]:
    """The interview in a database of its own, and how many bytes an entry takes there."""
    say("replay: making an interview of ninety minutes")
    path = data / "greenroom.db"
    database = Database(f"sqlite:///{path}")
    interview, entries = long_interview(ROOM, TASKS)
    await keep(database, interview, entries)
    await database.close()
    found["entry"].append(path.stat().st_size / len(entries))
    return entries


async def _derive(data: Path, found: dict[str, list[float]], rounds: int) -> tuple[list[bytes], Texts]:
    """Derive the host's track anew for each round. All its lines, and what stands in the files at some moments."""
    database = Database(f"sqlite:///{data / 'greenroom.db'}")
    interview = await database.interview(ROOM)
    assert interview is not None
    try:
        for round in range(rounds):
            say(f"replay, round {round + 1} of {rounds}: deriving the track")
            folder = data / f"derived-{round}"
            tracks = _tracks(database, folder)
            began = perf_counter()
            await tracks.index(interview, Edition.HOST)
            found["derive"].append(perf_counter() - began)
            await tracks.close()
            found["track"].append(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / MB)
        tracks = _tracks(database, data / "tracks")  # where the server will look for it
        lines = [line async for _, line in tracks.lines(interview, Edition.HOST)]
        length = (await tracks.read_index(interview, Edition.HOST)).header["length"]
        texts: dict[int, Sequence[str]] = {}
        for at in moments(length, SEEKS + 1, random.Random(11)):
            texts[at] = list((await tracks.texts_at(interview, Edition.HOST, at=at)).values())
        await tracks.close()
        return lines, texts
    finally:
        await database.close()


def _tracks(database: Database, folder: Path) -> Tracks:
    async def stored(room: str) -> None:
        """It is all there."""

    return Tracks(database, TrackFiles(folder), SystemClock(), stored)


async def _seen(server: Greenroom, lines: Sequence[bytes], texts: Texts) -> dict[str, list[float]]:
    link = server.ask("GET", f"/api/interviews/{ROOM}")["links"]["host"]
    here = f"http://{HOST}:{server.port}/{link.split('/', 3)[3]}"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=machine.browser(), args=FLAGS)
        try:
            figures = await measured(browser, server, here, ROOM, texts)
            return figures | await naive(browser, frequent(lines), list(texts)[:10])
        finally:
            await browser.close()


def _sealed(server: Greenroom) -> None:
    """Wait until the server has sealed the interview, which it finds ended and not sealed, and is quiet."""
    fetch = server.visitor(server.ask("GET", f"/api/interviews/{ROOM}")["links"]["host"])
    while json.loads(fetch(f"/interviews/{ROOM}/track").split(b"\n", 1)[0])["seal"] is None:
        time.sleep(0.2)  # sealing gives no news to wait for


def _offline(server: Greenroom) -> int:
    """Bytes of the offline file, host's edition."""
    fetch = server.visitor(server.ask("GET", f"/api/interviews/{ROOM}")["links"]["host"])
    return len(fetch(f"/interviews/{ROOM}/export/offline.html?edition=host"))


def _table(spreads: dict[str, Spread], count: int) -> str:
    def row(what: str, name: str, beside: str = "", bare: str = "") -> list[str]:
        other = [spread(spreads[bare]), number(spreads[name].over(spreads[bare]))] if bare else ["", ""]
        return [what, spread(spreads[name]), *other, beside]

    rows = [
        row("seek to a part not loaded, p95 ms, to painted", "first p95", "from zero, not painted", "zero p95"),
        row("seek to a part seen before, p95 ms, to painted", "seen p95", "from zero, not painted", "zero p95"),
        row("seek to a part not loaded, ms, to painted", "first", "from zero, not painted", "zero"),
        row("deep link, ms, to painted", "link", "one JSON blob opened, not painted", "blob"),
        row("longest task of all seeks, ms", "longest"),
        row("deriving the track, s", "derive"),
        row("an entry in the database, bytes", "entry"),
        row("the track at rest, MB", "track"),
        row("the offline file, MB", "offline"),
        row("20 people watch 20 replays, MiB", "watchers"),
    ]
    head = [f"{count:,} entries, {RUNS} runs", "Greenroom", "beside it", "÷", "what that is"]
    return table(head, rows)


def _goals(spreads: dict[str, Spread]) -> list[Goal]:
    bounds: dict[str, tuple[str, float]] = {
        "first p95": ("seek to a part not loaded, p95 ms", FIRST_MS),
        "seen p95": ("seek to a part seen before, p95 ms", SEEN_MS),
        "longest": ("longest task of all seeks, ms", TASK_MS),
        "link": ("deep link to painted, ms", LINK_MS),
        "derive": ("deriving the whole track, s", DERIVE_S),
        "entry": ("an entry in the database, bytes", ENTRY_BYTES),
        "track": ("the track at rest, MB", TRACK_MB),
        "offline": ("the offline file, MB", OFFLINE_MB),
        "watchers": ("memory for 20 watchers, MiB", WATCHERS_MIB),
    }
    return [Goal(what, spreads[name], bound) for name, (what, bound) in bounds.items()]
