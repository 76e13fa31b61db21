"""Having things kept while the store is in trouble: a page waits a moment, a row and a room as long as it takes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from server.core.events import Entry
from server.core.interview import Interview
from server.live.ports import Checkpoint, Store, Stored, StoreError, Trouble

PATIENCE_SECONDS: Final = 2.0
"""So long a page waits for what it shows to be stored; a commit takes 50 ms."""
AGAIN_SECONDS: Final = 1.0
SLOW: Final = "The server's database takes longer than it should. Try again in a moment."


class NoJournal:
    """What a room writes to that nobody reads any more."""

    def append(self, room: str, entry: Entry) -> None: ...

    def watch(self, room: str, stored: Stored, trouble: Trouble) -> None: ...

    def unwatch(self, room: str) -> None: ...

    async def flush(self, room: str) -> None: ...


class Keeping:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def stored(self, room: str) -> None:
        """Return when everything that has happened in this room is stored.

        Raises `StoreError`, in the store's own words, when that takes too long or will never be.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._store.journal.flush(room)
        except TimeoutError:
            raise StoreError(await self._store.check() or SLOW) from None

    async def is_settled(self, room: str) -> bool:
        """Whether nothing of this room waits for the store any more: all is stored, or will never be."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self.is_cut_off(room)
                return True
        return False

    async def is_cut_off(self, room: str) -> bool:
        """Once the store's trouble is over: whether some of this room will never be stored."""
        try:
            await self._store.journal.flush(room)
        except StoreError:
            return True
        return False

    async def save_row(self, interview: Callable[[], Interview]) -> None:
        """Save an interview's row, as it is when that works."""
        while True:
            with suppress(StoreError):
                if await self._store.interview(interview().id) is None:
                    return None  # it was deleted meanwhile
                return await self._store.save_interview(interview())
            await asyncio.sleep(AGAIN_SECONDS)

    async def save_checkpoint(self, room: str, checkpoint: Checkpoint) -> None:
        """Only after its log is stored: a checkpoint must never be ahead of the timeline, which never needs it."""
        with suppress(StoreError):
            await self._store.journal.flush(room)
            await self._store.save_checkpoint(room, checkpoint)
