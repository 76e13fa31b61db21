"""Questions about timelines, each asked on a connection of the caller's, on a thread of the caller's."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, literal_column, select

from server.core.events import Entry
from server.core.track.parts import Unread
from server.live.ports import Checkpoint
from server.store.rows import CODES, EDITED, Row, entry, number_of, readable
from server.store.schema import TALK, authors, checkpoints, entries, names, rooms

OPENED: Final = CODES["opened"]
STARTED: Final = CODES["started"]

_ROW: Final = (entries.c.seq, entries.c.at, entries.c.wall, entries.c.author, entries.c.kind, entries.c.body)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows as they were read; they become entries when somebody iterates."""

    rows: Sequence[tuple[Any, ...]]
    authors: Mapping[int, str]
    names: Mapping[int, str]
    began: int
    """Unix ms of interview time 0, for the rows that do not say theirs."""

    def __iter__(self) -> Iterator[Entry]:
        read = (entry(Row(*row), self.authors, self.names, self.began) for row in self.rows)
        return (found for found in read if found is not None)

    def everything(self) -> Iterator[Entry | Unread]:
        """All of them, those that cannot be read too."""
        return (readable(Row(*row), self.authors, self.names, self.began) for row in self.rows)

    @property
    def last(self) -> int:
        """The highest `seq`, whether or not its event can be read; 0 without rows."""
        return self.rows[-1][0] if self.rows else 0


def timeline_chunk(connection: Connection, room: str, after: int, limit: int) -> Chunk:
    """At most `limit` rows after `after`."""
    wanted = _of(room, *_ROW).where(entries.c.seq > after).limit(limit)
    return _chunk(connection, wanted, _began(connection, room))


def updates_chunk(connection: Connection, room: str, after: int, limit: int) -> Sequence[tuple[int, bytes]]:
    """At most `limit` pairs of `seq` and update, after `after`."""
    wanted = _of(room, entries.c.seq, entries.c.body).where(entries.c.seq > after, entries.c.kind == EDITED)
    return _tuples(connection, wanted.limit(limit))


def talk(connection: Connection, room: str) -> list[Entry]:
    """Every entry but edits and cursors. An index has just those; asked for an order, SQLite would not use it."""
    found = _chunk(connection, talk_rows(room))
    return sorted(found, key=attrgetter("seq"))


def talk_rows(room: str) -> Select[Any]:
    """The rows behind `talk`, in any order."""
    return _of(room, *_ROW).where(literal_column(TALK)).order_by(None)


def last(connection: Connection, room: str) -> tuple[int, int]:
    """The `seq` and `at` of the last entry; (0, 0) without any."""
    newest = _of(room, entries.c.seq, entries.c.at).order_by(None).order_by(entries.c.seq.desc()).limit(1)
    row = connection.execute(newest).first()
    return (row.seq, row.at) if row else (0, 0)


def checkpoint(connection: Connection, room: str) -> Checkpoint | None:
    """The newest one, which is the only one kept."""
    wanted = (
        select(checkpoints.c.seq, checkpoints.c.state)
        .join(rooms, rooms.c.number == checkpoints.c.room)
        .where(rooms.c.name == room)
    )
    row = connection.execute(wanted).first()
    return Checkpoint(row.seq, row.state) if row else None


def _of(room: str, *columns: Any) -> Select[Any]:
    number = select(rooms.c.number).where(rooms.c.name == room).scalar_subquery()
    return select(*columns).where(entries.c.room == number).order_by(entries.c.seq)


def _chunk(connection: Connection, wanted: Select[Any], began: int = 0) -> Chunk:
    rows = _tuples(connection, wanted)
    files = {number for row in rows if (number := number_of(row[4], row[5])) is not None}
    return Chunk(rows, _named(connection, authors, {row[3] for row in rows}), _named(connection, names, files), began)


def _named(connection: Connection, table: Table, numbers: Collection[int]) -> dict[int, str]:
    """The names of these numbers in `authors` or `names`."""
    if not numbers:
        return {}
    found = connection.execute(select(table.c.number, table.c.name).where(table.c.number.in_(numbers)))
    return {row.number: row.name for row in found}


def _began(connection: Connection, room: str) -> int:
    """Unix ms of the start, or of the opening before there is one; 0 for a room without either."""
    kinds = _of(room, entries.c.kind, entries.c.wall).where(literal_column(TALK), entries.c.kind.in_((OPENED, STARTED)))
    walls = {row.kind: row.wall for row in connection.execute(kinds.order_by(None))}
    return int(walls.get(STARTED) or walls.get(OPENED) or 0)


def _tuples(connection: Connection, wanted: Select[Any]) -> Sequence[Any]:
    """The driver's own rows. A thread that works through many in Python keeps the event loop from the interpreter's
    lock for milliseconds at a time; one that only waits for SQLite does not."""
    cursor = connection.execute(wanted).cursor
    assert cursor is not None
    return cursor.fetchall()
