"""A task as the rest of the house sees it: parsed, typed, immutable. How it is read is the store's business.

Which field may reach whom: everything on `Task` except `hidden`, `guide`, `rubric`, `solutions`, `generator`,
`checker`, `projects` and `notes` may be shown to a candidate (a later part, and its examples, only once it is
unlocked). Those never enter a candidate's outbox or page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from sandbox.contract import Validator

Kind = Literal["function", "class", "stdin", "project", "sql"]
Compare = Literal["exact", "unordered", "tolerance", "any_of", "tokens", "lines", "rows", "checker"]
Status = Literal["active", "retired", "leaked"]
"""Whether a task is offered for interviews: yes; not any more; only to who chooses it knowing that it is known."""
Json = Any
"""A value that JSON can carry: None, bool, int, float, str, list, or dict with string keys."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of the signature grammar. `name` is one of int, long, bigint, float, bool, string, list, dict, optional,
    tuple, linked, tree, any, void; `inner` holds the element types (a tuple several, a dict its value's, the rest one).
    """

    name: str
    inner: tuple["Type", ...] = ()


@dataclass(frozen=True, slots=True)
class Param:
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Signature:
    """One callable, in snake_case; each language spells it its own way (`server.core.stubs`)."""

    name: str
    params: tuple[Param, ...]
    returns: Type


@dataclass(frozen=True, slots=True)
class ClassShape:
    """A class whose objects a task drives. `name` is spelled alike everywhere; the constructor is called like it and
    is void, methods are in snake_case."""

    name: str
    constructor: Signature
    methods: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One stage of a task. Part 1 is open from the start; later ones when the interviewer unlocks them.

    `signature` is what a case of the part looks like. In a function task it is also what the candidate writes; in any
    other kind its name is empty, and `shape` is the class of a class task.
    """

    number: int
    title: str
    statement: str
    """Markdown, as the author wrote it."""
    signature: Signature
    unlock: Literal["start", "interviewer"]
    shape: ClassShape | None = None
    back: int = -1
    """Where not negative, the answer is this argument as the function left it, not what it returned."""

    @property
    def answers(self) -> Type:
        """The type of what a case expects."""
        return self.signature.params[self.back].type if self.back >= 0 else self.signature.returns


@dataclass(frozen=True, slots=True)
class TaskCase:
    """One thing to try, with its expected answer. What `args` and `expected` hold depends on the task's kind.

    function: the arguments by parameter name, in the signature's order; the answer. class: {"calls": [..]}, each call
    as its author wrote it (`get(1) -> 1`); what the checked ones should answer. stdin: {"stdin": text}; the text of the
    standard output. sql: {"seed": text}; {"columns": [..], "rows": [[..], ..]}.
    """

    id: str
    """Stable within the task: `example-1`, `edge-3`."""
    name: str
    part: int
    args: Mapping[str, Json]
    expected: Json
    note: str = ""
    hint: str = ""
    answer: Literal["given", "frozen", "missing"] = "given"
    """Who answered: the author, the good solution some time ago (`.lock/`), or nobody until the good solution runs."""
    reveal: Literal["never", "name", "all"] = "never"
    """What a candidate may be told of a hidden case."""


@dataclass(frozen=True, slots=True)
class Generate:
    """Cases made by the task's `gen.py`: one per seed, their answers from the good solution."""

    seeds: tuple[int, ...]
    kwargs: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class HiddenGroup:
    name: str
    part: int
    weight: float
    score: Literal["all", "each"]
    cases: tuple[TaskCase, ...]
    generate: Generate | None = None
    hint: str = ""
    time: float = 0.0
    """CPU seconds that each of its cases needs where that is more than the task's; 0 for no more."""


@dataclass(frozen=True, slots=True)
class TaskLimits:
    """CPU seconds per case (`by_language` overrides), memory in MB, printed output in KB.

    `origin` says whose seconds they are: the author's, measured by `greenroom tasks check`, or nobody's yet.
    """

    time: float = 5.0
    memory: int = 256
    output: int = 64
    by_language: Mapping[str, float] | None = None
    origin: Literal["author", "measured", "default"] = "default"


@dataclass(frozen=True, slots=True)
class Tables:
    """How the answer to an sql task is held against the expected rows: in their order, under their column names."""

    order: bool = False
    columns: bool = True


@dataclass(frozen=True, slots=True)
class Project:
    """What a project task holds for one language. `run` writes JUnit XML to $REPORT; `open` are the first files to see.

    `files` and `visible` may be shown to a candidate, `hidden` may not: paths below their folder, and texts. `fixed`
    are those of `files` that nobody changes; given tests never are changed.
    """

    run: str
    open: tuple[str, ...]
    files: Mapping[str, str]
    visible: Mapping[str, str]
    hidden: Mapping[str, str]
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The interviewer's own sheet. `text` is the whole Markdown; the lists are its known headings' bullets."""

    text: str = ""
    hints: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    green_flags: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    complexity: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """A file below `solutions/`: what it promises is in its name (good, wrong, slow, crash). Of a project it may be a
    folder: `files` are those in it, and `source` is the first file that people see."""

    file: str
    promise: Literal["good", "wrong", "slow", "crash"]
    language: str
    source: str
    files: Mapping[str, str] | None = None


class ProofState(StrEnum):
    """What is known of a task: it was proved as it is now, it has changed since its proof, its last proof failed, or
    nobody has proved it yet."""

    PROVEN = "proven"
    CHANGED = "changed"
    FAILED = "failed"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class KeptProof:
    """What stands in `.lock/proof.json` of a task: which version was tried (its digest without marks), whether it held,
    the day of it, and the version of Greenroom that did it."""

    digest: str = ""
    proved: bool = False
    when: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    slug: str
    title: str
    difficulty: Literal["easy", "medium", "hard"]
    minutes: int
    tags: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    parts: tuple[Part, ...]
    examples: tuple[TaskCase, ...]
    compare: Compare
    tolerance: float
    limits: TaskLimits
    feedback: Literal["count", "names", "none"]
    hidden: tuple[HiddenGroup, ...]
    guide: Guide
    rubric: Mapping[str, Mapping[int, str]]
    solutions: tuple[Solution, ...]
    generator: str
    """The text of `gen.py`, or empty. It only ever runs in the sandbox."""
    author: str
    license: str
    digest: str
    """SHA-256 over the folder's files: the version that an interview pins."""
    kind: Kind = "function"
    checker: str = ""
    """The text of `checker.py`, or empty. Like the generator, it only ever runs in the sandbox."""
    validator: Validator | None = None
    """A program of Kattis' kind that decides in the checker's place."""
    schema: str = ""
    """The text of `schema.sql`, which goes before every case's own."""
    tables: Tables = Tables()
    projects: Mapping[str, Project] = field(default_factory=dict)
    """By language id. Their hidden tests are as secret as `hidden`."""
    stub_passes: bool = False
    """Whether the untouched starter code may pass the examples: a task whose code already works."""
    source: str = ""
    """Where the task comes from, for its readers: a sentence or an address."""
    stubs: Mapping[str, str] = field(default_factory=dict)
    """Starter code by language id, where the author wrote it by hand; else it is made from the signature."""
    notes: tuple["TaskProblem", ...] = ()
    """What the author should know although the task loads: a dropped language, a setting not used yet."""
    said: frozenset[str] = frozenset()
    """The keys of `task.yaml` that its author wrote: the others have their defaults."""
    status: Status = "active"
    leaked: "Leaked | None" = None
    """What is known of it, where the task is marked as leaked."""
    proof: KeptProof = KeptProof()
    """The last proof that was kept, of whatever version."""
    unmarked: str = ""
    """What the digest would be if nothing marked the task as retired or leaked; "" for the same. A proof is about this:
    a mark changes nothing of what was proved."""
    equivalent: frozenset[str] = frozenset()
    """Fingerprints of small mistakes in the good solution that change nothing, as the author said (`.lock/`)."""

    @property
    def proof_state(self) -> ProofState:
        if not self.proof.digest:
            return ProofState.UNPROVEN
        if self.proof.digest not in (self.digest, self.unmarked):
            return ProofState.CHANGED
        return ProofState.PROVEN if self.proof.proved else ProofState.FAILED


@dataclass(frozen=True, slots=True)
class Leaked:
    """Where a task can be found by who should not know it, and since when: both in the author's words, or ""."""

    when: str = ""
    where: str = ""


def open_parts(task: Task) -> frozenset[int]:
    """The parts that nobody has to unlock."""
    return frozenset(part.number for part in task.parts if part.unlock == "start")


@dataclass(frozen=True, slots=True)
class TaskProblem:
    """Why a folder is not a task: the file, the line (0 = the file as a whole), what is wrong, and the mend.

    `what` and `mend` are whole sentences. `slug` is empty for a file that all tasks share (`tasks/rubric.yaml`).
    """

    slug: str
    file: str
    line: int
    what: str
    mend: str
