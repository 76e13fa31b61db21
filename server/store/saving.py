"""Putting a task's new files in the place of its old ones: all of them or none, also when the machine stops meanwhile.

The new files are written beside the tasks into `.saving-<slug>/`; with its plan on disk, the save has happened. Then
each file is put into its place. Whoever finds a plan finishes it (`finish`), and throws away what has no plan. Files
that are not in the plan are never touched, nor is one that somebody changed between the stop and the finishing.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PREFIX: Final = ".saving-"
PLAN: Final = "plan.json"
FILES: Final = "files"
ABANDONED: Final = 60.0
"""Seconds after which files without a plan are nobody's."""
MODE: Final = 0o777
"""The permission bits of a file, which a save keeps."""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one file: the SHA-256 of what is there before and after; "" where there is no file."""

    path: str
    before: str
    after: str


def put(folder: Path, changes: Mapping[str, str | None]) -> None:
    """Write these texts, by path below the folder; None takes a file away. The folder may be new. Raises OSError:
    then nothing has changed, or a plan is there that `finish` carries out."""
    stage(folder, changes)
    finish(folder)


def stage(folder: Path, changes: Mapping[str, str | None]) -> None:
    """The first half: everything is written beside the folder, and the plan last. Raises OSError, and leaves nothing
    then."""
    beside = _beside(folder)
    beside.mkdir()
    try:
        _stage_files(beside, folder, changes)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def finish(folder: Path) -> None:
    """The second half, if there is a plan: also for who finds one. Raises OSError; then the plan stays.

    What has no plan is thrown away once it is too old to belong to a save that goes on somewhere else.
    """
    beside, steps = _beside(folder), planned(folder)
    if steps:
        folder.mkdir(exist_ok=True)
        for step in steps:
            take(folder, step)
        _tidy(folder, steps)
        sync_folder(folder.parent)
    with suppress(FileNotFoundError):
        if steps or time.time() - beside.stat().st_mtime > ABANDONED:
            shutil.rmtree(beside)


def take(folder: Path, step: Step) -> None:
    """One step, if it was not taken yet and nobody has changed the file since."""
    place = folder / step.path
    if _sum(place) != step.before:
        return
    if step.after:
        place.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # somebody else finishes the same plan
            (_beside(folder) / FILES / step.path).replace(place)
    else:
        place.unlink(missing_ok=True)


def planned(folder: Path) -> list[Step]:
    """The steps of a plan that was written to its end; none where there is no such."""
    try:
        told: Any = json.loads((_beside(folder) / PLAN).read_text())
        return [Step(*each) for each in told]
    except (OSError, ValueError, TypeError):
        return []


def unfinished(root: Path) -> list[str]:
    """The slugs whose saves were cut off."""
    with suppress(OSError):
        return sorted(each.name.removeprefix(PREFIX) for each in root.iterdir() if each.name.startswith(PREFIX))
    return []


def in_the_way(folder: Path, path: str) -> str:
    """What keeps a file of this name from being written there, as a path below the folder; "" when nothing does.

    A link to a folder does: what lies behind it may be anywhere."""
    place, parts = folder, path.split("/")
    for at, part in enumerate(parts, start=1):
        place /= part
        is_file = at == len(parts)
        if place.is_dir() if is_file else place.is_symlink() or (place.exists() and not place.is_dir()):
            return "/".join(parts[:at])
    return ""


def _beside(folder: Path) -> Path:
    return folder.parent / f"{PREFIX}{folder.name}"


def _stage_files(beside: Path, folder: Path, changes: Mapping[str, str | None]) -> None:
    steps: list[list[str]] = []
    for path, text in changes.items():
        place = folder / path
        steps.append([path, _sum(place), "" if text is None else hashlib.sha256(text.encode()).hexdigest()])
        if text is not None:
            staged = beside / FILES / path
            staged.parent.mkdir(parents=True, exist_ok=True)
            _write(staged, text)
            with suppress(FileNotFoundError):
                staged.chmod(place.stat().st_mode & MODE)
    draft = beside / f"{PLAN}.new"
    _write(draft, json.dumps(steps))
    draft.rename(beside / PLAN)
    for below in (*_folders_in(beside), beside.parent):
        sync_folder(below)


def _tidy(folder: Path, steps: list[Step]) -> None:
    """Take away folders that have nothing in them any more, and see that the others' entries are on disk."""
    for place in sorted({(folder / step.path).parent for step in steps}, key=lambda each: -len(each.parts)):
        at = place
        while at != folder and at.is_dir() and not any(at.iterdir()):
            at.rmdir()
            at = at.parent
        if at.is_dir():
            sync_folder(at)


def _folders_in(beside: Path) -> Iterator[Path]:
    for place, _, _ in os.walk(beside):
        yield Path(place)


def _sum(place: Path) -> str:
    try:
        return hashlib.sha256(place.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _write(place: Path, text: str) -> None:
    with place.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See that the folder's entries are on disk. Some file systems cannot say so for folders; then they need not."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
