"""The one writer of the database: a thread that gathers what happens for a few milliseconds and commits it as one.

Nothing appended is lost while the process lives: when a commit fails, its lines stay in order and are tried again
until they go in. What bounds this is in `backlog.py`; a room whose numbers do not follow on is a fault of the program
and is cut off there, loudly.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

import structlog
from sqlalchemy import Connection, Engine

from server.core.events import Entry
from server.live.ports import Stored, Trouble
from server.store.backlog import CLOSED, Backlog, Line, Mark
from server.store.ledger import LINES_AT_ONCE, Ledger, Outcome
from server.store.sqlite import anew
from server.store.trouble import KEPT, StoreError, passing, sentence
from server.store.watchers import Watchers

GATHER_S: Final = 0.015
"""How long lines gather before a commit. With the commit itself this stays well below the promised 50 ms."""
RETRY_FIRST_S: Final = 0.05
RETRY_MAX_S: Final = 2.0
CLOSE_PATIENCE_S: Final = 5.0
"""How long closing tries a database that does not take the last lines."""

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Writer:
    """A `Journal`, and the way for every other write: `run` puts a job between two commits, on the same connection."""

    def __init__(self, engine: Engine) -> None:
        self.ledger: Final = Ledger()
        self.trouble = ""
        """Why lines are waiting at the moment, or ""."""
        self._engine = engine
        self._connection: Connection | None = None
        self._watchers = Watchers()
        self._fresh: deque[tuple[str, Entry | Mark | None]] = deque()
        self._jobs: deque[Callable[[], None]] = deque()
        self._backlog = Backlog()
        self._told: set[str] = set()
        self._retry_s = RETRY_FIRST_S
        self._asleep = False
        self._bell = threading.Event()
        self._hurry = threading.Event()
        self._closed_at = 0.0
        self._thread = threading.Thread(target=self._live, name="greenroom-writer", daemon=True)
        self._thread.start()

    # On the event loop --------------------------------------------------------------------------------------------

    def append(self, room: str, entry: Entry) -> None:
        self._fresh.append((room, entry))
        if self._asleep:
            self._asleep = False
            self._bell.set()

    def watch(self, room: str, stored: Stored, trouble: Trouble) -> None:
        self._watchers.watch(room, stored, trouble)
        self._fresh.append((room, None))
        self._wake()

    def unwatch(self, room: str) -> None:
        self._watchers.unwatch(room)

    async def flush(self, room: str) -> None:
        """See the port. Raises `StoreError` if the room is cut off: its entries will never be stored."""
        self._refuse_when_closed()
        done = _Promise[str]()
        self._fresh.append((room, Mark(lambda: done.keep(self._backlog.cut_off.get(room, "")))))
        self._wake(hurry=True)
        why = await done
        if why:
            raise StoreError(why)

    async def run(self, job: Callable[[Connection], T]) -> T:
        """What a job returns, run in a transaction of its own. Raises `StoreError` with the mend."""
        return await self._do(partial(self._on_connection, partial(_in_transaction, job)))

    async def _do(self, job: Callable[[], T]) -> T:
        self._refuse_when_closed()
        done = _Promise[T]()

        def carry_out() -> None:
            try:
                done.keep(job())
            except Exception as error:  # noqa: BLE001 -- it is raised again, to the one who asked
                done.fail(StoreError(sentence(error)) if passing(error) else error)

        self._jobs.append(carry_out)
        self._wake(hurry=True)
        return await done

    async def anew(self) -> None:
        """Write the database's file anew, without what was deleted, and empty the journal beside it."""
        await self._do(partial(self._on_connection, anew))

    async def close(self) -> None:
        """Store what is left, and end the thread."""
        self._closed_at = time.monotonic()
        self._wake(hurry=True)
        await asyncio.to_thread(self._thread.join)

    def _refuse_when_closed(self) -> None:
        if self._closed_at:
            raise StoreError(CLOSED)

    def _wake(self, hurry: bool = False) -> None:
        if hurry:
            self._hurry.set()
        self._asleep = False
        self._bell.set()

    # On the writer's thread ---------------------------------------------------------------------------------------

    def _live(self) -> None:
        while not self._finished():
            self._rest()
            self._gather()
            while self._backlog and self._commit(self._backlog.head(LINES_AT_ONCE)):
                pass
            while self._jobs:
                self._jobs.popleft()()
        self._gather()
        lost = self._backlog.give_up()
        if lost:
            log.error("the last lines could not be stored before the server stopped", lines=lost, why=self.trouble)
        self._disconnect()

    def _finished(self) -> bool:
        if not self._closed_at or self._fresh or self._jobs:
            return False
        return not self._backlog or time.monotonic() > self._closed_at + CLOSE_PATIENCE_S

    def _rest(self) -> None:
        """Wait until there is something to do, and then a moment for more to gather; or until it is time to retry."""
        if self._backlog:
            self._hurry.wait(self._retry_s)
        else:
            self._asleep = True
            if not (self._fresh or self._jobs or self._closed_at):
                self._bell.wait()
            self._asleep = False
            self._bell.clear()
            self._hurry.wait(GATHER_S)
        self._hurry.clear()

    def _gather(self) -> None:
        while self._fresh:
            room, what = self._fresh.popleft()
            if isinstance(what, Entry):
                self._backlog.add(room, what)
            elif isinstance(what, Mark):
                self._backlog.mark(what)
            else:
                self._backlog.readmit(room)
                self._told.discard(room)

    def _commit(self, lines: Sequence[Line]) -> bool:
        """Store these lines, tell of it, and say whether to go on; False means trouble that may pass."""
        try:
            outcome = self._store(lines) if lines else Outcome()
        except Exception as error:  # noqa: BLE001 -- whatever it is, nothing may be lost
            self._suffer(error)
            return False
        self._watchers.tell_stored(outcome.stored)
        self._backlog.done(lines, outcome.refused)
        self._recover()
        self._tell_cut_off()
        return True

    def _store(self, lines: Sequence[Line]) -> Outcome:
        """In one transaction; if a line spoils it, then each room in its own, so that others do not suffer for one."""
        try:
            return self._store_together(lines)
        except Exception as error:
            if passing(error):
                raise
            log.exception("a commit failed for a reason of its own; each room is tried alone")
        outcome = Outcome()
        for room, theirs in groupby(sorted(lines, key=attrgetter("room")), attrgetter("room")):
            try:
                alone = self._store_together(tuple(theirs))
            except Exception as error:
                if passing(error):
                    raise
                outcome.refused[room] = repr(error)
            else:
                outcome.stored |= alone.stored
                outcome.refused |= alone.refused
        return outcome

    def _store_together(self, lines: Sequence[Line]) -> Outcome:
        return self._on_connection(lambda connection: self.ledger.store(connection, lines))

    def _suffer(self, error: Exception) -> None:
        """The database takes nothing: say so once to each room that waits, and try again later."""
        if not self.trouble:
            log.error("lines cannot be stored; they are kept and tried again", error=str(error))
        self.trouble = f"{sentence(error)} {KEPT}"
        news = self._backlog.rooms() - self._told
        self._watchers.tell_trouble(news, self.trouble)
        self._told |= news
        self._tell_cut_off()
        self._retry_s = min(self._retry_s * 2, RETRY_MAX_S)

    def _recover(self) -> None:
        if self.trouble:
            log.info("lines are stored again")
            self.trouble = ""
            self._watchers.tell_trouble(self._told - self._backlog.cut_off.keys(), "")
            self._told = set()
            self._retry_s = RETRY_FIRST_S

    def _tell_cut_off(self) -> None:
        for room in self._backlog.newly_cut_off():
            self._watchers.tell_trouble([room], self._backlog.cut_off[room])

    def _on_connection(self, job: Callable[[Connection], T]) -> T:
        """Do a job; if it fails, trust nothing that was known and begin with a new connection next time."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            return job(self._connection)
        except Exception:
            self._disconnect()
            self.ledger.forget()
            raise

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def _in_transaction(job: Callable[[Connection], T], connection: Connection) -> T:
    with connection.begin():
        return job(connection)


class _Promise(Generic[T]):
    """A future of the running loop that the writer's thread keeps."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[T] = self._loop.create_future()

    def __await__(self) -> Generator[Any, None, T]:
        return self._future.__await__()

    def keep(self, result: T) -> None:
        self._hop(lambda: self._future.set_result(result))

    def fail(self, error: Exception) -> None:
        self._hop(lambda: self._future.set_exception(error))

    def _hop(self, settle: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(lambda: None if self._future.done() else settle())
