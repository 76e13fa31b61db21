"""What people's keyboards send: real Yjs updates and cursors, made before the clock runs."""

import json
import random
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final

from pycrdt import Doc, Text

from bench.frames import binary
from server.core import varint

CLIENT: Final = 2_718_281_828
"""The Yjs client id of whoever types: rooms do not know each other, so one does for all."""
SOURCE: Final = """def free_slots(busy, start, end, minutes):
    slots = []
    at = start
    for begin, finish in sorted(busy):
        if begin - at >= minutes:
            slots.append((at, begin))
        at = max(at, finish)
    return slots
"""
JUMPS: Final = 0.02
ERASES: Final = 0.04
"""Parts of all edits, as in a recorded hour of two people writing together."""
FILES: Final = 10


@dataclass(frozen=True, slots=True)
class Key:
    """One keystroke: the message that carries its update, and both its frames as they go over the wire."""

    message: bytes
    wire: bytes


def keys(count: int, file: str) -> list[Key]:
    """The first `count` keystrokes of a person who types `SOURCE` over and over at the end of their own text.

    Each update holds exactly one character, whose Yjs clock is its index in the list.
    """
    doc: Doc[Text] = Doc(client_id=CLIENT)
    updates: list[bytes] = []
    observing = doc.observe(lambda event: updates.append(event.update))
    text = doc.get(file, type=Text)
    for at, character in zip(range(count), cycle(SOURCE), strict=False):
        text.insert(at, character)
    doc.unobserve(observing)
    return [_key(clock, update) for clock, update in enumerate(updates)]


def _key(clock: int, update: bytes) -> Key:
    message = update_message(update)
    return Key(message, binary(message) + binary(b"\x01" + varint.write_bytes(cursor(clock))))


def update_message(update: bytes) -> bytes:
    return b"\x00\x02" + varint.write_bytes(update)


def cursor(clock: int) -> bytes:
    """An awareness update as the editor's binding writes it: a name, a colour and two positions."""
    position: dict[str, Any] = {"type": None, "tname": None, "item": {"client": CLIENT, "clock": clock}, "assoc": 0}
    state = {
        "user": {"name": "Cam", "color": "#30bced", "colorLight": "#30bced33"},
        "cursor": {"anchor": position, "head": position},
    }
    text = json.dumps(state, separators=(",", ":")).encode()
    return varint.write(1) + varint.write(CLIENT) + varint.write(clock + 1) + varint.write_bytes(text)


def clock_of(message: bytes) -> int:
    """The clock of the first character in an update message, for a relay that encodes it anew."""
    at = 2
    for _ in range(4):  # length, number of clients, number of structs, client id
        _, at = varint.read(message, at)
    return varint.read(message, at)[0]


@dataclass(frozen=True, slots=True)
class History:
    """A long document: every update, in order, and the document's state after all of them and after the first few."""

    updates: list[bytes]
    state: bytes
    early: int
    early_state: bytes


def history(count: int, early: int) -> History:
    """Edits as people make them, one character each: in spurts, here and there, with erasing, in ten files.

    `early` is how many updates the early state has taken in.
    """
    chance = random.Random(3)
    doc: Doc[Text] = Doc(client_id=CLIENT)
    updates: list[bytes] = []
    observing = doc.observe(lambda event: updates.append(event.update))
    files = [doc.get(f"task-{number}/solution.py", type=Text) for number in range(FILES)]
    sizes, at, file, early_state = [0] * FILES, 0, 0, b""
    while len(updates) < count:
        if chance.random() < JUMPS:
            file = chance.randrange(FILES)
            at = chance.randint(0, sizes[file])
        if at and chance.random() < ERASES:
            at -= 1
            del files[file][at]
            sizes[file] -= 1
        else:
            files[file].insert(at, chance.choice(SOURCE))
            at += 1
            sizes[file] += 1
        if len(updates) == early:
            early_state = doc.get_update()
    doc.unobserve(observing)
    return History(updates, doc.get_update(), early, early_state)
