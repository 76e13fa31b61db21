"""One run of a file as a program, from its start to its end: its standard input goes in, what it prints comes out."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable
from typing import Final, assert_never

from sandbox import answers, frames, launch
from sandbox.answers import Forged, Raised
from sandbox.contract import Limits
from sandbox.frames import Err, Exit, Out, Ret
from sandbox.languages import Language
from sandbox.process import GRACE_SECONDS, Hung, Process, Said, Unstartable
from sandbox.stream import SandboxTrouble

UNASKED: Final = Forged("an answer, though nothing was asked")

End = Exit | Raised | Forged | Hung | Unstartable
"""How a run of it ends. `Raised` is only of kind `syntax`: the file was never executed."""


class Execution:
    """A program that can be run again and again, each time as a new process.

    `live` asks a shim to have every line leave at once, which costs a long output time.
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
        id = self._new_id()
        self._start(id, stdin.encode(errors="replace"))
        deadline = asyncio.get_running_loop().time() + self._limits.wall_seconds + GRACE_SECONDS
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    said: Said | Hung = await self._process.hear()
            except TimeoutError:
                said = Hung()
            match said:
                case Out() | Err():
                    yield said
                case Ret(data=data):
                    await self._process.end()
                    yield _refused(data, id)
                    return
                case Exit() | Hung() | Unstartable():
                    yield said
                    return
                case _:
                    assert_never(said)

    def _start(self, id: str, stdin: bytes) -> None:
        bounds = launch.bounds(self._limits, self._limits.read_bytes)
        if not self._language.program.shim:
            self._process.start_program(self._language.program.command, bounds)
            self._give(stdin)
            return
        self._process.start_shim(bounds)
        self._give(stdin)
        self._process.send(frames.call(answers.request(id, {"run": self._language.run.file, "live": self._live})))

    def _give(self, stdin: bytes) -> None:
        if stdin:
            self._process.send(frames.stdin(stdin))
        self._process.send(frames.stdin(b""))


def _refused(line: bytes, id: str) -> Raised | Forged:
    """A shim that cannot even read the file says so; everything else on that channel is forged."""
    said = answers.parse(line.removesuffix(b"\n"), id)
    return said if isinstance(said, Raised) and said.kind == "syntax" else UNASKED
