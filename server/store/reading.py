"""Questions about timelines, each asked on a connection of the caller's, on a thread of the caller's."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, literal_column, select

from server.core.events import Entry
from server.live.ports import Checkpoint
from server.store.rows import EDITED, Row, entry
from server.store.schema import TALK, authors, checkpoints, entries, rooms

_ROW: Final = (entries.c.seq, entries.c.at, entries.c.wall, entries.c.author, entries.c.kind, entries.c.body)


def timeline_chunk(connection: Connection, room: str, after: int, limit: int) -> tuple[list[Entry], int]:
    """At most `limit` rows after `after` as entries, and the `seq` of the last row read, 0 when there was none."""
    rows = connection.execute(_of(room, *_ROW).where(entries.c.seq > after).limit(limit)).all()
    return _entries(connection, rows), rows[-1].seq if rows else 0


def updates_chunk(connection: Connection, room: str, after: int, limit: int) -> list[tuple[int, bytes]]:
    """At most `limit` pairs of `seq` and update, after `after`."""
    wanted = _of(room, entries.c.seq, entries.c.body).where(entries.c.seq > after, entries.c.kind == EDITED)
    return [(seq, body) for seq, body in connection.execute(wanted.limit(limit))]


def talk(connection: Connection, room: str) -> list[Entry]:
    """Every entry but edits and cursors; its index has just those."""
    return _entries(connection, connection.execute(_of(room, *_ROW).where(literal_column(TALK))).all())


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


def _entries(connection: Connection, rows: Sequence[Any]) -> list[Entry]:
    names = _names(connection, {row.author for row in rows})
    return [found for row in rows if (found := entry(Row(*row), names)) is not None]


def _names(connection: Connection, numbers: set[int]) -> Mapping[int, str]:
    found = connection.execute(select(authors.c.number, authors.c.name).where(authors.c.number.in_(numbers)))
    return {row.number: row.name for row in found}
