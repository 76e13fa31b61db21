"""The judge in the middle: sends one input, waits for its answer, compares outside, and only then sends the next.

Invariants:
1. An expected value never reaches the program: only `_compared` reads it, and it sends nothing.
2. A verdict of `passed` comes only from an answer that is right. Exit codes, frames and words of the program pass none.
3. Every case gets exactly one verdict, whatever the program does; `Finished` comes once, last.
4. Nothing in a run tells the program whether its cases are visible or hidden.

Pure but for its stream and its clock.
"""

import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple, assert_never

from sandbox import launch, words
from sandbox.answers import Forged, Raised, Value, showable
from sandbox.compare import same
from sandbox.contract import Case, CaseJudged, Finished, RunSpec, Verdict
from sandbox.frames import Exit
from sandbox.languages import Language
from sandbox.stream import Stream
from sandbox.talk import Hung, Outcome, Talk, Unstartable

RUN_SECONDS: Final = 120.0
"""One run, all its cases together: a place in the sandbox is for everybody."""


class Meaning(NamedTuple):
    """What an outcome means for a case; `passed` here only says that there is an answer."""

    verdict: Verdict
    message: str
    trace: str = ""
    got: Any = None


class Judge:
    """One run of one program on one stream; `waiting` says that its shim waits already (`launch.waiting`)."""

    def __init__(
        self,
        spec: RunSpec,
        language: Language,
        stream: Stream,
        clock: Callable[[], float] = time.monotonic,
        waiting: bool = False,
    ) -> None:
        self._spec, self._language, self._clock = spec, language, clock
        self._talk = Talk(stream, language, spec.limits, waiting=waiting)

    async def pieces(self) -> AsyncGenerator[CaseJudged | Finished, None]:
        """A verdict for each case as it is known, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        judged: list[CaseJudged] = []
        await self._talk.ready(launch.source(self._language, self._spec.source, self._spec.files))
        async for one in self._cases(began):
            judged.append(one)
            yield one
        spoke = await self._talk.end() if not self._talk.over else False
        yield self._finished(judged, began, spoke)

    async def _cases(self, began: float) -> AsyncGenerator[CaseJudged, None]:
        waiting = list(self._spec.cases)
        while waiting:
            if stop := await self._cannot_go_on(began):
                for judged in self._all(waiting, stop):
                    yield judged
                return
            case = waiting.pop(0)
            judged = await self._case(case)
            yield judged
            if self._talk.over:
                for rest in self._all(waiting, Meaning(judged.verdict, words.not_run(judged.message))):
                    yield rest
                return

    async def _cannot_go_on(self, began: float) -> Meaning | None:
        """Why no more cases can run: the run's time is up, or the program does not load. None when one can."""
        if self._clock() - began > RUN_SECONDS:
            return Meaning(Verdict.TIME_LIMIT, words.out_of_time(RUN_SECONDS))
        if self._talk.running:
            return None
        meaning = self._meaning(await self._talk.load())
        if meaning.verdict is Verdict.PASSED:
            return None
        if meaning.verdict is Verdict.TIME_LIMIT:
            return meaning._replace(message=words.never_loaded(meaning.message))
        return meaning

    async def _case(self, case: Case) -> CaseJudged:
        meaning = self._meaning(await self._talk.call(case, case.function or self._spec.function))
        if meaning.verdict is Verdict.PASSED:
            meaning = await self._talk.aside(partial(self._compared, case, meaning))
        return self._judged(case, meaning)

    def _compared(self, case: Case, answered: Meaning) -> Meaning:
        got = showable(answered.got)
        if not case.checked:
            return Meaning(Verdict.UNCHECKED, "", got=got)
        if not same(case.expected, answered.got, self._spec.compare):
            return Meaning(Verdict.WRONG, words.WRONG, got=got)
        return Meaning(Verdict.PASSED, "", got=got)

    def _meaning(self, outcome: Outcome) -> Meaning:
        limits = self._spec.limits
        match outcome:
            case Value(value):
                return Meaning(Verdict.PASSED, "", got=value)
            case Raised():
                return Meaning(*words.raised(outcome, limits), trace=outcome.trace)
            case Forged():
                return Meaning(*words.forged(outcome))
            case Exit():
                return Meaning(*words.ended(outcome, limits, self._talk.said_memory()))
            case Unstartable(why):
                return Meaning(Verdict.RUNTIME_ERROR, words.cannot_start_again(why))
            case Hung():
                return Meaning(Verdict.TIME_LIMIT, words.NEVER_ANSWERED)
            case _:
                assert_never(outcome)

    def _judged(self, case: Case, meaning: Meaning) -> CaseJudged:
        """The piece for one case, with what was printed since the last one; what is printed on loading goes first."""
        heard = self._talk.heard()
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
        )

    def _all(self, waiting: list[Case], meaning: Meaning) -> Iterator[CaseJudged]:
        return (self._judged(case, meaning) for case in waiting)

    def _finished(self, judged: list[CaseJudged], began: float, spoke: bool) -> Finished:
        passed = Counter(piece.verdict for piece in judged)[Verdict.PASSED]
        total = sum(case.checked for case in self._spec.cases)
        fine = (Verdict.PASSED, Verdict.UNCHECKED)
        first = next((piece.verdict for piece in judged if piece.verdict not in fine), None)
        verdict, message = first or (Verdict.PASSED if total else Verdict.UNCHECKED), words.tally(passed, total)
        if spoke:
            verdict, message = Verdict.PROTOCOL_ERROR, words.MEDDLED
        return Finished(self._spec.run, verdict, message, passed, total, round((self._clock() - began) * 1000, 3))
