"""From a run's wish to its pieces: the language, a container, the judge. Trouble is a piece, never an exception."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import replace
from typing import Final, TypeVar

import docker
import requests
import structlog

from sandbox.compiling import Compiler
from sandbox.containers import Engine, EngineAway
from sandbox.contract import (
    Begun,
    CaseJudged,
    Finished,
    LanguageStatus,
    Limits,
    Mode,
    Piece,
    Queued,
    RunSpec,
    SandboxStatus,
    ScratchSpec,
    SuiteSpec,
    Verdict,
    Warm,
)
from sandbox.engine import reason
from sandbox.languages import Language
from sandbox.places import Places
from sandbox.pool import Claimed, Pool
from sandbox.recipes import Recipes
from sandbox.stream import SandboxTrouble, Stream, StreamEnded
from sandbox.work import Work

STATUS_SECONDS: Final = 2.0
"""So long a status is told again without asking the engine."""

SOURCE_CHARACTERS: Final = 1_000_000
"""More is no program that somebody has typed."""

BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "cpu_seconds": (0.01, 60),
    "wall_seconds": (0.01, 120),
    "memory_mb": (32, 8192),
    "pids": (1, 1024),
    "shown_bytes": (0, 256 * 1024),
    "read_bytes": (1024, 64 * 1024 * 1024),
}
"""Nought would mean "no limit" to the engine: a run outside these is refused."""

STOPPED: Final = "The container stopped in the middle of the run. Run again; if it repeats: greenroom doctor"

BACK_SECONDS: Final = 5.0
"""So long a run waits for an engine that went away under it."""
AGAIN_SECONDS: Final = 0.2

S = TypeVar("S", RunSpec, SuiteSpec, ScratchSpec)
Doing = Callable[[S, Language], AsyncGenerator[Piece, None]]
"""What a run does once it has its place."""

log = structlog.get_logger()


class Runner:
    """Every run of this sandbox, and what works at the moment. `again` says that such runs will come again."""

    def __init__(
        self,
        languages: tuple[Language, ...],
        recipes: Recipes,
        pool: Pool,
        places: Places,
        engine: Engine,
        clock: Callable[[], float] = time.monotonic,
        again: bool = True,
    ) -> None:
        self._again = again
        self._languages = {language.id: language for language in languages}
        self._recipes, self._pool, self._places = recipes, pool, places
        self._engine, self._clock = engine, clock
        self._work = Work(self._running, Compiler(self._compiling), recipes.image, clock, self._languages)
        self._status: tuple[float, SandboxStatus] | None = None
        self._looking = asyncio.Lock()

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        """Pieces as they are known, the last one `Finished`. Closing the iterator ends the container at once."""
        total = sum(case.checked for case in spec.cases)
        async with aclosing(self._carried_out(spec, total, self._work.judged)) as pieces:
            async for piece in pieces:
                yield piece

    async def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for an author's own tests: a `CaseJudged` for each test, the last piece `Finished`."""
        async with aclosing(self._carried_out(spec, len(spec.cases), self._work.suite)) as pieces:
            async for piece in pieces:
                yield piece

    async def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for a program of somebody's own: `Printed` as it prints, the last piece `Finished`."""
        async with aclosing(self._carried_out(spec, 0, self._work.scratch)) as pieces:
            async for piece in pieces:
                yield piece

    async def warm(self, wanted: tuple[Warm, ...]) -> SandboxStatus:
        """Keep these containers waiting from now on, as far as there is room for them."""
        self._pool.wish(self._recipes.wished(wanted))
        return await self.status()

    async def status(self) -> SandboxStatus:
        """What works now, at most STATUS_SECONDS old, and how busy it is at this moment."""
        async with self._looking:
            if self._status is None or self._clock() - self._status[0] > STATUS_SECONDS:
                found = await asyncio.to_thread(self._look)
                self._status = (self._clock(), found)
        pool = replace(
            self._pool.figures(),
            running=self._places.running,
            places=self._places.count,
            queued=self._places.queued,
        )
        return replace(self._status[1], pool=pool)

    # A run ----------------------------------------------------------------------------------------------------------

    async def _carried_out(self, spec: S, total: int, work: Doing[S]) -> AsyncGenerator[Piece, None]:
        """What comes of this work in its turn; trouble is the last piece."""
        began, passed = self._clock(), 0
        try:
            async with aclosing(self._in_turn(spec, work)) as pieces:
                async for piece in pieces:
                    passed += isinstance(piece, CaseJudged) and piece.verdict is Verdict.PASSED
                    yield piece
            return
        except SandboxTrouble as trouble:
            message = str(trouble)
        except StreamEnded:
            message = (await asyncio.to_thread(self._look)).why or STOPPED
        ms = round((self._clock() - began) * 1000, 3)
        log.warning("run_trouble", run=spec.run, language=spec.language, message=message)
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, message, passed, total, ms)

    async def _in_turn(self, spec: S, work: Doing[S]) -> AsyncGenerator[Piece, None]:
        """Wait for a place, do the work, give the place back."""
        language = self._language_of(spec)
        turn = self._places.join(spec.patient)
        try:
            while turn.ahead is not None:
                yield Queued(spec.run, turn.ahead)
                await turn.moved()
            async with aclosing(self._twice(spec, language, work)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self._places.leave(turn)
            self._pool.look()

    async def _twice(self, spec: S, language: Language, work: Doing[S]) -> AsyncGenerator[Piece, None]:
        """Do the work, and once more if its container or the engine went away before anything was known of it."""
        begun = known = False
        try:
            async with aclosing(work(spec, language)) as pieces:
                async for piece in pieces:
                    begun, known = True, not isinstance(piece, Begun)
                    yield piece
            return
        except (StreamEnded, EngineAway):
            if known or not await self._engine_is_back():
                raise
        log.warning("run_again", run=spec.run, language=spec.language)
        async with aclosing(work(spec, language)) as pieces:
            async for piece in pieces:
                if not (begun and isinstance(piece, Begun)):
                    yield piece

    async def _engine_is_back(self) -> bool:
        """Whether the engine answers, now or within a while."""
        deadline = self._clock() + BACK_SECONDS
        while True:
            try:
                await asyncio.to_thread(self._engine.ask, lambda api: api.ping())
            except (SandboxTrouble, docker.errors.DockerException, requests.RequestException):
                if self._clock() > deadline:
                    return False
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return True

    def _running(self, language: Language, limits: Limits, mode: Mode) -> AbstractAsyncContextManager[Claimed]:
        """A container for a run."""
        return self._pool.claim(self._recipes.running(language, limits, mode), self._again)

    @asynccontextmanager
    async def _compiling(self, language: Language) -> AsyncIterator[Stream]:
        """A container for a compiler."""
        async with self._pool.claim(self._recipes.compiling(language), self._again) as claimed:
            yield claimed.stream

    def _language_of(self, spec: RunSpec | SuiteSpec | ScratchSpec) -> Language:
        """Raises SandboxTrouble for what is refused before it waits for a place."""
        language = self._languages.get(spec.language)
        if language is None:
            raise SandboxTrouble(f"This sandbox has no language “{spec.language}”.")
        if len(spec.source) > SOURCE_CHARACTERS:
            raise SandboxTrouble(f"The program is longer than {SOURCE_CHARACTERS:,} characters. Make it shorter.")
        if wrong := outside_bounds(spec.limits):
            raise SandboxTrouble(wrong)
        return language

    # The status -----------------------------------------------------------------------------------------------------

    def _look(self) -> SandboxStatus:
        try:
            built, runtimes = self._engine.ask(_built), self._engine.ask(_runtimes)
        except SandboxTrouble as trouble:
            return SandboxStatus(ready=False, why=str(trouble))
        except (docker.errors.DockerException, requests.RequestException) as error:
            return SandboxStatus(
                ready=False, why=f"Docker answers with an error: {reason(error)}. Run: greenroom doctor"
            )
        if (runtime := self._recipes.runtime) not in runtimes:
            return SandboxStatus(ready=False, why=unknown_runtime(runtime, runtimes))
        each = tuple(self._language(language, built) for language in self._languages.values())
        return SandboxStatus(
            ready=any(one.ready for one in each),
            why="" if any(one.ready for one in each) else "No language's image is built. Run: make up",
            languages=each,
        )

    def _language(self, language: Language, built: frozenset[str]) -> LanguageStatus:
        if self._recipes.image(language) in built:
            return LanguageStatus(language.id, ready=True)
        mend = "make up" if language.default else f"make languages LANGUAGES={language.id}"
        why = f"{language.title} is not set up on the machine where Greenroom runs. Run there: {mend}"
        return LanguageStatus(language.id, ready=False, why=why)


def outside_bounds(limits: Limits) -> str:
    """Why a run with these limits is refused; "" when it is not."""
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(limits, name) <= most:
            return f"The run's limit {name} is {getattr(limits, name)}; it must be between {least:g} and {most:g}."
    return ""


def unknown_runtime(runtime: str, known: Iterable[str]) -> str:
    """Why nothing runs under a runtime that the engine does not know, and the mend."""
    names = ", ".join(sorted(known)) or "none"
    return (
        f"The Docker engine has no runtime “{runtime}” (it has: {names}). Add it to the engine's configuration and "
        "restart that, or set GREENROOM_RUNTIME to one of these."
    )


def _runtimes(api: docker.APIClient) -> frozenset[str]:
    """The names that the engine knows."""
    return frozenset(api.info().get("Runtimes") or {"runc": {}})


def _built(api: docker.APIClient) -> frozenset[str]:
    """The tags of all the images for languages."""
    found = api.images(filters={"label": "greenroom.language"})
    return frozenset(tag for image in found for tag in image["RepoTags"] or ())
