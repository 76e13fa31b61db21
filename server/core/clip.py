"""A clip: a part of an interview that whoever has its link may see, until it runs out or is taken back."""

from dataclasses import dataclass
from typing import Final

from server.core.track.cutting import Part
from server.core.track.parts import Edition

DAYS_MAX: Final = 366
CLIPS_MAX: Final = 200
"""Links of one interview that are good at the same time."""
DAY_MS: Final = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Clip:
    """`begin` and `end` are ms of interview time, `created` and `expires` Unix ms. Of the link's token only the SHA-256
    (hex) is kept."""

    id: str
    room: str
    digest: str
    begin: int
    end: int
    audience: Edition
    notes: bool
    created: int
    expires: int

    def is_good(self, now: int) -> bool:
        """Whether its link opens at this Unix time (ms)."""
        return now < self.expires

    @property
    def part(self) -> Part:
        """What of the interview's track it shows. Notes are never in a candidate's, whatever was asked for."""
        return Part(self.begin, self.end, self.notes and self.audience is Edition.HOST)


def problem(begin: int, end: int, length: int, days: int, audience: Edition, notes: bool) -> tuple[str, str] | None:
    """A sentence and the field that it is about, where there can be no such clip of an interview of `length` ms."""
    if begin >= end:
        return "A clip ends after it begins. Choose a later end, or an earlier beginning.", "to"
    if end > length:
        return f"The interview has {length // 1000} seconds. Choose an end within it.", "to"
    if not 1 <= days <= DAYS_MAX:
        return f"A link is good for 1 to {DAYS_MAX} days.", "days"
    if notes and audience is Edition.CANDIDATE:
        return "A candidate never sees notes. Choose the interviewer's edition, or leave them out.", "notes"
    return None
