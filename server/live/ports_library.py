"""What the live house needs of the store for the library: versions that interviews pin, and how tasks were used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from server.core.task import Task
from server.core.task_uses import Counted, Use
from server.core.task_versions import KeptVersion


class Tasks(Protocol):
    """Tasks by their names: of the library, or as an interview has pinned them."""

    def task(self, slug: str) -> Task | None: ...


@dataclass(frozen=True, slots=True)
class TaskVersion:
    """A task's folder as it was, packed by the library that reads it. `kept` is Unix ms."""

    slug: str
    digest: str
    kept: int
    body: bytes


class LibraryRows(Protocol):
    async def keep_version(self, version: TaskVersion) -> None:
        """Keep it, unless this version of this task is kept already."""
        ...

    async def version(self, slug: str, digest: str) -> TaskVersion | None: ...

    async def versions(self) -> Sequence[KeptVersion]:
        """All that are kept: by task, the newest first."""
        ...

    async def drop_versions(self) -> Sequence[KeptVersion]:
        """Remove those that no interview pins, and say which: the others stay, also one that is pinned meanwhile."""
        ...

    async def keep_uses(self, room: str, ended: int, uses: Sequence[Use]) -> None:
        """Put these in the place of what was counted of this interview; it is counted, even with none."""
        ...

    async def uses(self, task: str) -> Sequence[Counted]: ...

    async def used(self) -> Mapping[str, tuple[int, int]]:
        """In how many interviews each task was used, and when the last of them ended (Unix ms)."""
        ...

    async def uncounted(self) -> Sequence[str]:
        """The ids of interviews that have ended and were not counted, the newest first."""
        ...

    async def forget_uses(self) -> None:
        """Everything is uncounted, for counting anew. Interviews of which something was erased stay as they were
        counted: it may have been a run."""
        ...


NOW: Final = "now"
"""The version of a task that lies there, committed or not."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed a task: its id, when (Unix ms), who, and its first line."""

    id: str
    at: int
    who: str
    subject: str


@dataclass(frozen=True, slots=True)
class History:
    """The changes of a task, the newest first. `fresh`: what lies there is not committed yet. `more`: older ones.
    `broken`: there is a repository, and it cannot be read."""

    changes: tuple[Change, ...]
    fresh: bool = False
    more: bool = False
    broken: bool = False


class TaskHistory(Protocol):
    """Where tasks are kept with their history. Every method may take as long as a disk does."""

    def history(self, slug: str, most: int) -> History | None:
        """None where no history is kept."""
        ...

    def files(self, slug: str, version: str) -> Mapping[str, bytes] | None:
        """A task's files by path, in the version of this commit or as they lie there (`NOW`); None: no such version."""
        ...

    def commit(self, slug: str, subject: str, name: str, address: str, was: str = "") -> str:
        """Commit the task as it lies there, and in the same commit that it lies no more where it `was`; the commit's
        id, "" where there is nothing to commit. Raises OSError."""
        ...
