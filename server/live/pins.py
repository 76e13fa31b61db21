"""The versions of tasks that interviews go on with, whatever becomes of their folders (L4).

When an interview is planned, its tasks' folders are kept by their digests. Whoever looks at the interview is given
those: as the library has them while that is the same version, for what a proof has measured since may help; else as
they were kept. An interview of before has no versions, and goes on with what the library has.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from server.core.interview import Interview
from server.core.task import Task
from server.core.task_versions import Version, versions_of
from server.live.ports import Clock, Store, TaskLibrary
from server.live.ports_library import Tasks, TaskVersion

KNOWN_MAX: Final = 256
"""Versions that are kept in memory beside those of open rooms."""


class Pins:
    def __init__(self, store: Store, library: TaskLibrary, clock: Clock) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._known: OrderedDict[Version, Task | None] = OrderedDict()
        self.open_now: Callable[[], Iterable[Interview]] = tuple
        """The interviews of open rooms: what they stand on stays in memory."""

    async def pin(self, slugs: Collection[str]) -> Mapping[str, Task]:
        """Keep these tasks as they are now, and say what they are. One whose folder changes at this moment, or cannot
        be kept, is left out."""
        pinned: dict[str, Task] = {}
        for slug in slugs:
            if packed := await asyncio.to_thread(self._library.pack, slug):
                task, body = packed
                await self._store.keep_version(TaskVersion(slug, task.digest, self._clock.wall_ms(), body))
                pinned[slug] = task
        return pinned

    async def load(self, interview: Interview) -> None:
        """Have what this interview has pinned, so that it stays whatever becomes of the folders from here on."""
        for slug, digest in versions_of(interview).items():
            now = self._library.task(slug)
            if now and now.digest == digest:
                self._known[slug, digest] = now
            elif digest and (slug, digest) not in self._known:
                kept = await self._store.version(slug, digest)
                task = await asyncio.to_thread(self._library.unpack, slug, kept.body) if kept else None
                self._known[slug, digest] = task
        self._let_go()

    def of(self, interview: Interview) -> Tasks:
        """The tasks of this interview, which was loaded. Of other tasks what the library has."""
        return _Pinned(self, versions_of(interview))

    def newer(self, interview: Interview) -> tuple[str, ...]:
        """The tasks that have become another version since."""
        pinned = versions_of(interview)
        return tuple(
            slug
            for slug, digest in pinned.items()
            if digest and (now := self._library.task(slug)) is not None and now.digest != digest
        )

    def task(self, slug: str, digest: str) -> Task | None:
        """This version; where it cannot be had, the library's."""
        now = self._library.task(slug)
        if not digest or (now and now.digest == digest):
            return now
        if (slug, digest) in self._known:
            self._known.move_to_end((slug, digest))
        return self._known.get((slug, digest)) or now

    def _let_go(self) -> None:
        if len(self._known) <= KNOWN_MAX:
            return
        held = {version for each in self.open_now() for version in versions_of(each).items()}
        for version in [each for each in self._known if each not in held][: -KNOWN_MAX // 2]:
            del self._known[version]


class _Pinned:
    """The tasks of one interview."""

    def __init__(self, pins: Pins, versions: Mapping[str, str]) -> None:
        self._pins = pins
        self._versions = versions

    def task(self, slug: str) -> Task | None:
        return self._pins.task(slug, self._versions.get(slug, ""))
