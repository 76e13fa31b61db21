"""From a source to the one file that runs, in a container of its own: compiling is executing hostile input.

Invariants: the artefact leaves as bytes, through init, after everything in there has been killed; the host opens no
path of the container. What is kept is found by all that it was made of, so nobody gets what others' sources became.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final, Protocol

from sandbox import frames, launch, words
from sandbox.contract import Limits, Verdict
from sandbox.frames import Bounds, Err, Exit, Fault, Fetched, Out, Why
from sandbox.languages import Compile, Language
from sandbox.launch import File
from sandbox.meaning import Meaning
from sandbox.output import Kept
from sandbox.process import GRACE_SECONDS, Hung, Process, Unstartable, fetched
from sandbox.stream import SandboxTrouble, Stream

MESSAGES_BYTES: Final = 16 * 1024
"""Of a compiler's words, kept and shown: with each case of a run, so a program's error costs so much so many times."""
READ_BYTES: Final = 1024 * 1024
CACHE_BYTES: Final = 128 * 1024 * 1024
ENTRY_BYTES: Final = 512
"""What an entry takes beside its content, about."""
FETCH_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be compiled: by which command, from which files, under which image."""

    image: str
    command: Sequence[str]
    files: Sequence[File]

    def key(self) -> str:
        """The same for the same artefact, another for any other."""
        digest = hashlib.sha256()
        for word in (self.image, *self.command):
            _add(digest.update, word.encode())
        for file in sorted(self.files, key=lambda file: file.name):
            _add(digest.update, file.name.encode())
            _add(digest.update, file.content)
        return digest.hexdigest()


Built = bytes | Meaning
"""The artefact, or why there is none: `compile_error` or `compile_limit`."""


class Claim(Protocol):
    """Gives the streams to the init of a fresh container for compiling this language."""

    def __call__(self, language: Language) -> AbstractAsyncContextManager[Stream]: ...


class Compiler:
    """Compiles each thing once, and remembers as much of it as fits."""

    def __init__(self, claim: Claim, most: int = CACHE_BYTES) -> None:
        self._claim, self._most, self._held = claim, most, 0
        self._kept: OrderedDict[str, Built] = OrderedDict()
        self._going: dict[str, asyncio.Lock] = {}

    async def built(self, language: Language, how: Compile, order: Order) -> Built:
        """The artefact of this order. Raises SandboxTrouble and StreamEnded."""
        key = order.key()
        lock = self._going.setdefault(key, asyncio.Lock())
        try:
            async with lock:  # who asks for the same at the same time waits, and finds it
                if (found := self._kept.get(key)) is not None:
                    self._kept.move_to_end(key)
                    return found
                async with self._claim(language) as stream:
                    built, lasting = await _compile(stream, language, how, order)
                if lasting:
                    self._keep(key, built)
                return built
        finally:
            if not lock.locked():
                self._going.pop(key, None)

    def _keep(self, key: str, built: Built) -> None:
        self._kept[key] = built
        self._held += _size(built)
        while self._held > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._held -= _size(oldest)


async def _compile(stream: Stream, language: Language, how: Compile, order: Order) -> tuple[Built, bool]:
    """What comes of it, and whether it would be the same next time."""
    process = Process(stream, language, _limits(how))
    await process.ready(order.files)
    bounds = Bounds(how.cpu_seconds, how.wall_seconds, READ_BYTES, 0)
    process.start_program(order.command, bounds)
    process.send(frames.stdin(b""))
    messages = Kept(MESSAGES_BYTES)
    end = await _end(process, how, messages)
    said = messages.text().replace(f"{launch.DIRECTORY}/", "")
    if failed := words.compiled(end, how, said):
        verdict, message = failed
        return Meaning(verdict, message, trace=said), not (isinstance(end, Hung) or end.why is Why.WALL)
    return await _fetched(stream, how), True


async def _end(process: Process, how: Compile, messages: Kept) -> Exit | Hung:
    try:
        async with asyncio.timeout(how.wall_seconds + GRACE_SECONDS):
            while True:
                match said := await process.hear():
                    case Out(data) | Err(data):
                        messages.take(data)
                    case Exit():
                        return said
                    case Unstartable(why):
                        raise SandboxTrouble(f"The compiler could not be started ({why}). Build the images again.")
                    case _:
                        raise SandboxTrouble("The compiler's container does not speak our protocol. Run: make up")
    except TimeoutError:
        return Hung()


async def _fetched(stream: Stream, how: Compile) -> Built:
    stream.send(frames.fetch(how.artefact, how.artefact_mb * 2**20))
    match await fetched(stream, FETCH_SECONDS):
        case Fetched(data):
            return data
        case Fault(what) if what.startswith("too large"):
            return Meaning(Verdict.COMPILE_LIMIT, words.artefact_too_large(how.artefact_mb))
        case Fault(what):
            return Meaning(Verdict.COMPILE_ERROR, words.no_artefact(what))
        case _:
            raise SandboxTrouble("The compiler's container does not speak our protocol. Run: make up")


def _limits(how: Compile) -> Limits:
    return Limits(how.cpu_seconds, how.wall_seconds, how.memory_mb, how.pids)


def _add(update: Callable[[bytes], None], part: bytes) -> None:
    update(len(part).to_bytes(8))
    update(part)


def _size(built: Built) -> int:
    return ENTRY_BYTES + (len(built) if isinstance(built, bytes) else len(built.trace) * 4)
