"""A task as the rest of the house sees it: parsed, typed, immutable. How it is read is the store's business.

Which field may reach whom: everything on `Task` except `hidden`, `guide`, `rubric`, `solutions`, `generator` and
`notes` may be shown to a candidate (a later part, and its examples, only once it is unlocked). Those six never enter a
candidate's outbox or page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["function", "class", "stdin", "project", "sql"]
Json = Any
"""A value that JSON can carry: None, bool, int, float, str, list, or dict with string keys."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of the signature grammar. `name` is one of int, long, bigint, float, bool, string, list, dict, optional,
    tuple, any, void; `inner` holds the element types (list and optional one, dict its value type, tuple several)."""

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


@dataclass(frozen=True, slots=True)
class TaskCase:
    """One call with its expected answer. `args` is keyed by parameter name, in the signature's order."""

    id: str
    """Stable within the task: `example-1`, `edge-3`."""
    name: str
    part: int
    args: Mapping[str, Json]
    expected: Json
    note: str = ""
    hint: str = ""


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


@dataclass(frozen=True, slots=True)
class TaskLimits:
    """CPU seconds per case (`by_language` overrides), memory in MB, printed output in KB."""

    time: float = 5.0
    memory: int = 256
    output: int = 64
    by_language: Mapping[str, float] | None = None


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
    """A file below `solutions/`: what it promises is in its name (good, wrong, slow, crash)."""

    file: str
    promise: Literal["good", "wrong", "slow", "crash"]
    language: str
    source: str


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
    compare: Literal["exact", "unordered", "tolerance", "any_of"]
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
    source: str = ""
    """Where the task comes from, for its readers: a sentence or an address."""
    stubs: Mapping[str, str] = field(default_factory=dict)
    """Starter code by language id, where the author wrote it by hand; else it is made from the signature."""
    notes: tuple["TaskProblem", ...] = ()
    """What the author should know although the task loads: a dropped language, a setting not used yet."""


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
