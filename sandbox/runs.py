"""Judging by runs: each case is one process with its own standard input, and its answer is what it prints."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from functools import partial

from sandbox import meaning
from sandbox.checking import Checker
from sandbox.contract import Case, RunSpec, Verdict
from sandbox.execution import End, Execution
from sandbox.frames import Err, Exit, Out
from sandbox.languages import Language
from sandbox.meaning import Meaning
from sandbox.output import Kept, decoded
from sandbox.process import Hung, Process
from sandbox.talk import LARGE_BYTES, Heard


class ByRuns:
    """The cases of a run whose mode is PROGRAM. What a case prints may be read to `Limits.read_bytes`."""

    def __init__(self, spec: RunSpec, language: Language, process: Process, checker: Checker | None = None) -> None:
        self._spec, self._language, self._process, self._checker = spec, language, process, checker
        self._execution = Execution(process, language, spec.limits)
        self._compare = replace(spec.compare, each="tokens") if spec.compare.each == "exact" else spec.compare
        self.over = False
        self._out, self._err = bytearray(), bytearray()
        self._ms, self._oom, self._answered = 0.0, False, False

    async def prepare(self) -> Meaning | None:
        """Nothing: every case starts anew."""
        return None

    async def judge(self, case: Case) -> Meaning:
        """What came of one case. Raises SandboxTrouble and StreamEnded."""
        self._out, self._err = bytearray(), bytearray()
        end = await self._ended(case.stdin)
        self.over = isinstance(end, Hung)
        return await self._judged(case, end)

    def heard(self) -> Heard:
        """What was printed, unless that is the answer: then only on standard error."""
        out, err = Kept(self._spec.limits.shown_bytes), Kept(self._spec.limits.shown_bytes)
        if not self._answered:
            out.take(self._out)
        err.take(self._err)
        return Heard(out.text(), err.text(), out.cut or err.cut, round(self._ms, 3), self._oom)

    async def end(self) -> bool:
        """End what still runs. It was asked nothing, so it owes no silence."""
        await self._process.end()
        return False

    async def _ended(self, stdin: str) -> End:
        async with aclosing(self._execution.run(stdin)) as pieces:
            async for piece in pieces:
                match piece:
                    case Out(data):
                        self._out += data
                    case Err(data):
                        self._err += data
                    case Exit():
                        self._ms, self._oom = piece.wall_us / 1000, piece.oom
                        return piece
                    case _:
                        return piece
        raise AssertionError("a run that never ended")

    async def _judged(self, case: Case, end: End) -> Meaning:
        limits, memory_words = self._spec.limits, self._language.run.memory_words
        said_memory = bool(memory_words) and memory_words.encode() in self._err
        ended = meaning.of_end(end, limits, said_memory, decoded(bytes(self._err[-limits.shown_bytes :])))
        self._answered = ended.verdict is Verdict.PASSED
        if not self._answered:
            return ended
        answered = ended._replace(got=decoded(bytes(self._out)))
        if not case.checked:
            return meaning.unchecked(answered)
        if self._checker:
            return await self._checker.judged(case, case.expected, answered)
        work = partial(meaning.compared, case.expected, answered, self._compare)
        return await asyncio.to_thread(work) if len(self._out) > LARGE_BYTES else work()
