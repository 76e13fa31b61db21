"""Writing a task's folder: all of it or nothing, and never over one that is there."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


class CannotWrite(Exception):
    """A folder cannot be written; the text says why and the mend."""


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write these files, by path below the folder, which must not be there yet. Raises CannotWrite.

    Paths are this house's own or have been looked at (`packages.safe_path`); text is written as UTF-8.
    """
    if folder.exists():
        raise CannotWrite(f"{folder} is there already. Choose another name, or remove it first.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    except OSError as error:
        raise CannotWrite(f"{folder.parent} cannot be written: {error.strerror}.") from error
    try:
        for path, content in files.items():
            place = begun / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        begun.chmod(0o777 & ~_umask())
        begun.rename(folder)
    except OSError as error:
        shutil.rmtree(begun, ignore_errors=True)
        raise CannotWrite(f"{folder} cannot be written: {error.strerror}.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
