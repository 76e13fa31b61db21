"""Talking with one program through its init: started, asked one thing at a time, listened to, ended.

Invariants: one request is outstanding at a time, under an id that nobody can guess, so nothing can be answered in
advance; what is printed is heard apart from what is answered.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar, assert_never

from sandbox import answers, frames, launch
from sandbox.answers import Forged, Raised, Value
from sandbox.contract import Case, Limits
from sandbox.frames import Err, Exit, Fault, Fetched, FromInit, Out, Ready, Ret, Why
from sandbox.languages import Language
from sandbox.stream import SandboxTrouble, Stream, StreamEnded

GRACE_SECONDS: Final = 2.0
"""Init keeps the limits; when it says nothing for so long after them, the host's own clock decides."""
LAST_WORDS_SECONDS: Final = 2.0
LARGE_BYTES: Final = 64 * 1024
"""An answer so large is read and compared in a thread: the other runs of this process must not wait for it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hung:
    """Neither an answer nor an end, long after the limits."""


@dataclass(frozen=True, slots=True)
class Unstartable:
    """The program has run before and cannot be started again: it has spoilt its own surroundings."""

    why: str


Outcome = Value | Raised | Forged | Exit | Hung | Unstartable


@dataclass(frozen=True, slots=True)
class Heard:
    """What there was beside the answer: text printed since the last look, and what the answer took."""

    stdout: str
    stderr: str
    cut: bool
    ms: float
    oom: bool


@dataclass(slots=True)
class Printed:
    """One stream's output: the first bytes are kept, of the rest only that it was there."""

    most: int
    kept: bytearray = field(default_factory=bytearray)
    cut: bool = False

    def take(self, data: bytes) -> None:
        room = self.most - len(self.kept)
        self.kept += data[:room]
        self.cut = self.cut or len(data) > room

    def text(self) -> str:
        """The bytes as text that can be stored and shown, whatever they are."""
        kept = bytes(self.kept)
        if self.cut:  # a character may have been cut in two
            kept = kept[:-4] + kept[-4:].decode(errors="ignore").encode()
        return kept.decode(errors="replace").replace("\0", "\u2400")


class Talk:
    """One program. It runs from `load` until it ends, and may then be loaded again, in a fresh process.

    With `waiting` the stream's shim has been started already (`launch.waiting`), and nothing else has been sent.
    """

    def __init__(
        self,
        stream: Stream,
        language: Language,
        limits: Limits,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
        waiting: bool = False,
    ) -> None:
        self._stream, self._language, self._limits, self._new_id = stream, language, limits, new_id
        self.running = False
        self.over = False
        """After a forgery or a flood: nothing more is asked."""
        self._waiting, self._has_run = waiting, False
        self._readable = limits.read_bytes
        self._fresh_page()

    async def ready(self, files: Sequence[launch.File]) -> None:
        """Wait for init and hand it the source. Raises SandboxTrouble."""
        for file in files:
            self._stream.send(file.frame())
        match await self._stream.receive():
            case Ready():
                return
            case Fault(what):
                raise SandboxTrouble(f"The container cannot be used ({what}). Run: greenroom doctor")
            case _:
                raise SandboxTrouble("The container does not speak our protocol. Build the images again: make up")

    async def load(self) -> Outcome:
        """Have the program, which is started unless it waits, execute its file: `Value` when it stands."""
        self._start()
        if self._language.program.shim:
            self._stream.send(frames.stdin(b""))  # functions have no standard input
        self.running = True
        id = self._new_id()
        outcome = await self._ask(id, frames.call(answers.load(id, self._language.run.file)))
        self._has_run = True
        return outcome

    def _start(self) -> None:
        bounds = launch.bounds(self._limits, self._readable)
        if self._waiting:
            self._stream.send(frames.limits(bounds))
        else:
            self._stream.send(launch.shim(self._language, self._limits.memory_mb, bounds))
        self._waiting = False

    async def call(self, case: Case, function: str) -> Outcome:
        """Call one function with the case's arguments. Nothing else of the case is read here."""
        id = self._new_id()
        try:
            request = frames.call(answers.call(id, function, case.args, case.kwargs))
        except ValueError as error:
            raise SandboxTrouble(f"The input of the case {case.id} cannot be sent: {error}.") from error
        return await self._ask(id, request)

    async def end(self) -> bool:
        """End the program; whether it had written to its answer descriptor after its last answer."""
        if not self.running:
            return False
        self._stream.send(frames.kill())
        spoke = False
        try:
            async with asyncio.timeout(LAST_WORDS_SECONDS):
                while not isinstance(said := await self._stream.receive(), Exit):
                    spoke = spoke or isinstance(said, Ret)
        except (TimeoutError, StreamEnded):
            pass
        self.running = False
        return spoke

    def heard(self) -> Heard:
        """What was heard since the last look, which begins anew."""
        cut = self._out.cut or self._err.cut
        heard = Heard(self._out.text(), self._err.text(), cut, round(self._ms, 3), self._oom)
        self._fresh_page()
        return heard

    def said_memory(self) -> bool:
        """Whether the language itself said that it ended for want of memory."""
        words = self._language.run.memory_words
        return bool(words) and words.encode() in self._err.kept

    async def aside(self, work: Callable[[], T]) -> T:
        """Do work on the last answer: here when that is small, which is faster, and in a thread when it is large."""
        return await asyncio.to_thread(work) if self._size > LARGE_BYTES else work()

    def _fresh_page(self) -> None:
        self._out, self._err = Printed(self._limits.shown_bytes), Printed(self._limits.shown_bytes)
        self._ms, self._oom, self._size = 0.0, False, 0

    async def _ask(self, id: str, request: bytes) -> Outcome:
        """Send one request's frame and wait for what comes of it."""
        self._stream.send(request)
        answer = bytearray()
        taken: bytes | Forged | Exit | Hung | Unstartable | None = None
        try:
            async with asyncio.timeout(self._limits.wall_seconds + GRACE_SECONDS):
                while not taken:
                    taken = self._take(await self._stream.receive(), answer)
        except TimeoutError:
            taken, self._ms = Hung(), self._limits.wall_seconds * 1000
        self._size = len(answer)
        outcome = await self.aside(partial(answers.parse, taken, id)) if isinstance(taken, bytes) else taken
        self.over = isinstance(outcome, Forged | Hung) or (
            isinstance(outcome, Exit) and outcome.why in (Why.OUTPUT, Why.ANSWER)
        )
        return outcome

    def _take(self, said: FromInit, answer: bytearray) -> bytes | Forged | Exit | Unstartable | None:
        """What one frame adds: the answer's whole line, or that none will come; None to wait for more."""
        match said:
            case Out(data):
                self._hear(self._out, data)
            case Err(data):
                self._hear(self._err, data)
            case Ret(wall_us, _, oom, data):
                answer += data
                self._ms, self._oom = wall_us / 1000, oom
                return _line(answer)
            case Exit():
                self.running = False
                self._ms = said.wall_us / 1000
                return said
            case Fault(what) if self._has_run:
                self.running = False
                return Unstartable(what)
            case Fault(what):
                raise SandboxTrouble(f"The program could not be started ({what}). Run: greenroom doctor")
            case Ready() | Fetched():
                raise SandboxTrouble("The container said what nobody asked for. Run: greenroom doctor")
            case _:
                assert_never(said)
        return None

    def _hear(self, printed: Printed, data: bytes) -> None:
        self._readable -= len(data)
        printed.take(data)


def _line(answer: bytearray) -> bytes | Forged | None:
    """The answer with its newline, once that is here."""
    line, newline, more = answer.partition(b"\n")
    if more:
        return Forged("more than one answer")
    if len(line) > answers.ANSWER_BYTES:
        return Forged("an answer without end")
    return bytes(answer) if newline else None
