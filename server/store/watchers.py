"""Who hears of stored entries and of trouble: at most one watcher for each room, all on one event loop."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import TypeVar

import structlog

from server.live.ports import Stored, Trouble

log = structlog.get_logger(__name__)


class Watchers:
    """`tell_*` may be called from any thread, and hops to the loop once for all rooms; the rest is for the loop."""

    def __init__(self) -> None:
        self._by_room: dict[str, tuple[Stored, Trouble]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def watch(self, room: str, stored: Stored, trouble: Trouble) -> None:
        self._loop = asyncio.get_running_loop()
        self._by_room[room] = (stored, trouble)

    def unwatch(self, room: str) -> None:
        self._by_room.pop(room, None)

    def tell_stored(self, upto: Mapping[str, int]) -> None:
        """The highest stored `seq` of each of these rooms."""
        if upto:
            self._hop(lambda: self._call_stored(upto))

    def tell_trouble(self, rooms: Collection[str], sentence: str) -> None:
        """The same sentence to each of these rooms; "" when all is well again."""
        if rooms:
            self._hop(lambda: self._call_trouble(rooms, sentence))

    def _hop(self, call: Callable[[], None]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed: nobody is left to hear it
                self._loop.call_soon_threadsafe(call)

    def _call_stored(self, upto: Mapping[str, int]) -> None:
        for room, seq in upto.items():
            if room in self._by_room:
                _call(self._by_room[room][0], seq)

    def _call_trouble(self, rooms: Collection[str], sentence: str) -> None:
        for room in rooms:
            if room in self._by_room:
                _call(self._by_room[room][1], sentence)


T = TypeVar("T")


def _call(watcher: Callable[[T], None], news: T) -> None:
    """One room's fault stays its own: the other rooms still hear."""
    try:
        watcher(news)
    except Exception:
        log.exception("a room could not take the news from the store")
