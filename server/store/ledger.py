"""The writer's side of the timeline tables: gives rooms and authors their numbers, checks the order, inserts rows.

Used by the writer's thread alone. What it remembers is a copy of what the database holds; after any failure it
forgets all of it, because nobody can say then whether the last commit happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select

from server.store.backlog import Line
from server.store.schema import authors, entries, rooms

_WIDTH: Final = len(entries.columns)

REMEMBERED_MAX: Final = 20_000
"""Rooms whose numbers are kept at hand; beyond that they are read again."""
ROWS_AT_ONCE: Final = 256
"""The longest INSERT. Each call into the driver lets go of the interpreter's lock and must win it back from a busy
event loop, so few long statements beat many short ones."""


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
    """See the module. `store` runs inside a transaction that the caller began."""

    def __init__(self) -> None:
        self._rooms: dict[str, _Room] = {}
        self._authors: dict[str, int] = {}
        self._in_doubt = False
        self._statements: dict[int, str] = {}

    def forget(self) -> None:
        """After a failure: read everything again, and take lines that turn out to be stored as stored."""
        self._rooms.clear()
        self._authors.clear()
        self._in_doubt = True

    def store(self, connection: Connection, lines: Iterable[Line]) -> Outcome:
        """Insert these lines. A room whose numbers do not follow on is refused from that line on; the others go in."""
        if len(self._rooms) > REMEMBERED_MAX:
            self._rooms.clear()
        outcome = Outcome()
        values: list[Any] = []
        for room, seq, at, wall, by, kind, body in lines:
            known = self._rooms.get(room) or self._find_room(connection, room)
            if seq == known.last + 1 and room not in outcome.refused:
                author = self._authors.get(by) or self._find_author(connection, by)
                values += (known.number, seq, at, wall, author, kind, body)
                known.last = outcome.stored[room] = seq
            elif self._in_doubt and seq <= known.last:
                outcome.stored[room] = known.last
            else:
                outcome.refused.setdefault(room, f"entry {seq} came after entry {known.last}")
        self._insert(connection, values)
        return outcome

    def settled(self) -> None:
        """The transaction is committed: from here on a repeated number is a fault again."""
        self._in_doubt = False

    def room_number(self, connection: Connection, room: str) -> int:
        """The number of a room, given now if it has none."""
        return (self._rooms.get(room) or self._find_room(connection, room)).number

    def _find_room(self, connection: Connection, name: str) -> _Room:
        number = _number(connection, rooms, name)
        last = connection.scalar(select(func.max(entries.c.seq)).where(entries.c.room == number))
        self._rooms[name] = _Room(number, last or 0)
        return self._rooms[name]

    def _find_author(self, connection: Connection, name: str) -> int:
        self._authors[name] = _number(connection, authors, name)
        return self._authors[name]

    def _insert(self, connection: Connection, values: Sequence[Any]) -> None:
        """Insert entries whose values stand one after another in `values`, in as few statements as possible."""
        start, rows = 0, len(values) // _WIDTH
        while rows:
            count = min(ROWS_AT_ONCE, 1 << (rows.bit_length() - 1))  # powers of two: few statements to prepare and keep
            end = start + count * _WIDTH
            connection.exec_driver_sql(self._statement(connection, count), tuple(values[start:end]))
            start, rows = end, rows - count

    def _statement(self, connection: Connection, rows: int) -> str:
        """INSERT for so many rows, with a positional parameter for each column of each row."""
        if rows not in self._statements:
            row = dict.fromkeys(entries.columns.keys())
            self._statements[rows] = str(insert(entries).values([row] * rows).compile(dialect=connection.dialect))
        return self._statements[rows]


def _number(connection: Connection, table: Table, name: str) -> int:
    """The number of a name in `rooms` or `authors`, given now if it has none."""
    number = connection.scalar(select(table.c.number).where(table.c.name == name))
    if number is None:
        number = connection.execute(insert(table).values(name=name).returning(table.c.number)).scalar_one()
    return int(number)
