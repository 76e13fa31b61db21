"""Who writes a scorecard: the host and the panelists. Observers and candidates do not. Pure."""

from server.core.card_rights import Reader
from server.core.interview import Interview
from server.core.people import members_of
from server.core.roles import Role
from server.core.setup import Member


def authors_of(interview: Interview) -> tuple[Member, ...]:
    """The panelists in their order, and whoever hosts last: that is also a good order to speak in."""
    members = members_of(interview)
    return tuple(member for role in (Role.PANELIST, Role.HOST) for member in members if member.role is role)


def reader_of(member: Member, *, owner: bool, account: str = "") -> Reader:
    """Who asks, as `card_rights` knows them. `account` is what they are signed in as, "" for who came by a link.

    An owner who is let in to the place of somebody else is nobody of the panel: that one's card is not theirs.
    """
    if account and member.account not in ("", account):
        return Reader("", owner=owner)
    role = member.role
    return Reader(member.id, host=role is Role.HOST, interviewer=role.interviewer, owner=owner)
