"""A solution against all cases of a task: both suites, one after the other, as results that a proof can read."""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from sandbox.contract import Finished, Limits, RunSpec, Sandbox, SuiteSpec, Verdict
from server.authoring.trial import Outcome, Trial, all_parts, examples, hidden, judge, stretched
from server.core.events import CaseShown, Suite
from server.core.findings import Result
from server.core.judging import Made
from server.core.projects import Source
from server.core.task import Task
from server.core.words import StubStyle

LATE_MOST: Final = 3
"""So many cases of one run may be late; those behind them count as late too. A loop would cost its limit for each."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Runs the sources of one task in one sandbox. `made` are the cases of its generator."""

    sandbox: Sandbox
    task: Task
    made: Made

    async def everything(self, style: StubStyle, source: Source, stretch: float = 1.0) -> tuple[Result, ...]:
        """What this source does with every case of every part, within so many times the usual CPU time.

        With more time than usual only the first case of each generated group is tried: one is enough to see that a
        solution is slow, and each costs its whole limit.
        """
        made = self.made if stretch <= 1.0 else {group: cases[:1] for group, cases in self.made.items()}
        found = [await self._results(stretched(trial, stretch)) for trial in self.whole(style, source, made)]
        return tuple(result for results in found for result in results)

    async def again(self, style: StubStyle, source: Source) -> tuple[Result, ...]:
        """The same with the usual limits and the last case first: whoever lives on what a case leaves behind for the
        next shows it. The results come in the usual order."""
        found: list[Result] = []
        for trial in self.whole(style, source):
            results = await self._results(backwards(trial))
            found += results if isinstance(trial.spec, SuiteSpec) else results[::-1]
        return tuple(found)

    def whole(self, style: StubStyle, source: Source, made: Made | None = None) -> tuple[Trial, ...]:
        """Every case as one run where the two suites allow as much time, else as two: a container each is not cheap."""
        parts = all_parts(self.task)
        shown = examples(self.task, style, source, parts)
        kept = hidden(self.task, style, source, parts, self.made if made is None else made)
        one, two = shown.spec, kept.spec
        if not isinstance(one, RunSpec) or not isinstance(two, RunSpec) or one.limits != two.limits:
            return tuple(trial for trial in (shown, kept) if trial.shown)
        spec = replace(two, cases=(*one.cases, *two.cases))
        return (Trial(Suite.HIDDEN, spec, (*shown.shown, *kept.shown)),) if spec.cases else ()

    async def examples(self, style: StubStyle, source: Source) -> tuple[Result, ...]:
        """What this source does with the examples of every part."""
        return tuple(await self._results(examples(self.task, style, source, all_parts(self.task))))

    async def hidden(self, style: StubStyle, source: Source) -> tuple[Result, ...]:
        """What this source does with the hidden cases of every part."""
        return tuple(await self._results(hidden(self.task, style, source, all_parts(self.task), self.made)))

    async def caught(self, style: StubStyle, source: Source, seconds: float) -> bool:
        """Whether some case does not pass, with at most so many CPU seconds for each. Stops at the first."""
        for trial in self.whole(style, source):
            if await self._fails(within(trial, seconds)):
                return True
        return False

    async def _results(self, trial: Trial) -> list[Result]:
        found: list[Result] = []
        async with aclosing(judge(self.sandbox, trial)) as pieces:
            async for piece in pieces:
                match piece:
                    case Outcome():
                        found.append(result_of(piece))
                        if sum(result.verdict is Verdict.TIME_LIMIT for result in found) == LATE_MOST:
                            found += _late(trial.shown[len(found) :])
                            return found
                    case Finished(verdict=verdict, message=message):
                        verdict = verdict if verdict is not Verdict.PASSED else Verdict.INTERNAL_ERROR
                        left = trial.shown[len(found) :]  # the run ended before these
                        found += [Result(case.group, case.name, verdict, message=message) for case in left]
        return found

    async def _fails(self, trial: Trial) -> bool:
        async with aclosing(judge(self.sandbox, trial)) as pieces:
            async for piece in pieces:
                verdict = piece.judged.verdict if isinstance(piece, Outcome) else piece.verdict
                if verdict is not Verdict.PASSED:
                    return True
        return False


def result_of(outcome: Outcome) -> Result:
    """One case as a proof reads it."""
    case, judged = outcome.case, outcome.judged
    message = judged.message or judged.trace.strip().split("\n")[-1]
    return Result(case.group, case.name, judged.verdict, judged.ms, judged.got, message, judged.note)


def _late(cases: Sequence[CaseShown]) -> list[Result]:
    words = f"not run, because {LATE_MOST} cases were late already"
    return [Result(case.group, case.name, Verdict.TIME_LIMIT, message=words) for case in cases]


def backwards(trial: Trial) -> Trial:
    """The same with the last case first; an author's own tests stay in their order."""
    if not isinstance(trial.spec, RunSpec):
        return trial
    return replace(trial, spec=replace(trial.spec, cases=trial.spec.cases[::-1]), shown=trial.shown[::-1])


def within(trial: Trial, seconds: float) -> Trial:
    """The same with at most so many CPU seconds a case."""
    usual = trial.spec.limits
    cpu = min(usual.cpu_seconds, seconds)
    limits: Limits = replace(usual, cpu_seconds=cpu, wall_seconds=min(usual.wall_seconds, cpu * 3 + 2))
    return replace(trial, spec=replace(trial.spec, limits=limits))
