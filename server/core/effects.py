"""What a room wants done: values that the live house carries out in order. The room itself does nothing."""

from dataclasses import dataclass

from sandbox.contract import AnySpec
from server.core.events import Entry
from server.core.interview import State
from server.core.roles import Role


@dataclass(frozen=True, slots=True)
class Record:
    """Keep this entry, and tell it to everybody who may know (`roles.sees`)."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Refuse:
    """Tell only the person who asked: one sentence with the mend."""

    message: str


@dataclass(frozen=True, slots=True)
class StartRun:
    spec: AnySpec


@dataclass(frozen=True, slots=True)
class StopRun:
    run: str


@dataclass(frozen=True, slots=True)
class TellQueue:
    """Tell everybody how many runs go before this one; 0 means that it waits no more.

    No event: a place in a queue is true for a moment and says nothing of the interview afterwards.
    """

    run: str
    position: int


@dataclass(frozen=True, slots=True)
class Become:
    """The interview's state changed: keep it on its row too, for the lists."""

    state: State


@dataclass(frozen=True, slots=True)
class ShowOut:
    """Close every connection of these roles; their access has ended."""

    roles: frozenset[Role]


Effect = Record | Refuse | StartRun | StopRun | TellQueue | Become | ShowOut
