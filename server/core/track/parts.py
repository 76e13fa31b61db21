"""What a track is made of, as values. Positions and lengths count UTF-16 units, as JavaScript's do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from server.core.roles import Role

FORMAT: Final = "greenroom-track-1"
VERSION: Final = 1
"""Counts changes of what the same timeline is made into; a track of another version is derived again. Seals are over
lines: where a change makes other lines of the same entries, seals that were made before do not fit any more."""
CHUNK_ENTRIES: Final = 2_048
CHUNK_MS: Final = 30_000
BIN_MS: Final = 1_000
BINS_MAX: Final = 8_192


class Edition(StrEnum):
    """Whose copy a track is. The role of the same name decides what is in it."""

    HOST = "host"
    CANDIDATE = "candidate"

    @property
    def role(self) -> Role:
        return Role(self.value)

    @classmethod
    def of(cls, role: Role) -> "Edition":
        """The copy that somebody in this role may have."""
        return cls.HOST if role.interviewer else cls.CANDIDATE


@dataclass(frozen=True, slots=True)
class Splice:
    """At `at` of `file`, `deleted` units go and `inserted` comes."""

    file: str
    at: int
    deleted: int
    inserted: str

    def plain(self) -> list[Any]:
        return [self.file, self.at, self.deleted, self.inserted]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pointer is: two positions in a file."""

    file: str
    anchor: int
    head: int


@dataclass(frozen=True, slots=True)
class Move:
    """A pointer of some page, and where it is now; None: it is gone."""

    pointer: int
    place: Place | None

    def plain(self) -> list[Any]:
        if self.place is None:
            return [self.pointer]
        return [self.pointer, self.place.file, self.place.anchor, self.place.head]


ERASED: Final = 98
"""The code, in the store too, of an entry that was erased."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry whose event this version cannot read: the code of its kind and the SHA-256 of what is stored.

    `known` says that this version knows the kind, so that what is stored must be damaged.
    """

    seq: int
    at: int
    wall: int
    by: str
    code: int
    digest: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What an index says of its interview besides what is on the timeline."""

    room: str
    title: str
    host: str
    candidate: str


@dataclass(frozen=True, slots=True)
class ChunkFacts:
    """A chunk as the index lists it; see docs/track.md."""

    at: int
    events: int
    seq: int
    keyframe: int
    digest: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    digest: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A closed piece of a track: `text` is its lines, in UTF-8."""

    number: int
    facts: ChunkFacts
    text: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    run: str
    facts: SheetFacts
    text: bytes
