"""Tracks on disk: `<name>.v<version>.track` in a folder of the data folder, which may be deleted at any time.

A file is its pieces, then its directory, then the directory's length and SHA-256: a cut-off one is not taken for whole.
"""

import os
import struct
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Final
from weakref import finalize

from server.core.track.parts import VERSION
from server.live.track_folder import GrowingFile, Place, TrackFile

_SUFFIX: Final = ".track"
_GROWING: Final = ".part"
_END: Final = struct.Struct(">I32s")


class TrackFiles:
    """A `TrackFolder`. What is left of other versions, and of servers that were killed, is deleted at the first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tidied = False

    def open(self, name: str) -> tuple[bytes, TrackFile] | None:
        try:
            file = os.open(self._path(name), os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        held = DiskFile(file)
        directory = _directory(file)
        return None if directory is None else (directory, held)

    def begin(self, name: str) -> GrowingFile:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._tidy()
        file, path = mkstemp(_GROWING, f"{name}.", self._folder)
        return DiskFile(file, Path(path), self._path(name))

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def drop_all(self, room: str) -> None:
        for path in self._folder.glob(f"{room}.*"):
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.v{VERSION}{_SUFFIX}"

    def _tidy(self) -> None:
        if self._tidied:
            return
        self._tidied = True
        ours = f".v{VERSION}{_SUFFIX}"
        for path in self._folder.iterdir():
            if path.name.endswith(_GROWING) or (path.name.endswith(_SUFFIX) and not path.name.endswith(ours)):
                with suppress(OSError):
                    path.unlink()


class DiskFile:
    """A `GrowingFile` until it is finished. Pieces are read at their places, so threads do not disturb each other.

    It is open as long as somebody holds it, whatever has become of its name.
    """

    def __init__(self, file: int, growing: Path | None = None, final: Path | None = None) -> None:
        self._file = file
        self._growing, self._final = growing, final
        self._size = 0
        finalize(self, os.close, file)

    def add(self, piece: bytes) -> Place:
        place = Place(self._size, len(piece))
        self._write(piece)
        return place

    def read(self, place: Place) -> bytes:
        return os.pread(self._file, place.length, place.offset)

    def finish(self, directory: bytes) -> None:
        assert self._growing is not None
        assert self._final is not None
        self._write(directory + _END.pack(len(directory), sha256(directory).digest()))
        os.fsync(self._file)
        self._growing.replace(self._final)
        self._growing = None

    def discard(self) -> None:
        if self._growing is not None:
            self._growing.unlink(missing_ok=True)
            self._growing = None

    def _write(self, data: bytes) -> None:
        written = 0
        while written < len(data):
            written += os.pwrite(self._file, data[written:], self._size + written)
        self._size += len(data)


def _directory(file: int) -> bytes | None:
    size = os.fstat(file).st_size
    if size < _END.size:
        return None
    length, digest = _END.unpack(os.pread(file, _END.size, size - _END.size))
    directory = os.pread(file, length, max(0, size - _END.size - length))
    return directory if sha256(directory).digest() == digest else None
