"""The part of the database for the library: each question on its thread."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from server.core.task_uses import Counted, Use
from server.core.task_versions import KeptVersion
from server.live.ports_library import TaskVersion
from server.store import library_rows
from server.store.writer import Writer

T = TypeVar("T")


class DatabaseLibrary(ABC):
    """See `ports_library`. What it stands on is `Database`'s."""

    _writer: Writer

    @abstractmethod
    async def _read(self, question: Callable[[Connection], T]) -> T: ...

    async def keep_version(self, version: TaskVersion) -> None:
        await self._writer.run(partial(library_rows.keep_version, kept=version))

    async def version(self, slug: str, digest: str) -> TaskVersion | None:
        return await self._read(partial(library_rows.version, slug=slug, digest=digest))

    async def versions(self) -> Sequence[KeptVersion]:
        return await self._read(library_rows.versions)

    async def drop_versions(self) -> Sequence[KeptVersion]:
        return await self._writer.run(library_rows.drop_versions)

    async def keep_uses(self, room: str, ended: int, uses: Sequence[Use]) -> None:
        await self._writer.run(partial(library_rows.keep_uses, room=room, ended=ended, uses=uses))

    async def uses(self, task: str) -> Sequence[Counted]:
        return await self._read(partial(library_rows.uses, task=task))

    async def used(self) -> Mapping[str, tuple[int, int]]:
        return await self._read(library_rows.used)

    async def uncounted(self) -> Sequence[str]:
        return await self._read(library_rows.uncounted)

    async def forget_uses(self) -> None:
        await self._writer.run(library_rows.forget_uses)
