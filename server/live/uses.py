"""How tasks were used: counted when an interview ends, so that a page reads sums and no timelines."""

from collections.abc import Mapping
from contextlib import suppress

from server.core import events as e
from server.core import task_uses
from server.core.task_listing import Used
from server.core.task_uses import Sum
from server.live.again import pinned
from server.live.pins import Pins
from server.live.ports import Store, StoreError


class Uses:
    def __init__(self, store: Store, pins: Pins) -> None:
        self._store = store
        self._pins = pins

    async def count(self, room: str) -> None:
        """Count what was used in this interview, which has ended; counted again, it is counted once. Nothing of one
        that something was erased from before it was counted: what is left of it would tell of another."""
        interview = await self._store.interview(room)
        talk = await self._store.talk(room)
        ended = next((entry.wall for entry in talk if isinstance(entry.event, e.Ended)), 0)
        if interview is None or not ended:
            return
        if interview.setup.practice or await self._store.erasures(room):
            await self._store.keep_uses(room, ended, ())
            return
        await self._pins.load(interview)
        mine = self._pins.of(interview)
        tasks = {slug: task for slug in interview.tasks if (task := mine.task(slug))}
        uses = task_uses.uses_of(talk, interview.tasks, pinned(talk), tasks)
        await self._store.keep_uses(room, ended, uses)

    async def catch_up(self) -> int:
        """Count those that were not counted when they ended. How many they were."""
        waiting = await self._store.uncounted()
        for room in waiting:
            with suppress(StoreError):  # then it is tried again at the next start
                await self.count(room)
        return len(waiting)

    async def recount(self) -> int:
        """Count anew, from the timelines: not those of which something was erased, which stay as they were counted."""
        await self._store.forget_uses()
        return await self.catch_up()

    async def used(self) -> Mapping[str, Used]:
        """Of every task that was used."""
        return {slug: Used(times, last) for slug, (times, last) in (await self._store.used()).items()}

    async def of(self, slug: str) -> tuple[Sum, list[tuple[str, Sum]]]:
        """The sums of one task: of all its versions, and of each (its digest), the one that was used last first."""
        uses = await self._store.uses(slug)
        return task_uses.summed(uses), task_uses.by_version(uses)
