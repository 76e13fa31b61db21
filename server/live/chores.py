"""What the house does beside answering: held until it is done, and what goes wrong is said."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from server.live.keeping import PATIENCE_SECONDS

log = structlog.get_logger()


class Chores:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, chore: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something beside; it is held until it is done, and what goes wrong is said."""
        task = asyncio.create_task(chore)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, chore: asyncio.Task[None]) -> None:
        self._tasks.discard(chore)
        if not chore.cancelled() and (error := chore.exception()) is not None:
            log.error("something beside the rooms failed", error=str(error), kind=type(error).__name__)

    async def settled(self, besides: asyncio.Task[None] | None) -> None:
        """Return when nothing but `besides` runs any more: one chore may begin another."""
        while tasks := [task for task in self._tasks if task is not besides]:
            await asyncio.gather(*tasks)

    async def close(self) -> None:
        """Give what still runs a moment, then stop it."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE_SECONDS)
        for task in self._tasks:
            task.cancel()
