"""A Yjs update without what was typed in it: every character becomes a blank, and everything keeps its place.

Later updates stand on the characters of earlier ones, so an edit cannot simply be taken away. Pure.
"""

from server.core import varint
from server.core.seal.erasures import BLANK, WIDE_BLANK
from server.core.structs import KIND, number, past_id, past_place


def blanked(update: bytes) -> bytes | None:
    """The update with blanks for its characters; line breaks stay. None where there is more than text in it, or where
    it cannot be read: then it can only go with its whole interview."""
    try:
        return _blanked(update)
    except (varint.Malformed, IndexError, UnicodeDecodeError):
        return None


def blank(text: str) -> str:
    """As many characters of as many UTF-16 units as the text has, with its line breaks."""
    return "".join(map(_blank, text))


def _blank(letter: str) -> str:
    if letter in "\r\n":
        return letter
    return WIDE_BLANK if ord(letter) > 0xFFFF else BLANK


def _blanked(update: bytes) -> bytes | None:
    out, copied = bytearray(), 0
    clients, at = number(update, 0)
    for _ in range(clients):
        structs, at = number(update, at)
        at = past_id(update, at)
        for _ in range(structs):
            info = update[at]
            at += 1
            match info & KIND:
                case 0 | 10:
                    _, at = number(update, at)
                case 1:
                    _, at = number(update, past_place(update, at, info))
                case 4:
                    begins = past_place(update, at, info)
                    text, at = varint.read_bytes(update, begins)
                    out += update[copied:begins] + varint.write_bytes(blank(text.decode()).encode())
                    copied = at
                case _:
                    return None
    return bytes(out + update[copied:])
