"""A task's proof: what was tried, what came of it, and what is to be said. Pure; `report` is what programs read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.findings import Finding, Result, failed
from server.core.mutants import Mutant
from server.core.projects import count_of_tests
from server.core.task import Json, Solution, Task

FORM: Final = 1
"""The version of the report's shape: keys may be added to it, and none changes its meaning."""


@dataclass(frozen=True, slots=True)
class SolutionProof:
    """One solution: whether it keeps the promise of its name, and what it did with each case."""

    solution: Solution
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]

    @property
    def kept(self) -> bool:
        return not any(finding.weight == "problem" for finding in self.findings)

    @property
    def slowest_ms(self) -> float:
        return max((result.ms for result in self.results), default=0.0)


@dataclass(frozen=True, slots=True)
class MutantProof:
    """How many small mistakes were made in the good solution and tried, and those that no case catches."""

    made: int
    tried: int
    survivors: tuple[Mutant, ...]

    @property
    def caught(self) -> int:
        return self.tried - len(self.survivors)


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that was found out about one version of a task."""

    slug: str
    digest: str
    cases: int
    solutions: tuple[SolutionProof, ...] = ()
    stubs: Mapping[str, bool] | None = None
    """Whether the untouched starter code fails the examples, by language; None where it was not tried."""
    mutants: MutantProof | None = None
    stress: tuple[int, ...] = ()
    """Fresh seeds on which all good solutions were compared."""
    findings: tuple[Finding, ...] = ()
    """What is to be said of the task as a whole."""
    limits: Mapping[str, float] | None = None
    """CPU seconds for each language, where they were measured."""
    answers: Mapping[str, Json] | None = None
    """What the good solution answered where the author did not, as `server.core.frozen` keeps it."""

    @property
    def everything(self) -> tuple[Finding, ...]:
        """The findings of the solutions, then those of the task."""
        return (*(finding for each in self.solutions for finding in each.findings), *self.findings)

    @property
    def proved(self) -> bool:
        return not any(finding.weight == "problem" for finding in self.everything)


def case_count(task: Task) -> int:
    """Examples and hidden cases, generated ones too."""
    if task.kind == "project":
        return count_of_tests(task)
    generated = sum(len(group.generate.seeds) for group in task.hidden if group.generate)
    return len(task.examples) + sum(len(group.cases) for group in task.hidden) + generated


def report(proof: Proof) -> dict[str, Any]:
    """The proof as plain JSON, without anything that differs between two machines but the times."""
    return {
        "form": FORM,
        "slug": proof.slug,
        "digest": proof.digest,
        "proved": proof.proved,
        "cases": proof.cases,
        "solutions": [_solution(each) for each in proof.solutions],
        "stubs": dict(proof.stubs or {}),
        "mutants": _mutants(proof.mutants) if proof.mutants else None,
        "stress": list(proof.stress),
        "limits": dict(proof.limits or {}),
        "findings": [_finding(finding) for finding in proof.findings],
    }


def _solution(each: SolutionProof) -> dict[str, Any]:
    return {
        "file": each.solution.file,
        "promise": each.solution.promise,
        "language": each.solution.language,
        "kept": each.kept,
        "slowest_ms": round(each.slowest_ms, 1),
        "failed": [
            {"group": result.group, "name": result.name, "verdict": result.verdict.value}
            for result in failed(each.results)
        ],
        "findings": [_finding(finding) for finding in each.findings],
    }


def _mutants(proof: MutantProof) -> dict[str, Any]:
    survivors = [{"line": each.line, "what": each.what, "source": each.source} for each in proof.survivors]
    return {"made": proof.made, "tried": proof.tried, "caught": proof.caught, "survivors": survivors}


def _finding(finding: Finding) -> dict[str, str]:
    return {"weight": finding.weight, "file": finding.file, "what": finding.what, "mend": finding.mend}
