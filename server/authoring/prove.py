"""Proves a task in the sandbox: runs everything that it holds, and asks the core what that shows.

Invariant: a proof is about one version of the task, the one that was read; whatever breaks becomes a finding.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from sandbox.contract import Sandbox
from server.authoring.attempts import Attempts
from server.authoring.stress import stress
from server.core import mutants as mutation
from server.core.borrowed import whole_source
from server.core.findings import Finding, Result, problem, warning
from server.core.frozen import freeze
from server.core.judging import limits_for
from server.core.lint import group_findings, leak_findings, lint, stub_findings
from server.core.measured import measured_limits
from server.core.promises import HALF, STRETCH, bad_findings, good_findings
from server.core.proof import MutantProof, Proof, SolutionProof, case_count
from server.core.stubs import starter
from server.core.task import Json, Solution, Task, TaskProblem
from server.core.words import StubStyle
from server.live.made_cases import MadeCases

MUTANT_SECONDS: Final = 60.0
"""Clock time for all mutants of one task: they are a hint, and nobody should wait for a hint."""
MUTANT_TIMES: Final = 5.0
MUTANT_LEAST: Final = 0.5
"""CPU seconds a case: a mutant may need a few times what the good solution does before it counts as endless."""
T = TypeVar("T")
AT_ONCE: Final = 2
"""Runs at the same time. More would make each other slow, and a proof measures."""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many steps are done; `now` is the next one, in a few words."""

    done: int
    total: int
    now: str


Tell = Callable[[Progress | SolutionProof], None]
"""Hears how far it is, and of each solution as soon as it is known."""


@dataclass(slots=True)
class Prover:
    """`styles` are the languages by id, `ready` those that run here. `quick` leaves out mutants, fresh seeds, second
    runs, and starter code in languages without a solution."""

    sandbox: Sandbox
    styles: Mapping[str, StubStyle]
    ready: Sequence[str]
    quick: bool = False
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def prove(self, task: Task, tell: Tell) -> Proof:
        """Run everything. Takes from seconds to a few minutes; `quick` is several times quicker."""
        tell(Progress(0, 1, "making cases"))
        made = await MadeCases(self.sandbox, self.styles).of(task)
        if isinstance(made, TaskProblem):
            return Proof(task.slug, task.digest, case_count(task), findings=(problem(made.file, made.what, made.mend),))
        return await _Proving(self, task, Attempts(self.sandbox, task, made), tell).all()

    def place(self) -> asyncio.Semaphore:
        """What each run waits for."""
        return self._places


class _Proving:
    """One task on its way to a proof."""

    def __init__(self, prover: Prover, task: Task, attempts: Attempts, tell: Tell) -> None:
        self.prover, self.task, self.attempts, self._tell = prover, task, attempts, tell
        self.here = [each for each in task.solutions if each.language in prover.ready]
        self.stubs = [id for id in task.languages if id in prover.ready and (not prover.quick or self._solved(id))]
        self.mutants = () if prover.quick else self._mutants()
        self.done, self.total = 0, len(self.here) + len(self.stubs) + len(self.mutants) + (not prover.quick)

    async def all(self) -> Proof:
        good = [await self._good(each) for each in self.here if each.promise == "good"]  # one by one: they are timed
        limits = self._measured(good)
        bad = await _together(self._bad(each) for each in self.here if each.promise != "good")
        tried = {each.solution.file: each.results for each in bad}
        stubs = dict(await _together(self._stub(id) for id in self.stubs))
        slowest = max((each.slowest_ms for each in good), default=0.0) / 1000
        sound = all(each.kept for each in good)
        mutants = await self._mutated(slowest) if self.mutants and sound else None
        seeds, differing = await self._stress(good) if sound and not self.prover.quick else ((), ())
        task = self.task
        stub = [found for id, results in stubs.items() for found in stub_findings(task, id, results)]
        survivors = _survivors(mutants) if mutants else ()
        whole = (*group_findings(task, tried), *leak_findings(task), *lint(task))
        findings = (*self._unready(), *stub, *differing, *whole, *survivors)
        failing = {id: not stub_findings(task, id, results) for id, results in stubs.items()}
        self._say("done")
        solutions = (*good, *bad)
        proof = Proof(task.slug, task.digest, case_count(task), solutions, failing, mutants, seeds, findings)
        return replace(proof, limits=limits, answers=self._answers())

    def _measured(self, good: Sequence[SolutionProof]) -> Mapping[str, float]:
        """Limits from what the good solutions need, where the author gives none; the rest of the proof keeps them.

        Limits that were measured before stay while they fit: another machine is no reason to change them.
        """
        task, kept = self.task, all(each.kept for each in good)
        if task.limits.origin == "author" or not good or (task.limits.origin == "measured" and kept):
            return {}
        slowest: dict[str, float] = {}
        for each in good:
            seconds = each.slowest_ms / 1000
            slowest[each.solution.language] = max(seconds, slowest.get(each.solution.language, 0.0))
        limits = measured_limits(slowest, task.languages)
        if limits:
            measured = replace(task.limits, time=max(limits.values()), by_language=limits, origin="measured")
            self.task = replace(task, limits=measured)
            self.attempts = replace(self.attempts, task=self.task)
        return limits

    def _answers(self) -> Mapping[str, Json]:
        """The answers that the author left to the good solution."""
        made = {case.id: case for cases in self.attempts.made.values() for case in cases}
        left = [case for group in self.task.hidden for case in group.cases if case.answer != "given"]
        return freeze(made.get(case.id, case) for case in left)

    async def _good(self, solution: Solution) -> SolutionProof:
        style, source = self.prover.styles[solution.language], whole_source(self.task, solution)
        limit = limits_for(self.task, solution.language).cpu_seconds
        self._say(solution.file)
        async with self.prover.place():
            half = 1.0 if self.task.limits.origin == "default" else HALF  # there is no limit yet to be half of
            halved = await self.attempts.everything(style, source, half)
            usual = halved if self.prover.quick else await self.attempts.everything(style, source)
        return self._known(SolutionProof(solution, usual, good_findings(solution, usual, halved, limit)))

    async def _bad(self, solution: Solution) -> SolutionProof:
        style, source = self.prover.styles[solution.language], whole_source(self.task, solution)
        async with self.prover.place():
            self._say(solution.file)
            stretch = STRETCH if solution.promise == "slow" else 1.0
            results = await self.attempts.everything(style, source, stretch)
        return self._known(SolutionProof(solution, results, bad_findings(solution, results)))

    async def _stub(self, language: str) -> tuple[str, tuple[Result, ...]]:
        style = self.prover.styles[language]
        async with self.prover.place():
            self._say(f"starter code in {language}")
            source = starter(self.task, style, {part.number for part in self.task.parts})
            results = await self.attempts.examples(style, source)
        self._step()
        return language, results

    async def _mutated(self, slowest: float) -> MutantProof:
        seconds = max(MUTANT_LEAST, slowest * MUTANT_TIMES)
        tried = 0
        survivors: list[mutation.Mutant] = []

        async def one(mutant: mutation.Mutant) -> None:
            nonlocal tried
            async with self.prover.place():
                self._say(f"mutant of line {mutant.line}")
                caught = await self.attempts.caught(self.prover.styles["python"], mutant.source, seconds)
            tried += 1
            survivors.extend([] if caught else [mutant])
            self._step()

        try:
            async with asyncio.timeout(MUTANT_SECONDS):
                await _together(map(one, self.mutants))
        except TimeoutError:
            pass  # those that were tried say enough
        survivors.sort(key=lambda mutant: mutant.line)
        return MutantProof(len(self.mutants), tried, tuple(survivors))

    async def _stress(self, good: Sequence[SolutionProof]) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
        self._say("fresh seeds")
        async with self.prover.place():
            found = await stress(self.prover.sandbox, self.prover.styles, self.task, [each.solution for each in good])
        self._step()
        return found

    def _unready(self) -> list[Finding]:
        return [
            problem(
                f"solutions/{each.file}",
                f"{each.language} does not run here, so nobody can say whether it keeps its promise.",
                f"Build its image: make languages LANGUAGES={each.language}",
            )
            for each in self.task.solutions
            if each.language not in self.prover.ready
        ]

    def _solved(self, language: str) -> bool:
        return any(each.language == language for each in self.here)

    def _mutants(self) -> tuple[mutation.Mutant, ...]:
        good = next((each for each in self.here if each.promise == "good" and each.language == "python"), None)
        return mutation.mutants(good.source) if good else ()

    def _known(self, proof: SolutionProof) -> SolutionProof:
        self._tell(proof)
        self._step()
        return proof

    def _step(self) -> None:
        self.done += 1

    def _say(self, now: str) -> None:
        self._tell(Progress(self.done, self.total, now))


async def _together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """All at once, in the order given; when one breaks, the others end."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(each) for each in work]
    return [task.result() for task in tasks]


def _survivors(mutants: MutantProof) -> tuple[Finding, ...]:
    if not mutants.survivors:
        return ()
    places = ", ".join(f"line {each.line} ({each.what})" for each in mutants.survivors)
    count = f"{len(mutants.survivors)} of {mutants.tried} small mistakes in the good solution"
    what = f"{count} are caught by no case: {places}."
    mend = "Add a case for each that matters; --keep writes them as wrong solutions. Some change nothing, and can stay."
    return (warning("solutions/good.py", what, mend),)
