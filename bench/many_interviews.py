"""A house that has been used for years: 10,000 interviews with 1,000,000 events, one of them of ninety minutes.

The rows are the store's own, of a small interview that is repeated under other numbers: writing them one after another
through the journal would take minutes.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bench.long_interview import WALL, keep, long_interview
from server.core import events as e
from server.core.document import seed
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import Interview, State
from server.core.seal.chain import groups_of
from server.core.seal.proof import Seal
from server.core.seal.salts import root
from server.core.seal.statement import Statement
from server.store import seals
from server.store.database import Database
from server.store.interview_rows import row_of
from server.store.rows import EDITED, encode

LONG: Final = "k3v9x0q2m1ab"
LIVE: Final = 40
PLANNED: Final = 400
MINUTE_MS: Final = 60_000
EDITS: Final = 76
"""Edits of a small interview, which has sixteen events besides."""


async def fill(data: Path, interviews: int, events: int, tasks: tuple[str, str]) -> int:
    """Fill a new database; how many events there are."""
    path = data / "greenroom.db"
    database = Database(f"sqlite:///{path}")
    long, entries = long_interview(LONG, tasks)
    await keep(database, long, entries)
    small = list(_small())
    for entry in small:
        database.journal.append("template0000", entry)
    await database.journal.flush("template0000")
    await database.close()
    with sqlite3.connect(path) as connection:
        _seal(connection, LONG, len(entries))
        rest = (events - len(entries)) // (interviews - 1)
        for number in range(1, interviews):
            _repeat(connection, number, interviews, small[:rest], tasks)
    connection.close()
    return len(entries) + rest * (interviews - 1)


def _small() -> Iterator[e.Entry]:
    """A short interview that has ended: what people do, without runs."""
    said: list[tuple[str, e.Event]] = [
        (ROOM, e.Opened("Backend engineer", "Ida", "Cam", ("alert-storms",), ("0" * 64,))),
        (ROOM, e.Edited(seed({"alert-storms/solution.py": "def solve():\n    pass\n"}))),
        (CANDIDATE, e.Agreed("Cam", "2026-11")),
        (HOST, e.Joined("Ida", "host")),
        (CANDIDATE, e.Joined("Cam", "candidate")),
        (ROOM, e.Started()),
        *((CANDIDATE, e.Edited(b"\x01\x01\x07%c\x44\x01\x00\x01x\x00" % at)) for at in range(EDITS)),
        *((HOST, e.NoteWritten(f"n{at}", "Asks what **at most** means.", "", "", 0)) for at in range(6)),
        (CANDIDATE, e.Left()),
        (HOST, e.Left()),
        (HOST, e.Ended()),
    ]
    for seq, (by, event) in enumerate(said, start=1):
        at = seq * 20_000
        yield e.Entry(seq, at, WALL + at, by, event)


def _repeat(
    connection: sqlite3.Connection, number: int, of: int, small: Sequence[e.Entry], tasks: Sequence[str]
) -> None:
    """One more interview: an hour before the one with the next number."""
    id = f"room{number:08d}"
    created = WALL - (of - number) * 60 * MINUTE_MS
    state = State.LIVE if number < LIVE else State.PLANNED if number < LIVE + PLANNED else State.ENDED
    interview = Interview(id, f"Round {number}", "Ida", f"Cam {number}", (tasks[0],), state, created)
    if state is not State.PLANNED:
        interview = replace(interview, started=created, ended=created + 50 * MINUTE_MS if state is State.ENDED else 0)
    _insert(connection, "interviews", row_of(interview))
    room = connection.execute("INSERT INTO rooms (name) VALUES (?)", (id,)).lastrowid
    authors = dict(connection.execute("SELECT name, number FROM authors"))
    ended = state is State.ENDED
    connection.executemany(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (room, each.seq, each.at, 0 if kind == EDITED else created + each.at, authors[each.by], kind, body)
            for each in small
            if ended or not isinstance(each.event, e.Ended)
            if state is not State.PLANNED or not isinstance(each.event, e.Started | e.Joined)
            for kind, body, _ in (encode(each.event),)
        ),
    )
    if ended:
        _seal(connection, id, len(small))


def _seal(connection: sqlite3.Connection, id: str, events: int) -> None:
    """A seal of the right size, so that the server does not make ten thousand of them while it is measured."""
    (room,) = connection.execute("SELECT number FROM rooms WHERE name = ?", (id,)).fetchone()
    statement = Statement(id, events, 1, bytes(32), WALL)
    groups = tuple((root(bytes(16)),) for _ in range(groups_of(events)))
    made = Seal(statement.text, bytes(64), bytes(32), (bytes(32),) * len(groups), groups)
    _insert(connection, "seals", {"room": room, **seals.row(made)})


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    columns, places = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(row.values()))  # noqa: S608 names of our schema
