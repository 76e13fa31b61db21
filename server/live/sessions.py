"""Sessions: begun when somebody signs in, found again by what a cookie carries, seen, listed, ended."""

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from server.core.accounts import Account
from server.core.sessions import SEEN_EVERY, SESSION_MS, Session, Way
from server.live import chance
from server.live.account_ports import AccountStore
from server.live.ports import Clock, StoreError

BROWSER_MAX: Final = 80

ShowOut = Callable[[Collection[str], str], None]
"""Closes the connections that came with these sessions, at once, and all others of this account ("" for none)."""
Beside = Callable[[Coroutine[Any, Any, None]], object]
"""Runs something that nobody waits for."""
ENDED_KEPT: Final = 1_000
"""Sessions that have just ended: whoever was looked up a moment before does not come in after all."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where somebody calls from, and with what: words for the list of their sessions."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account and the session that shows it."""

    account: Account
    session: Session


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody has signed in. `token` is for the cookie, and known only now."""

    account: Account
    session: Session
    token: str


class Sessions:
    def __init__(self, store: AccountStore, clock: Clock, show_out: ShowOut, beside: Beside) -> None:
        self._store = store
        self._clock = clock
        self._show_out = show_out
        self._beside = beside
        self._noting: set[str] = set()
        self._ended: deque[str] = deque(maxlen=ENDED_KEPT)

    async def begin(self, account: Account, visit: Visit, way: Way) -> Entered:
        token, now = chance.token(), self._clock.wall_ms()
        session = Session(
            chance.short_id(), account.id, digest(token), now, now, now + SESSION_MS, visit.browser[:BROWSER_MAX], way
        )
        await self._store.add_session(session)
        return Entered(account, session, token)

    async def find(self, token: str) -> SignedIn | None:
        """Who signed in with this, unless the session is over or the account is not active. It counts as seen."""
        return await self._good(await self._store.signed_in(digest(token)) if token else None)

    async def by_id(self, id: str) -> SignedIn | None:
        """The same by the session's id, for whoever has shown already that they came with it."""
        return await self._good(await self._store.session(id))

    async def _good(self, found: tuple[Session, Account] | None) -> SignedIn | None:
        now = self._clock.wall_ms()
        if found is None or not found[0].is_good(now) or not found[1].is_active:
            return None
        session, account = found
        if now - session.seen >= SEEN_EVERY and session.id not in self._noting:
            self._noting.add(session.id)
            self._beside(self._note(session.id, now))
        return None if self.has_ended(session.id) else SignedIn(account, session)

    async def _note(self, id: str, now: int) -> None:
        """That it was seen; no page waits for it, and a store in trouble is no reason not to show one."""
        try:
            with suppress(StoreError):
                await self._store.saw(id, now)
        finally:
            self._noting.discard(id)

    def has_ended(self, id: str) -> bool:
        """Whether this session was ended a moment ago."""
        return id in self._ended

    async def of(self, account: str) -> Sequence[Session]:
        """The sessions of this account that are good, the newest first."""
        now = self._clock.wall_ms()
        return [session for session in await self._store.sessions(account) if session.is_good(now)]

    async def end(self, account: str, id: str) -> bool:
        """Whether this account had this session. It is over, and so are its connections."""
        gone = await self._store.drop_session(account, id)
        if gone:
            self._over([id])
        return gone

    async def show_out(self, account: str) -> None:
        """Close the connections of this account, whose sessions go on: they come back as what they are now."""
        self._show_out([session.id for session in await self._store.sessions(account)], "")

    async def end_all(self, account: str, but: str = "") -> None:
        """End all sessions of this account but one; without one, whoever came by a link of theirs goes as well."""
        self._over(await self._store.drop_sessions(account, but), "" if but else account)

    def _over(self, sessions: Collection[str], account: str = "") -> None:
        self._ended.extend(sessions)
        self._show_out(sessions, account)


def digest(token: str) -> str:
    """What is kept of a token: the hexadecimal SHA-256 of its text."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
