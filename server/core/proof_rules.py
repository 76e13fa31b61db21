"""The rules of a proof, one line for each, as they are watched: waiting, running, kept, noted or broken. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.core.findings import Finding
from server.core.generated import generated_groups, needs_making
from server.core.task import Task


class Rule(StrEnum):
    """In the order in which they are shown."""

    CASES = "cases"
    GOOD = "good"
    WRONG = "wrong"
    SLOW = "slow"
    CRASH = "crash"
    STUBS = "stubs"
    GROUPS = "groups"
    LEAKS = "leaks"
    MUTANTS = "mutants"
    STRESS = "stress"
    LINT = "lint"


TITLES: Final[Mapping[Rule, str]] = {
    Rule.CASES: "Made cases and left out answers come out the same twice",
    Rule.GOOD: "Good solutions pass every case, twice, in half of the time",
    Rule.WRONG: "Wrong solutions give a wrong answer where they say",
    Rule.SLOW: "Slow solutions are right, and late",
    Rule.CRASH: "Crashing solutions crash",
    Rule.STUBS: "Untouched starter code fails the examples",
    Rule.GROUPS: "Every hidden group catches a solution",
    Rule.LEAKS: "Nothing hidden can be read by the candidate",
    Rule.MUTANTS: "Small mistakes in the good solution are caught",
    Rule.STRESS: "Good solutions agree on seeds nobody has seen",
    Rule.LINT: "Guide, hints, rubric and licence are there",
}


class LineState(StrEnum):
    """`noted` is kept, with a word for the author; `left` was not tried, because something before it broke."""

    WAITING = "waiting"
    RUNNING = "running"
    KEPT = "kept"
    NOTED = "noted"
    BROKEN = "broken"
    LEFT = "left"


OVER: Final = frozenset({LineState.KEPT, LineState.NOTED, LineState.BROKEN, LineState.LEFT})


@dataclass(frozen=True, slots=True)
class Line:
    """One rule as it stands: `done` of `total` runs, `now` what goes at this moment, and what was found."""

    rule: Rule
    state: LineState = LineState.WAITING
    done: int = 0
    total: int = 0
    now: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        return TITLES[self.rule]


def first_lines(task: Task, *, quick: bool = False) -> tuple[Line, ...]:
    """The rules that this task has anything to show for. A `quick` proof leaves two out."""
    promises = [solution.promise for solution in task.solutions]
    counts: dict[Rule, int] = {
        Rule.CASES: needs_making(task),
        Rule.GOOD: promises.count("good"),
        Rule.WRONG: promises.count("wrong"),
        Rule.SLOW: promises.count("slow"),
        Rule.CRASH: promises.count("crash"),
        Rule.STUBS: len(task.languages),
        Rule.GROUPS: len(task.hidden),
        Rule.LEAKS: 1,
        Rule.MUTANTS: not quick and any(_mutated(task)),
        Rule.STRESS: not quick and bool(generated_groups(task)) and promises.count("good") > 1,
        Rule.LINT: 1,
    }
    return tuple(Line(rule, total=int(counts[rule])) for rule in Rule if counts[rule])


def _mutated(task: Task) -> Iterable[bool]:
    return (each.promise == "good" and each.language == "python" for each in task.solutions)


def ended(findings: Iterable[Finding]) -> LineState:
    """How a rule stands once everything of it was tried."""
    weights = {finding.weight for finding in findings}
    if "problem" in weights:
        return LineState.BROKEN
    return LineState.NOTED if weights else LineState.KEPT
