"""Max's programs as data: one file each in `programs/`, with what may come of it in the comments at its top.

    # a flat fork bomb                     what it is, for people
    # verdicts: runtime_error time_limit   all that a run of it may end in
    # answer: "held"                       what its function answers, as JSON, where it tells what it found
    # never: tick                          what must not be in anything that it shows
    # runsc: time_limit                    what else it may end in on the second tier
    # right: protocol_error                how its honest twin ends, where the trick itself is the offence
    # mode: program                       it reads standard input (or `class`: a Counter); else it has a function f

A program that holds RIGHT or WRONG is a trick, and is run twice: around a function that answers wrong, which must never
pass, and around one that answers right, which must not become our own fault.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sandbox.contract import Mode, Verdict
from sandbox.languages import load_languages

PROGRAMS: Final = Path(__file__).parent / "programs"
LANGUAGES: Final = {
    language.file.rpartition(".")[2]: language.id for language in load_languages() if not language.suite
}
"""By the endings of their files."""
UNCALLED: Final = frozenset({"c", "bash"})
"""Languages without functions: their programs read standard input."""
MARKS: Final = ("//", "--", "#")
NOT_PASSED: Final = frozenset(Verdict) - {Verdict.PASSED, Verdict.INTERNAL_ERROR, Verdict.UNCHECKED}

DYNAMIC: Final = ("a", "[a, 'wrong']")
PLAYED: Final = {
    "python": DYNAMIC, "javascript": DYNAMIC, "typescript": DYNAMIC, "ruby": DYNAMIC, "php": ("$a", "[$a, 'wrong']"),
}  # fmt: skip
TYPED: Final = ("(a)", "(a + 100)")
"""What RIGHT stands for in a right and in a wrong program: of the argument `a`, in typed languages a number."""


@dataclass(frozen=True, slots=True)
class Program:
    id: str
    title: str
    language: str
    source: str
    verdicts: frozenset[Verdict]
    right: frozenset[Verdict]
    never: str = ""
    second: frozenset[Verdict] = frozenset()
    answer: Any = None
    mode: Mode = Mode.FUNCTION

    @property
    def typed(self) -> bool:
        return self.language not in PLAYED

    @property
    def is_trick(self) -> bool:
        return "RIGHT" in self.source or "WRONG" in self.source

    def played(self, *, wrong: bool) -> str:
        """The source of the trick around a function that gives its argument back, or something else."""
        word = "true" if wrong else "false"
        right, other = PLAYED.get(self.language, TYPED)
        said = word.capitalize() if self.language == "python" else word
        return self.source.replace("RIGHT", other if wrong else right).replace("WRONG", said)


def programs() -> Iterator[Program]:
    for file in sorted(PROGRAMS.iterdir()):
        yield read(file)


def read(file: Path) -> Program:
    """One program. Raises KeyError for a language or a verdict that does not exist."""
    source = file.read_text()
    language = LANGUAGES[file.suffix.removeprefix(".")]
    head = list(_head(source.removeprefix("<?php\n")))
    facts = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
    return Program(
        id=file.name,
        title=head[0],
        language=language,
        source=source,
        verdicts=_verdicts(facts.get("verdicts", "")) or NOT_PASSED,
        right=_verdicts(facts.get("right", "passed")),
        never=facts.get("never", ""),
        second=_verdicts(facts.get("runsc", "")),
        answer=json.loads(facts.get("answer", "null")),
        mode=Mode(facts.get("mode", Mode.PROGRAM if language in UNCALLED else Mode.FUNCTION)),
    )


def _head(source: str) -> Iterator[str]:
    mark = next(mark for mark in MARKS if source.startswith(mark))
    for line in source.splitlines():
        if not line.startswith(mark + " "):
            return
        yield line.removeprefix(mark + " ")


def _verdicts(words: str) -> frozenset[Verdict]:
    return frozenset(Verdict(word) for word in words.split())
