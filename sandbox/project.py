"""A project's own tests: its command runs them beside the candidate's code, and the report that they leave is read.

Tests and code share a process here, so a program that wants to can write the report that it likes. Where that
matters, tests are calls from outside (`sandbox/suite.py`) or cases. `Finished` comes once, last; every wanted case has
one verdict.

Time is measured in two steps. What compiles the code and its tests has seconds of its own, and what the framework
takes before it calls the first test comes on top of the task's limit: both are the framework's (`[framework]`).
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from typing import Final

from sandbox import frames, junit, launch, words
from sandbox.contract import CaseJudged, Finished, SuiteSpec, Verdict
from sandbox.execution import End
from sandbox.frames import Bounds, Err, Exit, Fault, Fetched, Out, Why
from sandbox.junit import BadReport, Reported
from sandbox.languages import Compile, Language
from sandbox.meaning import Meaning, of_end
from sandbox.output import Kept
from sandbox.process import GRACE_SECONDS, Hung, Process, fetched
from sandbox.reported import all_well, by_case
from sandbox.stream import SandboxTrouble, Stream

REPORT: Final = "report.xml"
REPORT_BYTES: Final = 4 * 2**20
FETCH_SECONDS: Final = 10.0
SHELL: Final = ("/bin/sh", "-c")
ALL: Final = "tests"
"""The one case of a project whose tests nobody has named: all of them together."""

NO_REPORT: Final = "The tests left no report. What they printed is below."
NOT_REPORTED: Final = "The report does not speak of this test."

_HERE: Final = f"cd {launch.DIRECTORY}/{launch.PROJECT} && export REPORT={launch.DIRECTORY}/{REPORT}"
_PLACED: Final = f"sh {launch.DIRECTORY}/{launch.PLACE} && rm {launch.DIRECTORY}/{launch.PLACE} && {_HERE}"


class ProjectJudge:
    """One project's tests, in a process of the image `framework`, whose files are there already."""

    def __init__(
        self,
        spec: SuiteSpec,
        framework: Language,
        process: Process,
        stream: Stream,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spec, self._framework, self._clock = spec, framework, clock
        self._process, self._stream = process, stream
        self._out, self._err = Kept(spec.limits.shown_bytes), Kept(spec.limits.shown_bytes)

    async def pieces(self) -> AsyncGenerator[CaseJudged | Finished, None]:
        """A verdict for each case once the tests have run, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        if self._framework.framework.build and (failed := await self._not_built()):
            judged = [self._piece(case, failed.verdict, failed.message, failed.trace) for case in self._spec.cases]
        else:
            judged = await self._tested()
        for piece in judged:
            yield piece
        passed = sum(piece.verdict is Verdict.PASSED for piece in judged)
        first = next((piece.verdict for piece in judged if piece.verdict is not Verdict.PASSED), Verdict.PASSED)
        ms = round((self._clock() - began) * 1000, 3)
        yield Finished(self._spec.run, first, words.tally(passed, len(judged)), passed, len(judged), ms)

    async def _not_built(self) -> Meaning | None:
        """Compile code and tests; why that did not work, or None."""
        how, limits = self._framework.framework, self._spec.limits
        memory = limits.memory_mb + self._framework.limits.extra_mb
        seconds = how.build_seconds
        compile = Compile("", memory_mb=memory, cpu_seconds=seconds, wall_seconds=seconds * launch.WALL_FOR_CPU)
        bounds = Bounds(compile.cpu_seconds, compile.wall_seconds, limits.read_bytes, 0)
        said = Kept(limits.shown_bytes)
        end = await self._ended(f"{_PLACED}; {how.build}", bounds, said, said)
        text = said.text().replace(f"{launch.DIRECTORY}/{launch.PROJECT}/", "")
        failed = words.compiled(end, compile, text)
        return Meaning(*failed, trace=text) if failed else None

    async def _tested(self) -> list[CaseJudged]:
        how, limits = self._framework.framework, self._spec.limits
        more = how.starting_seconds
        bounds = launch.bounds(limits, limits.read_bytes, -more, -more * launch.WALL_FOR_CPU)
        here = _HERE if how.build else _PLACED
        end = await self._ended(f"{here}; {self._spec.command}", bounds, self._out, self._err)
        return self._judged(end, await self._report() if _by_itself(end) else NO_REPORT)

    async def _ended(self, command: str, bounds: Bounds, out: Kept, err: Kept) -> Exit | Hung:
        """Run this in the project's folder."""
        self._process.start_program((*SHELL, command), bounds)
        self._process.send(frames.stdin(b""))
        try:
            async with asyncio.timeout(bounds.wall_seconds + GRACE_SECONDS):
                while True:
                    match said := await self._process.hear():
                        case Out(data):
                            out.take(data)
                        case Err(data):
                            err.take(data)
                        case Exit():
                            return said
                        case _:
                            raise SandboxTrouble("The tests could not be started. Build the images again: make up")
        except TimeoutError:
            return Hung()

    async def _report(self) -> list[Reported] | str:
        """What the report says, or why there is none."""
        self._stream.send(frames.fetch(REPORT, REPORT_BYTES))
        match await fetched(self._stream, FETCH_SECONDS):
            case Fetched(data):
                try:
                    return await asyncio.to_thread(junit.read, data)  # a hostile one takes half a second
                except BadReport as error:
                    return f"The report of the tests cannot be read: {error}."
            case Fault(_):
                return NO_REPORT
            case _:
                raise SandboxTrouble("The tests' container does not speak our protocol. Run: make up")

    def _judged(self, end: End, report: list[Reported] | str) -> list[CaseJudged]:
        ended = of_end(end, self._spec.limits, False, self._err.text())
        told = not isinstance(report, str) and all_well(report)
        if self._spec.cases == (ALL,) and ended.verdict is not Verdict.PASSED and told:
            return [self._piece(ALL, ended.verdict, ended.message)]
        if isinstance(report, str):
            verdict, message, *_ = ended
            if verdict is Verdict.PASSED:
                verdict, message = Verdict.RUNTIME_ERROR, report
            return [self._piece(case, verdict, message) for case in self._spec.cases]
        found = _as_one(report) if self._spec.cases == (ALL,) else by_case(self._spec.cases, report)
        return [
            self._piece(case, each.verdict, each.message, each.text)
            if (each := found.get(case))
            else self._piece(case, Verdict.RUNTIME_ERROR, NOT_REPORTED)
            for case in self._spec.cases
        ]

    def _piece(self, case: str, verdict: Verdict, message: str, trace: str = "") -> CaseJudged:
        first = case == self._spec.cases[0]
        return CaseJudged(
            run=self._spec.run,
            case=case,
            verdict=verdict,
            message=message,
            trace=trace,
            stdout=self._out.text() if first else "",
            stderr=self._err.text() if first else "",
            cut=first and (self._out.cut or self._err.cut),
        )


def _as_one(report: list[Reported]) -> dict[str, Reported]:
    """All tests as one: the first that did not pass, or any."""
    first = next((each for each in report if each.verdict is not Verdict.PASSED), None)
    if first is None:
        return dict(zip([ALL], report, strict=False))  # of a report without tests there is none
    return {ALL: Reported("", ALL, first.verdict, f"{first.id}: {first.message}", first.text)}


def _by_itself(end: End) -> bool:
    """Whether the tests came to their end: what was stopped may have written any report before."""
    return isinstance(end, Exit) and end.why is Why.ENDED and not end.signal
