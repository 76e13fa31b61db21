"""Accounts: inviting people, what they may do, their names and passwords. One at a time, so that an owner stays."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.core import accounts as core
from server.core.accounts import Account, Rank, Standing
from server.core.sessions import INVITATION_MS, SIGN_IN_MS, Kind, MadeLink, OneTimeLink, Session
from server.live import chance
from server.live.account_ports import AccountStore
from server.live.guesses import Guesses
from server.live.passwords import Passwords
from server.live.planning import Refused, name_problem
from server.live.ports import Clock
from server.live.sessions import Sessions, digest

NOT_THE_ONE = "This is not the password that you have now."


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who can come, and the token of the link that lets them accept."""

    account: Account
    token: str


class Accounts:
    def __init__(
        self,
        store: AccountStore,
        clock: Clock,
        secret: str,
        sessions: Sessions,
        passwords: Passwords,
        guesses: Guesses,
    ) -> None:
        self._store = store
        self._clock = clock
        self._secret = secret
        self._sessions = sessions
        self._passwords = passwords
        self._guesses = guesses
        self._one_at_a_time = asyncio.Lock()

    async def all(self) -> Sequence[Account]:
        """Every account, the oldest first."""
        return await self._store.all()

    async def find(self, id: str) -> Account | None:
        return await self._store.account(id)

    async def first_owner(self) -> Account:
        """The oldest owner who can sign in. There is always one (P3)."""
        return next(account for account in await self._store.all() if account.owns)

    # Coming ---------------------------------------------------------------------------------------------------------

    async def invite(self, by: str, name: str, email: str, rank: Rank) -> Invited | Refused:
        """An account for somebody, and an invitation. `by` is the account that invites; it must be an owner's."""
        name, email = name.strip(), core.tidy_email(email)
        if problem := name_problem(name):
            return Refused(problem, "name")
        if problem := core.email_problem(email):
            return Refused(problem, "email")
        inviting = await self._store.account(by)
        if inviting is None or not core.may(inviting, core.Deed.PEOPLE):
            return Refused("Only an owner invites people.")
        account = Account(chance.short_id(), name, email, rank, Standing.INVITED, self._clock.wall_ms())
        if not await self._store.add(account):
            return Refused(f"Somebody with the address {email} is here already. Look for them in the list.", "email")
        return Invited(account, await self._invitation(account, by))

    async def invite_again(self, by: str, id: str) -> Invited | Refused:
        """A fresh invitation for somebody who has not accepted; the one before opens nothing any more."""
        account = await self._store.account(id)
        if account is None or account.state is not Standing.INVITED:
            return Refused("Only somebody who is invited and has not come yet can be invited again.")
        await self._store.drop_links(id)
        return Invited(account, await self._invitation(account, by))

    async def _invitation(self, account: Account, by: str) -> str:
        link = await self._link(account, Kind.INVITATION, INVITATION_MS, by)
        return self.invitation_token(link.id)

    def invitation_token(self, id: str) -> str:
        """The token of the invitation with this id. Derived, so that owners can copy the link again; the database alone
        does not give it away."""
        return chance.key(self._secret, "invitation", id)

    async def invitations(self) -> dict[str, OneTimeLink]:
        """The invitations that are still good, by account."""
        now = self._clock.wall_ms()
        return {link.account: link for link in await self._store.links(Kind.INVITATION) if link.is_good(now)}

    async def sign_in_link(self, account: Account, by: str) -> str:
        """The token of a link that signs this account in, once. It is known only now."""
        token = chance.token()
        await self._link(account, Kind.SIGN_IN, SIGN_IN_MS, by, token)
        return token

    async def link_by(self, account: Account, by: str) -> str:
        """The same, made by somebody else (this account, "" for whoever runs the machine): they see it on their page.
        That is written first, so that there is no such link that they do not see."""
        if by != account.id:
            await self._store.add_made(MadeLink(chance.short_id(), account.id, by, self._clock.wall_ms()))
        return await self.sign_in_link(account, by)

    async def made_for(self, account: Account) -> Sequence[tuple[MadeLink, str]]:
        """The links that others made for this account, the newest first, with the name of who did; "" for the machine
        or an account that is not here any more."""
        names = {each.id: each.name for each in await self._store.all()}
        return [(each, names.get(each.by, "")) for each in await self._store.made_for(account.id)]

    async def _link(self, account: Account, kind: Kind, lasts: int, by: str, token: str = "") -> OneTimeLink:
        id, now = chance.short_id(), self._clock.wall_ms()
        link = OneTimeLink(id, account.id, kind, digest(token or self.invitation_token(id)), now, now + lasts, by)
        await self._store.add_link(link)
        return link

    async def join(self, account: Account) -> Account:
        """Somebody who was invited is here."""
        joined = replace(account, state=Standing.ACTIVE, joined=account.joined or self._clock.wall_ms())
        await self._store.save(joined)
        await self._store.drop_links(account.id)
        return joined

    # What becomes of them -------------------------------------------------------------------------------------------

    async def change(self, by: str, id: str, *, rank: Rank | None = None, state: Standing | None = None) -> str:
        """Give an account this rank or state; "" or why not. Whoever may not be here any more is shown out at once."""
        async with self._one_at_a_time:
            problem = core.change_problem(await self._store.all(), by, id, rank=rank, state=state)
            account = None if problem else await self._store.account(id)
            if account is None:
                return problem
            await self._store.save(replace(account, rank=rank or account.rank, state=state or account.state))
        if state is Standing.DISABLED:
            await self._sessions.end_all(id)
            await self._store.drop_links(id)
            await self._store.bind(id, "")
        elif rank is not account.rank:
            await self._sessions.show_out(id)
        return ""

    async def enable(self, by: str, id: str) -> str:
        """Let a disabled account in again; "" or why not. It has to sign in anew."""
        account = await self._store.account(id)
        if account is None or account.state is not Standing.DISABLED:
            return "This account is not disabled."
        return await self.change(by, id, state=core.enabled(account))

    async def rename(self, account: Account, name: str, email: str) -> Account | Refused:
        """Another name; for an owner also another e-mail address, which for others is what they were invited by."""
        name, email = name.strip(), core.tidy_email(email) if account.owns else account.email
        if problem := name_problem(name):
            return Refused(problem, "name")
        if email != account.email and (problem := core.email_problem(email)):
            return Refused(problem, "email")
        changed = replace(account, name=name, email=email)
        if not await self._store.save(changed):
            return Refused("Another account has this e-mail address.", "email")
        return changed

    # Passwords ------------------------------------------------------------------------------------------------------

    async def has_password(self, account: Account) -> bool:
        return bool(await self._store.password(account.id))

    async def first_password(self, account: Account, password: str) -> Refused | None:
        """Set the password of somebody who has just shown to be this account in another way; or why not."""
        if problem := core.password_problem(password, account):
            return Refused(problem, "password")
        await self._store.set_password(account.id, await self._passwords.hash(password))
        return None

    async def needs_password(self, account: Account, session: Session) -> bool:
        """Whether the present password is asked for before there is a new one: not of who has none, or came by another
        way a moment ago."""
        return not session.is_fresh(self._clock.wall_ms()) and await self.has_password(account)

    async def change_password(
        self, account: Account, session: Session, now: str, new: str, address: str
    ) -> Refused | None:
        """Set it, or say why not. All other sessions of this account end."""
        if await self.needs_password(account, session):
            if wait := self._guesses.begin(account.email or account.id, address):
                return Refused(wait, "now")
            if not await self._passwords.fits(await self._store.password(account.id), now):
                return Refused(NOT_THE_ONE, "now")
            self._guesses.right(account.email or account.id, address)
        if refused := await self.first_password(account, new):
            return refused
        await self._sessions.end_all(account.id, but=session.id)
        return None
