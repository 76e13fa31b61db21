"""The reception: accounts, sessions and the ways in, put together. The house has one, and so have its commands."""

from server.live.account_ports import AccountStore, Mail, NoMail, NoProvider, Provider
from server.live.accounts import Accounts
from server.live.entering import FREE, FREE_OF_PLACE, Entering
from server.live.guesses import Guesses
from server.live.passwords import Passwords
from server.live.ports import Clock
from server.live.sessions import Beside, Sessions, ShowOut


class Reception:
    """`show_out` closes connections of sessions that are over; `beside` runs what nobody should wait for."""

    def __init__(
        self,
        store: AccountStore,
        clock: Clock,
        secret: str,
        *,
        show_out: ShowOut,
        beside: Beside,
        mail: Mail | None = None,
        provider: Provider | None = None,
        domains: frozenset[str] = frozenset(),
    ) -> None:
        self.mail = mail or NoMail()
        self.provider = provider or NoProvider()
        self._store = store
        self._clock = clock
        self._passwords = Passwords()
        guesses = Guesses(clock, FREE, FREE_OF_PLACE)
        self.sessions = Sessions(store, clock, show_out, beside)
        self.accounts = Accounts(store, clock, secret, self.sessions, self._passwords, guesses)
        self.entering = Entering(
            store, clock, self.accounts, self.sessions, self._passwords, guesses, self.mail, domains, beside
        )

    async def tidy(self) -> None:
        """Forget sessions and links that have run out."""
        await self._store.tidy(self._clock.wall_ms())

    def close(self) -> None:
        self._passwords.close()
