"""The statement that the house signs, and its fingerprint."""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

_FORM: Final = re.compile(
    r"greenroom-seal-1\nroom ([a-z0-9]{1,32})\nevents (\d{1,15})\nlength (\d{1,15})\n"
    r"head ([A-Za-z0-9+/]{43}=)\nat (\d{1,15})\n",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """`events` entries of `length` ms of interview time come to `head` (32 bytes); signed at `at` (Unix ms)."""

    room: str
    events: int
    length: int
    head: bytes
    at: int

    @property
    def text(self) -> str:
        """What is signed, in UTF-8."""
        lines = (
            "greenroom-seal-1",
            f"room {self.room}",
            f"events {self.events}",
            f"length {self.length}",
            f"head {b64encode(self.head).decode()}",
            f"at {self.at}",
        )
        return "".join(f"{line}\n" for line in lines)


def read_statement(text: str) -> Statement | None:
    """The statement of exactly this text; None when it is no statement of ours."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    room, events, length, head, at = found.groups()
    statement = Statement(room, int(events), int(length), b64decode(head), int(at))
    return statement if statement.text == text else None


def fingerprint(text: str) -> str:
    """The first 8 bytes of the statement's SHA-256, as people read them: `4F2A 91C0 77B3 E58D`."""
    digits = sha256(text.encode()).hexdigest()[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
