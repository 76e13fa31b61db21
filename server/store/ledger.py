"""The writer's side of the timeline tables: gives rooms and authors their numbers, checks the order, inserts rows.

Used by the writer's thread alone. What it remembers is a copy of what the database holds; after any failure it
forgets all of it, because nobody can say then whether the last commit happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.engine import Dialect

from server.store.backlog import Line
from server.store.rows import EDITED, numbered
from server.store.schema import authors, entries, names, rooms

_WIDTH: Final = len(entries.columns)

REMEMBERED_MAX: Final = 20_000
"""Rooms, and files, whose numbers are kept at hand; beyond that they are read again."""
LINES_AT_ONCE: Final = 256
"""The largest commit, about 2 ms of work. There is a prepared statement for each number of lines."""


@dataclass(slots=True)
class Outcome:
    """What came of one transaction: the highest stored `seq` by room, and what the refused rooms did wrong."""

    stored: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Room:
    number: int
    last: int


class Ledger:
    """See the module. The connection must not be in a transaction: what is stored is committed at once."""

    def __init__(self) -> None:
        self._rooms: dict[str, _Room] = {}
        self._authors: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._in_doubt = False

    def forget(self) -> None:
        """After a failure: read everything again, and take lines that turn out to be stored as stored."""
        self._rooms.clear()
        self._authors.clear()
        self._names.clear()
        self._in_doubt = True

    def forget_room(self, room: str) -> None:
        """The room is deleted: its number may be another's one day."""
        self._rooms.pop(room, None)

    def store(self, connection: Connection, lines: Sequence[Line]) -> Outcome:
        """Commit these lines, at most `LINES_AT_ONCE`: all, or after an error none, or after a lost answer perhaps all.

        A room whose numbers do not follow on is refused from that line on; the others go in.
        """
        for remembered in (self._rooms, self._names):
            if len(remembered) > REMEMBERED_MAX:
                remembered.clear()
        outcome = Outcome()
        values: list[Any] = []
        for room, seq, at, wall, by, kind, body, name in lines:
            known = self._rooms.get(room) or self._find_room(connection, room)
            if seq == known.last + 1 and room not in outcome.refused:
                author = self._authors.get(by) or self._find_author(connection, by)
                if name:
                    body = numbered(self._names.get(name) or self._find_name(connection, name), body)
                values += (known.number, seq, at, wall if kind > EDITED else 0, author, kind, body)
                known.last = outcome.stored[room] = seq
            elif self._in_doubt and seq <= known.last:
                outcome.stored[room] = known.last
            else:
                outcome.refused.setdefault(room, f"entry {seq} came after entry {known.last}")
        if values:
            _insert(connection, values)
        self._in_doubt = False
        return outcome

    def room_number(self, connection: Connection, room: str) -> int:
        """The number of a room, given now, in the transaction of the caller, if it has none."""
        return self._rooms[room].number if room in self._rooms else _number(connection, rooms, room)

    def _find_room(self, connection: Connection, name: str) -> _Room:
        with connection.begin():
            number = _number(connection, rooms, name)
            last = connection.scalar(select(func.max(entries.c.seq)).where(entries.c.room == number))
        self._rooms[name] = _Room(number, last or 0)
        return self._rooms[name]

    def _find_name(self, connection: Connection, name: str) -> int:
        with connection.begin():
            self._names[name] = _number(connection, names, name)
        return self._names[name]

    def _find_author(self, connection: Connection, name: str) -> int:
        with connection.begin():
            self._authors[name] = _number(connection, authors, name)
        return self._authors[name]


def _number(connection: Connection, table: Table, name: str) -> int:
    """The number of a name in `rooms`, `authors` or `names`, given now if it has none."""
    number = connection.scalar(select(table.c.number).where(table.c.name == name))
    if number is None:
        number = connection.execute(insert(table).values(name=name).returning(table.c.number)).scalar_one()
    return int(number)


def _insert(connection: Connection, values: Sequence[Any]) -> None:
    """Insert entries whose values stand one after another in `values`.

    One statement by itself is a whole transaction, so the driver is called once. Each call lets go of the
    interpreter's lock and has to win it back from a busy event loop: with BEGIN, several INSERTs and COMMIT, commits
    took over 100 ms beside a loop that was never idle.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(_insert_sql(connection.dialect, len(values) // _WIDTH), values)


@lru_cache(maxsize=2 * LINES_AT_ONCE)
def _insert_sql(dialect: Dialect, rows: int) -> str:
    """INSERT for so many rows, with a positional parameter for each column of each row."""
    one = str(insert(entries).compile(dialect=dialect))
    return f"{one}{one[one.index(' VALUES ') + len(' VALUES') :].replace(' (', ', (', 1) * (rows - 1)}"
