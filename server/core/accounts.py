"""Accounts: the people of this house who sign in, and what each rank lets them do. See SPEC.md, rules P1 to P9.

A rank is about the house; what somebody is in one interview is their role there (`server.core.roles`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.core.ids import OWNER
from server.core.interview import State
from server.core.roles import Role

EMAIL_MAX: Final = 254
"""Characters: the longest address that mail can carry (RFC 5321)."""
FIRST_NAME: Final = "Owner"
"""What the first owner is called until they say otherwise."""
PASSWORD_MIN: Final = 12
PASSWORD_MAX: Final = 256
"""Characters: a long sentence fits, and hashing it stays cheap."""
_NO_ADDRESS: Final = frozenset(' ,;:<>()[]"\\')
"""What would make several addresses, or a header of its own, of one."""


class Rank(StrEnum):
    """What an account is in this house."""

    OWNER = "owner"
    INTERVIEWER = "interviewer"
    VIEWER = "viewer"


class Standing(StrEnum):
    """Invited until the invitation is accepted. A disabled account opens nothing, and can be enabled again."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class Deed(StrEnum):
    """What a rank may do in the house, beside what a role may do in an interview."""

    PEOPLE = "people"
    PLAN = "plan"
    EVERY_INTERVIEW = "every interview"
    ENDED_INTERVIEWS = "ended interviews"


@dataclass(frozen=True, slots=True)
class Account:
    """Times are Unix ms. `email` is as `tidy_email` writes it, or "" for a first owner who has given none yet. `joined`
    is when the invitation was accepted, 0 before. How somebody proves to be this account is kept elsewhere."""

    id: str
    name: str
    email: str
    rank: Rank
    state: Standing
    created: int
    joined: int = 0

    @property
    def is_active(self) -> bool:
        return self.state is Standing.ACTIVE

    @property
    def given_name(self) -> str:
        """The name that somebody gave it; "" for a first owner who still has the one that every house begins with."""
        return "" if self.id == OWNER and self.name == FIRST_NAME else self.name

    @property
    def owns(self) -> bool:
        """Whether this is an owner who can act."""
        return self.is_active and self.rank is Rank.OWNER


_DEEDS: Final[dict[Rank, frozenset[Deed]]] = {
    Rank.OWNER: frozenset(Deed),
    Rank.INTERVIEWER: frozenset({Deed.PLAN}),
    Rank.VIEWER: frozenset({Deed.ENDED_INTERVIEWS}),
}


def may(account: Account, deed: Deed) -> bool:
    """Whether this account may do this (P1, P2)."""
    return account.is_active and deed in _DEEDS[account.rank]


def role_in(account: Account, seat: Role | None) -> Role | None:
    """What this account is in an interview, where `seat` is its place there, if any (P4).

    Its own place comes first. Beside that an owner hosts every interview, and nobody else is anything. A viewer has no
    place in a room: what was planned with them does not count.
    """
    if not account.is_active:
        return None
    if seat is not None and account.rank is not Rank.VIEWER:
        return seat
    return Role.HOST if account.rank is Rank.OWNER else None


def reads(account: Account, state: State) -> bool:
    """Whether this account may read the record and the replay of any interview in this state, without a place in it."""
    return may(account, Deed.EVERY_INTERVIEW) or (may(account, Deed.ENDED_INTERVIEWS) and state is State.ENDED)


def change_problem(
    accounts: Iterable[Account], by: str, id: str, *, rank: Rank | None = None, state: Standing | None = None
) -> str:
    """Why the account `by` cannot give the account `id` this rank or state; "" when it can (P2, P3)."""
    known = {account.id: account for account in accounts}
    if by not in known or not may(known[by], Deed.PEOPLE):
        return "Only an owner changes who may do what here."
    if id not in known:
        return "There is no such account."
    if state is Standing.DISABLED and by == id:
        return "You cannot disable your own account. Ask another owner to do it."
    account = known[id]
    stays = (rank or account.rank) is Rank.OWNER and (state or account.state) is Standing.ACTIVE
    if not stays and not any(other.owns for other in known.values() if other.id != id):
        return f"{account.name} is the only owner who can sign in. Make somebody else an owner first."
    return ""


def enabled(account: Account) -> Standing:
    """What a disabled account becomes when it is enabled: what it was before."""
    return Standing.ACTIVE if account.joined else Standing.INVITED


def tidy_email(text: str) -> str:
    """An e-mail address as it is kept and compared: without spaces around it, in small letters."""
    return text.strip().casefold()


def email_problem(email: str) -> str:
    """What is wrong with a tidy e-mail address; "" when a mail could be sent to it."""
    name, _, domain = email.rpartition("@")
    wanted = name and domain and "@" not in name and email.isprintable() and not set(email) & _NO_ADDRESS
    return "" if wanted and len(email) <= EMAIL_MAX else "Write an e-mail address, such as ida@example.org."


def domain_of(email: str) -> str:
    return email.rpartition("@")[2]


def password_problem(password: str, account: Account) -> str:
    """What is wrong with a new password; "" when nothing is. Length is what counts, so nothing else is asked for."""
    if len(password) < PASSWORD_MIN:
        return f"A password has at least {PASSWORD_MIN} characters. A few words that belong to nobody else are good."
    if len(password) > PASSWORD_MAX:
        return f"A password has at most {PASSWORD_MAX} characters."
    plain = password.casefold()
    if plain in (account.email, account.name.casefold()) or len(set(plain)) < 4:
        return "This password is too easy to guess. A few words that belong to nobody else are good."
    return ""
