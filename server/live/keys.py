"""Whom a key lets in: a link of one interview, or a session of an account."""

from server.core.accounts import Standing, role_in
from server.core.ids import HOST
from server.core.interview import Interview
from server.core.setup import Member
from server.live import doors
from server.live.reception import Reception


class Keys:
    def __init__(self, secret: str, reception: Reception) -> None:
        self._secret = secret
        self._reception = reception

    def key(self, interview: Interview, member: str) -> str:
        """The key that opens this interview for the member with this id. Derived, so it is stored nowhere.

        The ids of the host and of the candidate are the names of their roles.
        """
        return doors.room_key(self._secret, interview, member)

    def member_of(self, interview: Interview, key: str) -> Member | None:
        """Whom this key lets in, if anybody."""
        return doors.member_of(self._secret, interview, key)

    def seat_key(self, interview: Interview, member: str, session: str) -> str:
        """The key that opens this interview for this member while this session of an account is good."""
        return doors.seat_key(self._secret, interview, member, session)

    async def comes(self, interview: Interview, key: str) -> tuple[Member, str] | None:
        """Whom this key lets in now, and the session that they came with, "" for who has a link."""
        session = doors.session_of(key)
        if not session:
            member = self.member_of(interview, key)
            return (member, "") if member and await self.is_welcome(member) else None
        member = doors.member_by_seat(self._secret, interview, key)
        signed = await self._reception.sessions.by_id(session) if member else None
        if member is None or signed is None:
            return None
        own = member.role if member.account == signed.account.id else None
        return (member, session) if role_in(signed.account, own) is member.role else None

    async def is_welcome(self, member: Member) -> bool:
        """Whether this member's link lets them in. Whoever of the panel has an account signs in instead, so that nobody
        takes their place; a host's link may have been passed on, and stops with the account that planned it."""
        if not member.account:
            return True
        account = await self._reception.accounts.find(member.account) if member.id == HOST else None
        return account is not None and account.state is not Standing.DISABLED

    def sign_in(self, token: str) -> bool:
        """Whether this is a sign-in token of this house that is still good."""
        return doors.is_sign_in(self._secret, token)
