"""Where tracks are kept: a port, and its variant in memory.

A track is one file: pieces, which are added while it grows, and at the end a directory that says where each piece is.
Reading works from any thread, and does not care whether the file was thrown away meanwhile.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece is in its file, in bytes."""

    offset: int
    length: int


class TrackFile(Protocol):
    """Raises `OSError` where the disk does not do what it should."""

    def read(self, place: Place) -> bytes: ...


class GrowingFile(TrackFile, Protocol):
    def add(self, piece: bytes) -> Place: ...

    def finish(self, directory: bytes) -> None:
        """Be found under its name from now on, whole or not at all."""
        ...

    def discard(self) -> None:
        """Never be found. What was added can be read as long as somebody holds the file."""
        ...


class TrackFolder(Protocol):
    """Files of this version of the track, by name. Those of other versions are not found."""

    def open(self, name: str) -> tuple[bytes, TrackFile] | None:
        """The directory and the file, or None where there is none that is whole."""
        ...

    def begin(self, name: str) -> GrowingFile: ...

    def drop(self, name: str) -> None:
        """Throw the file away, if there is one."""
        ...

    def drop_all(self, room: str) -> None:
        """Throw away every file of this room, of whatever version: those whose name is the room's up to a dot."""
        ...


class MemoryFolder:
    """A `TrackFolder` that forgets everything with the process."""

    def __init__(self) -> None:
        self.finished: dict[str, tuple[bytes, MemoryFile]] = {}

    def open(self, name: str) -> "tuple[bytes, TrackFile] | None":
        return self.finished.get(name)

    def begin(self, name: str) -> "GrowingFile":
        return MemoryFile(self, name)

    def drop(self, name: str) -> None:
        self.finished.pop(name, None)

    def drop_all(self, room: str) -> None:
        self.finished = {name: each for name, each in self.finished.items() if name.partition(".")[0] != room}


class MemoryFile:
    def __init__(self, folder: MemoryFolder, name: str) -> None:
        self._folder, self._name = folder, name
        self._bytes = bytearray()

    def add(self, piece: bytes) -> Place:
        place = Place(len(self._bytes), len(piece))
        self._bytes += piece
        return place

    def read(self, place: Place) -> bytes:
        return bytes(self._bytes[place.offset : place.offset + place.length])

    def finish(self, directory: bytes) -> None:
        self._folder.finished[self._name] = (directory, self)

    def discard(self) -> None: ...
