"""What lists show of tasks, kept in the data folder: a large library opens without reading every file again.

The cache is a help and nothing else. It is left alone when any part of the loader or of the languages has changed, when
it cannot be read, and for each folder whose files are not the very ones that it was made from. Whoever can write in the
data folder can mislead a list by it, and no more: a task itself is always read from its own files.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from server import core
from server.core.task import TaskProblem
from server.core.task_summary import TaskSummary
from server.core.words import StubStyle
from server.store import task_format
from server.store.task_format.extras import Rubric

NAME: Final = "tasks.cache"
MODE: Final = 0o600
MOST: Final = 64 * 1024 * 1024
"""Bytes: a hundred thousand tasks. A larger file is none of ours."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One folder: the mark of the files that it had, and what was read in them."""

    slug: str
    mark: bytes
    summary: TaskSummary | None
    problems: tuple[TaskProblem, ...]


@dataclass(frozen=True, slots=True)
class _File:
    made_by: str
    rubric: Rubric
    kept: tuple[Kept, ...]


class TaskCache:
    """The file `tasks.cache` in this folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def load(self, styles: Sequence[StubStyle], rubric: Rubric) -> Mapping[str, Kept]:
        """What was kept, by slug; nothing where it does not fit this version, these languages and this rubric."""
        with suppress(OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
            file = msgspec.msgpack.decode(_bytes_of(self._path), type=_File)
            if file.made_by == made_by(styles) and file.rubric == rubric:
                return {kept.slug: kept for kept in file.kept if kept.summary is None or kept.summary.slug == kept.slug}
        return {}

    def store(self, styles: Sequence[StubStyle], rubric: Rubric, kept: Iterable[Kept]) -> None:
        """Put this in its place, all or nothing. A folder that cannot be written in has no cache."""
        text = msgspec.msgpack.encode(_File(made_by(styles), rubric, tuple(kept)))
        fresh = self._path.with_suffix(".new")
        with suppress(OSError):
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, MODE), "wb") as file:
                file.write(text)
            fresh.replace(self._path)


def made_by(styles: Sequence[StubStyle]) -> str:
    """What a task is read by: the code of the loader and of what it reads into, and the languages. The same in every
    process, so the sets in it are put in order."""
    total = hashlib.sha256(msgspec.json.encode(tuple(styles), order="deterministic"))
    for package in (core, task_format):
        for source in sorted(Path(package.__path__[0]).glob("*.py")):
            total.update(source.read_bytes())
    return total.hexdigest()


def _bytes_of(path: Path) -> bytes:
    """Of a plain file that is not too large; empty for anything else, such as a pipe, which would never end."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        return file.read(MOST) if stat.S_ISREG(status.st_mode) and status.st_size <= MOST else b""
