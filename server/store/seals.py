"""A seal as a row and back."""

from typing import Any, Final

import msgspec

from server.core.seal.proof import Seal
from server.core.seal.salts import Node

HEAD: Final = 32

_groups = msgspec.json.Decoder(tuple[tuple[Node, ...], ...])
_erased = msgspec.json.Decoder(dict[int, bytes])


def row(seal: Seal) -> dict[str, Any]:
    """The columns of `schema.seals`, without the room."""
    return {
        "at": seal.about.at,
        "statement": seal.statement,
        "signature": seal.signature,
        "key": seal.key,
        "heads": b"".join(seal.heads),
        "groups": msgspec.json.encode(seal.groups),
        "erased": msgspec.json.encode(seal.erased),
    }


def seal(row: Any) -> Seal:
    heads = tuple(row.heads[at : at + HEAD] for at in range(0, len(row.heads), HEAD))
    return Seal(row.statement, row.signature, row.key, heads, _groups.decode(row.groups), _erased.decode(row.erased))
