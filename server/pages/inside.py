"""Who somebody is in the interview that an address names: by their account, or by the link that they opened once.

What they may do there is for the doors (`server.pages.doors`) to say.
"""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from server.core.accounts import Account, role_in
from server.core.ids import ROOM_ID
from server.core.interview import Interview, State
from server.core.people import member_of, members_of
from server.core.rights import Deletion, Reader, Way
from server.core.roles import Role
from server.core.setup import Member
from server.live.sessions import SignedIn
from server.pages import opened
from server.pages.errors import not_found
from server.pages.site import Site
from server.pages.turned_away import deleted

READER: Final = "reader"
"""Who reads an interview without a place in it: nobody on its timeline."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody who is let in to one interview's pages. `form_token` goes into the forms that they are shown."""

    interview: Interview
    member: Member
    name: str
    owner: bool
    form_token: str
    account: Account | None = None
    """Who they are signed in as; None for who came by a link."""
    session: str = ""
    """The session of that account."""

    @property
    def role(self) -> Role:
        return self.member.role


async def find(site: Site, request: Request) -> Interview | None:
    """The interview that the address names, whoever asks."""
    id = request.path_params["id"]
    return await site.interview(id) if ROOM_ID.match(id) else None


async def inside_of(site: Site, request: Request) -> tuple[Inside, str] | None:
    """Who asks, seen from the interview in the address, and their session's nonce; the log of who opened what has them
    from here."""
    found = await _who(site, request)
    if found is not None:
        opened.came(request, reader_of(found[0]))
    return found


def reader_of(inside: Inside) -> Reader:
    """Somebody inside as the access log has them."""
    account = inside.account
    if account is not None and inside.owner:
        return Reader(Way.ACCOUNT, account.id, account.given_name)
    if account is not None and inside.member.id == READER:
        return Reader(Way.VIEWER, account.id, account.name)
    way = Way.CANDIDATE if inside.role is Role.CANDIDATE else Way.MEMBER
    return Reader(way, inside.member.id, inside.name)


async def _who(site: Site, request: Request) -> tuple[Inside, str] | None:
    """By their account, or else by the link that they once opened in this browser."""
    signed, interview = await site.who(request), await find(site, request)
    if interview is None:
        gone = await _deleted(site, request, known=signed is not None and signed.account.owns)
        if gone is not None:
            raise deleted(gone)
    inside = by_account(site, interview, signed) if interview else None
    inside = inside or (await _by_link(site, request, interview) if interview else None)
    if inside is None and signed is not None:
        raise not_found()  # the same for an interview that is not theirs and for none at all
    return inside


def by_account(site: Site, interview: Interview, signed: SignedIn | None) -> tuple[Inside, str] | None:
    """What this account is in this interview, and the nonce of its forms: in its own place, or as an owner in the
    host's. A room to practise in belongs to those who practise in it, and to nobody else."""
    if signed is None:
        return None
    account, nonce = signed.account, signed.session.id
    members = members_of(interview)
    own = next((each for each in members if each.account == account.id), None)
    role = role_in(account, own.role if own else None)
    if role is None or (own is None and interview.setup.practice):
        return None
    member = own if own and own.role is role else members[0]
    token = site.cookies.form_token(nonce)
    return Inside(interview, member, member.name, account.owns, token, account, nonce), nonce


async def _by_link(site: Site, request: Request, interview: Interview) -> tuple[Inside, str] | None:
    shown = site.cookies.room(request, interview)
    member = member_of(interview, shown.member) if shown else None
    if shown is None or member is None or not await site.house.is_welcome(member):
        return None
    return Inside(interview, member, shown.name, False, site.cookies.form_token(shown.nonce)), shown.nonce


async def _deleted(site: Site, request: Request, *, known: bool) -> Deletion | None:
    """The deletion of the interview in the address, for those who may know that there was one: owners, and whoever has
    a cookie of it."""
    id = request.path_params["id"]
    gone = await site.house.rights.deletion(id) if ROOM_ID.match(id) else None
    if gone is None or known:
        return gone
    return gone if site.cookies.room(request, was(gone)) else None


def was(gone: Deletion) -> Interview:
    """What is left of a deleted interview, as one: enough for its keys and cookies."""
    return Interview(gone.room, "", "", "", (), State.ENDED, gone.created, gone.started, gone.ended, gone.generation)
