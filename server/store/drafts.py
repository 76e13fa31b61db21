"""What authors have typed and not saved: read, kept and dropped, each in its place."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from server.core.workshop import Draft
from server.store.schema import task_drafts


def one(connection: Connection, *, account: str, slug: str) -> Draft | None:
    row = connection.execute(select(task_drafts).where(*_place(account, slug))).first()
    return None if row is None else _draft(row)


def all_of(connection: Connection, *, account: str) -> list[Draft]:
    """The newest first."""
    mine = select(task_drafts).where(task_drafts.c.account == account)
    newest = mine.order_by(task_drafts.c.saved.desc(), task_drafts.c.slug)
    return [_draft(row) for row in connection.execute(newest)]


def keep(connection: Connection, *, draft: Draft) -> None:
    drop(connection, account=draft.account, slug=draft.slug)
    values = {name: getattr(draft, name) for name in ("account", "slug", "name", "base", "saved")}
    body = msgspec.json.encode(draft.files).decode()
    connection.execute(insert(task_drafts).values(**values, body=body))


def move(connection: Connection, *, slug: str, to: str) -> None:
    there = select(task_drafts.c.account).where(task_drafts.c.slug == to)
    mine = (task_drafts.c.slug == slug) & task_drafts.c.account.not_in(there)
    connection.execute(update(task_drafts).where(mine).values(slug=to))


def drop(connection: Connection, *, account: str, slug: str) -> bool:
    return connection.execute(delete(task_drafts).where(*_place(account, slug))).rowcount == 1


def _place(account: str, slug: str) -> tuple[Any, Any]:
    return task_drafts.c.account == account, task_drafts.c.slug == slug


def _draft(row: Row[Any]) -> Draft:
    files = msgspec.json.decode(row.body, type=dict[str, str])
    return Draft(row.account, row.slug, row.name, row.base, row.saved, files)
