"""What the live house needs from outside, as the smallest verbs. The store and the fakes fit these shapes."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.core.agenda import Plan
from server.core.clip import Clip
from server.core.events import Entry
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.seal.proof import Seal
from server.core.task import Task, TaskProblem
from server.core.task_summary import TaskSummary
from server.core.track.parts import Unread
from server.live.account_ports import AccountStore
from server.live.ports_library import LibraryRows
from server.live.ports_rights import Lists, Rights
from server.live.ports_workshop import Drafts


class StoreError(Exception):
    """The store cannot do what was asked. Its text is a sentence with the mend."""


Stored = Callable[[int], None]
"""Called on the event loop with the highest `seq` of a room that is safely on disk."""

Trouble = Callable[[str], None]
"""Called on the event loop with a sentence when writing fails, and with "" when it works again."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A document's compact state after `seq`, kept beside the log and never instead of it."""

    seq: int
    state: bytes


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A bearer token at rest: only its SHA-256, never itself. Times are Unix milliseconds. It may do what its account
    may, and stops with it."""

    id: str
    label: str
    digest: str
    created: int
    account: str = OWNER


@dataclass(frozen=True, slots=True)
class Paper:
    """What somebody wrote about an interview, beside its timeline: a scorecard, a debrief, feedback, a self-assessment.

    There is one of each kind for each author ("" is the interview itself). `revision` counts from 1, `saved` is Unix
    ms, `body` is JSON.
    """

    room: str
    kind: str
    author: str
    revision: int
    saved: int
    body: str


class Journal(Protocol):
    """Appends to timelines, grouped: every entry is committed at most 50 ms after `append`, many in one commit."""

    def append(self, room: str, entry: Entry) -> None:
        """Queue one entry. Never blocks, never fails: trouble is told to the room's watcher, entries are kept and
        tried again until they are stored."""
        ...

    def watch(self, room: str, stored: Stored, trouble: Trouble) -> None:
        """Hear of this room's commits until `unwatch`."""
        ...

    def unwatch(self, room: str) -> None: ...

    async def flush(self, room: str) -> None:
        """Return when everything appended so far is stored."""
        ...


class Store(Lists, Rights, Drafts, LibraryRows, Protocol):
    """Interviews, timelines, checkpoints, tokens."""

    journal: Journal
    accounts: AccountStore

    async def add_interview(self, interview: Interview) -> None: ...

    async def interview(self, id: str) -> Interview | None: ...

    async def interviews(self) -> Sequence[Interview]:
        """All of them, newest first."""
        ...

    async def save_interview(self, interview: Interview) -> None:
        """Replace the row with this id."""
        ...

    def timeline(self, room: str, after: int = 0) -> AsyncIterator[Entry]:
        """Entries with `seq > after`, in order, stored ones only."""
        ...

    def everything(self, room: str, after: int = 0) -> AsyncIterator[Iterable[Entry | Unread]]:
        """The same, many at once, with what holds the place of those that cannot be read. They become entries when
        somebody iterates, on any thread."""
        ...

    def updates(self, room: str, after: int = 0) -> AsyncIterator[tuple[int, bytes]]:
        """Just the (seq, Yjs update) of `Edited` entries with `seq > after`: the fast way to a document."""
        ...

    async def talk(self, room: str) -> Sequence[Entry]:
        """Every entry but `Edited` and `Pointed`: what a room remembers when it opens again."""
        ...

    async def last(self, room: str) -> tuple[int, int]:
        """The (seq, at) of the last stored entry; (0, 0) for a room without any."""
        ...

    async def checkpoint(self, room: str) -> Checkpoint | None:
        """The newest one."""
        ...

    async def save_checkpoint(self, room: str, checkpoint: Checkpoint) -> None: ...

    async def seal(self, room: str) -> Seal | None: ...

    async def add_seal(self, room: str, seal: Seal) -> bool:
        """Keep this seal, unless the room has one already: the first is the one. Says whether it was kept."""
        ...

    async def unsealed(self) -> Sequence[str]:
        """The ids of interviews that have ended and have no seal, the newest first."""
        ...

    async def add_token(self, token: ApiToken) -> None: ...

    async def token(self, digest: str) -> ApiToken | None: ...

    async def tokens(self) -> Sequence[ApiToken]: ...

    async def drop_token(self, id: str) -> bool: ...

    async def add_clip(self, clip: Clip) -> None: ...

    async def clip(self, digest: str) -> Clip | None:
        """The clip whose token has this SHA-256, also one that has run out."""
        ...

    async def clips(self, room: str) -> Sequence[Clip]:
        """Those of this interview, newest first."""
        ...

    async def drop_clip(self, room: str, id: str) -> bool:
        """Whether this interview had it."""
        ...

    async def paper(self, room: str, kind: str, author: str = "") -> Paper | None: ...

    async def papers(self, room: str, kind: str = "") -> Sequence[Paper]:
        """Those of this interview, of one kind or of all, by kind and author."""
        ...

    async def keep_paper(self, paper: Paper) -> bool:
        """Put this in the place of the revision before it; revision 1 is a new one. Says whether it was kept: not when
        somebody else was faster."""
        ...

    async def erase_paper(self, paper: Paper) -> bool:
        """The same, and what was on it before has to be scrubbed."""
        ...

    async def add_plan(self, plan: Plan, created: int) -> bool:
        """Keep this version of an own plan, unless there is one with its id and version: the first is the one. Says
        whether it was kept. `created` is Unix ms."""
        ...

    async def plans(self) -> Sequence[tuple[Plan, int]]:
        """All versions of all own plans, with when each was made."""
        ...

    async def check(self) -> str:
        """ "" when a write works, else a sentence that says what is wrong and the mend. For the health page."""
        ...

    async def close(self) -> None: ...


class TaskLibrary(Protocol):
    """The tasks on disk, read again when their files change."""

    def pack(self, slug: str) -> tuple[Task, bytes] | None:
        """The task as it is now, and all that it takes to have it again when its folder has changed. Reads the disk."""
        ...

    def unpack(self, slug: str, body: bytes) -> Task | None:
        """A task that was packed; None where this version cannot read it any more."""
        ...

    def tasks(self) -> Sequence[TaskSummary]:
        """What a list shows of all that load, by title."""
        ...

    def task(self, slug: str) -> Task | None:
        """The whole of one, as it is now."""
        ...

    def problems(self) -> Sequence[TaskProblem]:
        """What does not load, and why."""
        ...


class Clock(Protocol):
    def wall_ms(self) -> int:
        """Unix time in milliseconds."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds that never go back."""
        ...
