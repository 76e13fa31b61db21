"""From entries to heads: a salted leaf for each entry, a head for each group of 256."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from server.core.seal.salts import GROUP, SALT, Node, salts

BEGINNING: Final = bytes(32)
"""What the first group's head stands on."""

Line = tuple[bytes | None, bytes | None]
"""An entry's line in the host's edition and in the candidate's. None where an edition does not have it; an entry that
neither has was erased."""


def groups_of(events: int) -> int:
    """How many groups so many entries make."""
    return -(-events // GROUP)


def place_of(seq: int) -> tuple[int, int]:
    """The group of an entry (from 0) and its place in it (0 to 255)."""
    return divmod(seq - 1, GROUP)


def line_leaf(salt: bytes, line: bytes) -> bytes:
    return sha256(b"\x00" + salt + line).digest()


def pair_leaf(host: bytes, candidate: bytes) -> bytes:
    """Of an entry that the editions have differently: from the leaves of either line, each with its own salt."""
    return sha256(b"\x01" + host + candidate).digest()


def host_salt(salt: bytes) -> bytes:
    return sha256(salt + b"h").digest()[:SALT]


def candidate_salt(salt: bytes) -> bytes:
    return sha256(salt + b"c").digest()[:SALT]


def is_pair(line: Line) -> bool:
    """Whether the two editions have it, and have it differently."""
    return line[0] is not None and line[1] is not None and line[0] != line[1]


def leaf(salt: bytes, line: Line) -> bytes:
    """The leaf of an entry whose own salt this is. Of an entry that nobody has, there is only its place."""
    host, candidate = line
    if host is not None and candidate is not None and host != candidate:
        return pair_leaf(line_leaf(host_salt(salt), host), line_leaf(candidate_salt(salt), candidate))
    return line_leaf(salt, host or b"")


def head(before: bytes, leaves: Iterable[bytes]) -> bytes:
    digest = sha256(before)
    for each in leaves:
        digest.update(each)
    return digest.digest()


def heads(
    lines: Sequence[Line], groups: Sequence[Sequence[Node]], erased: Mapping[int, bytes] | None = None
) -> Iterator[bytes]:
    """The head of each group. `groups` are the nodes of their trees; `erased` are leaves, by number, whose salts those
    do not make any more. Raises `KeyError` where neither has what is needed."""
    known = erased or {}
    before = BEGINNING
    for number, nodes in enumerate(groups):
        own = salts(nodes)
        first = number * GROUP
        before = head(
            before,
            (
                known[seq] if (seq := first + place + 1) in known else leaf(own[place], line)
                for place, line in enumerate(lines[first : first + GROUP])
            ),
        )
        yield before
