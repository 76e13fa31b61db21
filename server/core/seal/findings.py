"""What a check has found, in words for people. `web/src/core/verify/findings.ts` says the same."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHOWN: Final = 3
"""Chunks that a sentence names before it only counts them."""


class Part(StrEnum):
    """The part of a copy that does not fit."""

    INDEX = "index"
    TALK = "talk"
    CHUNK = "chunk"
    SHEET = "sheet"
    ENTRIES = "entries"
    PROOF = "proof"
    SIGNATURE = "signature"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed, and where: chunks by number, interview times in ms, a run's id."""

    part: Part
    words: str
    at: int = 0
    until: int = 0
    chunks: tuple[int, ...] = ()
    run: str = ""


def clock(ms: int) -> str:
    """`08:12`, and `1:02:03` from one hour on."""
    seconds = max(0, ms) // 1000
    hours, rest = divmod(seconds, 3600)
    text = f"{rest // 60:02}:{rest % 60:02}"
    return f"{hours}:{text}" if hours else text


def between(at: int, until: int) -> str:
    one, other = clock(at), clock(until)
    return f"at {one}" if one == other else f"between {one} and {other}"


def index(what: str) -> Finding:
    return Finding(Part.INDEX, f"The index is not as it was: {what}.")


def proof(what: str) -> Finding:
    return Finding(Part.PROOF, f"The proof is not as it was: {what}.")


def signature(what: str) -> Finding:
    return Finding(Part.SIGNATURE, what)


def file() -> Finding:
    return Finding(Part.FILE, "The record is what it was, but the page around it, which shows it, has changed.")


def talk(at: int, until: int) -> Finding:
    return Finding(Part.TALK, f"A line of the index, {between(at, until)}, cannot be read.", at, until)


def chunk(number: int, at: int, until: int, what: str = "is not what was sealed") -> Finding:
    return Finding(Part.CHUNK, f"Chunk {number}, {between(at, until)}, {what}.", at, until, (number,))


def sheet(run: str, at: int, what: str = "is not what was sealed") -> Finding:
    return Finding(Part.SHEET, f"The sheet of the run at {clock(at)} ({run}) {what}.", at, at, run=run)


def entries(first: int, last: int, at: int, until: int, chunks: Collection[int]) -> Finding:
    numbers = tuple(sorted(chunks))
    words = (
        f"Something {between(at, until)} is not what was sealed: {_named(numbers)}entries {first} to {last}, or their "
        "part of the proof."
    )
    return Finding(Part.ENTRIES, words, at, until, numbers)


def blank(seq: int, at: int) -> Finding:
    words = f"Entry {seq}, at {clock(at)}, was erased, and something stands in its place."
    return Finding(Part.ENTRIES, words, at, at)


def _named(chunks: tuple[int, ...]) -> str:
    if not chunks:
        return ""
    if len(chunks) > SHOWN:
        return f"chunks {chunks[0]} to {chunks[-1]}, "
    return f"chunk{'s' if len(chunks) > 1 else ''} {' and '.join(map(str, chunks))}, "
