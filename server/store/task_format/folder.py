"""A task's folder as bytes: which files there are, small enough, regular, and none of them from elsewhere.

Invariant: nothing outside the folder is ever read. A task may come from a stranger's repository, and a symlink in it
could otherwise show a file of this machine to whoever looks at the task.
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from server.core.workshop import MAX_FILE, MAX_FILES, MAX_FOLDER, SKIPPED
from server.store.task_format.report import Report

LOCK: Final = ".lock"
"""The one hidden folder that is read: `greenroom tasks check` writes it, so it is no part of the digest."""

Stamp = tuple[int, int, int, int]
"""A file's inode, size, and its modification and change times: changes when the file does."""


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of a folder: `path` is relative, with slashes; `trouble` says why it cannot be read."""

    path: str
    stamp: Stamp
    trouble: tuple[str, str] | None = None


def scan(folder: Path) -> tuple[Found, ...]:
    """Every file below the folder, sorted by path, looked at but not opened. Hidden files are not part of a task."""
    first = islice(_walk(folder, folder.resolve(), ""), MAX_FILES + 1)
    return tuple(sorted(first, key=lambda found: found.path))


def read_files(folder: Path, found: tuple[Found, ...], report: Report) -> Mapping[str, bytes] | None:
    """The bytes of every file that may be read, by path; what may not is told. None: the folder is too large."""
    if tell_whole(len(found), 0, report):
        return None
    files: dict[str, bytes] = {}
    for one in found:
        about = report.file(one.path.encode(errors="backslashreplace").decode())
        if one.trouble:
            about.unreadable(*one.trouble)
            continue
        try:
            with open(f"{folder}/{one.path}", "rb", buffering=0) as file:  # noqa: PTH123 thousands, and a Path costs more
                files[one.path] = file.read()
        except OSError as error:
            about.unreadable(f"The file cannot be read: {error.strerror}.", "Check that the server may read it.")
    total = sum(len(content) for content in files.values())
    return None if tell_whole(len(files), total, report) else files


def tell_whole(count: int, size: int, report: Report) -> bool:
    """Whether so many files, of `size` bytes together, are too much for a task; if so it is told."""
    about = report.file("")
    if count > MAX_FILES:
        about.problem(0, f"There are more than {MAX_FILES} files.", "Keep only what belongs to the task.")
    elif size > MAX_FOLDER:
        what = f"The folder holds more than {MAX_FOLDER // 1024 // 1024} MB."
        about.problem(0, what, "Let gen.py make large inputs (generate:).")
    return count > MAX_FILES or size > MAX_FOLDER


def too_large(size: int) -> tuple[str, str] | None:
    """What is wrong with a file of `size` bytes, and the mend."""
    if size <= MAX_FILE:
        return None
    return f"The file has {size / 1024:,.0f} KB.", (
        f"Keep it under {MAX_FILE // 1024} KB; let gen.py make large inputs (generate:)."
    )


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the paths and bytes of all files: the same folder gives the same digest anywhere."""
    total = hashlib.sha256()
    for path in sorted(path for path in files if not path.startswith(f"{LOCK}/")):
        content = files[path]
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _walk(folder: Path, root: Path, below: str) -> Iterator[Found]:
    with os.scandir(folder / below) as entries:
        for entry in entries:
            if (
                (entry.name.startswith(".") and (below or entry.name != LOCK))
                or entry.name.endswith("~")
                or entry.name in SKIPPED
            ):
                continue
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder, root, path)
            else:
                yield look(entry, path, root)


def look(entry: "os.DirEntry[str]", path: str, root: Path) -> Found:
    """One file that is no folder, looked at. `root` is the resolved folder that it must not lead out of."""
    try:
        status = entry.stat()
    except OSError as error:
        mend = "Check the link and the permissions."
        return Found(path, (0, 0, 0, 0), (f"The file cannot be looked at: {error.strerror}.", mend))
    stamp = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return Found(path, stamp, _trouble(entry, status, root))


def mark_of(found: tuple[Found, ...]) -> bytes:
    """What all that was found comes to, in 16 bytes: other bytes when any file changes, comes or goes."""
    texts = [(one.path.encode(errors="surrogateescape"), one.stamp, one.trouble) for one in found]
    return hashlib.blake2b(msgspec.msgpack.encode(texts), digest_size=16).digest()


def _trouble(entry: "os.DirEntry[str]", status: os.stat_result, root: Path) -> tuple[str, str] | None:
    if not entry.name.isprintable():  # nor is a byte that is no UTF-8
        return "The file's name is not plain UTF-8.", "Rename it."
    if entry.is_symlink() and root not in Path(entry.path).resolve().parents:
        return "The file is a link that leads out of the task's folder.", "Put the file itself here."
    if stat.S_ISDIR(status.st_mode):
        return "A folder is a link.", "Put the folder itself here."
    if not stat.S_ISREG(status.st_mode):
        return "This is not a regular file.", "Remove it."
    return too_large(status.st_size)
