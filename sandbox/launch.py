"""How a program is started in its container: the frames with its files, its command, its environment. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sandbox import answers, frames
from sandbox.contract import Limits
from sandbox.frames import Bounds, Start
from sandbox.languages import Language

ENVIRONMENT: Final = {"HOME": "/tmp", "PATH": "/usr/bin:/bin"}
WAITING: Final = Bounds(cpu_seconds=60, wall_seconds=60, output_bytes=64 * 1024, answer_bytes=answers.ANSWER_BYTES)
"""Of a shim that waits: no clock runs yet, and it has nothing to say. The run's own bounds come with its source."""


@dataclass(frozen=True, slots=True)
class File:
    """One file for the program's directory."""

    name: str
    content: bytes
    executable: bool = False

    def frame(self) -> bytes:
        return frames.file(self.name, self.content, self.executable)


def source(language: Language, text: str, more: Mapping[str, str]) -> tuple[File, ...]:
    """The source under the name that the language gives it, and the files beside it."""
    every = {language.run.file: text, **more}
    return tuple(File(name, content.encode(errors="replace")) for name, content in every.items())


def waiting(language: Language, memory_mb: int) -> bytes:
    """The frame that starts a shim which then waits for a source (`[run] warm`). The container must have so much memory
    as the run's limits say, and nothing else may be sent to it before the run has it: see `Talk`."""
    return shim(language, memory_mb, WAITING)


def shim(language: Language, memory_mb: int, bounds: Bounds) -> bytes:
    """The frame that starts the process of `[run]`. It can also run a program, so it may have a standard input."""
    argv = language.argv(memory_mb)
    return frames.start(Start(argv, {**ENVIRONMENT, **language.env}, bounds, stdin=language.program.shim))


def bounds(limits: Limits, readable: int) -> Bounds:
    """A run's limits as init keeps them, when so many bytes may still be printed."""
    return Bounds(limits.cpu_seconds, limits.wall_seconds, max(readable, 0), answers.ANSWER_BYTES)
