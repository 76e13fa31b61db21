"""Which interviews somebody wants to see: a part of the list, newest first, from a place on."""

from dataclasses import dataclass
from typing import Final

from server.core.interview import Interview, State

PAGE: Final = 50
"""Interviews on a page."""
WORDS_MAX: Final = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: right behind the interview with this id, which was made then (Unix ms)."""

    created: int
    id: str

    @property
    def text(self) -> str:
        """As it stands in an address."""
        return f"{self.created}-{self.id}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`words` are in the title or in a name; `limit` is how many at most."""

    state: State | None = None
    words: str = ""
    after: Place | None = None
    limit: int = PAGE


def place_of(interview: Interview) -> Place:
    return Place(interview.created, interview.id)


def read_place(text: str) -> Place | None:
    """The place that stands in an address; None for anything else."""
    created, _, id = text.partition("-")
    if not (created.isascii() and created.isdigit() and len(created) <= 15 and id.isascii() and id.isalnum()):
        return None
    return Place(int(created), id)


def fits(wanted: Wanted, interview: Interview) -> bool:
    """Whether an interview is one of those, wherever in the list it is."""
    words = wanted.words.lower()
    named = (interview.title, interview.candidate, interview.host)
    return wanted.state in (None, interview.state) and any(words in each.lower() for each in named)
