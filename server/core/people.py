"""The people of an interview: the host, the panel and the candidate, each with an own link. Pure."""

from collections.abc import Sequence

from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Practice


def members_of(interview: Interview) -> tuple[Member, ...]:
    """The host first, then the panel in its order, the candidate last. Who practises alone is there alone."""
    if interview.setup.practice is Practice.SOLO:
        return (Member(CANDIDATE, interview.candidate, Role.LEARNER, interview.setup.account),)
    host = Member(HOST, interview.host, Role.HOST, interview.setup.account)
    return (host, *interview.setup.panel, Member(CANDIDATE, interview.candidate, Role.CANDIDATE))


def member_of(interview: Interview, id: str) -> Member | None:
    """The member with this id, if there is one (any more)."""
    return next((member for member in members_of(interview) if member.id == id), None)


def accounts_of(interview: Interview) -> frozenset[str]:
    """The accounts that have a place in it."""
    return frozenset(member.account for member in members_of(interview) if member.account)


def names_of(interview: Interview) -> dict[str, str]:
    """Ids, and what these people are called before they say so themselves."""
    return {member.id: member.name for member in members_of(interview)}


def removed(before: Sequence[Member], after: Sequence[Member]) -> frozenset[str]:
    """The ids of those who do not belong to it any more, or do in another role or with another account."""
    left = {(member.id, member.role, member.account) for member in after}
    return frozenset(member.id for member in before if (member.id, member.role, member.account) not in left)
