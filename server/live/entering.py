"""The ways in for accounts: a password, a link that opens once, another service, and the owner's link.

Who does not get in learns nothing about who is here: the words and the time are the same.
"""

from typing import Final

import structlog

from server.core import accounts as core
from server.core.accounts import Account, Rank, Standing
from server.core.sessions import Kind, OneTimeLink, Way
from server.live import chance, mails
from server.live.account_ports import AccountStore, Mail, Person
from server.live.accounts import Accounts
from server.live.guesses import Guesses
from server.live.passwords import Passwords
from server.live.planning import Refused, name_problem
from server.live.ports import Clock
from server.live.sessions import Beside, Entered, Sessions, Visit, digest

log = structlog.get_logger()

FREE: Final = 5
FREE_OF_PLACE: Final = 40
"""Wrong passwords that cost nothing, for one name and from one place: a whole office may share an address."""
MAILS: Final = 3
MAILS_OF_PLACE: Final = 20
"""Links by mail that are sent at once; then they come after waits."""

DOES_NOT_FIT: Final = "This e-mail address and this password do not belong together."
NOT_INVITED: Final = (
    "You are who you say, but this Greenroom does not know you, or does not let you in any more. Ask the person who "
    "runs it to invite you."
)
NOT_VERIFIED: Final = (
    "The service that you signed in with does not say that your e-mail address is really yours. Confirm the address "
    "there, and try again."
)
SOMEBODY_ELSE: Final = (
    "Your e-mail address belongs to an account that signs in as somebody else there. Ask the person who runs this "
    "Greenroom to disable it and enable it again."
)


class Entering:
    def __init__(
        self,
        store: AccountStore,
        clock: Clock,
        accounts: Accounts,
        sessions: Sessions,
        passwords: Passwords,
        guesses: Guesses,
        mail: Mail,
        domains: frozenset[str],
        beside: Beside,
    ) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._sessions = sessions
        self._passwords = passwords
        self._guesses = guesses
        self._mails = Guesses(clock, MAILS, MAILS_OF_PLACE)
        self._mail = mail
        self._domains = domains
        self._beside = beside

    async def by_owner_link(self, visit: Visit) -> Entered:
        """For somebody whose owner's link was looked at already."""
        return await self._sessions.begin(await self._accounts.first_owner(), visit, Way.OWNER_LINK)

    async def by_password(self, email: str, password: str, visit: Visit) -> Entered | Refused:
        email = core.tidy_email(email)
        if wait := self._guesses.begin(email, visit.address):
            return Refused(wait)
        account = await self._store.by_email(email)
        hashed = await self._store.password(account.id if account else "")
        fits = await self._passwords.fits(hashed, password)
        if account is None or not fits or not account.is_active:
            return Refused(DOES_NOT_FIT, "password")
        self._guesses.right(email, visit.address)
        if self._passwords.is_old(hashed):
            await self._store.set_password(account.id, await self._passwords.hash(password))
        return await self._sessions.begin(account, visit, Way.PASSWORD)

    # Links that open once -------------------------------------------------------------------------------------------

    def mail_link(self, email: str, visit: Visit, address: str) -> str:
        """Send a sign-in link to this address, if somebody here has it: beside, so that nobody can tell. `address` is
        where links begin. "" or a sentence when this was asked for too often."""
        email = core.tidy_email(email)
        if wait := self._mails.begin(email, visit.address):
            return wait
        self._beside(self._mail_link(email, address))
        return ""

    async def _mail_link(self, email: str, address: str) -> None:
        account = await self._store.by_email(email)
        if account is None or not account.is_active:
            return
        token = await self._accounts.sign_in_link(account, "")
        trouble = await self._mail.send(email, *mails.sign_in(account, f"{address}/sign-in/once/{token}"))
        if trouble:
            log.warning("a sign-in link could not be mailed", why=trouble)

    async def link_for(self, account: Account, by: Account | None) -> tuple[str, str]:
        """The token of a link that signs this account in, once, made by somebody else (None: whoever runs the machine),
        and why they could not be told by mail, "" when they were or there is no mail. Their own page says it anyway."""
        token = await self._accounts.link_by(account, by.id if by else "")
        if by == account or not self._mail.ready or not account.email:
            return token, ""
        return token, await self._mail.send(account.email, *mails.link_made(account, by.name if by else ""))

    async def look_at(self, token: str, kind: Kind) -> Account | None:
        """Whom this link is for, while it is good. Looking does not use it up."""
        return await self._of_link(await self._store.link(digest(token)), kind)

    async def by_link(self, token: str, visit: Visit) -> Entered | None:
        """The session of whom this link is for. It opens nothing any more."""
        account = await self._take(token, Kind.SIGN_IN)
        return await self._sessions.begin(account, visit, Way.LINK) if account else None

    async def accept(self, token: str, name: str, password: str, visit: Visit) -> Entered | Refused | None:
        """Accept an invitation, under this name, and with this password if there is one. Nothing when the invitation is
        not good any more; a refusal leaves it as it was."""
        account = await self.look_at(token, Kind.INVITATION)
        if account is None:
            return None
        name = name.strip()
        if problem := name_problem(name):
            return Refused(problem, "name")
        if password and (problem := core.password_problem(password, account)):
            return Refused(problem, "password")
        if await self._take(token, Kind.INVITATION) is None:
            return None
        joined = await self._accounts.join(account)
        renamed = await self._accounts.rename(joined, name, joined.email)
        if password:
            await self._accounts.first_password(joined, password)
        return await self._sessions.begin(renamed if isinstance(renamed, Account) else joined, visit, Way.LINK)

    async def _take(self, token: str, kind: Kind) -> Account | None:
        if await self.look_at(token, kind) is None:
            return None
        return await self._of_link(await self._store.take_link(digest(token)), kind)

    async def _of_link(self, link: OneTimeLink | None, kind: Kind) -> Account | None:
        if link is None or link.kind is not kind or not link.is_good(self._clock.wall_ms()):
            return None
        account = await self._store.account(link.account)
        wanted = Standing.INVITED if kind is Kind.INVITATION else Standing.ACTIVE
        return account if account and account.state is wanted else None

    # Another service ------------------------------------------------------------------------------------------------

    async def by_provider(self, person: Person, visit: Visit) -> Entered | Refused:
        """Whoever the provider says it is, if they were invited or their domain is welcome."""
        account = await self._store.by_subject(person.subject)
        if account is None:
            known = await self._by_verified_email(person)
            if isinstance(known, Refused):
                return known
            account = known
            await self._store.bind(account.id, person.subject)
        if account.state is Standing.INVITED:
            account = await self._accounts.join(account)
        if not account.is_active:
            return Refused(NOT_INVITED)
        return await self._sessions.begin(account, visit, Way.PROVIDER)

    async def _by_verified_email(self, person: Person) -> Account | Refused:
        if not person.email:
            return Refused(NOT_VERIFIED)
        account = await self._store.by_email(person.email)
        if account is None:
            return await self._welcome(person)
        if account.state is Standing.DISABLED:
            return Refused(NOT_INVITED)
        return Refused(SOMEBODY_ELSE) if await self._store.subject(account.id) else account

    async def _welcome(self, person: Person) -> Account | Refused:
        """An account for somebody whom nobody invited, where their domain is welcome."""
        if core.domain_of(person.email) not in self._domains:
            return Refused(NOT_INVITED)
        name = person.name if not name_problem(person.name) else person.email.partition("@")[0]
        now = self._clock.wall_ms()
        account = Account(chance.short_id(), name, person.email, Rank.INTERVIEWER, Standing.ACTIVE, now, now)
        return account if await self._store.add(account) else Refused(NOT_INVITED)
