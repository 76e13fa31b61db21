"""What the edge reports to a room. Times and fresh ids come with the report: the core has no clock and no chance."""

from dataclasses import dataclass

from sandbox.contract import AnySpec, Piece, Verdict
from server.core.asks import Ask, AskPasted, AskPrivate, AskRun, AskScratch
from server.core.events import CaseShown, Feedback, Opened, PanelMember, Suite
from server.core.private import Change, PrivatePolicy
from server.core.project_files import FileEvent
from server.core.roles import Role


@dataclass(frozen=True, slots=True)
class Arrives:
    """A connection opened. `name` is what the others see."""

    person: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Leaves:
    """A connection closed."""

    person: str


@dataclass(frozen=True, slots=True)
class Agrees:
    """The candidate agreed to the recording on the page before the room."""

    name: str
    terms: str


@dataclass(frozen=True, slots=True)
class ChangesPanel:
    """Others than before belong to the interview. `person` is who decided it."""

    person: str
    panel: tuple[PanelMember, ...]


@dataclass(frozen=True, slots=True)
class TakesVersion:
    """The interview is to go on with another version of a task, of this digest. `person` is who decided it."""

    person: str
    task: str
    digest: str


@dataclass(frozen=True, slots=True)
class Replans:
    """The interview is about something else than it was planned as. `person` is who decided it."""

    person: str
    opened: Opened


@dataclass(frozen=True, slots=True)
class Types:
    """One valid Yjs update came in."""

    person: str
    update: bytes


@dataclass(frozen=True, slots=True)
class Points:
    """A cursor moved, and it is time to remember where."""

    person: str
    update: bytes


@dataclass(frozen=True, slots=True)
class Asks:
    """A person asks for something. `fresh` is a new id, for whatever this may make."""

    person: str
    role: Role
    ask: Ask
    fresh: str


@dataclass(frozen=True, slots=True)
class RunPrepared:
    """A run that was asked for can start: its code is read, its cases are known, and drawn in the order of `seed`."""

    person: str
    role: Role
    ask: AskRun | AskScratch
    spec: AnySpec
    shown: tuple[CaseShown, ...]
    digest: str
    seed: int = 0
    feedback: Feedback = Feedback.COUNT


@dataclass(frozen=True, slots=True)
class PasteSeen:
    """A paste that was reported has been looked at: `known` says that its text had been in this room before."""

    person: str
    role: Role
    ask: AskPasted
    known: bool


@dataclass(frozen=True, slots=True)
class PrivateAsked:
    """Somebody asks to have the candidate think privately. `policy` is what was agreed for this interview, `planned`
    says that its plan has time for it now, `fresh` is a new id."""

    person: str
    role: Role
    ask: AskPrivate
    fresh: str
    policy: PrivatePolicy
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """It is time to record what has become of the private texts."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FilesReturn:
    """The candidate is back, and brings along what has become of the files of projects meanwhile."""

    events: tuple[FileEvent, ...]


@dataclass(frozen=True, slots=True)
class DraftRan:
    """The private code ran, outside of the room."""

    task: str
    language: str
    suite: Suite
    verdict: Verdict
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class Ran:
    """The sandbox reports a piece of a run."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class ServerReturns:
    """The server stopped at some time after the last event, and is back."""


Input = (
    Arrives
    | Leaves
    | Agrees
    | ChangesPanel
    | TakesVersion
    | Replans
    | Types
    | Points
    | Asks
    | RunPrepared
    | PasteSeen
    | PrivateAsked
    | Drafted
    | FilesReturn
    | DraftRan
    | Ran
    | ServerReturns
)
