"""Tasks come in and go out as files: archives of our own, Kattis' packages, Exercism's exercises, lines of JSON."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.judging import Made
from server.core.task import Task, TaskProblem
from server.core.workshop import Brought, LeftOut, TaskFiles, Written
from server.live.made_cases import MadeCases
from server.live.ports_workshop import PackageFormat, Packages, Stale, TaskDesk, Unwritten
from server.live.zips import zipped

ZIP: Final = "zip"
KATTIS: Final = "kattis"
NOTHING_HERE: Final = "This Greenroom takes no packages."


@dataclass(frozen=True, slots=True)
class CameIn:
    """A task that is in the library now; `notes` say what was changed or left out on the way."""

    slug: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file to keep."""

    name: str
    body: bytes


class NoPackages:
    """`Packages` of a house that takes none."""

    formats: Sequence[PackageFormat] = ()

    def read(self, format: str, name: str, data: bytes) -> Sequence[Brought | LeftOut]:
        return [LeftOut(name, NOTHING_HERE)]

    def kattis(self, task: Task, made: Made) -> LeftOut:
        return LeftOut(task.slug, NOTHING_HERE)


class Moving:
    def __init__(self, desk: TaskDesk, packages: Packages, cases: MadeCases) -> None:
        self._desk = desk
        self._packages = packages
        self._cases = cases

    @property
    def formats(self) -> Sequence[PackageFormat]:
        return self._packages.formats

    async def bring(self, format: str, name: str, data: bytes, slug: str = "") -> Sequence[CameIn | LeftOut]:
        """Write every task of this file into the library, each whole or not at all and none over one that is there.
        `slug` is the address for a single one, "" for its own."""
        found = await asyncio.to_thread(self._packages.read, format, name, data)
        if slug and len(found) > 1:
            return [LeftOut(name, "It holds several tasks, so no address can be given to all. Leave it empty.")]
        alone = len(found) == 1
        return [
            each if isinstance(each, LeftOut) else await self._write(each, slug or each.slug, alone=alone)
            for each in found
        ]

    async def _write(self, one: Brought, slug: str, *, alone: bool) -> CameIn | LeftOut:
        done = await asyncio.to_thread(self._desk.save, slug, "", one.files)
        match done:
            case Written():
                return CameIn(slug, one.notes)
            case Stale():
                mend = "Give this one another address." if alone else "Bring it in by itself, at another address."
                return LeftOut(slug, f"There is a task “{slug}” already; nothing is written over it. {mend}")
            case Unwritten():
                return LeftOut(slug, done.message)

    async def take(self, slug: str, format: str, task: Task | None) -> Archive | LeftOut | None:
        """The task as an archive: its texts as they lie there, or (a `task` that loads) a package of another format.
        None where there is no such task or format."""
        if format == ZIP:
            found = await asyncio.to_thread(self._desk.read, slug)
            if isinstance(found, Unwritten):
                return LeftOut(slug, found.message)
            return _archive(slug, slug, found.files) if found else None
        return await self._as_kattis(task) if format == KATTIS and task else None

    async def _as_kattis(self, task: Task) -> Archive | LeftOut:
        made = await self._cases.of(task) if task.kind == "stdin" else {}
        if isinstance(made, TaskProblem):
            return LeftOut(task.slug, f"{made.what} {made.mend}")
        files = await asyncio.to_thread(self._packages.kattis, task, made)
        return files if isinstance(files, LeftOut) else _archive(f"{task.slug}-kattis", task.slug, files)


def _archive(name: str, folder: str, files: Mapping[str, str | bytes] | TaskFiles) -> Archive:
    """The files in one folder of their own, so that unpacking leaves nothing lying about."""
    inside: dict[str, str | bytes] = {f"{folder}/{path}": files[path] for path in sorted(files)}
    return Archive(f"{name}.zip", zipped(inside))
