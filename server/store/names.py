"""A task's folder under another name, or a second time under one: whole or not at all, and never over what is there."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from server.core.workshop import SKIPPED
from server.store.saving import sync_folder

PREFIX: Final = ".copying-"
GIT: Final = ".git"
"""Of a folder that is a repository of its own, the copy begins without its history."""


def rename(folder: Path, to: Path) -> None:
    """Raises OSError; FileExistsError where something is there."""
    _free(to)
    folder.rename(to)
    sync_folder(folder.parent)


def copy(folder: Path, to: Path) -> None:
    """Everything in it, what a proof left there too; a link stays a link, so that nothing from elsewhere is copied.
    Raises OSError; FileExistsError where something is there."""
    _free(to)
    beside = to.parent / f"{PREFIX}{to.name}"
    shutil.rmtree(beside, ignore_errors=True)  # of a copy that was cut off
    try:
        shutil.copytree(folder.resolve(), beside, symlinks=True, ignore=_left_out)
        beside.rename(to)
    except shutil.Error as error:
        raise OSError(str(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    sync_folder(to.parent)


def _free(place: Path) -> None:
    if os.path.lexists(place):
        raise FileExistsError(place)


def _left_out(_folder: str, inside: Sequence[str]) -> set[str]:
    return {GIT, *SKIPPED} & set(inside)
