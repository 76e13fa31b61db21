"""Looks through a Yjs update without building any of it, for what would harm whoever builds it. Pure.

Yrs and Yjs read values inside values by recursion: one that is nested 30,000 deep, which fits in 60 kB, ends the whole
process, and no exception can be caught. The room's files are text, so an update that is large enough for that may
hold nothing but text.
"""

from typing import Final

from server.core import varint

NESTED_SAFELY: Final = 2_000
"""A value nested so deep was read within a thread's smallest usual stack, 2 MiB; 5,000 deep still was."""
LIST: Final = b"\x75"
MAPPING: Final = b"\x76"
"""What a list and a mapping inside a value begin with; no value is nested without one of them for each level."""

KIND: Final = 0x1F
"""The bits of a struct's first byte that say what it is."""
HAS_PARENT_KEY: Final = 0x20
HAS_RIGHT: Final = 0x40
HAS_LEFT: Final = 0x80


def may_nest(update: bytes) -> bool:
    """Whether there is room in these bytes for a value that is nested too deep. Nearly always no, and then at once."""
    return len(update) > 2 * NESTED_SAFELY and update.count(LIST) + update.count(MAPPING) > NESTED_SAFELY


def is_text(update: bytes) -> bool:
    """Whether the structs of an update are all text. Raises `varint.Malformed` or IndexError for cut-off bytes."""
    clients, at = number(update, 0)
    for _ in range(clients):
        structs, at = number(update, at)
        at = past_id(update, at)  # the client, and the clock of its first struct
        for _ in range(structs):
            info = update[at]
            at += 1
            match info & KIND:
                case 0 | 10:  # what is gone, or left out: how long it is
                    _, at = number(update, at)
                case 1:  # what was deleted: where, and how long
                    _, at = number(update, past_place(update, at, info))
                case 4:  # characters: where, and which
                    at = past_bytes(update, past_place(update, at, info))
                case _:
                    return False
    return True


def past_place(update: bytes, at: int, info: int) -> int:
    """The position after what says where a struct stands: its neighbours, or else its parent."""
    if info & (HAS_LEFT | HAS_RIGHT):
        at = past_id(update, at) if info & HAS_LEFT else at
        return past_id(update, at) if info & HAS_RIGHT else at
    named, at = number(update, at)
    at = past_bytes(update, at) if named == 1 else past_id(update, at)
    return past_bytes(update, at) if info & HAS_PARENT_KEY else at


def past_id(update: bytes, at: int) -> int:
    _, at = varint.read(update, at)
    return number(update, at)[1]


def past_bytes(update: bytes, at: int) -> int:
    size, at = number(update, at)
    return at + size


def number(update: bytes, at: int) -> tuple[int, int]:
    """A number that Yrs, which keeps 32 bits of it, reads as the same. Only a client's id is longer."""
    value, at = varint.read(update, at)
    if value >= 2**32:
        raise varint.Malformed("a number of more than 32 bits")
    return value, at
