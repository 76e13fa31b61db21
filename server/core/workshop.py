"""A task while somebody writes it: its files as texts, what may be among them, and what two versions differ in. Pure.

Rules: SPEC.md, G1 to G12.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Final

from server.core.task import Json, Task, TaskProblem
from server.core.workshop_edits import Path

TaskFiles = Mapping[str, str]
"""Path below the task's folder, with slashes, to text: the very texts that lie there. What no text can hold, hidden
files and `.lock/` are not in it, and stay where they are."""

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
MAX_SLUG: Final = 64
NEW: Final = "new"
"""What stands in the place of a slug while a task has none."""
RESERVED: Final = frozenset({NEW, "import", "check", "edit", "export"})
"""Names that the pages' own addresses have."""
MAX_FILE: Final = 512 * 1024
"""Bytes of one file. Larger inputs come from gen.py: reading must not hold up the rooms that are open."""
MAX_FILES: Final = 300
MAX_FOLDER: Final = 4 * 1024 * 1024
"""Bytes of a whole folder."""
MAX_PATH: Final = 200
MAX_DEPTH: Final = 8
SKIPPED: Final = ("__pycache__", "node_modules")


@dataclass(frozen=True, slots=True)
class Written:
    """A task's folder as it is kept. `version` is the digest that an interview pins too. `fixed` are files that are
    there and cannot be read as text: they stay as they are."""

    slug: str
    version: str
    files: TaskFiles
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML or JSON file as plain values. `lines` says in which line what stands: the steps that lead to it from the
    root, and the line, counted from 1; not all the way down where there is much of it."""

    value: Json
    lines: tuple[tuple[Path, int], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the loader says of some files: everything that is wrong, and what could be read.

    `task` leaves out what is wrong with it: it is one to use only where there is no problem. `documents` are the YAML
    and JSON files that can be read at all, by path.
    """

    problems: tuple[TaskProblem, ...]
    notes: tuple[TaskProblem, ...]
    task: Task | None
    documents: Mapping[str, Document] = field(default_factory=dict)

    @property
    def loads(self) -> bool:
        return self.task is not None and not self.problems


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed and not saved yet. `base` is the version that it began from, "" for a new task. `slug`
    is the task's, or `NEW`; `name` the slug that a new task is to have. `saved` is Unix ms."""

    account: str
    slug: str
    name: str
    base: str
    saved: int
    files: TaskFiles


@dataclass(frozen=True, slots=True)
class Brought:
    """A task that came out of a package: the slug that it would like, its files, and sentences about what was changed
    or left out on the way."""

    slug: str
    files: TaskFiles
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A package, or a part of one, that does not come in, and the sentence that says why and what to do."""

    name: str
    why: str


def slug_problem(slug: str) -> str:
    """Why no new task can be called so; "" when one can."""
    if not SLUG.fullmatch(slug) or len(slug) > MAX_SLUG:
        better = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:MAX_SLUG]
        such = f", such as {better}" if better else ""
        return f"A task's address has lower-case letters, digits and hyphens, at most {MAX_SLUG}{such}."
    if slug in RESERVED:
        return f"“{slug}” is an address of Greenroom's own. Choose another one."
    return ""


def rename_problem(slug: str, to: str, interviews: int) -> str:
    """Why a task that is in so many interviews cannot have this other address; "" when it can."""
    if slug == to:
        return "It has this address already."
    if problem := slug_problem(to):
        return problem
    if interviews:
        many = "One interview knows" if interviews == 1 else f"{interviews} interviews know"
        return f"{many} it by this address. Copy it to the new one, and retire this one: then they go on as they are."
    return ""


def taken(slug: str) -> str:
    """Why no other task comes to this address."""
    return f"There is a task at “{slug}” already; nothing is written over it. Choose another address."


def files_problem(files: TaskFiles) -> str:
    """Why these files cannot be a task's folder; "" when they can."""
    if len(files) > MAX_FILES:
        return f"There are more than {MAX_FILES} files. Keep only what belongs to the task."
    total = 0
    for path, text in files.items():
        if problem := path_problem(path) or _text_problem(path, text):
            return problem
        total += len(text.encode())
    if total > MAX_FOLDER:
        return f"The files hold more than {MAX_FOLDER >> 20} MB together. Let gen.py make large inputs (generate:)."
    for path in files:
        inside = next((other for other in files if other.startswith(f"{path}/")), "")
        if inside:
            return f"{path} cannot be a file and hold {inside}. Rename one of the two."
    return ""


def path_problem(path: str) -> str:
    """Why a file of a task cannot be called so; "" when it can. Such a path never leads out of the folder."""
    parts = path.split("/")
    if not all(parts) or any(part in (".", "..") for part in parts) or "\\" in path or not path.isprintable():
        return f"{path[:MAX_PATH]!r} is no file's name here. Use a plain path such as solutions/good.py."
    if len(path) > MAX_PATH or len(parts) > MAX_DEPTH:
        return f"The name {path[:MAX_PATH]!r} is too long, or too many folders deep. Shorten it."
    if any(part.startswith(".") or part.endswith("~") or part in SKIPPED for part in parts):
        return f"{path!r} is a name that tasks leave out: hidden files, backups and caches. Rename it."
    return ""


def _text_problem(path: str, text: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return f"{path} holds half a character, which no file can. Type that place again."
    size = len(text.encode())
    if size > MAX_FILE:
        return (
            f"{path} has {size // 1024:,} KB; a file of a task has at most {MAX_FILE // 1024} KB. "
            "Shorten it, or let gen.py make large inputs (generate:)."
        )
    return ""


def differences(before: TaskFiles, after: TaskFiles) -> Mapping[str, str]:
    """A unified diff for each file that differs, by path."""
    paths: Sequence[str] = sorted(before.keys() | after.keys())
    return {path: _diff(path, before, after) for path in paths if before.get(path) != after.get(path)}


def _diff(path: str, before: TaskFiles, after: TaskFiles) -> str:
    names = [f"{side}/{path}" if path in files else "/dev/null" for side, files in (("a", before), ("b", after))]
    old, new = (files.get(path, "").splitlines(keepends=True) for files in (before, after))
    lines = unified_diff(old, new, names[0], names[1])
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
