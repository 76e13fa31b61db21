"""Accounts, sessions and one-time links in the database. Opened and closed with the rest of it."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final, Protocol, TypeVar

import msgspec
from sqlalchemy import Connection, Delete, Insert, Update, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.core.accounts import Account
from server.core.sessions import MADE_KEPT_MS, Kind, MadeLink, OneTimeLink, Session
from server.store.schema import accounts, made_links, one_time_links, sessions

T = TypeVar("T")

_ACCOUNT: Final = [accounts.c[name] for name in ("id", "name", "email", "rank", "state", "created", "joined")]


class _Run(Protocol):
    """How a question or a change reaches the database. Raises `StoreError` with the mend."""

    def __call__(self, job: Callable[[Connection], T], /) -> Awaitable[T]: ...


class Accounts:
    """An `AccountStore`: reads and writes go where the store's own do."""

    def __init__(self, read: _Run, write: _Run) -> None:
        self._read = read
        self._write = write

    async def add(self, account: Account) -> bool:
        return await self._kept(insert(accounts).values(_row(account)))

    async def save(self, account: Account) -> bool:
        return await self._kept(update(accounts).where(accounts.c.id == account.id).values(_row(account)))

    async def account(self, id: str) -> Account | None:
        return await self._account(accounts.c.id == id)

    async def by_email(self, email: str) -> Account | None:
        return await self._account(accounts.c.email == email)

    async def by_subject(self, subject: str) -> Account | None:
        return await self._account(accounts.c.subject == subject)

    async def all(self) -> Sequence[Account]:
        oldest = select(*_ACCOUNT).order_by(accounts.c.created, accounts.c.id)
        return [_account(row) for row in await self._read(lambda connection: connection.execute(oldest).all())]

    async def subject(self, id: str) -> str:
        return await self._text(accounts.c.subject, id)

    async def bind(self, id: str, subject: str) -> None:
        await self._change(update(accounts).where(accounts.c.id == id).values(subject=subject or None))

    async def password(self, id: str) -> str:
        return await self._text(accounts.c.password, id)

    async def set_password(self, id: str, hashed: str) -> None:
        await self._change(update(accounts).where(accounts.c.id == id).values(password=hashed))

    # Sessions -----------------------------------------------------------------------------------------------------

    async def add_session(self, session: Session) -> None:
        await self._change(insert(sessions).values(msgspec.to_builtins(session)))

    async def signed_in(self, digest: str) -> tuple[Session, Account] | None:
        return await self._whose(sessions.c.digest == digest)

    async def session(self, id: str) -> tuple[Session, Account] | None:
        return await self._whose(sessions.c.id == id)

    async def _whose(self, wanted: Any) -> tuple[Session, Account] | None:
        def find(connection: Connection) -> tuple[Session, Account] | None:
            row = connection.execute(select(sessions).where(wanted)).first()
            whose = row and connection.execute(select(*_ACCOUNT).where(accounts.c.id == row.account)).first()
            return (_convert(row, Session), _account(whose)) if row and whose else None

        return await self._read(find)

    async def sessions(self, account: str) -> Sequence[Session]:
        mine = select(sessions).where(sessions.c.account == account)
        newest = mine.order_by(sessions.c.created.desc(), sessions.c.id)
        rows = await self._read(lambda connection: connection.execute(newest).all())
        return [_convert(row, Session) for row in rows]

    async def saw(self, id: str, at: int) -> None:
        await self._change(update(sessions).where(sessions.c.id == id, sessions.c.seen < at).values(seen=at))

    async def drop_session(self, account: str, id: str) -> bool:
        mine = sessions.c.account == account, sessions.c.id == id
        return await self._change(delete(sessions).where(*mine)) == 1

    async def drop_sessions(self, account: str, but: str = "") -> Sequence[str]:
        def drop(connection: Connection) -> list[str]:
            others = sessions.c.account == account, sessions.c.id != but
            gone = list(connection.scalars(select(sessions.c.id).where(*others)))
            connection.execute(delete(sessions).where(*others))
            return gone

        return await self._write(drop)

    # One-time links -----------------------------------------------------------------------------------------------

    async def add_link(self, link: OneTimeLink) -> None:
        await self._change(insert(one_time_links).values(msgspec.to_builtins(link)))

    async def link(self, digest: str) -> OneTimeLink | None:
        return await self._read(partial(_link, digest=digest))

    async def take_link(self, digest: str) -> OneTimeLink | None:
        def take(connection: Connection) -> OneTimeLink | None:
            found = _link(connection, digest)
            connection.execute(delete(one_time_links).where(one_time_links.c.digest == digest))
            return found

        return await self._write(take)

    async def links(self, kind: Kind) -> Sequence[OneTimeLink]:
        wanted = select(one_time_links).where(one_time_links.c.kind == kind.value).order_by(one_time_links.c.created)
        rows = await self._read(lambda connection: connection.execute(wanted).all())
        return [_convert(row, OneTimeLink) for row in rows]

    async def drop_links(self, account: str) -> None:
        await self._change(delete(one_time_links).where(one_time_links.c.account == account))

    async def add_made(self, made: MadeLink) -> None:
        await self._change(insert(made_links).values(msgspec.to_builtins(made)))

    async def made_for(self, account: str) -> Sequence[MadeLink]:
        mine = select(made_links).where(made_links.c.account == account)
        newest = mine.order_by(made_links.c.created.desc(), made_links.c.id)
        rows = await self._read(lambda connection: connection.execute(newest).all())
        return [_convert(row, MadeLink) for row in rows]

    async def tidy(self, now: int) -> None:
        for table in (sessions, one_time_links):
            await self._change(delete(table).where(table.c.expires <= now))
        await self._change(delete(made_links).where(made_links.c.created <= now - MADE_KEPT_MS))

    # ----------------------------------------------------------------------------------------------------------------

    async def _account(self, wanted: Any) -> Account | None:
        row = await self._read(lambda connection: connection.execute(select(*_ACCOUNT).where(wanted)).first())
        return None if row is None else _account(row)

    async def _text(self, column: Any, id: str) -> str:
        wanted = select(column).where(accounts.c.id == id)
        return await self._read(lambda connection: connection.scalar(wanted)) or ""

    async def _kept(self, change: Insert | Update) -> bool:
        try:
            await self._change(change)
        except IntegrityError:
            return False
        return True

    async def _change(self, change: Insert | Update | Delete) -> int:
        return await self._write(lambda connection: connection.execute(change).rowcount)


def _row(account: Account) -> dict[str, Any]:
    return {**msgspec.to_builtins(account), "email": account.email or None}


def _account(row: Any) -> Account:
    return _convert(row, Account, email=row.email or "")


def _link(connection: Connection, digest: str) -> OneTimeLink | None:
    row = connection.execute(select(one_time_links).where(one_time_links.c.digest == digest)).first()
    return None if row is None else _convert(row, OneTimeLink)


def _convert(row: Any, kind: type[T], **instead: str) -> T:
    return msgspec.convert({str(name): value for name, value in row._mapping.items()} | instead, kind)
