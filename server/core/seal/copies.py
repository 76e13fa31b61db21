"""A copy of a track as it came, its parts read as far as they can be: what a check begins with."""

import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

import msgspec

from server.core.seal.erasures import SignedErasure
from server.core.seal.proof import Proof
from server.core.seal.salts import DEPTH, SALT, Node

HASH: Final = 32
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy:
    """The parts of a copy as bytes; None where a part is missing or cannot be unpacked.

    `proof` is None for a copy that was made before the seal.
    """

    index: bytes | None
    chunks: Sequence[bytes | None]
    sheets: Mapping[str, bytes | None]
    proof: bytes | None


class ChunkInfo(msgspec.Struct, frozen=True):
    at: int
    events: int
    seq: int
    keyframe: int
    digest: str
    bytes: int


class SheetInfo(msgspec.Struct, frozen=True):
    digest: str
    bytes: int


class SealInfo(msgspec.Struct, frozen=True):
    fingerprint: str
    at: int


class Counts(msgspec.Struct, frozen=True):
    edits: list[int]
    moves: list[int]


class Header(msgspec.Struct, frozen=True):
    """The first line of an index."""

    format: Literal["greenroom-track-1"]
    room: str
    title: str
    edition: Literal["host", "candidate"]
    host: str
    candidate: str
    events: int
    length: int
    began: int
    live: bool
    files: list[str]
    chunks: list[ChunkInfo]
    sheets: dict[str, SheetInfo]
    bin: int
    activity: dict[str, Counts]
    withheld: list[int]
    seal: SealInfo | None
    unknown: int
    unreadable: int
    begins: Literal[0] = msgspec.field(name="from")


class Said(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A line of the talk."""

    seq: int
    at: int
    wall: int
    by: str
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """One line of the index after the first. `said` is None where it cannot be read."""

    line: bytes
    said: Said | None


@dataclass(frozen=True, slots=True)
class Index:
    header: Header
    talk: list[Talk] = field(default_factory=list)


def read_index(text: bytes) -> Index | None:
    """The index; None when its first line cannot be read."""
    first, *rest = text.removesuffix(b"\n").split(b"\n")
    header = read(first, Header)
    return None if header is None else Index(header, [Talk(line, read(line, Said)) for line in rest])


def read(text: bytes, kind: type[T]) -> T | None:
    """JSON of this shape; None when it is not."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:  # half of a surrogate pair, which a program may well print, is JSON all the same
        return msgspec.convert(json.loads(text), kind)
    except (ValueError, RecursionError):
        return None


class _Erasure(msgspec.Struct):
    statement: str
    signature: str


class _Proof(msgspec.Struct):
    statement: str
    signature: str
    key: str
    heads: list[str]
    groups: list[list[tuple[int, int, str]]]
    leaves: dict[str, str]
    pairs: dict[str, tuple[str, str]]
    erasures: list[_Erasure] = []


def read_proof(text: bytes) -> Proof | None:
    """The proof; None when it is not one, in whatever way."""
    said = read(text, _Proof)
    if said is None:
        return None
    try:
        return Proof(
            said.statement,
            _bytes(said.signature, 2 * HASH),
            _bytes(said.key, HASH),
            tuple(_bytes(each, HASH) for each in said.heads),
            tuple(tuple(_node(*node) for node in nodes) for nodes in said.groups),
            {_number(seq): _bytes(each, HASH) for seq, each in said.leaves.items()},
            {_number(seq): (_bytes(salt, SALT), _bytes(other, HASH)) for seq, (salt, other) in said.pairs.items()},
            tuple(SignedErasure(each.statement, _bytes(each.signature, 2 * HASH)) for each in said.erasures),
        )
    except (ValueError, Error):
        return None


def _bytes(text: str, size: int) -> bytes:
    """Base64 in its one form: its last letter can say the same in several ways."""
    data = b64decode(text, validate=True)
    if len(data) != size or b64encode(data).decode() != text:
        raise ValueError(f"{size} bytes were expected")
    return data


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or text.startswith("0"):
        raise ValueError("a number was expected")
    return int(text)


def _node(depth: int, number: int, seed: str) -> Node:
    if not 0 <= depth <= DEPTH or not 0 <= number < 1 << depth:
        raise ValueError("there is no such node")
    return Node(depth, number, _bytes(seed, SALT))
