"""Everything that happens in a room, as one list: what the timeline keeps.

Events are facts: numbered, timed, kept forever, never changed. A field's name here is its name on the wire, in the
record and in the browser. What people ask for is in `asks`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from sandbox.contract import Verdict
from server.core.private import Change, PrivatePolicy

Json = Any


class Reveal(StrEnum):
    """What a candidate may be told of a hidden case: nothing, its name and whether it passed, or its values as well."""

    NEVER = "never"
    NAME = "name"
    ALL = "all"


class Feedback(StrEnum):
    """What a candidate may be told of a hidden run: how many cases passed, also which, or nothing but that it ended."""

    COUNT = "count"
    NAMES = "names"
    NONE = "none"


class Suite(StrEnum):
    """What a run is: the task's examples with the candidate's own cases, the hidden cases, or just the program."""

    EXAMPLES = "examples"
    HIDDEN = "hidden"
    SCRATCH = "scratch"


@dataclass(frozen=True, slots=True)
class Opened:
    """The first event of every room: what it is about. `tasks` are slugs, `digests` their pinned versions. Told again
    when it is planned otherwise before it starts; then the last one counts.

    `facts` says that pastes and the page's focus are recorded, which the candidate is told before they come in.
    """

    title: str
    host: str
    candidate: str
    tasks: tuple[str, ...]
    digests: tuple[str, ...]
    facts: bool = False


@dataclass(frozen=True, slots=True)
class Forked:
    """This is a room to practise in: its files are those of another interview at its time `at` (ms). Follows `Opened`.

    It needs no candidate: it begins with whoever comes in first.
    """

    room: str
    at: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """The candidate gave a name and agreed to what is recorded; `terms` is the version of the text they read."""

    name: str
    terms: str


@dataclass(frozen=True, slots=True)
class Started:
    """The candidate is in: the interview's clock runs from here."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A person is here (their first connection opened). `name` is what the others see."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Left:
    """A person is gone (their last connection closed)."""


@dataclass(frozen=True, slots=True)
class Edited:
    """One Yjs update, as it was received: `update` is its bytes. Never sent as JSON."""

    update: bytes


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where a person's cursor is: one awareness update, as received. Kept thinned, never sent as JSON."""

    update: bytes


@dataclass(frozen=True, slots=True)
class Switched:
    """`file` is the one of a project, as in `FileCreated`; else ""."""

    task: str
    language: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class FileCreated:
    """A file of a project is there from here on. Its shared text is `<task>/<file>`, whatever it is called later.

    Those that the task brings are made by the house, at the opening; a `fixed` one is nobody's to change.
    """

    task: str
    language: str
    file: str
    path: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class FileRenamed:
    """`was` is the path that it had."""

    task: str
    language: str
    file: str
    path: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class FileDeleted:
    """It is in the project no more. Its text stays, for whoever brings it back."""

    task: str
    language: str
    file: str
    path: str


@dataclass(frozen=True, slots=True)
class FileRestored:
    task: str
    language: str
    file: str
    path: str


@dataclass(frozen=True, slots=True)
class CaseAdded:
    """`part` is the number of the part that it is about; 0, in records from before it was kept: the first open one that
    takes these arguments."""

    case: str
    task: str
    name: str
    args: dict[str, Json]
    expected: Json
    checked: bool
    part: int = 0


@dataclass(frozen=True, slots=True)
class CaseDropped:
    case: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as the run panel lists it, before its result is known. `reveal` counts for hidden ones."""

    case: str
    name: str
    group: str
    args: dict[str, Json]
    expected: Json
    checked: bool
    reveal: Reveal = Reveal.NEVER


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run of the code as it was at this event. `digest` is the SHA-256 of that source.

    `stdin` is what a scratch run reads. `seed` is what the order of a hidden run was drawn from, for hosts only.
    """

    run: str
    task: str
    language: str
    suite: Suite
    digest: str
    total: int
    cases: tuple[CaseShown, ...]
    stdin: str = ""
    seed: int = 0
    feedback: Feedback = Feedback.COUNT


@dataclass(frozen=True, slots=True)
class Printed:
    """Some of what a scratch run printed, as it came. `cut` says that it printed more, which is not kept."""

    run: str
    stream: Literal["stdout", "stderr"]
    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """One result: the fields of `sandbox.contract.CaseJudged` and the suite, which decides who is told.

    `note` is what a checker said of the answer, for the host alone.
    """

    run: str
    suite: Suite
    case: str
    verdict: Verdict
    got: Json
    message: str
    trace: str
    stdout: str
    stderr: str
    cut: bool
    ms: float
    reveal: Reveal = Reveal.NEVER
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run is over. Its author is the person who stopped it, else the room."""

    run: str
    suite: Suite
    verdict: Verdict
    message: str
    passed: int
    total: int
    ms: float
    feedback: Feedback = Feedback.COUNT


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """`line` to `end` are 1-based; 0 for no line, an `end` of 0 for the same one. A record of before has no `tag`."""

    note: str
    text: str
    task: str
    language: str
    line: int
    tag: str = ""
    end: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class NoteChanged:
    note: str
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class NoteDropped:
    note: str


@dataclass(frozen=True, slots=True)
class StageBegan:
    """A stage of the interview. `minutes` is how long it should take; 0 says nothing of it."""

    stage: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class StageEnded:
    stage: str


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock of the agenda stands still from here on; interview time does not."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on."""


@dataclass(frozen=True, slots=True)
class Extended:
    """This stage, which goes, has so many minutes more."""

    stage: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PartParam:
    """One of the things that a part's cases say, and its type in words of the task's grammar."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class PartExample:
    """An example of a later part. `note` is Markdown."""

    case: str
    name: str
    args: dict[str, Json]
    expected: Json
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartOpened:
    """A later part of a task is everybody's from here on: all that they may know of it. `statement` is Markdown."""

    task: str
    part: int
    title: str
    statement: str
    examples: tuple[PartExample, ...]
    params: tuple[PartParam, ...]
    returns: str
    back: str = ""


@dataclass(frozen=True, slots=True)
class HintGiven:
    """Help for everybody to read: hint `number` (from 1) of the task's guide, in Markdown."""

    task: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text of `length` UTF-16 units was pasted into this file. `known`: it had been in this room before.

    The text itself is only where it was pasted to. Like the two below: only where `Opened.facts` says so.
    """

    task: str
    language: str
    length: int
    known: bool
    file: str = ""


@dataclass(frozen=True, slots=True)
class WentAway:
    """The candidate's page lost the focus, with all its tabs, for longer than a second."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """It has the focus again, after `away_ms`."""

    away_ms: int


@dataclass(frozen=True, slots=True)
class Said:
    """Its author wrote this to everybody. Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class HandRaised:
    """Its author would like to say something. A hand goes down with its owner too."""


@dataclass(frozen=True, slots=True)
class HandLowered:
    """This person's hand is down; the author is the person, or the host."""

    person: str


@dataclass(frozen=True, slots=True)
class PrivateBegan:
    """The candidate thinks privately from here on, for about `minutes`. What they write is not shared before the end.

    `shares` says whether what they have is shared where the interview ends meanwhile.
    """

    spell: str
    policy: PrivatePolicy
    minutes: int
    shares: bool = False


@dataclass(frozen=True, slots=True)
class PrivateEdited:
    """What has become of the private texts since the last of these. Its author is the candidate.

    There is one every few seconds, whatever was typed: how many there are says nothing. `cut` says that from here on
    no more is kept of this stretch.
    """

    spell: str
    policy: PrivatePolicy
    changes: tuple[Change, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class PrivateRan:
    """What came of running the private code, in short."""

    spell: str
    policy: PrivatePolicy
    task: str
    language: str
    suite: Suite
    verdict: Verdict
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class PrivateEnded:
    """The candidate is back. `shared` says whether what has changed is shared: then it follows as their edit."""

    spell: str
    shared: bool


@dataclass(frozen=True, slots=True)
class PrivateStep:
    """A `PrivateEdited` that was released: its interview time in ms, and its changes."""

    at: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PrivateTry:
    """A `PrivateRan` that was released."""

    at: int
    task: str
    language: str
    suite: Suite
    verdict: Verdict
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class PrivateReleased:
    """The candidate lets the interviewers see what was recorded of this stretch: it stands here once more, for them."""

    spell: str
    steps: tuple[PrivateStep, ...]
    tries: tuple[PrivateTry, ...]


@dataclass(frozen=True, slots=True)
class PanelMember:
    """Somebody of the panel, as everybody is told: observers too are declared to the candidate."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PanelChanged:
    """Who belongs to the interview beside its host and its candidate, from here on."""

    panel: tuple[PanelMember, ...]


@dataclass(frozen=True, slots=True)
class VersionTaken:
    """Before it began, the interview took a newer version of a task than it had: `digest` is pinned from here on."""

    task: str
    digest: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The server stopped and came back; between the last event and this one nothing was heard."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The interview is over: nobody types or runs any more, and the candidate's access ends here."""


Event = (
    Opened
    | Forked
    | Agreed
    | Started
    | Joined
    | Left
    | Edited
    | Pointed
    | Switched
    | FileCreated
    | FileRenamed
    | FileDeleted
    | FileRestored
    | CaseAdded
    | CaseDropped
    | RunStarted
    | Printed
    | CaseJudged
    | RunEnded
    | NoteWritten
    | NoteChanged
    | NoteDropped
    | StageBegan
    | StageEnded
    | Paused
    | Resumed
    | Extended
    | PartOpened
    | HintGiven
    | Pasted
    | WentAway
    | CameBack
    | Said
    | HandRaised
    | HandLowered
    | PrivateBegan
    | PrivateEdited
    | PrivateRan
    | PrivateEnded
    | PrivateReleased
    | PanelChanged
    | VersionTaken
    | Interrupted
    | Ended
)

KINDS: dict[str, type[Event]] = {
    "opened": Opened,
    "forked": Forked,
    "agreed": Agreed,
    "started": Started,
    "joined": Joined,
    "left": Left,
    "edited": Edited,
    "pointed": Pointed,
    "switched": Switched,
    "file_created": FileCreated,
    "file_renamed": FileRenamed,
    "file_deleted": FileDeleted,
    "file_restored": FileRestored,
    "case_added": CaseAdded,
    "case_dropped": CaseDropped,
    "run_started": RunStarted,
    "printed": Printed,
    "case_judged": CaseJudged,
    "run_ended": RunEnded,
    "note_written": NoteWritten,
    "note_changed": NoteChanged,
    "note_dropped": NoteDropped,
    "stage_began": StageBegan,
    "stage_ended": StageEnded,
    "paused": Paused,
    "resumed": Resumed,
    "extended": Extended,
    "part_opened": PartOpened,
    "hint_given": HintGiven,
    "pasted": Pasted,
    "went_away": WentAway,
    "came_back": CameBack,
    "said": Said,
    "hand_raised": HandRaised,
    "hand_lowered": HandLowered,
    "private_began": PrivateBegan,
    "private_edited": PrivateEdited,
    "private_ran": PrivateRan,
    "private_ended": PrivateEnded,
    "private_released": PrivateReleased,
    "panel_changed": PanelChanged,
    "version_taken": VersionTaken,
    "interrupted": Interrupted,
    "ended": Ended,
}
"""The name of each kind of event, on the wire and in the record."""

KIND_OF: dict[type[Event], str] = {cls: kind for kind, cls in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline.

    `seq` counts from 1 without gaps, `at` is milliseconds of interview time (0 until `Started`, never backwards),
    `wall` is Unix milliseconds for display only, `by` is a person's id, or "room" for the house itself.
    """

    seq: int
    at: int
    wall: int
    by: str
    event: Event


def hidden_verdict(verdict: Verdict) -> Verdict:
    """What a candidate may know of how a hidden run stopped: passed, cancelled, our own trouble, or just not passed."""
    if verdict in (Verdict.PASSED, Verdict.CANCELLED, Verdict.INTERNAL_ERROR):
        return verdict
    return Verdict.WRONG
