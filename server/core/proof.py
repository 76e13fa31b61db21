"""A task's proof: what was tried, what came of it, and what is to be said. Pure; `report` is what programs read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sandbox.contract import Verdict
from server.core.findings import Finding, Result, failed
from server.core.judging import Made
from server.core.mutants import Mutant
from server.core.projects import count_of_tests
from server.core.task import Json, Solution, Task

FORM: Final = 1
"""The version of the report's shape: keys may be added to it, and none changes its meaning."""
UNTRIED: Final = (Verdict.INTERNAL_ERROR, Verdict.COMPILE_LIMIT)
"""What says nothing of a solution: the sandbox could not go on, or a busy machine stopped the compiler."""


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
    equivalent: int = 0
    """Those that the author called equivalent, and that nobody tried."""

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
    made: Made | None = None
    """The cases of gen.py, and those that the good solution had to answer."""
    unready: tuple[str, ...] = ()
    """Languages of solutions that do not run here, and those whose starter code could not be tried."""
    unmarked: str = ""
    """As `Task.unmarked`."""

    @property
    def everything(self) -> tuple[Finding, ...]:
        """The findings of the solutions, then those of the task."""
        return (*(finding for each in self.solutions for finding in each.findings), *self.findings)

    @property
    def proved(self) -> bool:
        return not any(finding.weight == "problem" for finding in self.everything)

    @property
    def whole(self) -> bool:
        """Whether the sandbox could try everything: else the task is not to blame, and the proof says nothing of it."""
        results = (result for each in self.solutions for result in each.results)
        return not self.unready and not any(result.verdict in UNTRIED and not result.note for result in results)


def is_about(proof: Proof, task: Task) -> bool:
    """Whether this is what was proved: a mark as retired or leaked since then changes nothing of it."""
    return task.digest == proof.digest or (bool(proof.unmarked) and task.unmarked == proof.unmarked)


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


STEPS: Final = (1, 2, 5)
"""Of a power of ten: as exact as another machine, or another day, would measure it again."""


def kept_report(proof: Proof, when: str, version: str) -> dict[str, Any]:
    """What stands in `.lock/proof.json`: the report without what changes from proof to proof of one version.

    `when` is a day, `version` that of Greenroom. Times are rounded up to 1, 2 or 5 times a power of ten, and the
    sources of mistakes are left out: their fingerprints tell them apart.
    """
    told = report(proof)
    told["digest"] = proof.unmarked or proof.digest
    for solution in told["solutions"]:
        solution["slowest_ms"] = coarse(solution["slowest_ms"])
    if told["mutants"]:
        told["mutants"]["survivors"] = [
            {name: each[name] for name in ("line", "what", "fingerprint")} for each in told["mutants"]["survivors"]
        ]
    told["stress"] = len(told["stress"])
    del told["limits"]  # they have a file of their own
    head = {"form": told.pop("form"), "when": when, "greenroom": version}
    return {**head, **told}


def coarse(ms: float) -> int:
    """Rounded up, so that a second look at the same thing seldom says otherwise."""
    scale = 10
    while ms > scale * STEPS[-1]:
        scale *= 10
    return next(scale * step for step in STEPS if ms <= scale * step)


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
    survivors = [
        {"line": each.line, "what": each.what, "fingerprint": each.fingerprint, "source": each.source}
        for each in proof.survivors
    ]
    counts = {"made": proof.made, "tried": proof.tried, "caught": proof.caught, "equivalent": proof.equivalent}
    return {**counts, "survivors": survivors}


def _finding(finding: Finding) -> dict[str, str]:
    return {"weight": finding.weight, "file": finding.file, "what": finding.what, "mend": finding.mend}
