"""What a proof finds: what came of each case, and the sentences about it. Pure."""

from dataclasses import dataclass
from typing import Literal

from sandbox.contract import Verdict
from server.core.task import Json


@dataclass(frozen=True, slots=True)
class Result:
    """What a solution did with one case; `group` is `examples` or the hidden group's name."""

    group: str
    name: str
    verdict: Verdict
    ms: float = 0.0
    got: Json = None
    message: str = ""
    note: str = ""
    """A checker's own word; with an internal error it is why the checker broke."""

    @property
    def where(self) -> str:
        """`edges/just free`: as the first line of a solution names it."""
        return f"{self.group}/{self.name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say of a task. A problem keeps it from being proved, a warning does not; whole sentences both."""

    weight: Literal["problem", "warning"]
    file: str
    what: str
    mend: str


def problem(file: str, what: str, mend: str) -> Finding:
    return Finding("problem", file, what, mend)


def warning(file: str, what: str, mend: str) -> Finding:
    return Finding("warning", file, what, mend)


def failed(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """What did not pass."""
    return tuple(result for result in results if result.verdict is not Verdict.PASSED)
