"""What a person's keyboard sends: real Yjs updates and cursors, made before the clock runs."""

import json
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final

from pycrdt import Doc, Text

from bench.frames import binary
from server.core import varint

SOURCE: Final = """def free_slots(busy, start, end, minutes):
    slots = []
    at = start
    for begin, finish in sorted(busy):
        if begin - at >= minutes:
            slots.append((at, begin))
        at = max(at, finish)
    return slots
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One keystroke: the message that carries its update, and both its frames as they go over the wire."""

    message: bytes
    wire: bytes


def keys(client: int, count: int, file: str) -> list[Key]:
    """The first `count` keystrokes of a person who types `SOURCE` over and over at the end of their own text.

    `client` is a Yjs client id, below 2**32. Each update holds exactly one character, whose clock is its index.
    """
    doc: Doc[Text] = Doc(client_id=client)
    updates: list[bytes] = []
    observing = doc.observe(lambda event: updates.append(event.update))
    text = doc.get(file, type=Text)
    for at, character in zip(range(count), cycle(SOURCE), strict=False):
        text.insert(at, character)
    doc.unobserve(observing)
    return [_key(client, clock, update) for clock, update in enumerate(updates)]


def _key(client: int, clock: int, update: bytes) -> Key:
    message = b"\x00\x02" + varint.write_bytes(update)
    return Key(message, binary(message) + binary(b"\x01" + varint.write_bytes(cursor(client, clock))))


def cursor(client: int, clock: int) -> bytes:
    """An awareness update as the editor's binding writes it: a name, a colour and two positions."""
    position: dict[str, Any] = {"type": None, "tname": None, "item": {"client": client, "clock": clock}, "assoc": 0}
    state = {
        "user": {"name": "Cam", "color": "#30bced", "colorLight": "#30bced33"},
        "cursor": {"anchor": position, "head": position},
    }
    text = json.dumps(state, separators=(",", ":")).encode()
    return varint.write(1) + varint.write(client) + varint.write(clock + 1) + varint.write_bytes(text)


def clock_of(message: bytes) -> int:
    """The clock of the first character in an update message, wherever the relay re-encoded it."""
    at = 2
    for _ in range(4):  # length, number of clients, number of structs, client id
        _, at = varint.read(message, at)
    return varint.read(message, at)[0]
