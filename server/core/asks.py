"""What a browser may ask for. `roles.may` says who may; the room says whether now.

Asks come from browsers and may be refused. A field's name here is its name on the wire and in the browser.
"""

from dataclasses import dataclass

from server.core.events import Json, Suite


@dataclass(frozen=True, slots=True)
class AskRun:
    """Run the tests on the file of this task and language as it is now."""

    task: str
    language: str
    suite: Suite = Suite.EXAMPLES


@dataclass(frozen=True, slots=True)
class AskScratch:
    """Run the file of this task and language as a program, with this standard input."""

    task: str
    language: str
    stdin: str = ""
    file: str = ""
    """Which file of a project."""


@dataclass(frozen=True, slots=True)
class AskStop:
    """Stop the run that is going."""


@dataclass(frozen=True, slots=True)
class AskCase:
    """Add a case of one's own. Without `checked` the run only shows what the code answers.

    `part` is the number of the part that it is about; 0: the first open one that takes these arguments.
    """

    task: str
    name: str
    args: dict[str, Json]
    expected: Json = None
    checked: bool = True
    part: int = 0


@dataclass(frozen=True, slots=True)
class AskCaseDrop:
    case: str


@dataclass(frozen=True, slots=True)
class AskSwitch:
    """Look at the file of this task and language from now on; of a project at this `file`."""

    task: str
    language: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class AskFileCreate:
    """Make an empty file in a project. A path with / makes folders."""

    task: str
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class AskFileRename:
    """Call a file of a project, or a folder with all that is in it, something else."""

    task: str
    language: str
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class AskFileDelete:
    """Delete a file of a project, or a folder with all that is in it. Their texts stay."""

    task: str
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class AskFileRestore:
    """Bring a deleted file back, under the name that it had. `file` is as in `FileCreated`."""

    task: str
    language: str
    file: str


@dataclass(frozen=True, slots=True)
class AskNote:
    """Write a private note about this moment: about a file, from `line` (1-based) to `end`; 0 is about no line.

    `tag` names a dimension of a rubric of this interview, "" none. An `end` of 0 is the same line.
    """

    text: str
    task: str = ""
    language: str = ""
    line: int = 0
    tag: str = ""
    end: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class AskNoteChange:
    """Change a note of one's own; `tag` is the one that it has from then on."""

    note: str
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class AskNoteDrop:
    note: str


@dataclass(frozen=True, slots=True)
class AskSay:
    """Write to everybody in the room. Plain text: nothing in it is Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class AskRaiseHand:
    """Show that one would like to say something."""


@dataclass(frozen=True, slots=True)
class AskLowerHand:
    """Take a hand down: one's own, or for the host anybody's. `person` "" is one's own."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class AskEnd:
    """End the interview for everybody."""


@dataclass(frozen=True, slots=True)
class AskStage:
    """Begin a stage of the interview, which ends the one that goes. `minutes` is how long it should take; 0 is open."""

    title: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class AskPause:
    """Stop the clock of the agenda. A candidate may where breaks were agreed."""


@dataclass(frozen=True, slots=True)
class AskResume:
    """Let it go on."""


@dataclass(frozen=True, slots=True)
class AskExtend:
    """Give the stage that goes so many minutes more."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AskPart:
    """Unlock this part of a task for the candidate: the next one that is still closed."""

    task: str
    part: int


@dataclass(frozen=True, slots=True)
class AskHint:
    """Give the candidate this hint of the task's guide. `number` counts from 1."""

    task: str
    number: int


@dataclass(frozen=True, slots=True)
class AskPasted:
    """The page reports: what stands in this file from `at` on, `length` UTF-16 units of it, was pasted just now."""

    task: str
    language: str
    at: int
    length: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class AskPrivate:
    """The candidate wants to think privately, for about so many minutes; a host where the plan has time for it.

    `shares` says what becomes of it when the interview ends meanwhile: whether what is there then is shared.
    """

    minutes: int = 5
    shares: bool = False


@dataclass(frozen=True, slots=True)
class AskPrivateEnd:
    """Come back, and share what has changed; or come back without it."""

    share: bool = True


@dataclass(frozen=True, slots=True)
class AskPrivateRelease:
    """Let the interviewers see what was written and tried in this stretch of thinking privately."""

    spell: str


@dataclass(frozen=True, slots=True)
class AskAway:
    """The page reports that it has been without the focus for a second."""


@dataclass(frozen=True, slots=True)
class AskBack:
    """The page reports that it has the focus."""


Ask = (
    AskRun
    | AskScratch
    | AskStop
    | AskCase
    | AskCaseDrop
    | AskSwitch
    | AskFileCreate
    | AskFileRename
    | AskFileDelete
    | AskFileRestore
    | AskNote
    | AskNoteChange
    | AskNoteDrop
    | AskStage
    | AskPause
    | AskResume
    | AskExtend
    | AskPart
    | AskHint
    | AskPasted
    | AskAway
    | AskBack
    | AskSay
    | AskRaiseHand
    | AskLowerHand
    | AskPrivate
    | AskPrivateEnd
    | AskPrivateRelease
    | AskEnd
)

ASKS: dict[str, type[Ask]] = {
    "run": AskRun,
    "scratch": AskScratch,
    "stop": AskStop,
    "case": AskCase,
    "case_drop": AskCaseDrop,
    "switch": AskSwitch,
    "file_create": AskFileCreate,
    "file_rename": AskFileRename,
    "file_delete": AskFileDelete,
    "file_restore": AskFileRestore,
    "note": AskNote,
    "note_change": AskNoteChange,
    "note_drop": AskNoteDrop,
    "stage": AskStage,
    "pause": AskPause,
    "resume": AskResume,
    "extend": AskExtend,
    "part": AskPart,
    "hint": AskHint,
    "pasted": AskPasted,
    "away": AskAway,
    "back": AskBack,
    "say": AskSay,
    "hand_raise": AskRaiseHand,
    "hand_lower": AskLowerHand,
    "private": AskPrivate,
    "private_end": AskPrivateEnd,
    "private_release": AskPrivateRelease,
    "end": AskEnd,
}
"""The name of each ask on the wire."""

ASK_OF: dict[type[Ask], str] = {cls: name for name, cls in ASKS.items()}
