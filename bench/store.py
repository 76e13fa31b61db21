"""`store`: how fast timelines go to disk and come back, beside what bare SQLite takes for the same rows."""

import asyncio
import sqlite3
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import uvloop

from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, quantile, spread, table
from bench.typing_person import history
from server.core.events import Edited, Entry
from server.store.database import Database
from server.store.sqlite import PRAGMAS

ROWS: Final = 260_000
SINGLE_ROWS: Final = 2_000
ROOMS: Final = 400
PACE: Final = 12
"""Entries a second in each room: eight keystrokes and four remembered cursors."""
PACED_S: Final = 5.0
STORED_MAX_MS: Final = 50
BYTES_MAX: Final = 60
WALL: Final = 1_795_312_800_000
PACED: Final = f"{ROOMS} rooms × {PACE}/s"

LINES: Final = (
    ("stored in one burst, rows/s", "burst", "one transaction", "bare burst"),
    ("stored one after another, rows/s", "single", "a commit each", "bare single"),
    ("updates read back, rows/s", "read", "one SELECT", "bare read"),
    ("append, on the event loop, µs", "append", "", ""),
    (f"from append to stored, p50 ms, {PACED}", "p50", "", ""),
    (f"from append to stored, p99 ms, {PACED}", "p99", "", ""),
    (f"CPU of an entry, µs, {PACED}", "cpu", "", ""),
    ("a keystroke on disk, bytes", "bytes", "", ""),
)
"""What it is, our figure, what bare SQLite does instead, its figure."""


def store(rounds: int) -> Report:
    """The table."""
    found: dict[str, list[float]] = defaultdict(list)
    say(f"store: making {ROWS:,} keystrokes")
    bodies = history(ROWS, early=1).updates
    for round in range(rounds):
        say(f"store, round {round + 1} of {rounds}")
        with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
            figures = _bare(Path(folder) / "bare.db", bodies)
            figures |= uvloop.run(_burst(Path(folder) / "burst.db", bodies))
            figures |= uvloop.run(_paced(Path(folder) / "paced.db", bodies[0]))
        for name, figure in figures.items():
            found[name].append(figure)
    spreads = {name: Spread.of(figures) for name, figures in found.items()}
    rows = []
    for what, ours, instead, bare in LINES:
        beside = [spread(spreads[bare]), number(spreads[ours].over(spreads[bare]))] if bare else ["", ""]
        rows.append([what, spread(spreads[ours]), *beside, instead])
    stored = Goal(f"from append to stored, p99 ms, {PACED}", spreads["p99"], STORED_MAX_MS)
    size = Goal("a keystroke on disk, bytes", spreads["bytes"], BYTES_MAX)
    return Report(table(["", "Greenroom", "bare SQLite", "÷", "doing"], rows), [stored, size])


def _bare(path: Path, bodies: Sequence[bytes]) -> dict[str, float]:
    """The same rows with the same pragmas and nothing in between."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    columns = "room INT, seq INT, at INT, wall INT, author INT, kind INT, body BLOB, PRIMARY KEY (room, seq)"
    connection.execute(f"CREATE TABLE entries ({columns}) WITHOUT ROWID")
    insert = "INSERT INTO entries VALUES (?, ?, ?, ?, 1, 1, ?)"
    began = perf_counter()
    connection.execute("BEGIN")
    connection.executemany(insert, ((1, seq, seq, WALL + seq, body) for seq, body in enumerate(bodies)))
    connection.execute("COMMIT")
    burst = perf_counter() - began
    began = perf_counter()
    for seq in range(SINGLE_ROWS):
        connection.execute(insert, (2, seq, seq, WALL + seq, bodies[seq]))
    single = perf_counter() - began
    began = perf_counter()
    connection.execute("SELECT seq, body FROM entries WHERE room = 1 AND kind = 1 ORDER BY seq").fetchall()
    read = perf_counter() - began
    connection.close()
    return {"bare burst": len(bodies) / burst, "bare single": SINGLE_ROWS / single, "bare read": len(bodies) / read}


async def _burst(path: Path, bodies: Sequence[bytes]) -> dict[str, float]:
    """Everything at once into one room, read back; then one entry after another, each awaited."""
    database = Database(f"sqlite:///{path}")
    entries = [_entry(seq, body) for seq, body in enumerate(bodies, start=1)]
    append = database.journal.append
    began = perf_counter()
    for entry in entries:
        append("one", entry)
    appended = perf_counter() - began
    await database.journal.flush("one")
    burst = perf_counter() - began
    began = perf_counter()
    read = sum([1 async for _ in database.updates("one")])
    took = perf_counter() - began
    await database.close()
    disk = _size(path)
    database = Database(f"sqlite:///{path}")
    began = perf_counter()
    for entry in entries[:SINGLE_ROWS]:
        database.journal.append("two", entry)
        await database.journal.flush("two")
    single = SINGLE_ROWS / (perf_counter() - began)
    await database.close()
    rows = len(bodies)
    return {
        "append": appended / rows * 1e6,
        "burst": rows / burst,
        "read": read / took,
        "single": single,
        "bytes": disk / rows,
    }


async def _paced(path: Path, body: bytes) -> dict[str, float]:
    """Rooms in which somebody types, in turn."""
    database = Database(f"sqlite:///{path}")
    rooms = [f"room{number:08d}" for number in range(ROOMS)]
    appended: list[array[float]] = [array("d") for _ in rooms]
    waits: list[float] = []

    def watch(room: int) -> None:
        told = 0

        def stored(seq: int) -> None:
            nonlocal told
            now = perf_counter()
            waits.extend((now - at) * 1000 for at in appended[room][told:seq])
            told = seq

        database.journal.watch(rooms[room], stored, lambda sentence: None)

    def write(first: int, last: int) -> None:
        for turn in range(first, last):
            room = turn % ROOMS
            times = appended[room]
            times.append(perf_counter())
            database.journal.append(rooms[room], _entry(len(times), body))

    for room in range(ROOMS):
        watch(room)
    write(0, ROOMS)  # rooms get their numbers before the clock runs
    await asyncio.gather(*(database.journal.flush(room) for room in rooms))
    waits.clear()
    began, cpu, written = perf_counter(), process_time(), 0
    while (passed := perf_counter() - began) < PACED_S:
        due = int(passed * PACE * ROOMS)
        write(written, due)
        written = due
        await asyncio.sleep(0.001)
    await asyncio.gather(*(database.journal.flush(room) for room in rooms))
    cpu = process_time() - cpu
    await database.close()
    return {"p50": quantile(waits, 0.5), "p99": quantile(waits, 0.99), "cpu": cpu / written * 1e6}


def _size(path: Path) -> int:
    return path.stat().st_size


def _entry(seq: int, body: bytes) -> Entry:
    return Entry(seq, seq * 125, WALL + seq * 125, "candidate", Edited(body))
