"""Versions of tasks that interviews pin, and in which interviews tasks were used."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from server.core.interview import State
from server.core.task_uses import Counted, Use
from server.core.task_versions import KeptVersion, pins
from server.live.ports_library import TaskVersion
from server.store.interview_rows import interview_of
from server.store.schema import erasures, interviews, task_uses, task_versions

COUNTED = ""
"""The row of this name says that an interview was counted, whatever was used in it."""


def version(connection: Connection, *, slug: str, digest: str) -> TaskVersion | None:
    of = task_versions.c
    row = connection.execute(select(task_versions).where(of.slug == slug, of.digest == digest)).first()
    return None if row is None else TaskVersion(**row._mapping)


def keep_version(connection: Connection, *, kept: TaskVersion) -> None:
    if version(connection, slug=kept.slug, digest=kept.digest) is None:
        row = {name: getattr(kept, name) for name in ("slug", "digest", "kept", "body")}
        connection.execute(insert(task_versions).values(row))


def versions(connection: Connection) -> list[KeptVersion]:
    of = task_versions.c
    pinned = pins(map(interview_of, connection.execute(select(interviews))))
    wanted = select(of.slug, of.digest, of.kept, func.length(of.body)).order_by(of.slug, of.kept.desc(), of.digest)
    return [KeptVersion(*row, pinned.get((row.slug, row.digest), 0)) for row in connection.execute(wanted)]


def drop_versions(connection: Connection) -> list[KeptVersion]:
    """In one transaction, so that nothing is pinned between the look and the deletion."""
    loose = [each for each in versions(connection) if not each.pins]
    of = task_versions.c
    for each in loose:
        connection.execute(delete(task_versions).where(of.slug == each.slug, of.digest == each.digest))
    return loose


def keep_uses(connection: Connection, *, room: str, ended: int, uses: Sequence[Use]) -> None:
    """Nothing of an interview that was deleted meanwhile."""
    connection.execute(delete(task_uses).where(task_uses.c.room == room))
    if connection.execute(select(interviews.c.id).where(interviews.c.id == room)).first() is None:
        return
    rows = [Use(COUNTED, "", 0, solved=False), *uses]
    connection.execute(
        insert(task_uses),
        [
            {"room": room, "task": each.task, "digest": each.digest, "ended": ended, "spent": each.spent,
             "solved": each.solved}
            for each in rows
        ],
    )  # fmt: skip


def uses(connection: Connection, *, task: str) -> list[Counted]:
    of = task_uses.c
    wanted = select(of.digest, of.ended, of.spent, of.solved).where(of.task == task).order_by(of.ended.desc())
    return [Counted(*row) for row in connection.execute(wanted)]


def used(connection: Connection) -> Mapping[str, tuple[int, int]]:
    of = task_uses.c
    wanted = select(of.task, func.count(), func.max(of.ended)).where(of.task != COUNTED).group_by(of.task)
    return {task: (times, last) for task, times, last in connection.execute(wanted)}


def uncounted(connection: Connection) -> list[str]:
    counted = select(task_uses.c.room).where(task_uses.c.task == COUNTED)
    ended = select(interviews.c.id).where(interviews.c.state == State.ENDED.value, interviews.c.id.not_in(counted))
    return list(connection.execute(ended.order_by(interviews.c.ended.desc(), interviews.c.id)).scalars())


def forget_uses(connection: Connection) -> None:
    connection.execute(delete(task_uses).where(task_uses.c.room.not_in(select(erasures.c.room))))
