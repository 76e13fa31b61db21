"""What the workshop needs of the folder of tasks and of the store: the smallest verbs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.core.judging import Made
from server.core.task import Task
from server.core.workshop import Brought, Checked, Draft, LeftOut, TaskFiles, Written
from server.core.workshop_edits import Edit


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why something was not done: a sentence with the mend, and the file or field that it is about."""

    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """The folder is not what it was based on any more: as it is now, or None where it is gone."""

    now: Written | None


class TaskDesk(Protocol):
    """Where tasks are written. Every method may take as long as a disk does: call them beside the event loop."""

    def read(self, slug: str) -> Written | Unwritten | None:
        """The task's folder as texts; None where there is none."""
        ...

    def check(self, slug: str, files: TaskFiles) -> Checked:
        """What the loader says of these files in a folder of this name, "" where there is none yet."""
        ...

    def edit(self, files: TaskFiles, edits: Sequence[Edit]) -> TaskFiles | Unwritten:
        """The files after these changes, all or none, with what was not changed as it was."""
        ...

    def save(self, slug: str, base: str, files: TaskFiles) -> Written | Stale | Unwritten:
        """Put these files in the place of the version `base`: all of them or none. A new task's base is ""."""
        ...

    def copy(self, slug: str, to: str) -> Written | Unwritten | None:
        """The whole folder once more under another name, which must be free; None where there is no such task."""
        ...

    def rename(self, slug: str, to: str) -> Written | Unwritten | None:
        """Give the folder another name, which must be free; None where there is no such task."""
        ...


@dataclass(frozen=True, slots=True)
class PackageFormat:
    """A format that tasks come in by: its name in addresses, what people call it, and what of it may be sent."""

    name: str
    title: str
    what: str


class Packages(Protocol):
    """Tasks of other formats. Reading takes as long as a large archive does: call it beside the event loop."""

    formats: Sequence[PackageFormat]

    def read(self, format: str, name: str, data: bytes) -> Sequence[Brought | LeftOut]:
        """The tasks in a file that somebody sent under this name. Never raises, and keeps nothing."""
        ...

    def kattis(self, task: Task, made: Made) -> Mapping[str, str | bytes] | LeftOut:
        """A task of kind stdin as a package of Kattis' kind, with the cases that were made for it."""
        ...


class Drafts(Protocol):
    """What accounts have typed and not saved."""

    async def draft(self, account: str, slug: str) -> Draft | None: ...

    async def drafts(self, account: str) -> Sequence[Draft]:
        """All of this account, the newest first."""
        ...

    async def keep_draft(self, draft: Draft) -> None:
        """Put it in the place of the one that there was."""
        ...

    async def move_drafts(self, slug: str, to: str) -> None:
        """Everybody's draft of this task to its other address; one stays where its account has another there."""
        ...

    async def drop_draft(self, account: str, slug: str) -> bool:
        """Whether there was one."""
        ...
