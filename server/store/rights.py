"""Deleting, erasing, holding and logging, each on a connection of the caller's, in a transaction of the caller's."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Select, and_, delete, func, insert, literal_column, or_, select, update

from server.core.interview import State
from server.core.listing import Wanted
from server.core.rights import Access, Deletion, Hold, Thing, Way, Why, hour_of
from server.core.seal.erasures import SignedErasure, read_erasure
from server.core.seal.proof import Seal
from server.core.track.parts import ERASED
from server.live.ports import Paper
from server.store import papers, seals
from server.store.personal import HOLDINGS
from server.store.rows import CODES
from server.store.schema import (
    TALK,
    accesses,
    checkpoints,
    deletions,
    entries,
    erasures,
    holds,
    interviews,
    places,
    rooms,
    unscrubbed,
)
from server.store.schema import seals as seals_table

STARTED: Final = CODES["started"]
ENDED: Final = CODES["ended"]
ONLY: Final = 1
"""The number of the one row of `unscrubbed`."""


# Lists ------------------------------------------------------------------------------------------------------------


def listed(connection: Connection, wanted: Wanted) -> Sequence[Any]:
    asked = _wanted(select(interviews), wanted)
    asked = asked.order_by(interviews.c.created.desc(), interviews.c.id.desc()).limit(wanted.limit)
    if wanted.state is not None:
        asked = asked.where(interviews.c.state == wanted.state.value)
    if wanted.after is not None:  # in this form the index leads straight to the place
        created, id = wanted.after.created, wanted.after.id
        behind = or_(interviews.c.created < created, interviews.c.id < id)
        asked = asked.where(interviews.c.created <= created, behind)
    return connection.execute(asked).all()


def _wanted(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    """Those with the wanted words, of the wanted account, and practice or not: whatever their state and place."""
    if wanted.account:
        asked = asked.join(places, places.c.room == interviews.c.id).where(places.c.account == wanted.account)
    if wanted.practice is not None:
        asked = asked.where(interviews.c.practice == wanted.practice)
    if wanted.words:
        named = interviews.c.title + "\n" + interviews.c.candidate + "\n" + interviews.c.host
        words = wanted.words.lower()
        # SQLite knows the letters A to Z whatever their case, at once; others need Python, row by row.
        asked = asked.where((named if words.isascii() else func.lower(named)).contains(words, autoescape=True))
    return asked


def counts(connection: Connection, wanted: Wanted) -> dict[State, int]:
    asked = _wanted(select(interviews.c.state, func.count()), wanted).group_by(interviews.c.state)
    return {State(state): count for state, count in connection.execute(asked)}


def behind(connection: Connection) -> list[str]:
    """By what the timelines' index of talk says, without reading any of them."""
    came = {
        name: select(entries.c.seq)
        .join(rooms, rooms.c.number == entries.c.room)
        .where(rooms.c.name == interviews.c.id, literal_column(TALK), entries.c.kind == code)
        .correlate(interviews)
        .exists()
        for name, code in (("started", STARTED), ("ended", ENDED))
    }
    planned, live = interviews.c.state == State.PLANNED.value, interviews.c.state == State.LIVE.value
    asked = select(interviews.c.id).where(
        or_(and_(planned, or_(came["started"], came["ended"])), and_(live, came["ended"]))
    )
    return list(connection.scalars(asked))


def kept_longest(connection: Connection, before: int, limit: int) -> Sequence[Any]:
    """Two ways into two indexes, and the oldest of both."""
    free = ~select(holds.c.id).where(holds.c.room == interviews.c.id, holds.c.lifted == 0).exists()
    found: list[Any] = []
    for state, moment in ((State.ENDED, interviews.c.ended), (State.PLANNED, interviews.c.created)):
        asked = select(interviews).where(interviews.c.state == state.value, moment < before, free)
        found += connection.execute(asked.order_by(moment, interviews.c.id).limit(limit)).all()
    return sorted(found, key=lambda row: (row.ended or row.created, row.id))[:limit]


# Deleting and erasing -----------------------------------------------------------------------------------------------


def delete_interview(connection: Connection, deletion: Deletion) -> bool:
    room = deletion.room
    if connection.scalar(select(interviews.c.id).where(interviews.c.id == room)) is None:
        return False
    number = connection.scalar(select(rooms.c.number).where(rooms.c.name == room))
    for holding in HOLDINGS:
        if holding.stays:
            continue
        if holding.key:
            connection.execute(delete(holding.table).where(holding.table.c[holding.key] == room))
        if holding.number and number is not None:
            connection.execute(delete(holding.table).where(holding.table.c[holding.number] == number))
    kept = {**msgspec.to_builtins(deletion), "signature": deletion.signature, "key": deletion.key}
    connection.execute(insert(deletions).values(kept))
    _to_scrub(connection, deletion.at)
    return True


def deletion(connection: Connection, room: str) -> Deletion | None:
    row = connection.execute(select(deletions).where(deletions.c.room == room)).first()
    return None if row is None else Deletion(**{**row._mapping, "why": Why(row.why)})


def erase(
    connection: Connection,
    room: str,
    blank: Mapping[int, bytes],
    gone: Collection[int],
    seal: Seal,
    by: str,
    signed: SignedErasure,
) -> None:
    number = connection.execute(select(rooms.c.number).where(rooms.c.name == room)).scalar_one()
    mine = entries.c.room == number
    for seq, body in blank.items():
        connection.execute(update(entries).where(mine, entries.c.seq == seq).values(body=body))
    for seq in gone:
        connection.execute(update(entries).where(mine, entries.c.seq == seq).values(kind=ERASED, body=b""))
    connection.execute(delete(checkpoints).where(checkpoints.c.room == number))
    connection.execute(update(seals_table).where(seals_table.c.room == number).values(**seals.row(seal)))
    connection.execute(
        insert(erasures).values(room=room, by=by, statement=signed.statement, signature=signed.signature)
    )
    about = read_erasure(signed.statement)
    _to_scrub(connection, about.at if about else 0)


def erase_paper(connection: Connection, paper: Paper) -> bool:
    kept = papers.keep(connection, paper=paper)
    if kept:
        _to_scrub(connection, paper.saved)
    return kept


def erasures_of(connection: Connection, room: str) -> list[SignedErasure]:
    asked = select(erasures.c.statement, erasures.c.signature).where(erasures.c.room == room).order_by(erasures.c.id)
    return [SignedErasure(row.statement, row.signature) for row in connection.execute(asked)]


def is_unscrubbed(connection: Connection) -> bool:
    return connection.scalar(select(unscrubbed.c.id)) is not None


def scrubbed(connection: Connection) -> None:
    connection.execute(delete(unscrubbed))


def _to_scrub(connection: Connection, at: int) -> None:
    if not is_unscrubbed(connection):
        connection.execute(insert(unscrubbed).values(id=ONLY, since=at))


# Holds --------------------------------------------------------------------------------------------------------------


def add_hold(connection: Connection, hold: Hold) -> None:
    connection.execute(insert(holds).values(msgspec.to_builtins(hold)))


def lift_hold(connection: Connection, room: str, lifted: int, by: str, reason: str) -> bool:
    open_ = update(holds).where(holds.c.room == room, holds.c.lifted == 0)
    return connection.execute(open_.values(lifted=lifted, lifted_by=by, lift_reason=reason)).rowcount > 0


def holds_of(connection: Connection, room: str) -> list[Hold]:
    asked = select(holds).where(holds.c.room == room).order_by(holds.c.since.desc(), holds.c.id)
    return [Hold(**row._mapping) for row in connection.execute(asked)]


# Who opened what ----------------------------------------------------------------------------------------------------


def add_accesses(connection: Connection, lines: Sequence[Access]) -> None:
    """Those that are there already stay as they are."""
    for line in lines:
        values = {**msgspec.to_builtins(line), "hour": hour_of(line.at)}
        same = and_(*(accesses.c[name] == values[name] for name in ("room", "hour", "way", "reader", "thing")))
        there = select(interviews.c.id).where(interviews.c.id == line.room)
        known = connection.scalar(select(accesses.c.at).where(same))
        if known is None and connection.scalar(there) is not None:
            connection.execute(insert(accesses).values(values))


def accesses_of(connection: Connection, room: str, limit: int) -> list[Access]:
    newest = select(accesses).where(accesses.c.room == room).order_by(accesses.c.at.desc(), accesses.c.reader)
    return [
        Access(row.room, row.at, Way(row.way), row.reader, row.name, Thing(row.thing))
        for row in connection.execute(newest.limit(limit))
    ]


def rows_about(connection: Connection, room: str) -> dict[str, list[dict[str, Any]]]:
    """What tables give of this interview to its candidate's export; those without a row are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for holding in HOLDINGS:
        if not holding.given:
            continue
        columns = [holding.table.c[name] for name in holding.given]
        asked = select(*columns).where(holding.table.c[holding.key] == room)
        if rows := [dict(row._mapping) for row in connection.execute(asked)]:
            found[holding.table.name] = rows
    return found
