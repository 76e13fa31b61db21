"""The judge in the middle: sends one input, waits for its answer, compares outside, and only then sends the next.

Invariants:
1. An expected value never reaches `Stream.send`: requests are made of a case's arguments alone (`answers.call`).
2. One request is outstanding at a time, under an id that nobody can guess, so nothing can be answered in advance.
3. A verdict comes only from an answer that is right. Exit codes, frames and words of the program never pass a case.
4. Every case gets exactly one verdict, whatever the program does; `Finished` comes once, last.
5. Nothing in a run tells the program whether its cases are visible or hidden.

Pure but for its stream, its clock and its ids.
"""

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol, assert_never

from sandbox import answers, frames, words
from sandbox.answers import Forged, Raised, Value
from sandbox.compare import same
from sandbox.contract import Case, CaseJudged, Finished, RunSpec, Verdict
from sandbox.frames import Err, Exit, Fault, FromInit, Out, Ready, Ret
from sandbox.languages import Language

GRACE_SECONDS: Final = 2.0
"""Init keeps the limits; when it says nothing for so long after them, the host's own clock decides."""
READY_SECONDS: Final = 30.0
"""A container's start on a machine that is very busy."""
LAST_WORDS_SECONDS: Final = 2.0
RUN_SECONDS: Final = 120.0
"""One run, all its cases together: a place in the sandbox is for everybody."""

FINAL: Final = frozenset({Verdict.PROTOCOL_ERROR, Verdict.OUTPUT_LIMIT})
"""After these the run ends: the cases that are left are not sent."""


class StreamEnded(Exception):
    """The container is gone, or its stream broke: nothing more can be sent or read."""


class SandboxTrouble(Exception):
    """The sandbox itself does not work; the text says what and the mend. Never the program's fault."""


class Stream(Protocol):
    """The two streams to one container's init."""

    def send(self, frame: bytes) -> None:
        """Queue a frame. Never blocks, so that the judge always reads."""
        ...

    async def receive(self) -> FromInit:
        """The next frame. Raises StreamEnded."""
        ...


@dataclass(frozen=True, slots=True)
class Hung:
    """Neither an answer nor an end, long after the limits."""


Outcome = Value | Raised | Forged | Exit | Hung


@dataclass(slots=True)
class Printed:
    """One stream's output during one case: the first bytes are kept, the rest is counted by its absence."""

    most: int
    kept: bytearray = field(default_factory=bytearray)
    cut: bool = False

    def take(self, data: bytes) -> None:
        room = self.most - len(self.kept)
        self.kept += data[:room]
        self.cut = self.cut or len(data) > room

    def text(self) -> str:
        kept = bytes(self.kept)
        if self.cut:  # a character may have been cut in two
            kept = kept[:-4] + kept[-4:].decode(errors="ignore").encode()
        return kept.decode(errors="replace").replace("\0", "\u2400")


class Judge:
    """One run of one program on one stream."""

    def __init__(
        self,
        spec: RunSpec,
        language: Language,
        stream: Stream,
        clock: Callable[[], float] = time.monotonic,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._spec, self._language, self._stream = spec, language, stream
        self._clock, self._new_id = clock, new_id
        self._running = False
        self._readable = spec.limits.read_bytes
        self._ms = 0.0
        self._oom = False
        self._listen()

    async def pieces(self) -> AsyncGenerator[CaseJudged | Finished, None]:
        """A verdict for each case as it is known, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        judged: list[CaseJudged] = []
        await self._ready()
        async for one in self._cases(began):
            judged.append(one)
            yield one
        end = self._finished(judged, began)
        if end.verdict not in FINAL and await self._speaks_again():
            end = Finished(end.run, Verdict.PROTOCOL_ERROR, words.MEDDLED, end.passed, end.total, end.ms)
        yield end

    async def _cases(self, began: float) -> AsyncGenerator[CaseJudged, None]:
        waiting = list(self._spec.cases)
        while waiting:
            if self._clock() - began > RUN_SECONDS:
                for judged in self._all(waiting, Verdict.TIME_LIMIT, words.out_of_time(RUN_SECONDS)):
                    yield judged
                return
            if not self._running and (trouble := await self._load()):
                for judged in self._all(waiting, *trouble):
                    yield judged
                return
            case = waiting.pop(0)
            judged = await self._case(case)
            yield judged
            if judged.verdict in FINAL:
                for rest in self._all(waiting, judged.verdict, words.not_run(judged.message)):
                    yield rest
                return

    async def _ready(self) -> None:
        self._stream.send(frames.file(self._language.run.file, self._spec.source.encode(errors="replace")))
        try:
            async with asyncio.timeout(READY_SECONDS):
                said = await self._stream.receive()
        except TimeoutError as error:
            raise SandboxTrouble(f"The container did not start within {READY_SECONDS:g} s. Try again.") from error
        match said:
            case Ready():
                return
            case Fault(what):
                raise SandboxTrouble(f"The container cannot be used ({what}). Run: greenroom doctor")
            case _:
                raise SandboxTrouble("The container does not speak our protocol. Build the images again: make up")

    async def _load(self) -> tuple[Verdict, str, str] | None:
        """Start the program and have it execute the file. None when it stands; else why no case can run."""
        limits = self._spec.limits
        self._stream.send(
            frames.start(
                frames.Start(
                    argv=self._language.argv(limits.memory_mb),
                    env={"HOME": "/tmp", "PATH": "/usr/bin:/bin", **self._language.env},
                    cpu_seconds=limits.cpu_seconds,
                    wall_seconds=limits.wall_seconds,
                    output_bytes=max(self._readable, 0),
                    answer_bytes=answers.ANSWER_BYTES,
                )
            )
        )
        self._running = True
        id = self._new_id()
        outcome = await self._ask(id, answers.load(id, self._language.run.file))
        if isinstance(outcome, Value):
            return None
        verdict, message, trace, _ = self._meaning(outcome)
        if verdict is Verdict.TIME_LIMIT:
            message = f"{message} It never got to the function: look at the code outside of it."
        return verdict, message, trace

    async def _case(self, case: Case) -> CaseJudged:
        id = self._new_id()
        request = answers.call(id, case.function or self._spec.function, case.args, case.kwargs)
        outcome = await self._ask(id, request)
        verdict, message, trace, got = self._meaning(outcome)
        if verdict is Verdict.PASSED:
            verdict, message = self._compared(case, got)
        return self._judged(case, verdict, message, trace, got)

    def _compared(self, case: Case, got: object) -> tuple[Verdict, str]:
        if not case.checked:
            return Verdict.UNCHECKED, ""
        if not same(case.expected, got, self._spec.compare):
            return Verdict.WRONG, words.WRONG
        return Verdict.PASSED, words.helper_killed(self._spec.limits) if self._oom else ""

    async def _ask(self, id: str, request: bytes) -> Outcome:
        """Send one request and wait for what comes of it."""
        self._stream.send(frames.call(request))
        answer = bytearray()
        try:
            async with asyncio.timeout(self._spec.limits.wall_seconds + GRACE_SECONDS):
                while True:
                    if outcome := self._take(await self._stream.receive(), answer, id):
                        return outcome
        except TimeoutError:
            self._running = False
            self._ms = self._spec.limits.wall_seconds * 1000
            return Hung()

    def _take(self, said: FromInit, answer: bytearray, id: str) -> Outcome | None:
        match said:
            case Out(data):
                self._hear(self._out, data)
            case Err(data):
                self._hear(self._err, data)
            case Ret(wall_us, _, oom, data):
                answer += data
                self._ms, self._oom = wall_us / 1000, oom
                return self._answered(answer, id)
            case Exit():
                self._running = False
                self._ms = said.wall_us / 1000
                return said
            case Fault(what):
                raise SandboxTrouble(f"The program could not be started ({what}). Run: greenroom doctor")
            case Ready():
                raise SandboxTrouble("The container started twice. Run: greenroom doctor")
            case _:
                assert_never(said)
        return None

    def _answered(self, answer: bytearray, id: str) -> Value | Raised | Forged | None:
        line, newline, more = answer.partition(b"\n")
        if more:
            return Forged("more than one answer")
        if len(line) > answers.ANSWER_BYTES:
            return Forged("an answer without end")
        return answers.parse(bytes(line), id) if newline else None

    def _meaning(self, outcome: Outcome) -> tuple[Verdict, str, str, object]:
        """Verdict, message, trace and the plain value; `passed` here only says that there is an answer."""
        limits = self._spec.limits
        match outcome:
            case Value(value):
                return Verdict.PASSED, "", "", value
            case Raised():
                return *words.raised(outcome, limits), outcome.trace, None
            case Forged():
                return *words.forged(outcome), "", None
            case Exit():
                return *words.ended(outcome, limits, self._said_memory()), "", None
            case Hung():
                return Verdict.TIME_LIMIT, words.NEVER_ANSWERED, "", None
            case _:
                assert_never(outcome)

    def _said_memory(self) -> bool:
        said = self._language.run.memory_words
        return bool(said) and said.encode() in self._err.kept

    def _listen(self) -> None:
        """A new page for what is printed from now on."""
        self._out = Printed(self._spec.limits.shown_bytes)
        self._err = Printed(self._spec.limits.shown_bytes)

    def _hear(self, printed: Printed, data: bytes) -> None:
        self._readable -= len(data)
        printed.take(data)

    def _judged(self, case: Case, verdict: Verdict, message: str, trace: str = "", got: object = None) -> CaseJudged:
        """The piece for one case, with what was printed since the last one; what is printed on loading goes first."""
        piece = CaseJudged(
            run=self._spec.run,
            case=case.id,
            verdict=verdict,
            got=got,
            message=message,
            trace=trace,
            stdout=self._out.text(),
            stderr=self._err.text(),
            cut=self._out.cut or self._err.cut,
            ms=round(self._ms, 3),
        )
        self._listen()
        self._ms, self._oom = 0.0, False
        return piece

    def _all(self, waiting: list[Case], verdict: Verdict, message: str, trace: str = "") -> Iterator[CaseJudged]:
        return (self._judged(case, verdict, message, trace) for case in waiting)

    def _finished(self, judged: list[CaseJudged], began: float) -> Finished:
        checked = {case.id for case in self._spec.cases if case.checked}
        seen = Counter(piece.verdict for piece in judged)
        fine = (Verdict.PASSED, Verdict.UNCHECKED)
        first = next((piece.verdict for piece in judged if piece.verdict not in fine), None)
        passed, total = seen[Verdict.PASSED], len(checked)
        verdict = first or (Verdict.PASSED if total else Verdict.UNCHECKED)
        ms = round((self._clock() - began) * 1000, 3)
        return Finished(self._spec.run, verdict, words.tally(passed, total), passed, total, ms)

    async def _speaks_again(self) -> bool:
        """End the program; whether it had written to its answer descriptor after its last answer."""
        if not self._running:
            return False
        self._stream.send(frames.kill())
        spoke = False
        try:
            async with asyncio.timeout(LAST_WORDS_SECONDS):
                while not isinstance(said := await self._stream.receive(), Exit):
                    spoke = spoke or isinstance(said, Ret)
        except (TimeoutError, StreamEnded):
            pass
        self._running = False
        return spoke
