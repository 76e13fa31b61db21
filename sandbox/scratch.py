"""A scratch program: somebody's own, with a standard input, shown as it prints. Nothing is compared."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal

from sandbox import meaning, words
from sandbox.contract import Finished, Printed, ScratchSpec, Verdict
from sandbox.execution import End, Execution
from sandbox.frames import Err, Out
from sandbox.languages import Language
from sandbox.launch import File
from sandbox.output import Flow, Kept
from sandbox.process import Process
from sandbox.stream import Stream

PIECE_SECONDS: Final = 0.05
"""Between two lots of what is printed: the first comes at once, and what follows comes together."""

Name = Literal["stdout", "stderr"]


class Scratch:
    """One scratch program on one stream; `waiting` says that its shim waits there already (`launch.waiting`)."""

    def __init__(
        self,
        spec: ScratchSpec,
        language: Language,
        files: Sequence[File],
        stream: Stream,
        *,
        waiting: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spec, self._language, self._files, self._clock = spec, language, files, clock
        self._process = Process(stream, language, spec.limits, waiting)
        self._execution = Execution(self._process, language, spec.limits, live=True)
        self._flows: dict[Name, Flow] = {
            "stdout": Flow(spec.limits.shown_bytes),
            "stderr": Flow(spec.limits.shown_bytes),
        }
        self._complaint = Kept(spec.limits.shown_bytes)
        self._gathered: list[tuple[Name, str]] = []
        self._news = asyncio.Event()

    async def pieces(self) -> AsyncGenerator[Printed | Finished, None]:
        """What it prints, as it comes, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        await self._process.ready(self._files)
        listening = asyncio.create_task(self._listen())
        listening.add_done_callback(lambda _: self._news.set())
        try:
            while True:
                await self._news.wait()
                self._news.clear()
                over = listening.done()
                for piece in self._taken():
                    yield piece
                if over:
                    yield self._finished(listening.result(), self._clock() - began)
                    return
                await asyncio.wait((listening,), timeout=PIECE_SECONDS)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self) -> End:
        """Read everything as fast as it comes: what waits to be taken is bounded by what may be shown."""
        async with aclosing(self._execution.run(self._spec.stdin)) as pieces:
            async for piece in pieces:
                match piece:
                    case Out(data):
                        self._gather("stdout", self._flows["stdout"].take(data))
                    case Err(data):
                        self._complaint.take(data)
                        self._gather("stderr", self._flows["stderr"].take(data))
                    case _:
                        for name, flow in self._flows.items():
                            self._gather(name, flow.rest())
                        return piece
        raise AssertionError("a run that never ended")

    def _gather(self, name: Name, text: str) -> None:
        if text:
            self._gathered.append((name, text))
            self._news.set()

    def _taken(self) -> Iterator[Printed]:
        gathered, self._gathered = self._gathered, []
        for name, pieces in groupby(gathered, itemgetter(0)):
            yield Printed(self._spec.run, name, "".join(text for _, text in pieces))

    def _finished(self, end: End, seconds: float) -> Finished:
        memory_words = self._language.run.memory_words
        complaint = self._complaint.text()
        said_memory = bool(memory_words) and memory_words in complaint
        verdict, message, *_ = meaning.of_end(end, self._spec.limits, said_memory, complaint)
        if verdict is Verdict.PASSED:
            cut = any(flow.cut for flow in self._flows.values())
            verdict, message = Verdict.UNCHECKED, words.scratch_ended(self._spec.limits if cut else None)
        return Finished(self._spec.run, verdict, message, 0, 0, round(seconds * 1000, 3))
