"""What a card's words rest on: notes, and times that people type. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from server.core.telling import clock

MOMENTS_MAX: Final = 20
"""Times beside one answer."""
_BETWEEN: Final = re.compile(r"[,;\n]+")
_MOMENT: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:\s+(\S.*?)(?::(\d{1,6}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is ms of interview time; `file` and `line` (from 1) say where in the code, "" and 0 for nowhere."""

    at: int
    file: str = ""
    line: int = 0


def moments(text: str) -> tuple[Moment, ...]:
    """The times in a text such as `12:40, 1:02:40 solution.py:14`, at most `MOMENTS_MAX`. What is none is left out."""
    read = [_moment(each) for each in _parts(text)]
    return tuple(moment for moment in read if moment)[:MOMENTS_MAX]


def unreadable(text: str) -> str:
    """The first part of the text that is no time; "" when all of it can be read."""
    return next((each for each in _parts(text) if _moment(each) is None), "")


def written(moment: Moment) -> str:
    """A moment as people type it."""
    where = f" {moment.file}" + (f":{moment.line}" if moment.line else "") if moment.file else ""
    return f"{clock(moment.at)}{where}"


def rests(notes: Collection[str], text: str, known: Collection[str]) -> bool:
    """Whether there is evidence: a note that exists, or a time."""
    return any(note in known for note in notes) or bool(moments(text))


def _parts(text: str) -> list[str]:
    return [each.strip() for each in _BETWEEN.split(text) if each.strip()]


def _moment(text: str) -> Moment | None:
    found = _MOMENT.fullmatch(text)
    if found is None or int(found[3]) > 59:
        return None
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    if found[1] and minutes > 59:
        return None
    return Moment((hours * 3600 + minutes * 60 + seconds) * 1000, found[4] or "", int(found[5] or 0))
