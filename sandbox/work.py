"""What a run does once it has its place: compile where that is needed, take a container, judge. Trouble is raised."""

import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing
from typing import Final, Protocol

from sandbox import checking as checks
from sandbox import glue, launch
from sandbox.checking import Checker
from sandbox.compiling import Compiler, Order
from sandbox.contract import (
    Begun,
    Case,
    Finished,
    Limits,
    Mode,
    Piece,
    Printed,
    RunSpec,
    ScratchSpec,
    SuiteSpec,
    Validator,
)
from sandbox.judge import Judge, refused
from sandbox.languages import Language
from sandbox.launch import File
from sandbox.meaning import Meaning
from sandbox.pool import Claimed
from sandbox.process import Process
from sandbox.project import ProjectJudge
from sandbox.scratch import Scratch
from sandbox.stream import SandboxTrouble
from sandbox.suite import SuiteJudge

CHECKERS: Final = "checker"
"""The folder of languages in which authors' checkers run."""
SUITES: Final = "pytest"
"""The folder of languages in which authors' own tests run."""
TESTS: Final = Limits(cpu_seconds=10.0, wall_seconds=60.0, read_bytes=8 << 20)
"""Between two calls a test may think for so long; in all it may print so much."""


class Claim(Protocol):
    """Gives a fresh container for running this language so, gone when the block is left. Raises SandboxTrouble and
    StreamEnded."""

    def __call__(self, language: Language, limits: Limits, mode: Mode) -> AbstractAsyncContextManager[Claimed]: ...


class Work:
    """Runs and scratch runs, with the containers and the compiler that they share."""

    def __init__(
        self,
        claim: Claim,
        compiler: Compiler,
        image: Callable[[Language], str],
        clock: Callable[[], float] = time.monotonic,
        languages: Mapping[str, Language] | None = None,
    ) -> None:
        self._claim, self._compiler, self._image, self._clock = claim, compiler, image, clock
        self._languages = languages or {}

    async def judged(self, spec: RunSpec, language: Language) -> AsyncGenerator[Piece, None]:
        """The pieces of a run. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        files = await self._files(language, spec)
        if isinstance(files, Meaning):
            for refusal in refused(spec, files, self._clock() - began):
                yield refusal
            return
        async with AsyncExitStack() as stack:
            checker = await self._checker(spec, stack)
            claimed = await stack.enter_async_context(self._claim(language, spec.limits, spec.mode))
            yield Begun(spec.run, claimed.cold)
            judge = Judge(
                spec, language, files, claimed.stream, waiting=claimed.waiting, checker=checker, clock=self._clock
            )
            async with aclosing(judge.pieces()) as pieces:
                async for piece in pieces:
                    yield piece

    async def suite(self, spec: SuiteSpec, language: Language) -> AsyncGenerator[Piece, None]:
        """The pieces of an author's own tests. Raises SandboxTrouble and StreamEnded."""
        if spec.command:
            async with aclosing(self._project(spec, language)) as pieces:
                async for piece in pieces:
                    yield piece
            return
        began = self._clock()
        if (testing := self._languages.get(SUITES)) is None:
            raise SandboxTrouble(f"This sandbox has no “{SUITES}” to run tests in. Run: make up")
        cases = tuple(Case(id) for id in spec.cases)
        calls = RunSpec(spec.run, language.id, spec.source, "", cases, files=spec.files, callees=spec.callees)
        files = await self._files(language, calls)
        if isinstance(files, Meaning):
            for refusal in refused(calls, files, self._clock() - began):
                yield refusal
            return
        async with (
            self._claim(language, spec.limits, Mode.FUNCTION) as coded,
            self._claim(testing, TESTS, Mode.FUNCTION) as tested,
        ):
            yield Begun(spec.run, coded.cold or tested.cold)
            code = Process(coded.stream, language, spec.limits, coded.waiting)
            tests = Process(tested.stream, testing, TESTS, tested.waiting)
            await code.ready(files)
            await tests.ready(launch.texts(spec.tests))
            judge = SuiteJudge(spec, language, code, testing, tests, TESTS, self._clock)
            async with aclosing(judge.pieces()) as pieces:
                async for piece in pieces:
                    yield piece

    async def _project(self, spec: SuiteSpec, language: Language) -> AsyncGenerator[Piece, None]:
        """The pieces of tests that a framework runs beside the code."""
        framework = self._framework(spec.command, language)
        source = {language.run.file: spec.source} if spec.source else {}
        files = launch.project({**source, **spec.files, **spec.tests})
        async with self._claim(framework, spec.limits, Mode.PROGRAM) as claimed:
            yield Begun(spec.run, claimed.cold)
            process = Process(claimed.stream, framework, spec.limits, claimed.waiting)
            await process.ready(files)
            await process.displace()
            judge = ProjectJudge(spec, framework, process, claimed.stream, self._clock)
            async with aclosing(judge.pieces()) as pieces:
                async for piece in pieces:
                    yield piece

    def _framework(self, command: str, language: Language) -> Language:
        """In whose image this command runs the tests of a project in this language."""
        first = next(iter(command.split()), "")
        if not (folder := language.tests.get(first, language.tests.get("*", ""))):
            return language
        if (framework := self._languages.get(folder)) is None:
            raise SandboxTrouble(f"This sandbox has no “{folder}” to run tests in. Run: make up")
        return framework

    async def scratch(self, spec: ScratchSpec, language: Language) -> AsyncGenerator[Piece, None]:
        """The pieces of a scratch run. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        whole = RunSpec(spec.run, language.id, spec.source, "", (), mode=Mode.PROGRAM, files=spec.files)
        files = await self._files(language, whole)
        if isinstance(files, Meaning):
            if files.trace:
                yield Printed(spec.run, "stderr", files.trace)
            ms = round((self._clock() - began) * 1000, 3)
            yield Finished(spec.run, files.verdict, files.message, 0, 0, ms)
            return
        async with self._claim(language, spec.limits, Mode.PROGRAM) as claimed:
            yield Begun(spec.run, claimed.cold)
            scratch = Scratch(spec, language, files, claimed.stream, waiting=claimed.waiting, clock=self._clock)
            async with aclosing(scratch.pieces()) as pieces:
                async for piece in pieces:
                    yield piece

    async def _checker(self, spec: RunSpec, stack: AsyncExitStack) -> Checker | None:
        """The run's checker, where it has one; its container is claimed when it is first asked, gone with `stack`."""
        compare = spec.compare
        if compare.kind != "checker":
            return None
        if (checking := self._languages.get(CHECKERS)) is None:
            raise SandboxTrouble(f"This sandbox has no “{CHECKERS}” to look at answers in. Run: make up")
        validator = compare.validator
        if validator is None:
            files: Sequence[File] | Meaning = launch.source(checking, compare.checker, {})
        else:
            files = await self._validating(checking, validator)

        async def opened() -> Claimed:
            return await stack.enter_async_context(self._claim(checking, checks.LIMITS, Mode.FUNCTION))

        return Checker(checking, files, opened)

    async def _validating(self, checking: Language, validator: Validator) -> Sequence[File] | Meaning:
        """The files of a checker that asks a validator, which may have to be compiled first; or why that fails."""
        written = self._languages.get(validator.language)
        if written is None:
            raise SandboxTrouble(f"The task's validator is written in “{validator.language}”, which is not here.")
        whole = RunSpec("", written.id, validator.source, "", (), mode=Mode.PROGRAM, files=validator.files)
        files = await self._files(written, whole)
        if isinstance(files, Meaning):
            return files
        command = ["./" + files[0].name] if written.compile else ["/usr/bin/python3", files[0].name]
        return (*files, *launch.source(checking, checks.harness(command, validator), {}))

    async def _files(self, language: Language, spec: RunSpec) -> Sequence[File] | Meaning:
        """What the run's container gets: the source, or what it was compiled to; or why there is nothing to run."""
        files, how = launch.source(language, spec.source, spec.files), language.compile
        program = spec.mode is Mode.PROGRAM
        command = (how.program if program else how.calls) if how else ()
        if how is None or not command:
            return files
        if language.glue is not None and not program:
            files = (*files, File(language.glue.file, glue.rendered(language, spec).encode(errors="replace")))
        order = Order(self._image(language), language.filled(command, how.memory_mb), files)
        built = await self._compiler.built(language, how, order)
        if isinstance(built, Meaning):
            return built
        return (File(how.artefact, built, executable=True), *launch.texts(spec.files))
