"""One run of a file as a program, from its start to its end: its standard input goes in, what it prints comes out."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable
from typing import Final, assert_never

from sandbox import answers, frames, launch
from sandbox.answers import Answer, Forged, Raised, Value
from sandbox.contract import Limits
from sandbox.frames import Bounds, Err, Exit, Out, Ret
from sandbox.languages import Language
from sandbox.process import GRACE_SECONDS, Hung, Process, Said, Unstartable
from sandbox.stream import SandboxTrouble

UNASKED: Final = Forged("an answer, though nothing was asked")

End = Exit | Raised | Forged | Hung | Unstartable
"""How a run of it ends. `Raised` is only of kind `syntax`: the file was never executed."""


class Execution:
    """A program that can be run again and again, each time as a new process.

    With `live` every line leaves at once, which costs a long output time.
    """

    def __init__(
        self,
        process: Process,
        language: Language,
        limits: Limits,
        live: bool = False,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        if not (language.program.shim or language.program.command):
            raise SandboxTrouble(f"{language.title} runs no whole programs. Choose another language for this task.")
        self._process, self._language, self._limits = process, language, limits
        self._live, self._new_id = live, new_id

    async def run(self, stdin: str) -> AsyncGenerator[Out | Err | End, None]:
        """What it prints, as it comes, and at last how it ended; after a `Hung` it must not be run again."""
        loading = self._language.program.shim and self._language.run.loading_seconds > 0
        id, deadline = self._start(stdin.encode(errors="replace"), loading)
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    said: Said | Hung = await self._process.hear()
            except TimeoutError:
                said = Hung()
            match said:
                case Out() | Err():
                    yield said
                case Ret(data=data) if loading and isinstance(_answer(data, id), Value):
                    loading = False
                    self._process.send(frames.limits(self._bounds()))
                    id, deadline = self._ask("run", self._limits.wall_seconds)
                case Ret(data=data):
                    await self._process.end()
                    yield _refused(data, id)
                    return
                case Exit() | Hung() | Unstartable():
                    yield said
                    return
                case _:
                    assert_never(said)

    def _start(self, stdin: bytes, loading: bool) -> tuple[str, float]:
        """The first thing that is asked, and until when it may take."""
        if not self._language.program.shim:
            self._process.start_program(self._language.program.command, self._bounds(), self._live)
            self._give(stdin)
            return self._new_id(), _deadline(self._limits.wall_seconds)
        bounds = launch.loading_bounds(self._language, self._limits, self._limits.read_bytes)
        self._process.start_shim(bounds)
        self._give(stdin)
        return self._ask("load" if loading else "run", bounds.wall_seconds)

    def _ask(self, what: str, wall_seconds: float) -> tuple[str, float]:
        id = self._new_id()
        self._process.send(frames.call(answers.request(id, {what: self._language.run.file, "live": self._live})))
        return id, _deadline(wall_seconds)

    def _bounds(self) -> Bounds:
        return launch.bounds(self._limits, self._limits.read_bytes)

    def _give(self, stdin: bytes) -> None:
        if stdin:
            self._process.send(frames.stdin(stdin))
        self._process.send(frames.stdin(b""))


def _deadline(wall_seconds: float) -> float:
    return asyncio.get_running_loop().time() + wall_seconds + GRACE_SECONDS


def _answer(line: bytes, id: str) -> Answer:
    return answers.parse(line.removesuffix(b"\n"), id)


def _refused(line: bytes, id: str) -> Raised | Forged:
    """A shim that cannot even read the file says so; everything else on that channel is forged."""
    said = _answer(line, id)
    return said if isinstance(said, Raised) and said.kind == "syntax" else UNASKED
