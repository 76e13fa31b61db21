"""Which interviews somebody wants to see: a part of the list, newest first, from a place on."""

from dataclasses import dataclass, replace
from typing import Final

from server.core.accounts import Account, Deed, may
from server.core.interview import Interview, State
from server.core.people import accounts_of

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
    """`words` are in the title or in a name; `account` has a place there ("" for anybody's); `practice` says whether
    rooms to practise in are wanted, None for all; `limit` is how many at most."""

    state: State | None = None
    words: str = ""
    after: Place | None = None
    limit: int = PAGE
    account: str = ""
    practice: bool | None = None


def place_of(interview: Interview) -> Place:
    return Place(interview.created, interview.id)


def read_place(text: str) -> Place | None:
    """The place that stands in an address; None for anything else."""
    created, _, id = text.partition("-")
    if not (created.isascii() and created.isdigit() and len(created) <= 15 and id.isascii() and id.isalnum()):
        return None
    return Place(int(created), id)


def for_account(account: Account, wanted: Wanted) -> Wanted | None:
    """What this account may see of it in a list: of every one, of what has ended, or of those where it has a place.
    None for nothing at all."""
    if may(account, Deed.EVERY_INTERVIEW):
        return wanted
    if not may(account, Deed.ENDED_INTERVIEWS):
        return replace(wanted, account=account.id)
    return replace(wanted, state=State.ENDED) if wanted.state in (None, State.ENDED) else None


def fits(wanted: Wanted, interview: Interview) -> bool:
    """Whether an interview is one of those, wherever in the list it is."""
    words = wanted.words.lower()
    named = (interview.title, interview.candidate, interview.host)
    return (
        wanted.state in (None, interview.state)
        and wanted.practice in (None, bool(interview.setup.practice))
        and (not wanted.account or wanted.account in accounts_of(interview))
        and any(words in each.lower() for each in named)
    )
