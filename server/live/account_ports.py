"""What accounts need from outside: where they are kept, mail that is sent, and a provider that says who somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from server.core.accounts import Account
from server.core.sessions import Kind, MadeLink, OneTimeLink, Session


class AccountStore(Protocol):
    """Accounts, their sessions, their one-time links. A house that is new has one: its first owner, `ids.OWNER`."""

    async def add(self, account: Account) -> bool:
        """Keep a new account; False when another one has this e-mail address."""
        ...

    async def save(self, account: Account) -> bool:
        """Replace the account with this id; False when another one has this e-mail address."""
        ...

    async def account(self, id: str) -> Account | None: ...

    async def by_email(self, email: str) -> Account | None:
        """The one with this tidy address; nobody for ""."""
        ...

    async def by_subject(self, subject: str) -> Account | None: ...

    async def all(self) -> Sequence[Account]:
        """Every account, the oldest first."""
        ...

    async def subject(self, id: str) -> str:
        """What the provider calls this account; "" for none."""
        ...

    async def bind(self, id: str, subject: str) -> None:
        """Keep what the provider calls this account."""
        ...

    async def password(self, id: str) -> str:
        """The hash of this account's password; "" for none."""
        ...

    async def set_password(self, id: str, hashed: str) -> None: ...

    async def add_session(self, session: Session) -> None: ...

    async def signed_in(self, digest: str) -> tuple[Session, Account] | None:
        """The session whose cookie has this SHA-256, and whose it is, whatever has become of either."""
        ...

    async def session(self, id: str) -> tuple[Session, Account] | None:
        """The same by the session's id."""
        ...

    async def sessions(self, account: str) -> Sequence[Session]:
        """All of this account, the newest first."""
        ...

    async def saw(self, id: str, at: int) -> None:
        """This session was seen at this Unix time (ms)."""
        ...

    async def drop_session(self, account: str, id: str) -> bool:
        """Whether this account had it."""
        ...

    async def drop_sessions(self, account: str, but: str = "") -> Sequence[str]:
        """The ids of those that are gone: all of this account's but one."""
        ...

    async def add_link(self, link: OneTimeLink) -> None: ...

    async def link(self, digest: str) -> OneTimeLink | None:
        """The link whose token has this SHA-256, also one that has run out."""
        ...

    async def take_link(self, digest: str) -> OneTimeLink | None:
        """The same, and it opens nothing any more. Of two who ask at once, one gets it."""
        ...

    async def links(self, kind: Kind) -> Sequence[OneTimeLink]: ...

    async def drop_links(self, account: str) -> None: ...

    async def add_made(self, made: MadeLink) -> None: ...

    async def made_for(self, account: str) -> Sequence[MadeLink]:
        """The sign-in links that others made for this account, the newest first."""
        ...

    async def tidy(self, now: int) -> None:
        """Drop sessions and links that have run out at this Unix time (ms), and what was `made` a year ago."""
        ...


class Mail(Protocol):
    """Sends mail. `ready` says whether there is a server to send it through."""

    ready: bool

    async def send(self, to: str, subject: str, text: str) -> str:
        """ "" when a server has taken it, else a sentence that says why not."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to send a browser, and what must be kept in it until it is back: all of it opaque, all of it secret."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is, in the words of a provider that was checked. `email` is tidy, and "" unless it is verified."""

    subject: str
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why a provider did not say who somebody is: a sentence for that person."""

    message: str


class Provider(Protocol):
    """An OpenID Connect provider. `name` is for the button; "" means that there is none."""

    name: str

    async def ask(self, back: str) -> Asked | NoAnswer:
        """Where to send a browser that is to come back to the address `back`."""
        ...

    async def answer(self, back: str, query: str, asked: Asked) -> Person | NoAnswer:
        """Who it was, from the query with which the browser came back."""
        ...


NO_PROVIDER: Final = "This Greenroom signs nobody in through another service."


class NoMail:
    """No mail server is set up."""

    ready = False

    async def send(self, to: str, subject: str, text: str) -> str:
        return "This Greenroom has no mail server."


class NoProvider:
    """No provider is set up."""

    name = ""

    async def ask(self, back: str) -> Asked | NoAnswer:
        return NoAnswer(NO_PROVIDER)

    async def answer(self, back: str, query: str, asked: Asked) -> Person | NoAnswer:
        return NoAnswer(NO_PROVIDER)
