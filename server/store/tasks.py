"""The tasks on disk (`ports.TaskLibrary`): each folder is read once, and again when its files change.

Invariant: a folder that cannot be read is a `TaskProblem` and never an exception, and never hides another task.
Looking whether something changed costs one `stat` for each file; only a changed folder is opened again.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.core.task import Task, TaskProblem
from server.core.words import StubStyle
from server.core.workshop import SKIPPED
from server.store.task_format.extras import Rubric, rubric_of
from server.store.task_format.folder import Found, look, read_files, scan
from server.store.task_format.reader import Shared, read_task
from server.store.task_format.report import Report

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


class TaskFolders:
    """All tasks below `root`, offered in the languages of `styles` (at least one, the preferred one first)."""

    def __init__(self, root: Path, styles: Sequence[StubStyle]) -> None:
        self.root = root
        self.styles = tuple(styles)
        self._read: dict[str, _Read] = {}
        self._common = _Common()

    def tasks(self) -> Sequence[Task]:
        """All that load, by title."""
        self._refresh()
        tasks = [read.task for read in self._read.values() if read.task]
        return sorted(tasks, key=lambda task: (task.title.casefold(), task.slug))

    def task(self, slug: str) -> Task | None:
        """The task in the folder of this name as it is now; None if there is none or it does not load."""
        folders = self._survey()
        if slug not in folders:
            self._read.pop(slug, None)
            return None
        return self._folder(folders[slug]).task

    def problems(self) -> Sequence[TaskProblem]:
        """What does not load, and why: by folder, then by file and line."""
        self._refresh()
        found = [problem for read in self._read.values() for problem in read.problems]
        found.sort(key=lambda problem: (problem.slug, problem.file, problem.line))
        return (*self._common.problems, *found)

    def _refresh(self) -> None:
        folders = self._survey()
        for gone in self._read.keys() - folders.keys():
            del self._read[gone]
        for folder in folders.values():
            self._folder(folder)

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
            files = read_files(folder, found, report)
            task = read_task(report, files, Shared(self.styles, rubric)) if files is not None else None
        self._read[folder.name] = _Read(found, rubric, task, tuple(report.problems))
        return self._read[folder.name]

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
