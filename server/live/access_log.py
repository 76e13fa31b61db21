"""Who opened what: noted at once and stored beside, so that nobody waits for it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

import structlog

from server.core.refusals import NAME_MAX
from server.core.rights import Access, Reader, Thing, hour_of
from server.live.ports import Clock, Store, StoreError

GATHER_SECONDS: Final = 0.1
AGAIN_SECONDS: Final = 1.0
WAITING_MAX: Final = 10_000
"""Lines that wait for a store in trouble; of more, the oldest are lost, and that is logged."""

log = structlog.get_logger()


class AccessLog:
    """`do` runs something beside."""

    def __init__(
        self, store: Store, clock: Clock, do: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]
    ) -> None:
        self._store = store
        self._clock = clock
        self._do = do
        self._hour = 0
        self._known: set[tuple[str, str, str, str]] = set()
        """What was noted in this hour already."""
        self._waiting: list[Access] = []
        self._storing: asyncio.Task[None] | None = None

    def note(self, room: str, reader: Reader, thing: Thing) -> None:
        """Somebody opened something just now."""
        now = self._clock.wall_ms()
        if hour_of(now) != self._hour:
            self._hour = hour_of(now)
            self._known.clear()
        key = (room, reader.way.value, reader.id, thing.value)
        if key in self._known:
            return
        self._known.add(key)
        self._waiting.append(Access(room, now, reader.way, reader.id, reader.name[:NAME_MAX], thing))
        if len(self._waiting) > WAITING_MAX:
            del self._waiting[0]
            log.error("a line of the access log is lost: the store takes none")
        if self._storing is None or self._storing.done():
            self._storing = self._do(self._store_all())

    async def _store_all(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        while self._waiting:
            some = list(self._waiting)
            try:
                await self._store.add_accesses(some)
            except StoreError:
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                self._waiting = [each for each in self._waiting if each not in some]

    async def of(self, room: str) -> Sequence[Access]:
        """Who opened what of this interview, newest first, up to now. Raises `StoreError`."""
        mine = [each for each in self._waiting if each.room == room]
        if mine:
            await self._store.add_accesses(mine)
        return await self._store.accesses(room)
