"""The words that both sides of the wall use: what to run, within which limits, and what came of it.

Pure and shared: the server builds a `RunSpec` and reads `Piece`s; the sandbox does the opposite. Nothing here
does I/O. On the private socket each value is one line of JSON (see `sandbox/client.py`).
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol


class Verdict(StrEnum):
    """What came of one case, or why a whole run stopped. A closed set: nothing else is ever reported."""

    PASSED = "passed"
    WRONG = "wrong"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    COMPILE_ERROR = "compile_error"
    COMPILE_LIMIT = "compile_limit"
    PROTOCOL_ERROR = "protocol_error"
    CANCELLED = "cancelled"
    INTERNAL_ERROR = "internal_error"
    UNCHECKED = "unchecked"
    """The case ran and answered, but nobody said what the answer should be (a candidate's own case)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run. Seconds are per case; memory is for the whole container, swap included."""

    cpu_seconds: float = 5.0
    wall_seconds: float = 10.0
    memory_mb: int = 256
    pids: int = 64
    shown_bytes: int = 64 * 1024
    """Printed output kept and shown, per stream and case."""
    read_bytes: int = 1024 * 1024
    """Output read in the whole run before it ends as `output_limit`; of a program, in each case."""


@dataclass(frozen=True, slots=True)
class Validator:
    """An output validator of Kattis' kind: a program that is called with the files of the input and the answer, a
    folder for its messages, and `args`; it reads what the candidate's program printed, and exits with 42 or 43.

    `source` is its main file in this `language`, `files` what lies beside it.
    """

    language: str
    source: str
    files: dict[str, str] = field(default_factory=dict)
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an answer is held against the expected one. `exact` compares floats within 1e-9.

    `any_of` has a list of acceptable answers, each compared as `each` says.
    `tokens` and `lines` are for text (a program's output): words one by one, in which numbers may differ by `tolerance`
    unless that is nought, or line by line without trailing spaces.
    `rows` is for tables, `{"columns": [..], "rows": [[..], ..]}`: in any order unless `ordered`, under any column names
    unless `named`. `checker` asks the author's program in a container of its own: `checker` is its Python source, whose
    `check(input, expected, got)` answers a bool or a pair of it and a note; or it is a `validator` of Kattis' kind.
    """

    kind: Literal["exact", "unordered", "tolerance", "any_of", "tokens", "lines", "rows", "checker"] = "exact"
    tolerance: float = 1e-9
    ordered: bool = False
    named: bool = False
    checker: str = ""
    validator: "Validator | None" = None
    each: Literal["exact", "unordered", "tolerance", "tokens", "lines", "rows"] = "exact"


class Mode(StrEnum):
    """What a case does with the source: calls a function, lives through one object, or runs it as a program."""

    FUNCTION = "function"
    CLASS = "class"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Call:
    """One step in the life of an object: the constructor first, then its methods. `expected` counts where `checked`."""

    method: str
    args: list[Any] = field(default_factory=list)
    expected: Any = None
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to try. What it holds depends on the run's `Mode`; `expected` counts only where `checked`.

    `function`: `args` go by position, `kwargs` by name; `function` is what this call names, and empty means the run's
    own `RunSpec.function` (the parts of one task are different functions in one file, and one run checks them all).
    Where `back` is not negative, the answer is that argument as the function left it, not what it returned.
    `given` is what a checker is told of the input: the arguments by name, or the text.
    `class`: `calls`, all on one object. `program`: `stdin` is its whole standard input, `expected` the text of its
    standard output.
    Cases of one `lot` stand for one question: once one of them does not pass, the rest are not run but `cancelled`.
    """

    id: str
    args: list[Any] = field(default_factory=list)
    kwargs: dict[str, Any] = field(default_factory=dict)
    expected: Any = None
    checked: bool = True
    function: str = ""
    back: int = -1
    calls: tuple[Call, ...] = ()
    stdin: str = ""
    given: Any = None
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Callee:
    """Something that the cases may call, in the language's own spelling and type words: `twoSum`, `("int", "bool")`.

    Compiled languages must know it before they compile (`[glue]` of their `language.toml`). `of` is the class of a
    method, and `constructs` says that this is the class's constructor, under the class's own name.
    """

    name: str
    params: tuple[str, ...] = ()
    returns: str = ""
    of: str = ""
    constructs: bool = False


@dataclass(frozen=True, slots=True)
class RunSpec:
    """One run: a source in one language, what to do with it, and the cases, in the order to send them.

    `files` are further files beside the source, by plain name. `callees` may be empty in languages without glue.
    Nobody sits before a `patient` run: all others go before it, and such runs never have more than their share.
    """

    run: str
    language: str
    source: str
    function: str
    cases: tuple[Case, ...]
    compare: Comparison = Comparison()
    limits: Limits = Limits()
    mode: Mode = Mode.FUNCTION
    files: dict[str, str] = field(default_factory=dict)
    callees: tuple[Callee, ...] = ()
    patient: bool = False


@dataclass(frozen=True, slots=True)
class SuiteSpec:
    """An author's own pytest suite against a source in any language: two containers, with the judge between them.

    `tests` are the suite's files by name, of which those that begin with `test_` are collected. `cases` are the test
    functions that count, as `test_stack.py::test_lifo`: each gets one verdict, and others are not reported. `marked`
    narrows the suite by its own marks: `hidden` to tests with `@pytest.mark.hidden`, `visible` to those without.

    With a `command` the tests are a framework's own: it runs them beside the code, in one container, and writes JUnit
    XML to $REPORT. `cases` are then what the report calls them, or the one word `tests` for all of them together.
    `files` may lie in folders then, and `tests` are put over them and over the `source`, if there is one.
    """

    run: str
    language: str
    source: str
    tests: dict[str, str]
    cases: tuple[str, ...]
    marked: Literal["", "hidden", "visible"] = ""
    files: dict[str, str] = field(default_factory=dict)
    callees: tuple[Callee, ...] = ()
    limits: Limits = Limits()
    command: str = ""
    patient: bool = False


@dataclass(frozen=True, slots=True)
class ScratchSpec:
    """One program of somebody's own, run as it is with this standard input. Nothing is compared.

    `files` are further files beside the source, by plain name.
    """

    run: str
    language: str
    source: str
    stdin: str = ""
    limits: Limits = Limits()
    patient: bool = False
    files: dict[str, str] = field(default_factory=dict)


AnySpec = RunSpec | SuiteSpec | ScratchSpec


@dataclass(frozen=True, slots=True)
class Warm:
    """A wish for the pool: so many containers of this language, with so much memory, wait for runs in this mode."""

    language: str
    count: int
    memory_mb: int = 256
    mode: Mode = Mode.FUNCTION


@dataclass(frozen=True, slots=True)
class Queued:
    """The run waits for a place: `position` runs go first, counted anew whenever it changes."""

    run: str
    position: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The run has its container. `cold` says that it had to wait for a fresh start."""

    run: str
    cold: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """Some of what a scratch program has printed, as it comes: gathered for at most 50 ms."""

    run: str
    stream: Literal["stdout", "stderr"]
    text: str


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """One case is decided. `got` is plain JSON, `message` one sentence for a person, `trace` the program's own words.

    `ms` is the time around the call on the sandbox's clock. `stdout` and `stderr` are what was printed during the
    call, cut to `Limits.shown_bytes`; `cut` says that they were. `note` is a checker's own
    word, for the interviewer alone. Of a program that ended well `got` is its whole
    standard output as text, and `stdout` is empty.
    """

    run: str
    case: str
    verdict: Verdict
    got: Any = None
    message: str = ""
    trace: str = ""
    stdout: str = ""
    stderr: str = ""
    cut: bool = False
    ms: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over: the last piece, exactly one for each run.

    `verdict` is `passed` if every checked case passed, else the first verdict that did not pass; `message` is one
    sentence for a person. Trouble of the sandbox itself is `internal_error` with what to do, never an exception.
    """

    run: str
    verdict: Verdict
    message: str
    passed: int
    total: int
    ms: float = 0.0


Piece = Queued | Begun | Printed | CaseJudged | Finished


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """Whether one language can run now; `why` says what is missing and the mend."""

    id: str
    ready: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class PoolStatus:
    """How busy the sandbox is: containers that wait and how many may, runs that go and how many may, runs that wait for
    a place. The others count since its start: runs that found a container waiting (`warm`) or did not (`cold`),
    containers made in advance (`refills`), dropped after waiting long (`recycled`) or found dead (`lost`)."""

    waiting: int = 0
    capacity: int = 0
    running: int = 0
    places: int = 0
    queued: int = 0
    warm: int = 0
    cold: int = 0
    refills: int = 0
    recycled: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class SandboxStatus:
    """Whether runs are possible now. `why` is a sentence for the people in the room when they are not.

    `unsafe` says why hidden tests must not run although other runs may: a wall that was probed and did not hold.
    """

    ready: bool
    why: str = ""
    languages: tuple[LanguageStatus, ...] = ()
    unsafe: str = ""
    pool: PoolStatus = PoolStatus()


class Sandbox(Protocol):
    """The server's end of the wall (`sandbox.client.SandboxClient`, and the fakes of the tests)."""

    def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        """Pieces as they are known, the last one `Finished`. Closing the iterator kills the container at once."""
        ...

    def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for a program of somebody's own: `Printed` as it prints, the last piece `Finished`."""
        ...

    def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for an author's own tests: a `CaseJudged` for each test, the last piece `Finished`."""
        ...

    async def warm(self, wanted: tuple[Warm, ...]) -> None:
        """Say which containers should wait for runs from now on; replaces what was said before. Never raises.

        A wish is forgotten after a few minutes: whoever still has it says it again.
        """
        ...

    async def status(self) -> SandboxStatus:
        """What works now. Never raises: an unreachable sandbox is a status, not an exception."""
        ...
