"""The store on a database: SQLAlchemy Core, SQLite today, nothing but `sqlite.py` that PostgreSQL could not run.

Every write goes through the one writer. Reads have threads and connections of their own, and come in chunks, so that
neither the event loop nor the writer ever waits for them.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Connection, Delete, Insert, Select, Update, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from server.core.agenda import Plan
from server.core.clip import Clip
from server.core.events import Entry
from server.core.interview import Interview, State
from server.core.people import accounts_of
from server.core.seal.proof import Seal
from server.core.track.parts import Unread
from server.core.workshop import Draft
from server.live.account_ports import AccountStore
from server.live.ports import ApiToken, Checkpoint, Journal, Paper
from server.store import drafts, papers, reading, rights, seals, sqlite
from server.store.accounts import Accounts
from server.store.database_library import DatabaseLibrary
from server.store.database_rights import DatabaseRights
from server.store.interview_rows import interview_of, row_of
from server.store.migrate import migrate
from server.store.schema import checkpoints, clips, interviews, places, pulse, rooms, tokens
from server.store.schema import plans as plans_table
from server.store.schema import seals as seals_table
from server.store.trouble import StoreError, passing, sentence
from server.store.writer import Writer

READERS: Final = 4
"""Reads at the same time; more wait their turn."""
TIMELINE_ROWS: Final = 512
"""Rows read at once. They become entries on the event loop, which takes a millisecond for so many."""
UPDATE_ROWS: Final = 16_384
"""Updates read at once, about 10 ms of a reader's time."""

T = TypeVar("T")


class Database(DatabaseRights, DatabaseLibrary):
    """A `Store`. Opening it makes the file and brings its tables up to date.

    Raises `StoreError`, with a sentence that says what to do, when the database cannot be used.
    """

    journal: Journal
    accounts: AccountStore

    def __init__(self, url: str) -> None:
        address = sqlite.prepare(url)
        self._writing = sqlite.writing_engine(address)
        self._reading = sqlite.reading_engine(address, READERS)
        try:
            migrate(self._writing)
        except (SQLAlchemyError, sqlite.DriverError) as error:
            raise StoreError(f"{sentence(error)} (The file is {address.database}.)") from error
        finally:
            self._writing.dispose()
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="greenroom-reader")
        self._writer = Writer(self._writing)
        self.journal = self._writer
        self.accounts = Accounts(self._read, self._writer.run)

    async def close(self) -> None:
        """Store what waits, then let go of the file."""
        await self._writer.close()
        await asyncio.to_thread(self._threads.shutdown)
        self._reading.dispose()
        self._writing.dispose()

    async def check(self) -> str:
        if self._writer.trouble:
            return self._writer.trouble
        try:
            await self._writer.run(partial(_execute, update(pulse).values(beats=pulse.c.beats + 1)))
        except StoreError as error:
            return str(error)
        return ""

    # Interviews ---------------------------------------------------------------------------------------------------

    async def add_interview(self, interview: Interview) -> None:
        """Raises `StoreError` if there is one with this id already."""
        try:
            await self._writer.run(partial(_keep, insert(interviews).values(row_of(interview)), interview))
        except IntegrityError:
            raise StoreError(f"There is an interview {interview.id} already.") from None

    async def save_interview(self, interview: Interview) -> None:
        """Raises `StoreError` if there is none with this id."""
        changed = update(interviews).where(interviews.c.id == interview.id).values(row_of(interview))
        if await self._writer.run(partial(_keep, changed, interview)) != 1:
            raise StoreError(f"There is no interview {interview.id} to save.")

    async def interview(self, id: str) -> Interview | None:
        wanted = select(interviews).where(interviews.c.id == id)
        row = await self._read(lambda connection: connection.execute(wanted).first())
        return None if row is None else interview_of(row)

    async def interviews(self) -> Sequence[Interview]:
        newest_first = select(interviews).order_by(interviews.c.created.desc(), interviews.c.id.desc())
        return [
            interview_of(row) for row in await self._read(lambda connection: connection.execute(newest_first).all())
        ]

    # Timelines ----------------------------------------------------------------------------------------------------

    async def timeline(self, room: str, after: int = 0) -> AsyncIterator[Entry]:
        while True:
            chunk = await self._read(partial(reading.timeline_chunk, room=room, after=after, limit=TIMELINE_ROWS))
            for entry in chunk:
                yield entry
            if not chunk.rows:
                return
            after = chunk.last

    async def everything(self, room: str, after: int = 0) -> AsyncIterator[Iterable[Entry | Unread]]:
        while True:
            chunk = await self._read(partial(reading.timeline_chunk, room=room, after=after, limit=TIMELINE_ROWS))
            if not chunk.rows:
                return
            yield chunk.everything()
            after = chunk.last

    async def updates(self, room: str, after: int = 0) -> AsyncIterator[tuple[int, bytes]]:
        while found := await self._read(partial(reading.updates_chunk, room=room, after=after, limit=UPDATE_ROWS)):
            for pair in found:
                yield pair
            after = found[-1][0]

    async def talk(self, room: str) -> Sequence[Entry]:
        return await self._read(lambda connection: reading.talk(connection, room))

    async def last(self, room: str) -> tuple[int, int]:
        return await self._read(lambda connection: reading.last(connection, room))

    async def checkpoint(self, room: str) -> Checkpoint | None:
        return await self._read(lambda connection: reading.checkpoint(connection, room))

    async def save_checkpoint(self, room: str, checkpoint: Checkpoint) -> None:
        """An older one than the stored one changes nothing."""

        def save(connection: Connection) -> None:
            if rights.deletion(connection, room) is not None:
                return
            number = self._writer.ledger.room_number(connection, room)
            values = {"seq": checkpoint.seq, "state": checkpoint.state}
            mine = checkpoints.c.room == number
            stored = connection.scalar(select(checkpoints.c.seq).where(mine))
            if stored is None:
                connection.execute(insert(checkpoints).values(room=number, **values))
            elif stored <= checkpoint.seq:
                connection.execute(update(checkpoints).where(mine).values(**values))

        await self._writer.run(save)

    # Seals --------------------------------------------------------------------------------------------------------

    async def seal(self, room: str) -> Seal | None:
        wanted = select(seals_table).join(rooms, rooms.c.number == seals_table.c.room).where(rooms.c.name == room)
        row = await self._read(lambda connection: connection.execute(wanted).first())
        return None if row is None else seals.seal(row)

    async def add_seal(self, room: str, seal: Seal) -> bool:
        def add(connection: Connection) -> bool:
            number = self._writer.ledger.room_number(connection, room)
            if connection.scalar(select(seals_table.c.room).where(seals_table.c.room == number)) is not None:
                return False
            connection.execute(insert(seals_table).values(room=number, **seals.row(seal)))
            return True

        return await self._writer.run(add)

    async def unsealed(self) -> Sequence[str]:
        sealed = select(rooms.c.name).join(seals_table, seals_table.c.room == rooms.c.number)
        wanted = (
            select(interviews.c.id)
            .where(interviews.c.state == State.ENDED.value, interviews.c.id.not_in(sealed))
            .order_by(interviews.c.ended.desc(), interviews.c.id)
        )
        return await self._read(lambda connection: list(connection.scalars(wanted)))

    # Tokens -------------------------------------------------------------------------------------------------------

    async def add_token(self, token: ApiToken) -> None:
        await self._writer.run(partial(_execute, insert(tokens).values(msgspec.to_builtins(token))))

    async def token(self, digest: str) -> ApiToken | None:
        wanted = select(tokens).where(tokens.c.digest == digest)
        row = await self._read(lambda connection: connection.execute(wanted).first())
        return None if row is None else ApiToken(**row._mapping)

    async def tokens(self) -> Sequence[ApiToken]:
        oldest_first = select(tokens).order_by(tokens.c.created, tokens.c.id)
        rows = await self._read(lambda connection: connection.execute(oldest_first).all())
        return [ApiToken(**row._mapping) for row in rows]

    async def drop_token(self, id: str) -> bool:
        return await self._writer.run(partial(_execute, delete(tokens).where(tokens.c.id == id))) == 1

    # Clips --------------------------------------------------------------------------------------------------------

    async def add_clip(self, clip: Clip) -> None:
        await self._writer.run(partial(_execute, insert(clips).values(msgspec.to_builtins(clip))))

    async def clip(self, digest: str) -> Clip | None:
        found = await self._clips(select(clips).where(clips.c.digest == digest))
        return found[0] if found else None

    async def clips(self, room: str) -> Sequence[Clip]:
        return await self._clips(select(clips).where(clips.c.room == room).order_by(clips.c.created.desc(), clips.c.id))

    async def drop_clip(self, room: str, id: str) -> bool:
        gone = delete(clips).where(clips.c.room == room, clips.c.id == id)
        return await self._writer.run(partial(_execute, gone)) == 1

    async def _clips(self, wanted: Select[Any]) -> list[Clip]:
        rows = await self._read(lambda connection: connection.execute(wanted).all())
        return [msgspec.convert({str(name): value for name, value in row._mapping.items()}, Clip) for row in rows]

    # Papers -------------------------------------------------------------------------------------------------------

    async def paper(self, room: str, kind: str, author: str = "") -> Paper | None:
        return await self._read(partial(papers.one, room=room, kind=kind, author=author))

    async def papers(self, room: str, kind: str = "") -> Sequence[Paper]:
        return await self._read(partial(papers.all_of, room=room, kind=kind))

    async def keep_paper(self, paper: Paper) -> bool:
        return await self._writer.run(partial(papers.keep, paper=paper))

    # Plans --------------------------------------------------------------------------------------------------------

    async def add_plan(self, plan: Plan, created: int) -> bool:
        row = {"id": plan.id, "version": plan.version, "created": created, "body": msgspec.json.encode(plan).decode()}
        try:
            await self._writer.run(partial(_execute, insert(plans_table).values(row)))
        except IntegrityError:
            return False
        return True

    async def plans(self) -> Sequence[tuple[Plan, int]]:
        wanted = select(plans_table.c.body, plans_table.c.created).order_by(plans_table.c.id, plans_table.c.version)
        rows = await self._read(lambda connection: connection.execute(wanted).all())
        return [(msgspec.json.decode(body, type=Plan), created) for body, created in rows]

    # Drafts of tasks ----------------------------------------------------------------------------------------------

    async def draft(self, account: str, slug: str) -> Draft | None:
        return await self._read(partial(drafts.one, account=account, slug=slug))

    async def drafts(self, account: str) -> Sequence[Draft]:
        return await self._read(partial(drafts.all_of, account=account))

    async def keep_draft(self, draft: Draft) -> None:
        await self._writer.run(partial(drafts.keep, draft=draft))

    async def move_drafts(self, slug: str, to: str) -> None:
        await self._writer.run(partial(drafts.move, slug=slug, to=to))

    async def drop_draft(self, account: str, slug: str) -> bool:
        return await self._writer.run(partial(drafts.drop, account=account, slug=slug))

    async def _read(self, question: Callable[[Connection], T]) -> T:
        """The answer to a question, from a reader's thread. Raises `StoreError` with the mend."""

        def ask() -> T:
            with self._reading.connect() as connection:
                return question(connection)

        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        except (SQLAlchemyError, sqlite.DriverError) as error:
            if passing(error):
                raise StoreError(sentence(error)) from error
            raise


def _execute(change: Insert | Update | Delete, connection: Connection) -> int:
    """How many rows the statement changed."""
    return connection.execute(change).rowcount


def _keep(change: Insert | Update, interview: Interview, connection: Connection) -> int:
    """The same for the row of an interview, and whose accounts have a place in it."""
    changed = connection.execute(change).rowcount
    if changed:
        connection.execute(delete(places).where(places.c.room == interview.id))
        if theirs := accounts_of(interview):
            connection.execute(insert(places), [{"account": account, "room": interview.id} for account in theirs])
    return changed
