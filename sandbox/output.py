"""What programs print, as text that can be stored and shown, whatever the bytes are. Pure."""

import codecs
from dataclasses import dataclass, field
from typing import Final

PICTURE_OF_NUL: Final = "\u2400"
"""Not every database takes a NUL."""


@dataclass(slots=True)
class Kept:
    """One stream's output: the first bytes are kept, of the rest only that it was there."""

    most: int
    held: bytearray = field(default_factory=bytearray)
    cut: bool = False

    def take(self, data: bytes | bytearray) -> None:
        room = self.most - len(self.held)
        self.held += data[:room]
        self.cut = self.cut or len(data) > room

    def text(self) -> str:
        return shown(self.whole())

    def whole(self) -> str:
        """The text with its NULs: for comparing."""
        return decoded(bytes(self.held), self.cut)


class Flow:
    """One stream's output as it comes, in pieces that are text: a character that is cut between two waits for its rest.

    After `most` bytes nothing more comes, and `cut` says so.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.cut = False

    def take(self, data: bytes) -> str:
        self.cut = self.cut or len(data) > self._left
        taken = data[: self._left]
        self._left -= len(taken)
        return shown(self._decoder.decode(taken))

    def rest(self) -> str:
        """What is left of a character that never became whole; nothing where it was cut off here."""
        return "" if self.cut else shown(self._decoder.decode(b"", final=True))


def decoded(data: bytes, cut: bool = False) -> str:
    """The bytes as text. Where they were cut, the last character may be in two, and is left out then."""
    if cut:
        data = data[:-4] + data[-4:].decode(errors="ignore").encode()
    return data.decode(errors="replace")


def shown(text: str) -> str:
    return text.replace("\0", PICTURE_OF_NUL)
