"""A disk that a test can fill and free under a running server."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

MEBIBYTE = 1024 * 1024


class Disk(Protocol):
    folder: Path

    def fill(self, pid: int) -> None:
        """Nothing more can be written by this process."""

    def free(self, pid: int) -> None: ...


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk of 3 MiB at this folder where we may mount one, else a limit on files that has the same effect."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        yield LimitedFiles(folder)
        return
    try:
        yield Mounted(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


class Mounted:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, pid: int) -> None:
        filler = os.open(self._filler, os.O_WRONLY | os.O_CREAT)
        try:
            while True:
                os.write(filler, bytes(4096))
        except OSError:
            os.close(filler)

    def free(self, pid: int) -> None:
        self._filler.unlink()


class LimitedFiles:
    """The system refuses to make any file of the process longer than the database's log is now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, pid: int) -> None:
        log = next(self.folder.rglob("*.db-wal"))
        self._limit(pid, log.stat().st_size)

    def free(self, pid: int) -> None:
        self._limit(pid, resource.getrlimit(resource.RLIMIT_FSIZE)[0])

    def _limit(self, pid: int, size: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
