"""The folder of tasks as a place to write (`ports_workshop.TaskDesk`): one loader, one checker, one writer.

Invariant: nothing is written outside of a task's own folder, and nothing that the page does not know is touched.
"""

import errno
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from server.core.words import StubStyle
from server.core.workshop import NEW, Checked, TaskFiles, Written, files_problem, slug_problem, taken
from server.core.workshop_edits import Edit
from server.live.ports_workshop import Stale, Unwritten
from server.store import names, saving
from server.store.task_format.outline import documents_in
from server.store.task_format.reader import Shared, read_unfinished
from server.store.task_format.report import Report
from server.store.task_format.texts import as_bytes, locks_of, read_texts, small_enough
from server.store.task_format.yaml_edit import edited
from server.store.tasks import leads_out, shared_rubric

BUSY: Final = "Somebody is saving this task at this very moment. Save again."
READ_ONLY: Final = (
    "The folder of tasks cannot be written to. Whoever runs this Greenroom can change who may write to it; what you "
    "typed is kept as a draft."
)
FULL: Final = "The server's disk is full. Whoever runs it should free some space; what you typed is kept as a draft."


class Desk:
    """The tasks below `root`, checked for the languages of `styles`. Its methods may be called from any thread."""

    def __init__(self, root: Path, styles: Sequence[StubStyle]) -> None:
        self.root = root
        self.styles = tuple(styles)
        self._writing = threading.Lock()
        for slug in saving.unfinished(root):
            with suppress(OSError):  # it stays for the next start
                saving.finish(root / slug)

    def read(self, slug: str) -> Written | Unwritten | None:
        folder = self._folder(slug)
        if folder is None:
            return None
        try:
            written, report = read_texts(folder)
        except OSError as error:
            return Unwritten(f"The folder cannot be read: {error.strerror}. Check that the server may read it.")
        if written is None:
            return Unwritten(" ".join(f"{each.what} {each.mend}" for each in report.problems))
        return replace(written, slug=slug)

    def check(self, slug: str, files: TaskFiles) -> Checked:
        report = Report(slug or NEW)
        folder = self._folder(slug)
        locks = locks_of(folder) if folder else {}
        small = small_enough(files, report)
        task = read_unfinished(report, as_bytes(small, locks), Shared(self.styles, shared_rubric(self.root)))
        return Checked(tuple(report.problems), tuple(report.notes), task, documents_in(small))

    def edit(self, files: TaskFiles, edits: Sequence[Edit]) -> TaskFiles | Unwritten:
        return edited(files, edits)

    def save(self, slug: str, base: str, files: TaskFiles) -> Written | Stale | Unwritten:
        if problem := (slug_problem(slug) if not base else "") or files_problem(files):
            return Unwritten(problem)
        with self._writing:
            return self._save(slug, base, files)

    def _save(self, slug: str, base: str, files: TaskFiles) -> Written | Stale | Unwritten:
        try:
            saving.finish(self.root / slug)
        except OSError as error:
            return Unwritten(why_not(error))
        now = self.read(slug)
        if isinstance(now, Unwritten):
            return now
        if (now.version if now else "") != base:
            return Stale(now)
        folder = self._folder(slug) or self.root / slug
        if not now and folder.is_symlink():
            return Unwritten("There is a link of this name among the tasks. Choose another address.", "slug")
        changes: dict[str, str | None] = {
            path: files.get(path)
            for path in sorted((now.files.keys() if now else set()) | files.keys())
            if now is None or now.files.get(path) != files.get(path)
        }
        if not changes:
            return now or Unwritten("There is nothing to save yet. Give the task a title and a kind.")
        for path, text in changes.items():
            if text is not None and (blocking := saving.in_the_way(folder, path)):
                return Unwritten(f"{path} cannot be written: {blocking} is in its way in the folder.", path)
        if now and (fixed := next((path for path in now.fixed if path in files), "")):
            return Unwritten(f"{fixed} is there and is no text, so it is not changed here.", fixed)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            saving.put(folder, changes)
        except OSError as error:
            return Unwritten(why_not(error))
        return self.read(slug) or Stale(None)

    def copy(self, slug: str, to: str) -> Written | Unwritten | None:
        return self._move(slug, to, names.copy)

    def rename(self, slug: str, to: str) -> Written | Unwritten | None:
        return self._move(slug, to, names.rename)

    def _move(self, slug: str, to: str, deed: Callable[[Path, Path], None]) -> Written | Unwritten | None:
        if problem := slug_problem(to):
            return Unwritten(problem, "slug")
        with self._writing:
            try:
                saving.finish(self.root / slug)
                if self._folder(slug) is None:
                    return None
                deed(self.root / slug, self.root / to)
            except FileExistsError:
                return Unwritten(taken(to), "slug")
            except OSError as error:
                return Unwritten(why_not(error))
            return self.read(to)

    def _folder(self, slug: str) -> Path | None:
        """The folder of this task; None where there is none, or one that leads out."""
        if "/" in slug or slug.startswith(".") or not slug or "\0" in slug:
            return None
        folder = self.root / slug
        return folder.resolve() if folder.is_dir() and not leads_out(self.root, folder) else None


def why_not(error: OSError) -> str:
    """What the disk says, for people."""
    match error.errno:
        case errno.EEXIST:
            return BUSY
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return READ_ONLY
        case errno.ENOSPC | errno.EDQUOT:
            return FULL
        case _:
            return f"The task cannot be saved: {error.strerror}. What you typed is kept as a draft."
