"""Sessions and one-time links at rest: whose they are, and for how long. Of their secrets only the SHA-256 is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MINUTE: Final = 60_000
DAY: Final = 24 * 60 * MINUTE
SESSION_MS: Final = 30 * DAY
INVITATION_MS: Final = 7 * DAY
SIGN_IN_MS: Final = 30 * MINUTE
FRESH_MS: Final = 15 * MINUTE
"""How long after coming by a link or a provider a password can be set without the one before."""
MADE_KEPT_MS: Final = 365 * DAY
"""How long somebody can see that another person made a sign-in link for them."""
SEEN_EVERY: Final = 5 * MINUTE
"""How exactly it is kept when a session was last seen: a write for every page would be too many."""


class Way(StrEnum):
    """How somebody signed in."""

    PASSWORD = "password"
    LINK = "link"
    OWNER_LINK = "owner's link"
    PROVIDER = "provider"


class Kind(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one account. Times are Unix ms; `digest` is the hexadecimal SHA-256 of what its cookie carries."""

    id: str
    account: str
    digest: str
    created: int
    seen: int
    expires: int
    browser: str
    way: Way

    def is_good(self, now: int) -> bool:
        return now < self.expires

    def is_fresh(self, now: int) -> bool:
        """Whether it may set a password without knowing the one before."""
        return self.way is not Way.PASSWORD and now - self.created < FRESH_MS


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """Opens once. `by` is the account that made it, "" for the machine or a mail."""

    id: str
    account: str
    kind: Kind
    digest: str
    created: int
    expires: int
    by: str = ""

    def is_good(self, now: int) -> bool:
        return now < self.expires


@dataclass(frozen=True, slots=True)
class MadeLink:
    """That a sign-in link was made for this account by somebody else (`by`; "" for whoever runs the machine), at this
    Unix time (ms). It stays when the link is used up or has run out."""

    id: str
    account: str
    by: str
    created: int
