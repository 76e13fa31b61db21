"""Scorecards and what else people write beside a timeline: read and kept, each in its place."""

import msgspec
from sqlalchemy import Connection, insert, select, update

from server.live.ports import Paper
from server.store.schema import papers


def one(connection: Connection, *, room: str, kind: str, author: str) -> Paper | None:
    row = connection.execute(
        select(papers).where(papers.c.room == room, papers.c.kind == kind, papers.c.author == author)
    ).first()
    return None if row is None else Paper(**row._mapping)


def all_of(connection: Connection, *, room: str, kind: str) -> list[Paper]:
    """Those of this room, of one kind or ("") of all."""
    wanted = select(papers).where(papers.c.room == room).order_by(papers.c.kind, papers.c.author)
    if kind:
        wanted = wanted.where(papers.c.kind == kind)
    return [Paper(**row._mapping) for row in connection.execute(wanted)]


def keep(connection: Connection, *, paper: Paper) -> bool:
    """Whether it was kept: only right after the revision before it. There is one writer, so nobody comes between."""
    mine = (papers.c.room == paper.room, papers.c.kind == paper.kind, papers.c.author == paper.author)
    before = connection.scalar(select(papers.c.revision).where(*mine))
    if paper.revision != (before or 0) + 1:
        return False
    values = msgspec.to_builtins(paper)
    connection.execute(insert(papers).values(values) if before is None else update(papers).where(*mine).values(values))
    return True
