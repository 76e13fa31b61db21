"""The judge in the middle: sends one input, waits for its answer, compares outside, and only then sends the next.

Invariants:
1. An expected value never reaches the program: `meaning.compared` alone looks into it, and it sends nothing. `Tapped`
   watches over that from outside.
2. A verdict of `passed` comes only from an answer that is right. Exit codes, frames and words of the program pass none.
3. Every case gets exactly one verdict, whatever the program does; `Finished` comes once, last.
4. Nothing in a run tells the program whether its cases are visible or hidden.

Pure but for its stream and its clock.
"""

import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from typing import Final, Protocol

from sandbox import words
from sandbox.calls import ByCalls
from sandbox.canary import Tapped
from sandbox.checking import Checker
from sandbox.contract import Case, CaseJudged, Finished, Mode, RunSpec, Verdict
from sandbox.languages import Language
from sandbox.launch import File
from sandbox.meaning import Meaning
from sandbox.process import Process
from sandbox.runs import ByRuns
from sandbox.stream import Stream
from sandbox.talk import Heard

RUN_SECONDS: Final = 120.0
"""One run, all its cases together: a place in the sandbox is for everybody."""
FINE: Final = (Verdict.PASSED, Verdict.UNCHECKED)


class Way(Protocol):
    """How the cases of a mode are judged: `ByCalls`, `ByRuns`."""

    @property
    def over(self) -> bool:
        """Nothing more is asked."""
        ...

    async def prepare(self) -> Meaning | None:
        """Make ready for the next case; why none can run."""
        ...

    async def judge(self, case: Case) -> Meaning:
        """What came of one case. Raises SandboxTrouble and StreamEnded."""
        ...

    def heard(self) -> Heard:
        """What was printed since the last look."""
        ...

    async def end(self) -> bool:
        """End the program; whether it had answered what nobody asked."""
        ...


class Judge:
    """One run of one program, whose files are these, on one stream.

    `waiting` says that its shim waits there already (`launch.waiting`). A `checker` decides where the task has one.
    """

    def __init__(
        self,
        spec: RunSpec,
        language: Language,
        files: Sequence[File],
        stream: Stream,
        *,
        waiting: bool = False,
        checker: Checker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spec, self._files, self._clock = spec, files, clock
        self._process = Process(Tapped(stream, spec, files, [language.run.file]), language, spec.limits, waiting)
        way = ByRuns if spec.mode is Mode.PROGRAM else ByCalls
        self._way: Way = way(spec, language, self._process, checker)

    async def pieces(self) -> AsyncGenerator[CaseJudged | Finished, None]:
        """A verdict for each case as it is known, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        judged: list[CaseJudged] = []
        await self._process.ready(self._files)
        async for one in self._cases(began):
            judged.append(one)
            yield one
        spoke = await self._way.end()
        yield finished(self._spec, judged, self._clock() - began, spoke)

    async def _cases(self, began: float) -> AsyncGenerator[CaseJudged, None]:
        waiting = list(self._spec.cases)
        decided: set[str] = set()
        while waiting:
            if waiting[0].lot in decided:
                yield CaseJudged(self._spec.run, waiting.pop(0).id, Verdict.CANCELLED, message=words.DECIDED)
                continue
            if stop := await self._cannot_go_on(began):
                for judged in self._all(waiting, stop):
                    yield judged
                return
            case = waiting.pop(0)
            judged = self._judged(case, await self._way.judge(case))
            yield judged
            if case.lot and judged.verdict not in FINE:
                decided.add(case.lot)
            if self._way.over:
                stopped = (
                    Verdict.PROTOCOL_ERROR if judged.verdict in FINE else judged.verdict
                )  # what never ran never passes
                for rest in self._all(waiting, Meaning(stopped, words.not_run(judged.message))):
                    yield rest
                return

    async def _cannot_go_on(self, began: float) -> Meaning | None:
        """Why no more cases can run: the run's time is up, or the program does not load. None when one can."""
        if self._clock() - began > RUN_SECONDS:
            return Meaning(Verdict.TIME_LIMIT, words.out_of_time(RUN_SECONDS))
        return await self._way.prepare()

    def _judged(self, case: Case, meaning: Meaning) -> CaseJudged:
        """The piece for one case, with what was printed since the last one; what is printed on loading goes first."""
        heard = self._way.heard()
        message = meaning.message
        if meaning.verdict is Verdict.PASSED and heard.oom:
            message = words.helper_killed(self._spec.limits)
        return CaseJudged(
            run=self._spec.run,
            case=case.id,
            verdict=meaning.verdict,
            got=meaning.got,
            message=message,
            trace=meaning.trace,
            stdout=heard.stdout,
            stderr=heard.stderr,
            cut=heard.cut,
            ms=heard.ms,
            note=meaning.note,
        )

    def _all(self, waiting: list[Case], meaning: Meaning) -> Iterator[CaseJudged]:
        return (self._judged(case, meaning) for case in waiting)


def refused(spec: RunSpec, meaning: Meaning, seconds: float) -> Iterator[CaseJudged | Finished]:
    """The pieces of a run that never began, because the source cannot become a program."""
    verdict, message, trace, *_ = meaning
    judged = [CaseJudged(spec.run, case.id, verdict, message=message, trace=trace) for case in spec.cases]
    yield from judged
    yield finished(spec, judged, seconds)


def finished(spec: RunSpec, judged: Sequence[CaseJudged], seconds: float, spoke: bool = False) -> Finished:
    """The last piece; `spoke` says that the program answered what nobody asked."""
    passed = Counter(piece.verdict for piece in judged)[Verdict.PASSED]
    total = sum(case.checked for case in spec.cases)
    first = next((piece.verdict for piece in judged if piece.verdict not in FINE), None)
    verdict, message = first or (Verdict.PASSED if total else Verdict.UNCHECKED), words.tally(passed, total)
    if spoke:
        verdict, message = Verdict.PROTOCOL_ERROR, words.MEDDLED
    return Finished(spec.run, verdict, message, passed, total, round(seconds * 1000, 3))
