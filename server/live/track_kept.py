"""One track as it is kept: pieces in a file, and the little that says where they are.

A `Growing` one belongs to the derivers' thread. A `Finished` one is only read, from any thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from zlib import crc32

import brotli
import msgspec

from server.core.track.builder import Builder, Piece
from server.core.track.parts import Chunk, Head
from server.live.track_folder import GrowingFile, Place, TrackFile

AT_REST: Final = 9
IN_MOTION: Final = 4
"""Brotli's quality of what a second later is something else."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A piece of a track as it is served: its text, brotli-compressed, and the SHA-256 of its text."""

    digest: str
    brotli: bytes

    @classmethod
    def of(cls, text: bytes, quality: int = AT_REST) -> "Packed":
        return cls(sha256(text).hexdigest(), brotli.compress(text, quality=quality))

    @property
    def text(self) -> bytes:
        text: bytes = brotli.decompress(self.brotli)
        return text


class Damaged(Exception):
    """A piece is not what was written. It can be derived again."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A piece in a file, with the SHA-256 of its text and the CRC-32 of what is in the file."""

    digest: str
    offset: int
    length: int
    check: int

    def read(self, file: TrackFile) -> Packed:
        """Raises `Damaged`."""
        brotli = file.read(Place(self.offset, self.length))
        if crc32(brotli) != self.check:
            raise Damaged
        return Packed(self.digest, brotli)


@dataclass(slots=True)
class Directory:
    """Where everything is. `events` is the highest number of the timeline that is in it."""

    events: int = 0
    seal: dict[str, Any] | None = None
    index: Listed | None = None
    chunks: list[Listed] = field(default_factory=list)
    sheets: dict[str, Listed] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The bytes of all pieces."""
        listed = [*self.chunks, *self.sheets.values()] + ([self.index] if self.index else [])
        return sum(each.length for each in listed)


class Finished:
    """The track of an interview that has ended."""

    def __init__(self, directory: Directory, file: TrackFile) -> None:
        self.directory = directory
        self.file = file

    @classmethod
    def opened(cls, found: tuple[bytes, TrackFile]) -> "Finished | None":
        """From what a folder gave; None if it says nothing that this version understands."""
        try:
            return cls(msgspec.json.decode(found[0], type=Directory), found[1])
        except msgspec.DecodeError:
            return None

    def index(self) -> Packed:
        assert self.directory.index is not None
        return self.directory.index.read(self.file)

    def chunk(self, number: int) -> Packed | None:
        chunks = self.directory.chunks
        return chunks[number].read(self.file) if 0 <= number < len(chunks) else None

    def sheet(self, run: str) -> Packed | None:
        listed = self.directory.sheets.get(run)
        return listed.read(self.file) if listed else None


class Growing:
    """The track of an interview that goes on."""

    def __init__(self, builder: Builder, file: GrowingFile, head: Head) -> None:
        self.builder = builder
        self.head = head
        self.file = file
        self._directory = Directory()
        self._tail_chunk: tuple[int, bytes] | None = None
        self._tail_sheets: dict[str, bytes] = {}
        self._index = Packed("", b"")

    def take(self, entries: Any) -> None:
        for piece in self.builder.take(entries):
            self._keep(piece)

    def tell(self) -> None:
        """Have the index and what is still open as they are now."""
        self._tail_chunk, self._tail_sheets = None, {}
        for piece in self.builder.tail():
            if isinstance(piece, Chunk):
                self._tail_chunk = (piece.number, piece.text)
            else:
                self._tail_sheets[piece.run] = piece.text
        self._index = Packed.of(self.builder.index(self.head, live=True), IN_MOTION)

    def finish(self, seal: Mapping[str, Any] | None) -> Finished:
        """Nothing more will come."""
        for piece in self.builder.tail():
            self._keep(piece)
        index = self.builder.index(self.head, live=False, seal=seal)
        return _finished(self._directory, self.file, index, self.builder.seq, seal)

    def index(self) -> Packed:
        return self._index

    def chunk(self, number: int) -> Packed | None:
        if self._tail_chunk is not None and number == self._tail_chunk[0]:
            return Packed.of(self._tail_chunk[1], IN_MOTION)
        chunks = self._directory.chunks
        return chunks[number].read(self.file) if 0 <= number < len(chunks) else None

    def sheet(self, run: str) -> Packed | None:
        if run in self._tail_sheets:
            return Packed.of(self._tail_sheets[run], IN_MOTION)
        listed = self._directory.sheets.get(run)
        return listed.read(self.file) if listed else None

    def close(self) -> None:
        self.builder.close()

    def discard(self) -> None:
        self.close()
        self.file.discard()

    def _keep(self, piece: Piece) -> None:
        listed = _listed(self.file, piece.text)
        if isinstance(piece, Chunk):
            self._directory.chunks.append(listed)
        else:
            self._directory.sheets[piece.run] = listed


def sealed(finished: Finished, file: GrowingFile, seal: Mapping[str, Any]) -> Finished:
    """The same track in another file, with the seal in its index."""
    old, directory = finished.directory, Directory()
    directory.chunks = [_copied(listed, finished.file, file) for listed in old.chunks]
    directory.sheets = {run: _copied(listed, finished.file, file) for run, listed in old.sheets.items()}
    first, talk = finished.index().text.split(b"\n", 1)
    header = {**msgspec.json.decode(first), "seal": seal}
    return _finished(directory, file, msgspec.json.encode(header) + b"\n" + talk, old.events, seal)


def _finished(
    directory: Directory, file: GrowingFile, index: bytes, events: int, seal: Mapping[str, Any] | None
) -> Finished:
    directory.index = _listed(file, index)
    directory.events, directory.seal = events, dict(seal) if seal else None
    file.finish(msgspec.json.encode(directory))
    return Finished(directory, file)


def _listed(file: GrowingFile, text: bytes) -> Listed:
    return _added(file, Packed.of(text))


def _copied(listed: Listed, source: TrackFile, target: GrowingFile) -> Listed:
    return _added(target, listed.read(source))


def _added(file: GrowingFile, packed: Packed) -> Listed:
    place = file.add(packed.brotli)
    return Listed(packed.digest, place.offset, place.length, crc32(packed.brotli))
