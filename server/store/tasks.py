"""The tasks on disk (`ports.TaskLibrary`): each folder is read once, and again when its files change.

Invariant: a folder that cannot be read is a `TaskProblem` and never an exception, and never hides another task.
Looking whether something changed costs one `stat` for each file; only a changed folder is opened again. Asked for one
task, that is always done. Asked for all of them where they are more than `CLOSELY`, only what tells most is looked at
(`_Glance`), and a thread looks at the rest beside: what it finds is there at the next look.
"""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.core.task import Task, TaskProblem
from server.core.words import StubStyle
from server.core.workshop import SKIPPED
from server.store.task_cache import Kept, TaskCache
from server.store.task_format.extras import Rubric, rubric_of
from server.store.task_format.folder import Found, digest, look, read_files, scan
from server.store.task_format.reader import Shared, read_task
from server.store.task_format.report import Report
from server.store.task_packed import Packed, pack, unpack

CLOSELY: Final = 200
"""Folders up to which every file of all of them is looked at each time: about 25 ms."""
AT_ONCE: Final = 20
"""Changed folders that are read while a page waits, at 3 ms each; the thread reads the others."""
GLANCE_SECONDS: Final = 0.25
"""A glance at thousands of folders (10 ms) holds so long: a page asks several times."""
BESIDE_SECONDS: Final = 2.0
"""The thread rests so long between its looks. It looks only while somebody asks."""
RUBRIC: Final = "rubric.yaml"
"""Beside the folders: the rubric of every task that has none of its own."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One folder as it was read last: `found` and `rubric` say whether it is still the same."""

    found: tuple[Found, ...]
    rubric: Rubric
    task: Task | None
    problems: tuple[TaskProblem, ...]


@dataclass(slots=True)
class _Common:
    """What is shared by all folders: the default rubric, and what is wrong with the root itself."""

    known: bool = False
    """Whether it has been looked at since the root could be read."""
    found: Found | None = None
    rubric: Rubric = field(default_factory=dict)
    problems: tuple[TaskProblem, ...] = ()


_Glance = tuple[tuple[int, ...], ...]
"""When the folder, its `.lock` and its head were changed: what a list of tasks shows most of."""


class TaskFolders:
    """All tasks below `root`, offered in the languages of `styles` (at least one, the preferred one first).

    `cache`, where there is one, makes the first look at a large library a quick one.
    """

    def __init__(self, root: Path, styles: Sequence[StubStyle], cache: TaskCache | None = None) -> None:
        self.root = root
        self.styles = tuple(styles)
        self._read: dict[str, _Read] = {}
        self._common = _Common()
        self._cache = cache
        self._cached: Mapping[str, Kept] = {}
        self._glances: dict[str, _Glance] = {}
        self._opened = False
        self._changes = 0
        self._in_order: tuple[int, tuple[Task, ...]] = (-1, ())
        """All that load, in order, after so many changes."""
        self._beside: threading.Thread | None = None
        self._glanced = self._looked = float("-inf")

    def tasks(self) -> Sequence[Task]:
        """All that load, by title."""
        self._refresh()
        now, (upto, known) = self._changes, self._in_order
        if upto != now:
            tasks = [read.task for read in list(self._read.values()) if read.task]
            known = tuple(sorted(tasks, key=lambda task: (task.title.casefold(), task.slug)))
            self._in_order = now, known
        return known

    def task(self, slug: str) -> Task | None:
        """The task in the folder of this name as it is now; None if there is none or it does not load."""
        folders = self._survey()
        if slug not in folders:
            self._forget(slug)
            return None
        return self._folder(folders[slug]).task

    def problems(self) -> Sequence[TaskProblem]:
        """What does not load, and why: by folder, then by file and line."""
        self._refresh()
        found = [problem for read in list(self._read.values()) for problem in read.problems]
        found.sort(key=lambda problem: (problem.slug, problem.file, problem.line))
        return (*self._common.problems, *found)

    def pack(self, slug: str) -> tuple[Task, bytes] | None:
        """The task as it is now, and its whole folder in one piece."""
        folder, rubric = self.root / slug, self._common.rubric
        if (task := self.task(slug)) is None:
            return None
        try:
            files = read_files(folder, scan(folder), Report(slug))
        except OSError:
            return None
        if files is None or digest(files) != task.digest:
            return None  # somebody writes in it at this moment
        return task, pack(Packed(files, rubric))

    def unpack(self, slug: str, body: bytes) -> Task | None:
        packed = unpack(body)
        return read_task(Report(slug), packed.files, Shared(self.styles, packed.rubric)) if packed else None

    def settled(self) -> None:
        """Return when no look goes on beside."""
        if self._beside is not None:
            self._beside.join()

    def _refresh(self) -> None:
        folders = self._survey()
        for gone in self._read.keys() - folders.keys():
            self._forget(gone)
        if len(folders) <= CLOSELY:
            self._look_at(folders)
        elif not self._opened:
            self._look_first(folders)
        else:
            self._glance_at(folders)
            self._look_beside(folders)

    def _look_at(self, folders: Mapping[str, Path]) -> bool:
        """Every file of all of these. Says whether anything was read."""
        before = len(self._read)
        news = False
        for name, folder in folders.items():
            self._glances[name] = _glance(folder)
            known = self._read.get(name)
            news = self._folder(folder) is not known or news
        return news or len(self._read) != before

    def _look_first(self, folders: Mapping[str, Path]) -> None:
        self._opened = True
        self._cached = self._cache.load(self.styles, self._common.rubric) if self._cache else {}
        self._look_at(folders)
        kept, self._cached = self._cached, {}
        if any(name not in kept or kept[name].task is not read.task for name, read in self._read.items()):
            self._keep()

    def _glance_at(self, folders: Mapping[str, Path]) -> None:
        """Read a few of those that have changed at the places where most changes are."""
        if time.monotonic() - self._glanced < GLANCE_SECONDS:
            return
        self._glanced, budget = time.monotonic(), AT_ONCE
        for name, folder in folders.items():
            glance = _glance(folder)
            if self._glances.get(name) != glance:
                if budget == 0:
                    return
                budget -= 1
                self._glances[name] = glance
                self._folder(folder)

    def _look_beside(self, folders: Mapping[str, Path]) -> None:
        busy = self._beside is not None and self._beside.is_alive()
        if busy or time.monotonic() - self._looked < BESIDE_SECONDS:
            return
        self._beside = threading.Thread(
            target=self._look_and_keep, args=(folders,), name="greenroom-tasks", daemon=True
        )
        self._beside.start()

    def _look_and_keep(self, folders: Mapping[str, Path]) -> None:
        if self._look_at(folders):
            self._keep()
        self._looked = time.monotonic()

    def _keep(self) -> None:
        if self._cache is not None:
            rubric = self._common.rubric
            known = [(name, read) for name, read in list(self._read.items()) if read.rubric is rubric and read.found]
            kept = (Kept(name, read.found, read.task, read.problems) for name, read in known)
            self._cache.store(self.styles, rubric, kept)

    def _forget(self, slug: str) -> None:
        if self._read.pop(slug, None):
            self._glances.pop(slug, None)
            self._changes += 1

    def _survey(self) -> dict[str, Path]:
        """The folders of tasks that are there now. Reads the shared rubric again when it changed."""
        folders: dict[str, Path] = {}
        rubric: Found | None = None
        try:
            root = self.root.resolve()
            with os.scandir(self.root) as entries:
                for entry in entries:
                    if entry.name == RUBRIC:
                        rubric = look(entry, RUBRIC, root)
                    elif entry.is_dir() and not entry.name.startswith(".") and entry.name not in SKIPPED:
                        folders[entry.name] = Path(entry.path)
        except OSError as error:
            what = f"The folder of tasks cannot be read: {error.strerror}."
            problem = TaskProblem("", self.root.name, 0, what, "Create it, or name another one in the settings.")
            self._common = _Common(problems=(problem,))
            return {}
        self._share(rubric)
        return folders

    def _share(self, found: Found | None) -> None:
        common = self._common
        if common.known and common.found == found:
            return
        report = Report("")
        files = read_files(self.root, (found,) if found else (), report)
        rubric = rubric_of(files, report.file(RUBRIC)) if files else {}
        self._common = _Common(True, found, {} if report.problems else rubric, tuple(report.problems))

    def _folder(self, folder: Path) -> _Read:
        """The folder as it is now: what was read last, if nothing changed since."""
        rubric = self._common.rubric
        before = self._read.get(folder.name)
        report = Report(folder.name)
        found: tuple[Found, ...] = ()
        task: Task | None = None
        if self._leads_out(folder):
            mend = "Put the folder itself among the tasks."
            report.file("").problem(0, "The folder is a link that leads out of the folder of tasks.", mend)
        else:
            try:
                found = scan(folder)
            except OSError as error:
                what = f"The folder cannot be read: {error.strerror}."
                report.file("").problem(0, what, "Check that the server may read it.")
        if not report.problems:
            if before and before.found == found and before.rubric is rubric:
                return before
            if (kept := self._cached.get(folder.name)) and kept.found == found:
                return self._take(folder.name, _Read(found, rubric, kept.task, kept.problems))
            files = read_files(folder, found, report)
            task = read_task(report, files, Shared(self.styles, rubric)) if files is not None else None
        return self._take(folder.name, _Read(found, rubric, task, tuple(report.problems)))

    def _take(self, name: str, read: _Read) -> _Read:
        before = self._read.get(name)
        self._read[name] = read
        if before is None or before.task is not read.task:
            self._changes += 1
        return read

    def _leads_out(self, folder: Path) -> bool:
        return leads_out(self.root, folder)


def leads_out(root: Path, folder: Path) -> bool:
    """Whether a folder among the tasks is a link to somewhere else."""
    return folder.is_symlink() and root.resolve() not in folder.resolve().parents


def shared_rubric(root: Path) -> Rubric:
    """The rubric that stands beside the folders now; none where there is none that can be read."""
    report = Report("")
    with suppress(OSError), os.scandir(root) as entries:
        found = tuple(look(entry, RUBRIC, root.resolve()) for entry in entries if entry.name == RUBRIC)
        files = read_files(root, found, report)
        rubric = rubric_of(files, report.file(RUBRIC)) if files else {}
        return {} if report.problems else rubric
    return {}


def _glance(folder: Path) -> _Glance:
    return tuple(_changed(f"{folder}{place}") for place in ("", "/.lock", "/task.yaml"))


def _changed(path: str) -> tuple[int, ...]:
    try:
        status = os.stat(path)  # noqa: PTH116 thousands at a look, and a Path costs more than the call
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino
