"""Talking with one program through its shim: loaded, asked one thing at a time, listened to, ended.

Invariants: one request is outstanding at a time, under an id that nobody can guess, so nothing can be answered in
advance; what is printed is heard apart from what is answered.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, TypeVar, assert_never

from sandbox import answers, frames, launch
from sandbox.answers import CalledBack, Forged, Raised, Value
from sandbox.contract import Limits
from sandbox.frames import Err, Exit, Out, Ret, Why
from sandbox.languages import Language
from sandbox.output import Kept
from sandbox.process import GRACE_SECONDS, Hung, Process, Said, Unstartable

LARGE_BYTES: Final = 64 * 1024
"""An answer so large is read and compared in a thread: the other runs of this process must not wait for it."""
SLACK: Final = 0.01
"""Of a case's seconds: less is not told to init."""

T = TypeVar("T")
Outcome = Value | Raised | Forged | Exit | Hung | Unstartable


@dataclass(frozen=True, slots=True)
class Heard:
    """What there was beside the answer: text printed since the last look, and what the answers took."""

    stdout: str
    stderr: str
    cut: bool
    ms: float
    oom: bool


class Talk:
    """One program. It runs from `load` until it ends, and may then be loaded again, in a fresh process."""

    def __init__(self, process: Process, limits: Limits, new_id: Callable[[], str] = lambda: secrets.token_hex(8)):
        self._process, self._limits, self._new_id = process, limits, new_id
        self.over = False
        """After a forgery or a flood: nothing more is asked."""
        self._readable = limits.read_bytes
        self._given = launch.bounds(limits, self._readable)
        self._size = 0
        self._fresh_page()

    @property
    def running(self) -> bool:
        return self._process.running

    async def load(self, language: Language) -> Outcome:
        """Have the program, which is started unless it waits, execute its file: `Value` when it stands."""
        self._given = launch.loading_bounds(language, self._limits, self._readable)
        self._process.start_shim(self._given)
        if language.program.shim:
            self._process.send(frames.stdin(b""))  # functions have no standard input
        outcome = await self._asked({"load": language.run.file}, self._given.wall_seconds)
        if isinstance(outcome, Value):
            self._fresh_clocks()
        return outcome

    async def ask(self, request: dict[str, Any]) -> Outcome:
        """Ask one thing and wait for what comes of it: all that is asked between two looks shares one case's seconds.

        Raises ValueError for what JSON or a frame cannot carry.
        """
        self._keep_seconds()
        return await self._asked(request, self._limits.wall_seconds)

    async def _asked(self, request: dict[str, Any], wall_seconds: float) -> Outcome:
        id = self._new_id()
        taken = await self._exchanged(frames.call(answers.request(id, request)), wall_seconds)
        outcome = await self.aside(partial(answers.parse, taken, id)) if isinstance(taken, bytes) else taken
        self._judge_end(outcome)
        return outcome

    async def ask_suite(self, request: dict[str, Any], id: str = "") -> tuple[str, Outcome | CalledBack]:
        """The same for a test, whose functions the program may call before it answers; and the request's id.

        What such a call came to is said under the `id` of the request that it belongs to.
        """
        id = id or self._new_id()
        self._keep_seconds()
        taken = await self._exchanged(frames.call(answers.request(id, request)), self._limits.wall_seconds)
        outcome = await self.aside(partial(answers.parse_suite, taken, id)) if isinstance(taken, bytes) else taken
        self._judge_end(outcome)
        return id, outcome

    def _judge_end(self, outcome: Outcome | CalledBack) -> None:
        self.over = isinstance(outcome, Forged | Hung) or (
            isinstance(outcome, Exit) and outcome.why in (Why.OUTPUT, Why.ANSWER)
        )

    async def _exchanged(self, frame: bytes, wall_seconds: float) -> bytes | Forged | Exit | Hung | Unstartable:
        """Send one request's frame; its answer's line, or that none will come."""
        self._process.send(frame)
        answer = bytearray()
        taken: bytes | Forged | Exit | Hung | Unstartable | None = None
        try:
            async with asyncio.timeout(wall_seconds + GRACE_SECONDS):
                while not taken:
                    taken = self._take(await self._process.hear(), answer)
        except TimeoutError:
            taken = Hung()
            self._ms += wall_seconds * 1000
        self._size = max(self._size, len(answer))
        return taken

    async def end(self) -> bool:
        """End the program; whether it had written to its answer descriptor after its last answer."""
        return await self._process.end()

    def heard(self) -> Heard:
        """What was heard since the last look, which begins anew."""
        cut = self._out.cut or self._err.cut
        heard = Heard(self._out.text(), self._err.text(), cut, round(self._ms, 3), self._oom)
        self._fresh_page()
        return heard

    def complained(self, words: str) -> bool:
        """Whether these words are in what it printed on standard error since the last look."""
        return words.encode() in self._err.held

    async def aside(self, work: Callable[[], T]) -> T:
        """Do work on the last answer: here when that is small, which is faster, and in a thread when it is large."""
        return await asyncio.to_thread(work) if self._size > LARGE_BYTES else work()

    def _fresh_page(self) -> None:
        self._out, self._err = Kept(self._limits.shown_bytes), Kept(self._limits.shown_bytes)
        self._oom = False
        self._size = 0
        self._fresh_clocks()

    def _fresh_clocks(self) -> None:
        self._ms, self._cpu_ms = 0.0, 0.0

    def _keep_seconds(self) -> None:
        """Tell init what is left of the case's seconds, where that is not nearly what it knows."""
        left = launch.bounds(self._limits, self._readable, self._cpu_ms / 1000, self._ms / 1000)
        left = replace(left, output_bytes=self._given.output_bytes)
        known = self._given
        drift = max(abs(left.cpu_seconds - known.cpu_seconds), abs(left.wall_seconds - known.wall_seconds))
        if drift > SLACK * self._limits.cpu_seconds:
            self._given = left
            self._process.send(frames.limits(left))

    def _take(self, said: Said, answer: bytearray) -> bytes | Forged | Exit | Unstartable | None:
        """What one frame adds: the answer's whole line, or that none will come; None to wait for more."""
        match said:
            case Out(data):
                self._hear(self._out, data)
            case Err(data):
                self._hear(self._err, data)
            case Ret(wall_us, cpu_us, oom, data):
                answer += data
                self._oom = self._oom or oom
                if (line := _line(answer, len(data))) is not None:
                    self._ms += wall_us / 1000
                    self._cpu_ms += cpu_us / 1000
                return line
            case Exit():
                self._ms += said.wall_us / 1000
                return said
            case Unstartable():
                return said
            case _:
                assert_never(said)
        return None

    def _hear(self, printed: Kept, data: bytes) -> None:
        self._readable -= len(data)
        printed.take(data)


def _line(answer: bytearray, new: int) -> bytes | Forged | None:
    """The answer with its newline, once that is here; only its last bytes are `new`, however small they come."""
    end = answer.find(b"\n", len(answer) - new)
    if 0 <= end < len(answer) - 1:
        return Forged("more than one answer")
    if len(answer) - (end >= 0) > answers.ANSWER_BYTES:
        return Forged("an answer without end")
    return bytes(answer) if end >= 0 else None
