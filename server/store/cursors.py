"""Cursors small: the awareness update that a Greenroom page sends, without what every one of them repeats.

A cursor as it comes has about 190 bytes, of which the file's name and two positions are news. Packed, the name is a
number and the rest 10 to 20 bytes. Lossless: whatever is not written in just the page's way is kept as it came.
"""

import json
from typing import Any, Final

from server.core import awareness, varint

PACKED: Final = 0
"""The first byte of a packed cursor. An update as it comes begins with how many cursors it has, which is never none."""
NAME_MAX: Final = 64
"""Characters of a file's name that are given a number; a longer one is no file of ours."""

_TYPING, _SAME, _ANCHOR_ITEM, _HEAD_ITEM, _ANCHOR_LEFT, _HEAD_LEFT = (1 << bit for bit in range(6))


def pack(update: bytes) -> tuple[str, bytes] | None:
    """The file's name and the rest, or None for an update that is not in the page's own way."""
    try:
        (cursor,) = awareness.read(update)
        state = json.loads(cursor.state)
        name, rest = _packed(cursor, state)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(name, str) or not 0 < len(name) <= NAME_MAX:
        return None
    try:
        return (name, rest) if unpack(name, rest) == update else None
    except varint.Malformed:
        return None


def unpack(name: str, rest: bytes) -> bytes:
    """The update as it came. Raises `varint.Malformed`."""
    client, at = varint.read(rest, 0)
    clock, at = varint.read(rest, at)
    flags, at = varint.read(rest, at)
    anchor, at = _position(rest, at, name, client, flags & _ANCHOR_ITEM, flags & _ANCHOR_LEFT)
    head = anchor
    if not flags & _SAME:
        head, at = _position(rest, at, name, client, flags & _HEAD_ITEM, flags & _HEAD_LEFT)
    if at != len(rest):
        raise varint.Malformed("bytes after a packed cursor")
    state = {"cursor": {"anchor": anchor, "head": head}, "typing": bool(flags & _TYPING)}
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode()
    return awareness.write([awareness.Cursor(client, clock, text)])


def _packed(cursor: awareness.Cursor, state: Any) -> tuple[Any, bytes]:
    anchor, head = state["cursor"]["anchor"], state["cursor"]["head"]
    flags = _TYPING * bool(state["typing"]) | _SAME * (anchor == head)
    flags |= _ANCHOR_ITEM * ("item" in anchor) | _ANCHOR_LEFT * (anchor["assoc"] < 0)
    flags |= _HEAD_ITEM * ("item" in head) | _HEAD_LEFT * (head["assoc"] < 0)
    rest = varint.write(cursor.client) + varint.write(cursor.clock) + varint.write(flags) + _item(anchor, cursor.client)
    return anchor["tname"], rest if anchor == head else rest + _item(head, cursor.client)


def _item(position: Any, own: int) -> bytes:
    """The item that a position stands before: its client, 0 for the cursor's own, and its clock."""
    if "item" not in position:
        return b""
    client, clock = position["item"]["client"], position["item"]["clock"]
    if not (isinstance(client, int) and isinstance(clock, int) and client > 0 and clock >= 0):
        raise ValueError("not an item's id")
    return varint.write(0 if client == own else client) + varint.write(clock)


def _position(rest: bytes, at: int, name: str, own: int, item: int, left: int) -> tuple[dict[str, Any], int]:
    position: dict[str, Any] = {"tname": name}
    if item:
        client, at = varint.read(rest, at)
        clock, at = varint.read(rest, at)
        position["item"] = {"client": client or own, "clock": clock}
    position["assoc"] = -1 if left else 0
    return position, at
