"""What is kept of people besides timelines: that something was deleted, what must not be, and who has opened what.

Times are Unix milliseconds. What may be deleted, and who is told what of the readers, is decided here and nowhere else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from server.core.interview import Interview, State
from server.core.roles import Role

REASON_MAX: Final = 500
"""Characters of a reason that somebody types."""
HELD: Final = "It is under a legal hold. Lift the hold first, if it is over."


class Why(StrEnum):
    """Why an interview was deleted: somebody asked for it, or it had been kept as long as it should be."""

    ASKED = "asked"
    KEPT_LONG_ENOUGH = "kept_long_enough"


@dataclass(frozen=True, slots=True)
class Deletion:
    """What stays of a deleted interview: its dates, and what was signed of it ("" and b"" where nothing was)."""

    room: str
    created: int
    started: int
    ended: int
    generation: int
    at: int
    by: str
    """Who asked, by name; "" for the nightly job."""
    why: Why
    statement: str = ""
    signature: bytes = b""
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: while it is not lifted, nothing of the interview is deleted."""

    id: str
    room: str
    since: int
    by: str
    reason: str
    lifted: int = 0
    lifted_by: str = ""
    lift_reason: str = ""


def deletion_problem(interview: Interview, held: Hold | None) -> str:
    """Why an interview cannot be deleted now, in a sentence with what to do; "" when it can."""
    if held is not None:
        return HELD
    if interview.state is State.LIVE:
        return "The interview goes on. End it first, then delete it."
    return ""


def erasing_problem(interview: Interview, held: Hold | None) -> str:
    """The same for erasing what single entries say, which needs the seal."""
    if interview.state is not State.ENDED:
        return "Entries can be erased when the interview has ended and is sealed."
    return deletion_problem(interview, held)


def practice_problem(held: Hold | None, *, somebody_in: bool) -> str:
    """The same for a room to practise in. Such a room goes on until somebody ends it, so one in which nobody is can be
    deleted as it is."""
    if held is not None:
        return HELD
    return "Somebody is in this room now. Delete it when they have left." if somebody_in else ""


def practised_by(interview: Interview) -> tuple[str, ...]:
    """The names of those who practise in a room, each once."""
    return tuple(dict.fromkeys(name for name in (interview.host, interview.candidate) if name))


def confirms_practice(interview: Interview, typed: str) -> bool:
    """Whether somebody typed what shows that they mean this practice room: a name of who practised, or its id."""
    return " ".join(typed.split()).casefold() in {*(each.casefold() for each in practised_by(interview)), interview.id}


def confirms(interview: Interview, typed: str) -> bool:
    """Whether somebody typed what shows that they mean this interview: the candidate's name, or its id."""
    return " ".join(typed.split()).casefold() in (interview.candidate.casefold(), interview.id)


def reason_problem(reason: str) -> str:
    """What is wrong with a reason; "" when nothing is."""
    if not reason.strip():
        return "Write a reason: whoever reads this later will want to know."
    if len(reason) > REASON_MAX:
        return f"The reason has {len(reason):,} characters; the most is {REASON_MAX}."
    return ""


class Way(StrEnum):
    """How somebody came to what they opened."""

    ACCOUNT = "account"
    MEMBER = "member"
    VIEWER = "viewer"
    """Who reads what has ended without a place in it."""
    CANDIDATE = "candidate"
    LINK = "link"
    TOKEN = "token"


class Thing(StrEnum):
    """What can be opened of an interview."""

    RECORD = "record"
    REPLAY = "replay"
    TRACK = "track"
    TIMELINE = "timeline"
    EXPORT = "export"
    DATA = "data"
    CLIP = "clip"
    CLIPS = "clips"
    ACCESS = "access"
    SCORECARD = "scorecard"
    DEBRIEF = "debrief"
    FEEDBACK = "feedback"
    ERASING = "erasing"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who opens something: an account's or member's id, a clip's or token's; and a name for people."""

    way: Way
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the access log: somebody opened something in this hour, `at` for the first time."""

    room: str
    at: int
    way: Way
    reader: str
    name: str
    thing: Thing


HOUR_MS: Final = 3_600_000


def hour_of(at: int) -> int:
    """The beginning of the hour. A person opens a thing once an hour, as far as the log knows."""
    return at - at % HOUR_MS


def may_know(role: Role, thing: Thing) -> bool:
    """Whether this role is told who opened such a thing. A candidate is told of their record, not of what others
    write about it among themselves."""
    match thing:
        case Thing.SCORECARD | Thing.DEBRIEF | Thing.ACCESS | Thing.ERASING | Thing.CLIPS:
            return role is not Role.CANDIDATE
        case (
            Thing.RECORD
            | Thing.REPLAY
            | Thing.TRACK
            | Thing.TIMELINE
            | Thing.EXPORT
            | Thing.DATA
            | Thing.CLIP
            | Thing.FEEDBACK
        ):
            return True
        case _ as never:
            assert_never(never)
