"""Accounts, sessions and one-time links in memory: the same contract, nothing on disk."""

from collections.abc import Sequence
from dataclasses import replace

from server.core.accounts import FIRST_NAME, Account, Rank, Standing
from server.core.ids import OWNER
from server.core.sessions import MADE_KEPT_MS, Kind, MadeLink, OneTimeLink, Session


class MemoryAccounts:
    """An `AccountStore`."""

    def __init__(self) -> None:
        first = Account(OWNER, FIRST_NAME, "", Rank.OWNER, Standing.ACTIVE, created=1, joined=1)
        self._accounts = {first.id: first}
        self._passwords: dict[str, str] = {}
        self._subjects: dict[str, str] = {}
        self._sessions: dict[str, Session] = {}
        self._links: dict[str, OneTimeLink] = {}
        self._made: list[MadeLink] = []

    async def add(self, account: Account) -> bool:
        return self._keep(account)

    async def save(self, account: Account) -> bool:
        return self._keep(account)

    def _keep(self, account: Account) -> bool:
        if any(other.email == account.email != "" and other.id != account.id for other in self._accounts.values()):
            return False
        self._accounts[account.id] = account
        return True

    async def account(self, id: str) -> Account | None:
        return self._accounts.get(id)

    async def by_email(self, email: str) -> Account | None:
        return next((each for each in self._accounts.values() if each.email == email != ""), None)

    async def by_subject(self, subject: str) -> Account | None:
        found = next((id for id, known in self._subjects.items() if known == subject != ""), "")
        return self._accounts.get(found)

    async def all(self) -> Sequence[Account]:
        return sorted(self._accounts.values(), key=lambda account: (account.created, account.id))

    async def subject(self, id: str) -> str:
        return self._subjects.get(id, "")

    async def bind(self, id: str, subject: str) -> None:
        self._subjects[id] = subject

    async def password(self, id: str) -> str:
        return self._passwords.get(id, "")

    async def set_password(self, id: str, hashed: str) -> None:
        self._passwords[id] = hashed

    async def add_session(self, session: Session) -> None:
        self._sessions[session.id] = session

    async def signed_in(self, digest: str) -> tuple[Session, Account] | None:
        return await self.session(next((each.id for each in self._sessions.values() if each.digest == digest), ""))

    async def session(self, id: str) -> tuple[Session, Account] | None:
        session = self._sessions.get(id)
        account = self._accounts.get(session.account) if session else None
        return (session, account) if session and account else None

    async def sessions(self, account: str) -> Sequence[Session]:
        mine = [each for each in self._sessions.values() if each.account == account]
        return sorted(mine, key=lambda session: (-session.created, session.id))

    async def saw(self, id: str, at: int) -> None:
        if id in self._sessions and self._sessions[id].seen < at:
            self._sessions[id] = replace(self._sessions[id], seen=at)

    async def drop_session(self, account: str, id: str) -> bool:
        if id not in self._sessions or self._sessions[id].account != account:
            return False
        del self._sessions[id]
        return True

    async def drop_sessions(self, account: str, but: str = "") -> Sequence[str]:
        gone = [each.id for each in self._sessions.values() if each.account == account and each.id != but]
        for id in gone:
            del self._sessions[id]
        return gone

    async def add_link(self, link: OneTimeLink) -> None:
        self._links[link.digest] = link

    async def link(self, digest: str) -> OneTimeLink | None:
        return self._links.get(digest)

    async def take_link(self, digest: str) -> OneTimeLink | None:
        return self._links.pop(digest, None)

    async def links(self, kind: Kind) -> Sequence[OneTimeLink]:
        return sorted((each for each in self._links.values() if each.kind is kind), key=lambda link: link.created)

    async def drop_links(self, account: str) -> None:
        self._links = {digest: each for digest, each in self._links.items() if each.account != account}

    async def add_made(self, made: MadeLink) -> None:
        self._made.append(made)

    async def made_for(self, account: str) -> Sequence[MadeLink]:
        mine = [each for each in self._made if each.account == account]
        return sorted(mine, key=lambda made: (-made.created, made.id))

    async def tidy(self, now: int) -> None:
        self._made = [each for each in self._made if each.created > now - MADE_KEPT_MS]
        self._sessions = {id: each for id, each in self._sessions.items() if each.is_good(now)}
        self._links = {digest: each for digest, each in self._links.items() if each.is_good(now)}
