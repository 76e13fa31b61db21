"""Max's programs as data: one file each in `programs/`, with what may come of it in the comments at its top.

    # a flat fork bomb                     what it is, for people
    # verdicts: runtime_error time_limit   all that a run of it may end in
    # answer: "held"                       what its function answers, as JSON, where it tells what it found
    # never: tick                          what must not be in anything that it shows
    # runsc: time_limit                    what else it may end in on the second tier
    # right: protocol_error                how its honest twin ends, where the trick itself is the offence

A program that holds RIGHT or WRONG is a trick, and is run twice: around a function that answers wrong, which must never
pass, and around one that answers right, which must not become our own fault.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sandbox.contract import Verdict

PROGRAMS: Final = Path(__file__).parent / "programs"
LANGUAGES: Final = {
    ".py": "python", ".js": "javascript", ".c": "c", ".cpp": "cpp", ".sh": "bash", ".java": "java", ".go": "go",
}  # fmt: skip
CALLED: Final = frozenset({"python", "javascript"})
"""Languages whose programs here are functions; the others read standard input."""
NOT_PASSED: Final = frozenset(Verdict) - {Verdict.PASSED, Verdict.INTERNAL_ERROR, Verdict.UNCHECKED}


@dataclass(frozen=True, slots=True)
class Program:
    id: str
    title: str
    language: str
    source: str
    verdicts: frozenset[Verdict]
    right: Verdict
    never: str
    second: frozenset[Verdict]
    answer: Any = None

    @property
    def called(self) -> bool:
        return self.language in CALLED

    @property
    def is_trick(self) -> bool:
        return "RIGHT" in self.source or "WRONG" in self.source

    def played(self, *, wrong: bool) -> str:
        """The source of the trick around a function that gives its argument back, or something else."""
        words = {"python": ("True", "False"), "javascript": ("true", "false")}[self.language]
        other = "[a, 'wrong']"
        return self.source.replace("RIGHT", other if wrong else "a").replace("WRONG", words[0] if wrong else words[1])


def programs() -> Iterator[Program]:
    for file in sorted(PROGRAMS.iterdir()):
        yield read(file)


def read(file: Path) -> Program:
    """One program. Raises KeyError for a language or a verdict that does not exist."""
    source = file.read_text()
    mark = "//" if source.startswith("//") else "#"
    head: list[str] = []
    for line in source.splitlines():
        if not line.startswith(mark + " "):
            break
        head.append(line.removeprefix(mark + " "))
    facts = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
    named = frozenset(Verdict(word) for word in facts.get("verdicts", "").split())
    return Program(
        id=file.name,
        title=head[0],
        language=LANGUAGES[file.suffix],
        source=source,
        verdicts=named or NOT_PASSED,
        right=Verdict(facts.get("right", "passed")),
        never=facts.get("never", ""),
        second=frozenset(Verdict(word) for word in facts.get("runsc", "").split()),
        answer=json.loads(facts.get("answer", "null")),
    )
