"""Proves a task in the sandbox: runs everything that it holds, and asks the core what that shows.

Invariant: a proof is about one version of the task, the one that was read; whatever breaks becomes a finding.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, TypeVar

from sandbox.contract import Sandbox, Verdict
from server.authoring.attempts import Attempts
from server.authoring.board import Board, Tell
from server.authoring.mutate import Mutating
from server.authoring.starters import BUSY, Starters
from server.authoring.stress import stress
from server.authoring.together import everything_of, most_together
from server.core import mutants as mutation
from server.core.borrowed import answer_of
from server.core.findings import Finding, Result, problem, warning
from server.core.frozen import freeze
from server.core.judging import limits_for
from server.core.languages import Language
from server.core.lint import group_findings, leak_findings, lint, stub_findings
from server.core.measured import measured_limits
from server.core.projects import with_first
from server.core.promises import HALF, STRETCH, bad_findings, good_findings
from server.core.proof import UNTRIED, MutantProof, Proof, SolutionProof, case_count
from server.core.proof_rules import Rule, first_lines
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
RULES: Final = {"good": Rule.GOOD, "wrong": Rule.WRONG, "slow": Rule.SLOW, "crash": Rule.CRASH}


@dataclass(slots=True)
class Prover:
    """`styles` are the languages by id, `ready` those that run here. `quick` leaves out mutants, fresh seeds, second
    runs, and starter code in languages without a solution. `tasks` are those that will be proved, where several are
    known from the start: their starter code is tried together."""

    sandbox: Sandbox
    styles: Mapping[str, StubStyle]
    ready: Sequence[str]
    quick: bool = False
    tasks: Sequence[Task] = ()
    starters: Starters = field(init=False)
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def __post_init__(self) -> None:
        self.starters = Starters(self.sandbox, self.styles, self.tasks)

    async def prove(self, task: Task, tell: Tell) -> Proof:
        """Run everything. Takes from seconds to a few minutes; `quick` is several times quicker."""
        board = Board(first_lines(task, quick=self.quick), tell)
        board.begins(Rule.CASES, "gen.py")
        async with self.place():
            making = MadeCases(self.sandbox, self.styles)
            made = await making.of(task)
            unlike = None if isinstance(made, TaskProblem) or self.quick else await making.unlike(task)
        if isinstance(made, TaskProblem) or unlike:
            why = made if isinstance(made, TaskProblem) else unlike
            assert why is not None
            found = problem(why.file, why.what, why.mend)
            board.ends(Rule.CASES, (found,))
            board.leaves()
            return Proof(task.slug, task.digest, case_count(task), findings=(found,), unmarked=task.unmarked)
        board.ends(Rule.CASES)
        return await _Proving(self, task, Attempts(self.sandbox, task, made), board).all()

    def place(self) -> asyncio.Semaphore:
        """What each run waits for."""
        return self._places


def provers(sandbox: Sandbox, languages: Sequence[Language], ready: Sequence[str]) -> Prover:
    """`live.ports_proving.Provers`."""
    return Prover(sandbox, {each.id: each.style for each in languages}, ready)


class _Proving:
    """One task on its way to a proof."""

    def __init__(self, prover: Prover, task: Task, attempts: Attempts, board: Board) -> None:
        self.prover, self.task, self.attempts, self.board = prover, task, attempts, board
        self.here = [each for each in task.solutions if each.language in prover.ready]
        self.stubs = [id for id in task.languages if id in prover.ready and (not prover.quick or self._solved(id))]
        python = [each for each in self.here if (each.promise, each.language) == ("good", "python")]
        self.reference = min(python, key=lambda each: each.file != "good.py", default=None)
        self.mutants = () if prover.quick else self._mutants()

    async def all(self) -> Proof:
        good = await self._goods()
        limits = self._measured(good)
        sound = bool(good) and all(each.kept for each in good)
        bad, mutants, (seeds, differing), stubs = await self._rest(good, sound)
        tried = {each.solution.file: each.results for each in bad}
        task = self.task
        stub = [found for id, results in stubs.items() for found in stub_findings(task, id, results)]
        groups = group_findings(task, tried)
        leaks, missing = leak_findings(task), lint(task)
        for rule, found in ((Rule.GROUPS, groups), (Rule.LEAKS, leaks), (Rule.LINT, missing)):
            self.board.ends(rule, found)
        self.board.leaves()
        survivors = _survivors(mutants) if mutants else ()
        findings = (*self._unready(), *stub, *differing, *groups, *leaks, *missing, *survivors)
        failing = {id: not stub_findings(task, id, results) for id, results in stubs.items()}
        proof = Proof(task.slug, task.digest, case_count(task), (*good, *bad), failing, mutants, seeds, findings)
        untried = {id for id, results in stubs.items() if any(each.verdict in UNTRIED for each in results)}
        unready = tuple(sorted({each.language for each in task.solutions} - set(self.prover.ready) | untried))
        proof = replace(proof, unmarked=task.unmarked)
        return replace(proof, limits=limits, answers=self._answers(), made=self.attempts.made, unready=unready)

    async def _rest(
        self, good: Sequence[SolutionProof], sound: bool
    ) -> tuple[
        list[SolutionProof],
        MutantProof | None,
        tuple[tuple[int, ...], tuple[Finding, ...]],
        dict[str, tuple[Result, ...]],
    ]:
        """What needs the good solutions alone, all at once: whoever is ready takes the next place."""
        if not sound:
            self.board.leaves(Rule.MUTANTS, Rule.STRESS)
        async with asyncio.TaskGroup() as group:
            bad = group.create_task(self._bads())
            mutants = group.create_task(self._mutated(good)) if self.mutants and sound else None
            stressed = group.create_task(self._stress(good)) if sound and not self.prover.quick else None
            stubs = group.create_task(self._stubs())
        seeds = stressed.result() if stressed else ((), ())
        return bad.result(), mutants.result() if mutants else None, seeds, stubs.result()

    # Solutions ------------------------------------------------------------------------------------------------------

    async def _goods(self) -> list[SolutionProof]:
        goods = [each for each in self.here if each.promise == "good"]
        if self.task.limits.origin == "default":  # one by one: their time on the clock becomes the limit
            found = [await self._good(each) for each in goods]
        else:
            found = await _together(map(self._good, goods))
        self.board.ends(Rule.GOOD, self._unready("good"))
        return found

    async def _good(self, solution: Solution) -> SolutionProof:
        style, source = self.prover.styles[solution.language], answer_of(self.task, solution)
        limit = limits_for(self.task, solution.language).cpu_seconds
        async with self.prover.place():
            self.board.begins(Rule.GOOD, solution.file)
            half = 1.0 if self.task.limits.origin == "default" else HALF  # there is no limit yet to be half of
            halved = await _twice(lambda: self.attempts.everything(style, source, half))
        usual = halved
        if not self.prover.quick:
            async with self.prover.place():
                usual = await _twice(lambda: self.attempts.again(style, source))
        return self._known(SolutionProof(solution, usual, good_findings(solution, usual, halved, limit)))

    async def _bads(self) -> list[SolutionProof]:
        bad = [each for each in self.here if each.promise != "good"]
        lots = await _together(map(self._lot, self._lots(bad)))
        known = {proof.solution.file: proof for lot in lots for proof in lot}
        for promise in ("wrong", "slow", "crash"):
            self.board.ends(RULES[promise], self._unready(promise))
        return [known[each.file] for each in bad]

    def _lots(self, bad: Sequence[Solution]) -> list[list[Solution]]:
        """Wrong solutions in Python share a container where they may; every other one has its own."""
        wrong = [each for each in bad if (each.promise, each.language) == ("wrong", "python")]
        alone = [[each] for each in bad if each not in wrong]
        if not wrong:
            return alone
        sources = [answer_of(self.task, each) for each in wrong]
        size = most_together(self.attempts, self.prover.styles["python"], sources)
        return [wrong[start : start + size] for start in range(0, len(wrong), size)] + alone

    async def _lot(self, lot: Sequence[Solution]) -> list[SolutionProof]:
        if len(lot) == 1:
            return [await self._bad(lot[0])]
        sources = [source for each in lot if isinstance(source := answer_of(self.task, each), str)]
        async with self.prover.place():
            self.board.begins(Rule.WRONG, lot[0].file)
            found = await everything_of(self.attempts, self.prover.styles["python"], sources)
        return [await self._bad(each, results) for each, results in zip(lot, found, strict=True)]

    async def _bad(self, solution: Solution, results: tuple[Result, ...] | None = None) -> SolutionProof:
        """`results` are what it did beside others, where that says enough."""
        results = results or await self._tried(solution)
        return self._known(SolutionProof(solution, results, bad_findings(solution, results)))

    async def _tried(self, solution: Solution) -> tuple[Result, ...]:
        style, source = self.prover.styles[solution.language], answer_of(self.task, solution)
        stretch = STRETCH if solution.promise == "slow" else 1.0
        async with self.prover.place():
            self.board.begins(RULES[solution.promise], solution.file)
            return await _twice(lambda: self.attempts.everything(style, source, stretch), BUSY[:1])

    def _known(self, proof: SolutionProof) -> SolutionProof:
        self.board.solved(proof)
        self.board.steps(RULES[proof.solution.promise], proof.findings)
        return proof

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

    # Starter code ---------------------------------------------------------------------------------------------------

    async def _stubs(self) -> dict[str, tuple[Result, ...]]:
        self.board.begins(Rule.STUBS, total=len(self.stubs))
        found = dict(await _together(map(self._stub, self.stubs)))
        self.board.ends(Rule.STUBS)
        return found

    async def _stub(self, language: str) -> tuple[str, tuple[Result, ...]]:
        self.board.begins(Rule.STUBS, language, len(self.stubs))
        results = await self.prover.starters.results(self.task, language, self.prover.place())
        self.board.steps(Rule.STUBS, stub_findings(self.task, language, results))
        return language, results

    # Mistakes and seeds ---------------------------------------------------------------------------------------------

    def _mutants(self) -> tuple[mutation.Mutant, ...]:
        return mutation.mutants(self.reference.source) if self.reference else ()

    async def _mutated(self, good: Sequence[SolutionProof]) -> MutantProof:
        assert self.reference
        known = self.task.equivalent
        wanted = [mutant for mutant in self.mutants if mutant.fingerprint not in known]
        own = next(each for each in good if each.solution == self.reference)
        seconds = max(MUTANT_LEAST, own.slowest_ms / 1000 * MUTANT_TIMES)
        answer = partial(with_first, self.task, self.reference)
        mutating = Mutating(self.attempts, self.prover.styles["python"], own.results, seconds, answer)
        survivors: list[mutation.Mutant] = []
        tried = 0

        def told(mutant: mutation.Mutant, caught: bool) -> None:
            nonlocal tried
            tried += 1
            survivors.extend([] if caught else [mutant])
            self.board.steps(Rule.MUTANTS)

        async def some(mutants: Sequence[mutation.Mutant]) -> None:
            async with self.prover.place():
                self.board.begins(Rule.MUTANTS, f"from line {mutants[0].line}", len(wanted))
                await mutating.survivors(mutants, told)

        self.board.begins(Rule.MUTANTS, total=len(wanted))
        try:
            async with asyncio.timeout(MUTANT_SECONDS):
                await _together(map(some, mutating.batches(wanted, self.reference.source, AT_ONCE)))
        except TimeoutError:
            pass  # those that were tried say enough
        survivors.sort(key=lambda mutant: mutant.line)
        equivalent = len(self.mutants) - len(wanted)
        proof = MutantProof(len(self.mutants), tried, tuple(survivors), equivalent)
        self.board.ends(Rule.MUTANTS, _survivors(proof))
        return proof

    async def _stress(self, good: Sequence[SolutionProof]) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
        async with self.prover.place():
            self.board.begins(Rule.STRESS, "fresh seeds")
            found = await stress(self.prover.sandbox, self.prover.styles, self.task, [each.solution for each in good])
        self.board.steps(Rule.STRESS)
        self.board.ends(Rule.STRESS, found[1])
        return found

    def _unready(self, promise: str = "") -> list[Finding]:
        return [
            problem(
                f"solutions/{each.file}",
                f"{each.language} does not run here, so nobody can say whether it keeps its promise.",
                f"Build its image: make languages LANGUAGES={each.language}",
            )
            for each in self.task.solutions
            if each.language not in self.prover.ready and promise in ("", each.promise)
        ]

    def _solved(self, language: str) -> bool:
        return any(each.language == language for each in self.here)


async def _twice(
    attempt: Callable[[], Awaitable[tuple[Result, ...]]], busy: Collection[Verdict] = BUSY
) -> tuple[Result, ...]:
    """A solution that is late, or its compiler, gets a second try: a busy machine may be to blame, and not it."""
    results = await attempt()
    return await attempt() if any(each.verdict in busy for each in results) else results


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
    mend = "Add a case for each that matters. Some change nothing, and can stay."
    return (warning("solutions/good.py", what, mend),)
