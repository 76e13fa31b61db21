"""Small mistakes in the good solution against a task's cases: many in one container, each to the first case that
catches it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from sandbox.contract import RunSpec, Verdict
from server.authoring.attempts import Attempts, within
from server.authoring.together import fitting, size_of
from server.authoring.trial import Outcome, Trial, judge
from server.core.batches import batched, can_batch, version_of
from server.core.findings import Result
from server.core.mutants import Mutant
from server.core.projects import Source
from server.core.words import StubStyle

ENDS_ALL: Final = (Verdict.OUTPUT_LIMIT, Verdict.PROTOCOL_ERROR)
"""After these the sandbox asks a program nothing more: who comes behind gets a batch of their own."""
ONE_BY_ONE: Final = 1
LARGE: Final = 32 * 1024
"""Characters of a case's input, as JSON: larger ones take longer to send than most mistakes live."""


class Mutating:
    """Tries mutants of one good solution in Python. `order` are its own results: cases that it answers fast go first.

    `seconds` are the CPU seconds that a case may take; `answer` makes a whole project of a mutant's file.
    """

    def __init__(
        self,
        attempts: Attempts,
        style: StubStyle,
        order: Sequence[Result],
        seconds: float,
        answer: Callable[[str], Source] = str,
    ) -> None:
        self._attempts, self._style, self._seconds, self._answer = attempts, style, seconds, answer
        self._fast = {result.where: result.ms for result in order}

    def batches(self, mutants: Sequence[Mutant], source: str, most: int) -> list[list[Mutant]]:
        """The mutants in so many batches, or in more where their cases are large; alone where they must be."""
        trials = self._attempts.whole(self._style, source)
        if len(trials) != 1 or not isinstance(trials[0].spec, RunSpec) or not can_batch(trials[0].spec, source):
            return [[mutant] for mutant in mutants]
        size = max(ONE_BY_ONE, min(-(-len(mutants) // most), fitting(self._looks(source)[0])))
        return [list(mutants[start : start + size]) for start in range(0, len(mutants), size)]

    async def survivors(self, mutants: Sequence[Mutant], known: Callable[[Mutant, bool], None]) -> None:
        """Try these, and say of each whether some case catches it as soon as that is `known`."""
        if len(mutants) == ONE_BY_ONE:
            caught = await self._attempts.caught(self._style, self._answer(mutants[0].source), self._seconds)
            known(mutants[0], caught)
            return
        left = list(mutants)
        for look in self._looks(mutants[0].source):
            left = await self._through(look, left, known)
        for mutant in left:
            known(mutant, False)

    async def _through(
        self, look: RunSpec, mutants: Sequence[Mutant], known: Callable[[Mutant, bool], None]
    ) -> list[Mutant]:
        """Those that no case of this look catches; the others are told."""
        through: list[Mutant] = []

        def told(mutant: Mutant, caught: bool) -> None:
            if caught:
                known(mutant, True)
            else:
                through.append(mutant)

        left, size = list(mutants), max(ONE_BY_ONE, fitting(look))
        while left:
            decided = await self._batch(look, left[:size], told)
            left = left[max(1, decided) :]
        return through

    def _looks(self, source: str) -> list[RunSpec]:
        """The cases in one or two runs: small inputs first, and large ones for those alone that got through them."""
        (trial,) = self._attempts.whole(self._style, source)
        spec = within(self._sorted(trial), self._seconds).spec
        assert isinstance(spec, RunSpec)
        large = {case.id for case in spec.cases if size_of(case) > LARGE}
        looks = [[case for case in spec.cases if (case.id in large) is wanted] for wanted in (False, True)]
        return [replace(spec, cases=tuple(cases)) for cases in looks if cases]

    async def _batch(self, look: RunSpec, mutants: Sequence[Mutant], known: Callable[[Mutant, bool], None]) -> int:
        """How many of these were decided, from the first on."""
        (trial,) = self._attempts.whole(self._style, mutants[0].source)
        spec = batched(look, [mutant.source for mutant in mutants])
        left = {str(number): len(look.cases) for number in range(len(mutants))}
        shown = {each.case: each for each in trial.shown}
        cases = tuple(replace(shown[version_of(case.id)[1]], case=case.id) for case in spec.cases)
        caught: set[int] = set()
        decided = 0
        async with aclosing(judge(self._attempts.sandbox, replace(trial, spec=spec, shown=cases))) as pieces:
            async for piece in pieces:
                if not isinstance(piece, Outcome):
                    break
                number, _ = version_of(piece.case.case)
                left[str(number)] -= 1
                verdict = piece.judged.verdict
                if verdict is Verdict.INTERNAL_ERROR:
                    break
                if verdict not in (Verdict.PASSED, Verdict.CANCELLED) and number not in caught:
                    caught.add(number)
                    known(mutants[number], True)
                if not left[str(number)] and number not in caught:
                    known(mutants[number], False)
                if number in caught or not left[str(number)]:
                    decided = max(decided, number + 1)
                if verdict in ENDS_ALL:
                    break
        return decided

    def _sorted(self, trial: Trial) -> Trial:
        assert isinstance(trial.spec, RunSpec)
        where = {each.case: f"{each.group}/{each.name}" for each in trial.shown}
        fast: Mapping[str, float] = self._fast
        cases = sorted(trial.spec.cases, key=lambda case: round(fast.get(where[case.id], 0.0), -1))
        return replace(trial, spec=replace(trial.spec, cases=tuple(cases)))
