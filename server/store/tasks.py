"""The tasks on disk (`ports.TaskLibrary`): each folder is read once, and again when its files change.

Invariant: a folder that cannot be read is a `TaskProblem` and never an exception, and never hides another task.
Looking whether something changed costs one `stat` for each file; only a changed folder is opened again. Asked for one
task, that is always done. Asked for all of them where they are more than `CLOSELY`, only what tells most is looked at
(`_Glance`), and a thread looks at the rest beside: what it finds is there at the next look.

Of every task only its summary stays in memory, and of those that were asked for last the whole: thousands of tasks are
megabytes, and every object of theirs would be one more for Python's collector to walk.
"""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.core.task import Task, TaskProblem
from server.core.task_summary import TaskSummary, summary
from server.core.words import StubStyle
from server.core.workshop import SKIPPED
from server.store.task_cache import Kept, TaskCache
from server.store.task_format.extras import Rubric, rubric_of
from server.store.task_format.folder import Found, digest, look, mark_of, read_files, scan
from server.store.task_format.reader import Shared, read_task
from server.store.task_format.report import Report
from server.store.task_packed import Packed, pack, unpack

CLOSELY: Final = 200
"""Folders up to which every file of all of them is looked at each time: about 25 ms."""
WHOLE: Final = 200
"""Tasks that are kept whole, at up to 100 KB each; any other is read again when it is asked for, in 5 ms."""
AT_ONCE: Final = 20
"""Changed folders that are read while a page waits, at 3 ms each; the thread reads the others."""
GLANCE_SECONDS: Final = 0.25
"""A glance at thousands of folders (10 ms) holds so long: a page asks several times."""
BESIDE_SECONDS: Final = 2.0
"""The thread rests so long between its looks, or longer: it looks only while somebody asks, and a tenth of the time."""
RESTS: Final = 9
"""Times as long as its last look took."""
RUBRIC: Final = "rubric.yaml"
"""Beside the folders: the rubric of every task that has none of its own."""
NOTHING: Final = b""
"""The mark of a folder that could not be looked at: it is looked at again each time."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One folder as it was read last: `mark` and `rubric` say whether it is still the same."""

    mark: bytes
    rubric: Rubric
    summary: TaskSummary | None
    problems: tuple[TaskProblem, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A folder's files as they were found now, before any is opened; the report tells why there are none."""

    mark: bytes
    found: tuple[Found, ...]
    report: Report


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
        self._whole = _Whole()
        self._common = _Common()
        self._rubric_was: tuple[int, ...] = ()
        """When the shared rubric was changed, as of the last look at it."""
        self._cache = cache
        self._cached: Mapping[str, Kept] = {}
        self._glances: dict[str, _Glance] = {}
        self._opened = False
        self._changes = 0
        self._in_order: tuple[int, tuple[TaskSummary, ...]] = (-1, ())
        """All that load, in order, after so many changes."""
        self._beside: threading.Thread | None = None
        self._glanced = self._look_next = float("-inf")

    def tasks(self) -> Sequence[TaskSummary]:
        """All that load, by title: the very same object as long as nothing changes."""
        self._refresh()
        now, (upto, known) = self._changes, self._in_order
        if upto != now:
            tasks = [read.summary for read in list(self._read.values()) if read.summary]
            known = tuple(sorted(tasks, key=lambda task: (task.title.casefold(), task.slug)))
            self._in_order = now, known
        return known

    def task(self, slug: str) -> Task | None:
        """The task in the folder of this name as it is now; None if there is none or it does not load."""
        if not self._common.known or self._rubric_was != _changed(f"{self.root}/{RUBRIC}"):
            self._survey()
        if not self._is_folder(slug):
            self._forget(slug)
            return None
        return self._asked_for(slug)

    def _is_folder(self, slug: str) -> bool:
        """Whether a folder of tasks has this name: as in `_survey`, without looking at all of them.

        Rooms ask at every run, so no Path is made."""
        plain = slug == os.path.basename(slug) and not slug.startswith(".") and slug not in SKIPPED  # noqa: PTH119 no Path
        return bool(slug) and plain and os.path.isdir(f"{self.root}/{slug}")  # noqa: PTH112 no Path

    def problems(self) -> Sequence[TaskProblem]:
        """What does not load, and why: by folder, then by file and line."""
        self._refresh()
        found = [problem for read in list(self._read.values()) for problem in read.problems]
        found.sort(key=lambda problem: (problem.slug, problem.file, problem.line))
        return (*self._common.problems, *found)

    def pack(self, slug: str) -> tuple[Task, bytes] | None:
        """The task as it is now, and its whole folder in one piece."""
        folder = self.root / slug
        if (task := self.task(slug)) is None:
            return None
        rubric = self._common.rubric
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
        if self._opened and time.monotonic() - self._glanced < GLANCE_SECONDS:
            return
        names = self._survey()
        for gone in self._read.keys() - names:
            self._forget(gone)
        if len(names) <= CLOSELY:
            self._opened = False
            self._look_at(names)
        elif not self._opened:
            self._look_first(names)
        else:
            self._glance_at(names)
            self._look_beside(names)

    def _look_at(self, names: Collection[str]) -> bool:
        """Every file of all of these. Says whether anything was read."""
        before = len(self._read)
        news = False
        for name in names:
            self._glances[name] = self._glance(name)
            known = self._read.get(name)
            news = self._folder(name) is not known or news
        return news or len(self._read) != before

    def _look_first(self, names: Collection[str]) -> None:
        self._opened = True
        self._cached = self._cache.load(self.styles, self._common.rubric) if self._cache else {}
        self._look_at(names)
        kept, self._cached = self._cached, {}
        if any(name not in kept or kept[name].summary is not read.summary for name, read in self._read.items()):
            self._keep()

    def _glance_at(self, names: Collection[str]) -> None:
        """Read a few of those that have changed at the places where most changes are."""
        self._glanced, budget = time.monotonic(), AT_ONCE
        for name in names:
            glance = self._glance(name)
            if self._glances.get(name) != glance:
                if budget == 0:
                    return
                budget -= 1
                self._glances[name] = glance
                self._folder(name)

    def _glance(self, name: str) -> _Glance:
        return tuple(_changed(f"{self.root}/{name}{place}") for place in ("", "/.lock", "/task.yaml"))

    def _look_beside(self, names: Collection[str]) -> None:
        busy = self._beside is not None and self._beside.is_alive()
        if busy or time.monotonic() < self._look_next:
            return
        self._beside = threading.Thread(target=self._look_and_keep, args=(names,), name="greenroom-tasks", daemon=True)
        self._beside.start()

    def _look_and_keep(self, names: Collection[str]) -> None:
        began = time.monotonic()
        if self._look_at(names):
            self._keep()
        ended = time.monotonic()
        self._look_next = ended + max(BESIDE_SECONDS, RESTS * (ended - began))

    def _keep(self) -> None:
        if self._cache is not None:
            rubric = self._common.rubric
            known = [(name, read) for name, read in list(self._read.items()) if read.rubric is rubric and read.mark]
            kept = (Kept(name, read.mark, read.summary, read.problems) for name, read in known)
            self._cache.store(self.styles, rubric, kept)

    def _forget(self, slug: str) -> None:
        if self._read.pop(slug, None):
            self._whole.forget(slug)
            self._glances.pop(slug, None)
            self._changes += 1

    def _survey(self) -> Set[str]:
        """The names of the folders of tasks that are there now. Reads the shared rubric again when it changed."""
        names: set[str] = set()
        rubric: Found | None = None
        self._rubric_was = _changed(f"{self.root}/{RUBRIC}")
        try:
            root = self.root.resolve()
            with os.scandir(self.root) as entries:
                for entry in entries:
                    if entry.name == RUBRIC:
                        rubric = look(entry, RUBRIC, root)
                    elif entry.is_dir() and not entry.name.startswith(".") and entry.name not in SKIPPED:
                        names.add(entry.name)
        except OSError as error:
            what = f"The folder of tasks cannot be read: {error.strerror}."
            problem = TaskProblem("", self.root.name, 0, what, "Create it, or name another one in the settings.")
            self._common = _Common(problems=(problem,))
            return names
        self._share(rubric)
        return names

    def _share(self, found: Found | None) -> None:
        common = self._common
        if common.known and common.found == found:
            return
        report = Report("")
        files = read_files(self.root, (found,) if found else (), report)
        rubric = rubric_of(files, report.file(RUBRIC)) if files else {}
        self._common = _Common(True, found, {} if report.problems else rubric, tuple(report.problems))

    def _folder(self, name: str) -> _Read:
        """The folder as it is now: what was read last, if nothing changed since."""
        seen = self._look(name)
        if before := self._same(name, seen):
            return before
        kept = self._cached.get(name)
        if kept and kept.mark == seen.mark:
            return self._take(name, _Read(seen.mark, self._common.rubric, kept.summary, kept.problems))
        return self._open(name, seen)[0]

    def _asked_for(self, name: str) -> Task | None:
        """The whole task as it is now, read again when it was not asked for lately."""
        seen = self._look(name)
        before = self._same(name, seen)
        if before and before.summary is None:
            return None
        if before and (known := self._whole.of(name, before)):
            return known
        return self._open(name, seen)[1]

    def _look(self, name: str) -> _Seen:
        folder, report = self.root / name, Report(name)
        if leads_out(self.root, folder):
            mend = "Put the folder itself among the tasks."
            report.file("").problem(0, "The folder is a link that leads out of the folder of tasks.", mend)
            return _Seen(NOTHING, (), report)
        try:
            found = scan(folder)
        except OSError as error:
            what = f"The folder cannot be read: {error.strerror}."
            report.file("").problem(0, what, "Check that the server may read it.")
            return _Seen(NOTHING, (), report)
        return _Seen(mark_of(found), found, report)

    def _same(self, name: str, seen: _Seen) -> _Read | None:
        """What was read last, if that is still so."""
        before = self._read.get(name)
        same = before and seen.mark and before.mark == seen.mark and before.rubric is self._common.rubric
        return before if same else None

    def _open(self, name: str, seen: _Seen) -> tuple[_Read, Task | None]:
        task: Task | None = None
        rubric, report = self._common.rubric, seen.report
        if not report.problems:
            files = read_files(self.root / name, seen.found, report)
            task = read_task(report, files, Shared(self.styles, rubric)) if files is not None else None
        read = _Read(seen.mark, rubric, summary(task) if task else None, tuple(report.problems))
        self._take(name, read)
        self._whole.keep(name, read, task)
        return read, task

    def _take(self, name: str, read: _Read) -> _Read:
        before = self._read.get(name)
        self._read[name] = read
        if before is None or before.summary != read.summary:
            self._changes += 1
        return read


class _Whole:
    """The tasks that were asked for last, each with the reading that it is of. Threads may share it."""

    def __init__(self) -> None:
        self._tasks: OrderedDict[str, tuple[_Read, Task]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, name: str, read: _Read) -> Task | None:
        with self._lock:
            known = self._tasks.get(name)
            if known is None or known[0] is not read:
                return None
            self._tasks.move_to_end(name)
            return known[1]

    def keep(self, name: str, read: _Read, task: Task | None) -> None:
        with self._lock:
            self._tasks.pop(name, None)
            if task:
                self._tasks[name] = read, task
            if len(self._tasks) > WHOLE:
                self._tasks.popitem(last=False)

    def forget(self, name: str) -> None:
        with self._lock:
            self._tasks.pop(name, None)


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


def _changed(path: str) -> tuple[int, ...]:
    """Other figures when the file was changed; none where it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 thousands at a look, and a Path costs more than the call
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino
