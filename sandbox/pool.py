"""Containers that wait for runs: claimed by one run each, gone with it, made again when there is time.

Invariants: a container serves one run and is then destroyed, whatever became of it; whoever claims one gets a fresh one
or a sentence; a container that dies while it waits is noticed then, not by the run that would have got it.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

import structlog

from sandbox.contract import PoolStatus
from sandbox.hardening import Recipe
from sandbox.stream import SandboxTrouble, Stream, StreamEnded
from sandbox.upkeep import Sight, Upkeep

LASTS_SECONDS: Final = 10.0
"""A container that ends sooner, though nobody has used it, would do so again: the next one is not made at once."""

log = structlog.get_logger()


class Made(Protocol):
    """A container that is being made (`containers.Container`, and the fakes of the tests)."""

    async def stands(self) -> Stream:
        """The streams to its init, once it stands. Raises SandboxTrouble and StreamEnded; may be asked again."""
        ...

    async def idle(self) -> None:
        """Return when it has ended, or said something unasked."""
        ...

    def end(self) -> "asyncio.Future[None]":
        """End it at once; the future is done when it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A fresh container for one run. `cold`: it was not waiting. `waiting`: its shim has been started already."""

    stream: Stream
    cold: bool
    waiting: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    recipe: Recipe
    made: Made
    since: float
    watch: "asyncio.Task[None]"


class Pool:
    """`begin` makes a container; `queued` says how many runs wait for a place; `starts` may start cold at a time."""

    def __init__(
        self,
        begin: Callable[[Recipe], Made],
        upkeep: Upkeep,
        *,
        starts: int,
        queued: Callable[[], int] = lambda: 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._begin, self._upkeep, self._queued, self._clock = begin, upkeep, queued, clock
        self._starts = asyncio.Semaphore(starts)
        self._starting = 0
        self._waiting: list[_Waiting] = []
        self._making: dict[Made, Recipe] = {}
        self._runs: dict[object, float] = {}
        self._leaving: set[asyncio.Future[None]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._counts: Counter[str] = Counter()

    def open(self) -> None:
        """Begin to keep containers waiting."""
        self._do(self._keep())

    def close(self) -> None:
        """End every container that waits or is being made."""
        for task in self._tasks:
            task.cancel()
        for waiting in self._waiting:
            self._end(waiting.made)
        for made in self._making:
            self._end(made)
        self._waiting.clear()
        self._making.clear()

    def wish(self, wanted: Mapping[Recipe, int]) -> None:
        """So many of each should wait from now on; replaces what was said before."""
        self._upkeep.wish(wanted, self._clock())
        self._news.set()

    def look(self) -> None:
        """Something outside has changed: a run has left the queue."""
        self._news.set()

    def figures(self) -> PoolStatus:
        """What waits, and what happened so far; runs and places are others' to tell."""
        return PoolStatus(len(self._waiting), self._upkeep.cap, **self._counts)

    @asynccontextmanager
    async def claim(self, recipe: Recipe, again: bool = True) -> AsyncIterator[Claimed]:
        """A fresh container for one run, gone when the block is left. Raises SandboxTrouble and StreamEnded.

        Unless the next run will hardly want the like `again`, one is made to wait for it.
        """
        run, made = object(), None
        if again:
            self._upkeep.used(recipe, self._clock())
        self._runs[run] = self._clock()
        try:
            made = await self._taken(recipe)
            cold = made is None
            self._counts["cold" if cold else "warm"] += 1
            if made is None:
                async with self._cold():
                    made = self._half_made(recipe) or self._begin(recipe)
                    stream = await made.stands()
                self._runs[run] = self._clock()
            else:
                stream = await made.stands()
            yield Claimed(stream, cold, waiting=bool(recipe.first))
        finally:
            del self._runs[run]
            if made is not None:
                self._end(made)
            self._news.set()

    # Claiming -------------------------------------------------------------------------------------------------------

    async def _taken(self, recipe: Recipe) -> Made | None:
        """A container that has waited for this, alive when last heard of."""
        while waiting := next((each for each in self._waiting if each.recipe == recipe), None):
            self._waiting.remove(waiting)
            waiting.watch.cancel()
            try:
                await asyncio.wait((waiting.watch,))  # two must not read one stream
            except asyncio.CancelledError:
                self._end(waiting.made)
                raise
            if waiting.watch.cancelled():
                return waiting.made
            self._lose(waiting)
        return None

    @asynccontextmanager
    async def _cold(self) -> AsyncIterator[None]:
        self._starting += 1
        try:
            async with self._starts:
                yield
        finally:
            self._starting -= 1

    def _half_made(self, recipe: Recipe) -> Made | None:
        """One that was being made to wait is nearer to standing than a new one."""
        made = next((made for made, its in self._making.items() if its == recipe), None)
        if made is not None:
            del self._making[made]
        return made

    def _end(self, made: Made) -> None:
        gone = made.end()
        self._leaving.add(gone)
        gone.add_done_callback(self._gone)

    def _gone(self, gone: "asyncio.Future[None]") -> None:
        self._leaving.discard(gone)
        self._news.set()

    # Keeping --------------------------------------------------------------------------------------------------------

    async def _keep(self) -> None:
        while True:
            step = self._upkeep.next(self._sight())
            if step.make is not None:
                self._make(step.make)
            elif step.drop is not None:
                self._drop(self._waiting[step.drop])
            else:
                self._news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(step.again):
                        await self._news.wait()

    def _sight(self) -> Sight:
        return Sight(
            now=self._clock(),
            waiting=[(each.recipe, each.since) for each in self._waiting],
            making=list(self._making.values()),
            runs=list(self._runs.values()),
            pressing=bool(self._queued() or self._starting or self._leaving),
        )

    def _make(self, recipe: Recipe) -> None:
        try:
            made = self._begin(recipe)
        except SandboxTrouble as trouble:
            self._failed(recipe, trouble)
            return
        self._making[made] = recipe
        self._do(self._stand(made, recipe))

    async def _stand(self, made: Made, recipe: Recipe) -> None:
        """See it stand and let it wait, unless a run has taken it over meanwhile."""
        try:
            await made.stands()
        except (SandboxTrouble, StreamEnded) as trouble:
            if self._making.pop(made, None):
                self._failed(recipe, trouble)
                self._end(made)
            return
        if self._making.pop(made, None):
            self._counts["refills"] += 1
            watch = asyncio.create_task(made.idle())
            waiting = _Waiting(recipe, made, self._clock(), watch)
            self._waiting.append(waiting)
            watch.add_done_callback(lambda _: self._woke(waiting))
        self._news.set()

    def _woke(self, waiting: _Waiting) -> None:
        """It ended, or spoke, or was claimed."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            self._lose(waiting)

    def _lose(self, waiting: _Waiting) -> None:
        self._counts["lost"] += 1
        log.warning("waiting_container_lost", image=waiting.recipe.image)
        if self._clock() - waiting.since < LASTS_SECONDS:
            self._upkeep.failed(waiting.recipe, self._clock())
        self._end(waiting.made)

    def _drop(self, waiting: _Waiting) -> None:
        self._waiting.remove(waiting)
        waiting.watch.cancel()
        self._counts["recycled"] += 1
        self._end(waiting.made)

    def _failed(self, recipe: Recipe, trouble: Exception) -> None:
        self._upkeep.failed(recipe, self._clock())
        log.warning("no_container_to_wait", image=recipe.image, why=str(trouble))
        self._news.set()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
