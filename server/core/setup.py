"""How an interview is set up: who comes, by which plan, and what was agreed beforehand. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.core import private
from server.core.agenda import Plan
from server.core.roles import Role

PrivatePolicy = private.PrivatePolicy

PACES: Final = (1.0, 1.25, 1.5, 2.0, 0.0)
"""How much longer everything may take; 0 is without a limit. Why is nobody's business, so it is kept nowhere."""


class Practice(StrEnum):
    """What a room is for when no employer is in it."""

    NONE = ""
    SOLO = "solo"
    """One person, as a candidate who helps themselves."""
    PEERS = "peers"
    """Two people, who swap who asks and who answers."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to an interview. `id` is who they are on its timeline; `account` "" for no account."""

    id: str
    name: str
    role: Role
    account: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A stretch of thinking privately that the candidate released after the interview, at `at` (Unix ms)."""

    spell: str
    at: int


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything has a default: an interview of before was set up like this.

    `panel` is everybody beside the host and the candidate; `account` is the host's.
    """

    panel: tuple[Member, ...] = ()
    account: str = ""
    plan: Plan | None = None
    pace: float = 1.0
    breaks: bool = False
    """Whether pauses that stop the clock were agreed."""
    private: PrivatePolicy = PrivatePolicy.RELEASED
    tools: str = ""
    next_steps: str = ""
    hear_by: str = ""
    keeps_code: bool = True
    """Whether the candidate takes their own code and visible results along."""
    practice: Practice = Practice.NONE
    following: str = ""
    """The id of the room in which two who practise go on with their roles swapped; "" for none yet."""
    released: tuple[Release, ...] = ()
    """What nothing but the candidate adds to; what was released before the end is on the timeline."""
    shares_record: bool = False
    """Whether the candidate has the record and the replay too, in their own edition, when it has ended."""


NO_SETUP: Final = Setup()
