"""Cursors on the timeline are awareness updates: here they become places in the texts.

What a browser claims in them is never trusted. Yrs panics at a position that it does not know, so each is looked up in
what the document has first; what is left over is caught.
"""

from typing import Any, Final

import msgspec
from pycrdt import StickyIndex

from server.core import awareness, varint
from server.core.document import refused
from server.core.track.following import Following
from server.core.track.parts import Move, Place

_json: Final = msgspec.json.Decoder()
_AT_ITEM, _IN_TEXT, _LEFT, _RIGHT = b"\x00", b"\x01", b"\x41", b"\x00"
"""The parts of a relative position in bytes."""


class Pointing:
    """Numbers the pages' pointers, from 1, in the order in which they first pointed."""

    def __init__(self, following: Following) -> None:
        self._following = following
        self._numbers: dict[int, int] = {}

    def pointed(self, update: bytes) -> tuple[Move, ...]:
        """Where the pointers of an awareness update are now. One that never was anywhere and is gone is left out."""
        try:
            cursors = awareness.read(update)
        except varint.Malformed:
            return ()
        moves = (self._move(cursor) for cursor in cursors)
        return tuple(move for move in moves if move is not None)

    def _move(self, cursor: awareness.Cursor) -> Move | None:
        place = self._place(_state(cursor))
        if place is not None:
            return Move(self._numbers.setdefault(cursor.client, len(self._numbers) + 1), place)
        number = self._numbers.get(cursor.client)
        return None if number is None else Move(number, None)

    def _place(self, state: Any) -> Place | None:
        """The place of a state as y-codemirror.next writes it."""
        said = state.get("cursor") if isinstance(state, dict) else None
        if not isinstance(said, dict):
            return None
        anchor, head = said.get("anchor"), said.get("head")
        if not isinstance(anchor, dict) or not isinstance(head, dict):
            return None
        file = anchor.get("tname")
        if not isinstance(file, str) or head.get("tname") != file or not self._following.is_file(file):
            return None
        start = self._position(file, anchor)
        end = start if head == anchor else self._position(file, head)
        return None if start is None or end is None else Place(file, start, end)

    def _position(self, file: str, relative: dict[str, Any]) -> int | None:
        item, left = relative.get("item"), relative.get("assoc") == -1
        if not self._is_known(item):
            return None
        text = self._following.files[file]
        try:
            if item is not None and not text.ascii:
                place = text.place(self._offset(file, item, _RIGHT), item["client"], item["clock"])
                if place is not None:
                    return text.position(place[left])
            return text.position(self._offset(file, item, _LEFT if left else _RIGHT))
        except BaseException as error:
            if not refused(error):
                raise
            return None

    def _offset(self, file: str, item: Any, side: bytes) -> int:
        """What Yrs makes of a place, which it reads as Yjs writes it in bytes."""
        if item is None:
            place = _IN_TEXT + varint.write_bytes(file.encode())
        else:
            place = _AT_ITEM + varint.write(item["client"]) + varint.write(item["clock"])
        with self._following.doc.transaction() as transaction:
            return StickyIndex.decode(place + side).get_index(transaction)

    def _is_known(self, item: Any) -> bool:
        """Whether the document has this character; none stands for the text's end."""
        if item is None:
            return True
        if not isinstance(item, dict) or item.keys() != {"client", "clock"}:
            return False
        client, clock = item["client"], item["clock"]
        if type(client) is not int or type(clock) is not int or clock < 0:
            return False
        return self._following.has(client, clock)


def _state(cursor: awareness.Cursor) -> Any:
    """What a page says of its cursor; nothing, where that is JSON only by the letter (`1e999`, or too deep to read)."""
    try:
        return _json.decode(cursor.state)
    except (msgspec.DecodeError, RecursionError):
        return None
