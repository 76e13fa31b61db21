"""How a program is started in its container: the frames with its files, its command, its environment. Pure."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sandbox import answers, frames
from sandbox.contract import Limits
from sandbox.frames import Bounds, Start
from sandbox.languages import Language

DIRECTORY: Final = "/tmp/run"
"""Where the files are and the program runs."""
PROJECT: Final = "project"
"""The folder in it where the files of a project are, and its tests run."""
PLACE: Final = "place"
ENVIRONMENT: Final = {"HOME": "/tmp", "PATH": "/usr/bin:/bin"}
PLAIN: Final = {"TERM": "dumb", "NO_COLOR": "1"}
"""Of a terminal that shows text and nothing else."""
WAITING: Final = Bounds(cpu_seconds=60, wall_seconds=60, output_bytes=64 * 1024, answer_bytes=answers.ANSWER_BYTES)
"""Of a shim that waits: no clock runs yet, and it has nothing to say. The run's own bounds come with its source."""
LEAST_SECONDS: Final = 0.001

WALL_FOR_CPU: Final = 3.0
"""Wall seconds for each CPU second of compiling: the machine may be busy."""


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
    return texts({language.run.file: text, **more})


def texts(files: Mapping[str, str]) -> tuple[File, ...]:
    """Files of text, by name."""
    return tuple(File(name, content.encode(errors="replace")) for name, content in files.items())


def project(files: Mapping[str, str]) -> tuple[File, ...]:
    """Files of a project, which may lie in folders: init knows plain names alone, so each comes under a number, and
    `PLACE` is a script that puts them where they belong, below `PROJECT`. It runs before anything of theirs does."""
    packed = tuple(File(f"file-{number}", text.encode(errors="replace")) for number, text in enumerate(files.values()))
    folders = sorted({path.rpartition("/")[0] for path in files if "/" in path})
    lines = [f"mkdir {PROJECT}", f"cd {PROJECT}"]
    lines += [f"mkdir -p {shlex.quote(folder)}" for folder in folders]
    lines += [f"mv ../file-{number} {shlex.quote(path)}" for number, path in enumerate(files)]
    return (*packed, File(PLACE, "\n".join(["set -e", *lines, ""]).encode()))


def waiting(language: Language, memory_mb: int) -> bytes:
    """The frame that starts a shim which then waits for a source (`[run] warm`). The container must have so much memory
    as the run's limits say, and nothing else may be sent to it before the run has it: see `Talk`."""
    return shim(language, memory_mb, WAITING)


def shim(language: Language, memory_mb: int, bounds: Bounds) -> bytes:
    """The frame that starts the process of `[run]`. It can also run a program, so it may have a standard input."""
    argv = language.argv(memory_mb)
    return frames.start(Start(argv, {**ENVIRONMENT, **language.env}, bounds, stdin=language.program.shim))


def program(language: Language, command: Sequence[str], memory_mb: int, bounds: Bounds, *, live: bool = False) -> bytes:
    """The frame that starts a command which reads a standard input and takes no questions."""
    argv = language.filled(command, memory_mb)
    env = {**ENVIRONMENT, **(PLAIN if live else {}), **language.env}
    return frames.start(Start(argv, env, bounds, stdin=True, clock=True, live=live))


def loading_bounds(language: Language, limits: Limits, readable: int) -> Bounds:
    """The same while the shim loads the file: compiling has seconds of its own."""
    more = language.run.loading_seconds
    return bounds(limits, readable, -more, -more * WALL_FOR_CPU)


def bounds(limits: Limits, readable: int, cpu_used: float = 0.0, wall_used: float = 0.0) -> Bounds:
    """A run's limits as init keeps them, when so many bytes may still be printed and so many seconds are used up."""
    cpu = max(limits.cpu_seconds - cpu_used, LEAST_SECONDS)
    wall = max(limits.wall_seconds - wall_used, LEAST_SECONDS)
    return Bounds(cpu, wall, max(readable, 0), answers.ANSWER_BYTES)
