"""A solution against all cases of a task: both suites, one after the other, as results that a proof can read."""

from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from sandbox.contract import Finished, Limits, Sandbox, Verdict
from server.authoring.trial import Outcome, Trial, all_parts, examples, hidden, judge, stretched
from server.core.findings import Result
from server.core.judging import Made
from server.core.task import Task
from server.core.words import StubStyle

LONGEST_WALL: Final = 120.0


@dataclass(frozen=True, slots=True)
class Attempts:
    """Runs the sources of one task in one sandbox. `made` are the cases of its generator."""

    sandbox: Sandbox
    task: Task
    made: Made

    async def everything(self, style: StubStyle, source: str, stretch: float = 1.0) -> tuple[Result, ...]:
        """What this source does with every case of every part, within so many times the usual CPU time.

        With more time than usual only the first case of each generated group is tried: one is enough to see that a
        solution is slow, and each costs its whole limit.
        """
        made = self.made if stretch <= 1.0 else {group: cases[:1] for group, cases in self.made.items()}
        parts = all_parts(self.task)
        shown = examples(self.task, style, source, parts)
        kept = hidden(self.task, style, source, parts, made)
        found = [await self._results(stretched(trial, stretch)) for trial in (shown, kept) if trial.shown]
        return tuple(result for results in found for result in results)

    async def examples(self, style: StubStyle, source: str) -> tuple[Result, ...]:
        """What this source does with the examples of every part."""
        return tuple(await self._results(examples(self.task, style, source, all_parts(self.task))))

    async def hidden(self, style: StubStyle, source: str) -> tuple[Result, ...]:
        """What this source does with the hidden cases of every part."""
        return tuple(await self._results(hidden(self.task, style, source, all_parts(self.task), self.made)))

    async def caught(self, style: StubStyle, source: str, seconds: float) -> bool:
        """Whether some case does not pass, with at most so many CPU seconds for each. Stops at the first."""
        parts = all_parts(self.task)
        for trial in (
            examples(self.task, style, source, parts),
            hidden(self.task, style, source, parts, self.made),
        ):
            if trial.shown and await self._fails(_within(trial, seconds)):
                return True
        return False

    async def _results(self, trial: Trial) -> list[Result]:
        found: list[Result] = []
        async with aclosing(judge(self.sandbox, trial)) as pieces:
            async for piece in pieces:
                match piece:
                    case Outcome(case, judged):
                        message = judged.message or judged.trace.strip().split("\n")[-1]
                        found.append(Result(case.group, case.name, judged.verdict, judged.ms, judged.got, message))
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


def _within(trial: Trial, seconds: float) -> Trial:
    usual = trial.spec.limits
    cpu = min(usual.cpu_seconds, seconds)
    limits: Limits = replace(usual, cpu_seconds=cpu, wall_seconds=min(usual.wall_seconds, cpu * 3 + 2))
    return replace(trial, spec=replace(trial.spec, limits=limits))
