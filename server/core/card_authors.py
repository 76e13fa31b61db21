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


def reader_of(member: Member, *, owner: bool) -> Reader:
    """Who asks, as `card_rights` knows them."""
    role = member.role
    return Reader(member.id, host=role is Role.HOST, interviewer=role.interviewer, owner=owner)
