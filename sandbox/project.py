"""A project's own tests: its command runs them beside the candidate's code, and the report that they leave is read.

Tests and code share a process here, so a program that wants to can write the report that it likes. Where that
matters, tests are calls from outside (`sandbox/suite.py`) or cases. `Finished` comes once, last; every wanted case has
one verdict.
"""

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Callable
from typing import Final

from sandbox import frames, junit, launch, words
from sandbox.contract import CaseJudged, Finished, SuiteSpec, Verdict
from sandbox.execution import End
from sandbox.frames import Bounds, Err, Exit, Fault, Fetched, Out, Why
from sandbox.junit import BadReport, Reported
from sandbox.meaning import of_end
from sandbox.output import Kept
from sandbox.process import GRACE_SECONDS, Hung, Process, fetched
from sandbox.stream import SandboxTrouble, Stream

REPORT: Final = "report.xml"
REPORT_BYTES: Final = 4 * 2**20
FETCH_SECONDS: Final = 10.0
SHELL: Final = ("/bin/sh", "-c")
ALL: Final = "tests"
"""The one case of a project whose tests nobody has named: all of them together."""

_NAMED: Final = re.compile(r"^test_|_test$")
"""What pytest takes for a module of tests."""
FINE: Final = (Verdict.PASSED, Verdict.UNCHECKED)

NO_REPORT: Final = "The tests left no report. What they printed is below."
NOT_REPORTED: Final = "The report does not speak of this test."


class ProjectJudge:
    """One project's tests, in a process whose files are there already."""

    def __init__(
        self, spec: SuiteSpec, process: Process, stream: Stream, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._spec, self._process, self._stream, self._clock = spec, process, stream, clock
        self._out, self._err = Kept(spec.limits.shown_bytes), Kept(spec.limits.shown_bytes)

    async def pieces(self) -> AsyncGenerator[CaseJudged | Finished, None]:
        """A verdict for each case once the tests have run, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        limits = self._spec.limits
        report = f"{launch.DIRECTORY}/{REPORT}"
        place = f"sh {launch.DIRECTORY}/{launch.PLACE} && cd {launch.DIRECTORY}/{launch.PROJECT}"
        command = f"{place} && rm ../{launch.PLACE} && export REPORT={report}; {self._spec.command}"
        self._process.start_program(
            (*SHELL, command), Bounds(limits.cpu_seconds, limits.wall_seconds, limits.read_bytes, 0)
        )
        self._process.send(frames.stdin(b""))
        end = await self._ended()
        judged = self._judged(end, await self._report() if _by_itself(end) else NO_REPORT)
        for piece in judged:
            yield piece
        passed = sum(piece.verdict is Verdict.PASSED for piece in judged)
        first = next((piece.verdict for piece in judged if piece.verdict is not Verdict.PASSED), Verdict.PASSED)
        ms = round((self._clock() - began) * 1000, 3)
        yield Finished(self._spec.run, first, words.tally(passed, len(judged)), passed, len(judged), ms)

    async def _ended(self) -> End:
        try:
            async with asyncio.timeout(self._spec.limits.wall_seconds + GRACE_SECONDS):
                while True:
                    match said := await self._process.hear():
                        case Out(data):
                            self._out.take(data)
                        case Err(data):
                            self._err.take(data)
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
        if self._spec.cases == (ALL,) and ended.verdict is not Verdict.PASSED and _all_well(report):
            return [self._piece(ALL, ended.verdict, ended.message)]
        if isinstance(report, str):
            verdict, message, *_ = ended
            if verdict is Verdict.PASSED:
                verdict, message = Verdict.RUNTIME_ERROR, report
            return [self._piece(case, verdict, message) for case in self._spec.cases]
        if self._spec.cases == (ALL,):
            first = next((each for each in report if each.verdict is not Verdict.PASSED), None)
            told = (
                [Reported("", ALL, first.verdict, f"{first.id}: {first.message}", first.text)] if first else report[:1]
            )
            report = [Reported("", ALL, each.verdict, each.message, each.text) for each in told]
        found = _by_name(report)
        return [
            self._piece(case, each.verdict, each.message, each.text)
            if (each := found.get(case) or found.get(case.partition("::")[2]))
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


def _all_well(report: list[Reported] | str) -> bool:
    """Whether the report has no complaint. Then it does not say why the command failed, if that did."""
    return not isinstance(report, str) and all(each.verdict in FINE for each in report)


def _by_itself(end: End) -> bool:
    """Whether the tests came to their end: what was stopped may have written any report before."""
    return isinstance(end, Exit) and end.why is Why.ENDED and not end.signal


def _by_name(report: list[Reported]) -> dict[str, Reported]:
    """What is reported, by what a case may be called. Where several tests have one name, it is the first that did not
    pass: a file's own, where the framework says it, is known better."""
    found: dict[str, Reported] = {}
    for each in report:
        for name in (_plain(each.name), each.name):
            before = found.get(name)
            if before is None or before.verdict in FINE:
                found[name] = each
    return found | {_case(each): each for each in report}


def _plain(name: str) -> str:
    """JUnit's `addsOne(int)` without its types, Go's `TestAdds/one` without the part."""
    return re.sub(r"^(\w+)(?:\(.*\)|/.*)$", r"\1", name)


def _case(reported: Reported) -> str:
    """A case is `test_stack.py::test_lifo` and `StackTest.java::lifo`: pytest calls the class `test_stack`, or
    `test_stack.TestStack`, JUnit `StackTest`."""
    module = reported.group.split(".")[-1] if reported.group else ""
    if _NAMED.search(module):
        return f"{module}.py::{reported.name}"
    return f"{module}.java::{_plain(reported.name)}" if reported.name.endswith(")") else reported.id
