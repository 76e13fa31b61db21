"""From a run's wish to its pieces: the language, a container, the judge. Trouble is a piece, never an exception."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Final

import docker
import requests
import structlog

from sandbox import images
from sandbox.containers import Containers, Engine
from sandbox.contract import (
    Begun,
    CaseJudged,
    Finished,
    LanguageStatus,
    Limits,
    Piece,
    RunSpec,
    SandboxStatus,
    ScratchSpec,
    Verdict,
    Warm,
)
from sandbox.engine import reason
from sandbox.judge import Judge
from sandbox.languages import Language
from sandbox.stream import SandboxTrouble, StreamEnded

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

log = structlog.get_logger()


class Runner:
    """Every run of this sandbox, and what works at the moment."""

    def __init__(
        self,
        languages: tuple[Language, ...],
        containers: Containers,
        engine: Engine,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._languages = {language.id: language for language in languages}
        self._images = {language.id: images.tag(language.id) for language in languages}
        self._containers, self._engine, self._clock = containers, engine, clock
        self._status: tuple[float, SandboxStatus] | None = None
        self._looking = asyncio.Lock()

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        """Pieces as they are known, the last one `Finished`. Closing the iterator ends the container at once."""
        began, passed = self._clock(), 0
        try:
            async with aclosing(self._pieces(spec)) as pieces:
                async for piece in pieces:
                    passed += isinstance(piece, CaseJudged) and piece.verdict is Verdict.PASSED
                    yield piece
            return
        except SandboxTrouble as trouble:
            message = str(trouble)
        except StreamEnded:
            message = (await asyncio.to_thread(self._look)).why or STOPPED
        total = sum(case.checked for case in spec.cases)
        ms = round((self._clock() - began) * 1000, 3)
        log.warning("run_trouble", run=spec.run, language=spec.language, message=message)
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, message, passed, total, ms)

    async def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for a program of somebody's own: `Printed` as it prints, the last piece `Finished`."""
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, f"Programs in {spec.language} cannot run here yet.", 0, 0)

    async def warm(self, wanted: tuple[Warm, ...]) -> SandboxStatus:
        """Keep these containers waiting from now on, as far as there is room for them."""
        return await self.status()

    async def status(self) -> SandboxStatus:
        """What works now, at most STATUS_SECONDS old."""
        async with self._looking:
            if self._status is None or self._clock() - self._status[0] > STATUS_SECONDS:
                found = await asyncio.to_thread(self._look)
                self._status = (self._clock(), found)
            return self._status[1]

    async def _pieces(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        language = self._languages.get(spec.language)
        if language is None:
            raise SandboxTrouble(f"This sandbox has no language “{spec.language}”.")
        if len(spec.source) > SOURCE_CHARACTERS:
            raise SandboxTrouble(f"The program is longer than {SOURCE_CHARACTERS:,} characters. Make it shorter.")
        if wrong := outside_bounds(spec.limits):
            raise SandboxTrouble(wrong)
        image = self._images[language.id]
        pids = max(spec.limits.pids, language.limits.pids)
        async with self._containers.claim(image, spec.run, spec.limits, pids) as stream:
            yield Begun(spec.run, cold=True)
            async with aclosing(Judge(spec, language, stream).pieces()) as pieces:
                async for piece in pieces:
                    yield piece

    def _look(self) -> SandboxStatus:
        try:
            built = self._engine.ask(_built)
        except SandboxTrouble as trouble:
            return SandboxStatus(ready=False, why=str(trouble))
        except (docker.errors.DockerException, requests.RequestException) as error:
            return SandboxStatus(
                ready=False, why=f"Docker answers with an error: {reason(error)}. Run: greenroom doctor"
            )
        each = tuple(self._language(language, built) for language in self._languages.values())
        return SandboxStatus(
            ready=any(one.ready for one in each),
            why="" if any(one.ready for one in each) else "No language's image is built. Run: make up",
            languages=each,
        )

    def _language(self, language: Language, built: frozenset[str]) -> LanguageStatus:
        if self._images[language.id] in built:
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


def _built(api: docker.APIClient) -> frozenset[str]:
    """The tags of all the images for languages."""
    found = api.images(filters={"label": "greenroom.language"})
    return frozenset(tag for image in found for tag in image["RepoTags"] or ())
