"""A task's folder in one piece, for the version that an interview pins: its files, and the rubric that was shared."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from server.store.task_format.extras import Rubric


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes of every file by path, as the reader takes them; of the shared rubric what was read in it."""

    files: Mapping[str, bytes]
    rubric: Rubric


def pack(packed: Packed) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(packed))


def unpack(body: bytes) -> Packed | None:
    """None for what is damaged."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(body), type=Packed)
    except (zlib.error, msgspec.MsgspecError):
        return None
