"""The candidate's process behind one init: given its files, started, listened to, ended, and perhaps started again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from sandbox import frames, launch
from sandbox.contract import Limits
from sandbox.frames import Bounds, Err, Exit, Fault, Fetched, FromInit, Out, Ready, Ret
from sandbox.languages import Language
from sandbox.stream import SandboxTrouble, Stream, StreamEnded

GRACE_SECONDS: Final = 2.0
"""Init keeps the limits; when it says nothing for so long after them, the host's own clock decides."""
LAST_WORDS_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Hung:
    """Neither an answer nor an end, long after the limits."""


@dataclass(frozen=True, slots=True)
class Unstartable:
    """The program has run before and cannot be started again: it has spoilt its own surroundings. Or what a compiler
    made of it is `never` a program."""

    why: str
    never: bool = False


Said = Out | Err | Ret | Exit | Unstartable


class Process:
    """The one process of a run's container.

    With `waiting` the stream's shim has been started already (`launch.waiting`), and nothing else has been sent.
    """

    def __init__(self, stream: Stream, language: Language, limits: Limits, waiting: bool = False) -> None:
        self._stream, self._language, self._limits, self._waiting = stream, language, limits, waiting
        self._own_program = False
        self._has_run = False
        self.running = False

    async def ready(self, files: Sequence[launch.File]) -> None:
        """Wait for init and hand it the files. Raises SandboxTrouble."""
        for file in files:
            self._stream.send(file.frame())
            self._own_program = self._own_program or file.executable
        match await self._stream.receive():
            case Ready():
                return
            case Fault(what):
                raise SandboxTrouble(f"The container cannot be used ({what}). Run: greenroom doctor")
            case _:
                raise SandboxTrouble("The container does not speak our protocol. Build the images again: make up")

    def start_shim(self, bounds: Bounds) -> None:
        """Start the process of `[run]`, or take over the one that waits."""
        if self._waiting:
            self._stream.send(frames.limits(bounds))
        else:
            self._stream.send(launch.shim(self._language, self._limits.memory_mb, bounds))
        self._waiting, self.running = False, True

    async def displace(self) -> None:
        """End the shim that waits, because another command is to run in its place."""
        if self._waiting:
            self._waiting, self.running = False, True
            await self.end()
            self._has_run = False

    def start_program(self, command: Sequence[str], bounds: Bounds, live: bool = False) -> None:
        """Start a command that reads a standard input and takes no questions."""
        self._stream.send(launch.program(self._language, command, self._limits.memory_mb, bounds, live=live))
        self.running = True

    def send(self, frame: bytes) -> None:
        self._stream.send(frame)

    async def hear(self) -> Said:
        """What it says next. Raises SandboxTrouble and StreamEnded."""
        said = await self._stream.receive()
        match said:
            case Out() | Err() | Ret():
                return said
            case Exit():
                self.running, self._has_run = False, True
                return said
            case Fault(what) if self._has_run or self._own_program:
                self.running = False
                return Unstartable(what, never=not self._has_run)
            case Fault(what):
                raise SandboxTrouble(f"The program could not be started ({what}). Run: greenroom doctor")
            case Ready() | Fetched():
                raise SandboxTrouble("The container said what nobody asked for. Run: greenroom doctor")
            case _:
                assert_never(said)

    async def end(self) -> bool:
        """End it; whether it had written to its answer descriptor since it was last heard."""
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
        self.running, self._has_run = False, True
        return spoke


async def fetched(stream: Stream, seconds: float) -> FromInit:
    """What init says to a fetch. Raises SandboxTrouble and StreamEnded."""
    try:
        async with asyncio.timeout(seconds):
            return await stream.receive()
    except TimeoutError as error:
        raise SandboxTrouble(f"The container did not hand over a file within {seconds:g} s. Run again.") from error
