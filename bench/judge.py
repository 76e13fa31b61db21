"""`judge`: the sandbox alone, in every language that is set up, when a container waits and when none does.

From the asking to the first byte that the program prints, and to the verdict of twenty calls of a function; beside it
the same program by hand in the same image, and under a `docker run` with the same walls. Each source is one that nobody
has compiled before.
"""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Final

import uvloop

from bench.by_hand import INPUT, by_hand, calls_of, changed, cold, compiling_by_hand, program_of
from bench.processes import CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, quantile, spread, table
from sandbox.client import SandboxClient, supervise
from sandbox.contract import (
    Begun,
    Callee,
    Case,
    CaseJudged,
    Finished,
    Limits,
    Mode,
    Piece,
    Printed,
    RunSpec,
    SandboxStatus,
    ScratchSpec,
    Verdict,
    Warm,
)
from sandbox.languages import Language, load_languages
from server.core.words import spell, stub_style

TIMES: Final = 5
"""Of everything, in each round."""
CASES: Final = 20
LIMITS: Final = Limits(cpu_seconds=10, wall_seconds=30, memory_mb=512)
SETTLE_SECONDS: Final = 0.4
"""A container waits as soon as its interpreter is started; that takes this long more until it is up."""
SETTLE_LONGER: Final = {"java": 3.0, "kotlin": 8.0, "scala": 8.0}
READY_SECONDS: Final = 60.0
GOALS: Final = {"python": (15.0, 60.0), "javascript": (15.0, 60.0)}
VERDICTS: Final = {"typescript": 40.0, "java": 120.0, "go": 260.0, "cpp": 1000.0, "rust": 450.0}
_marks: Final = count()


@dataclass(slots=True)
class Found:
    """Milliseconds, one for each time; none of what the language does not have."""

    first: list[float] = field(default_factory=list)
    verdict: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    docker: list[float] = field(default_factory=list)
    compiling: list[float] = field(default_factory=list)
    running: list[float] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    """The compiler alone, on what the calls are compiled from."""


def judge(rounds: int, only: str) -> Report:
    """The table. Raises `CannotMeasure` without Docker or its images."""
    if not shutil.which("docker"):
        raise CannotMeasure("The docker command is not here. Install docker.io.")
    ready = uvloop.run(_ready())
    languages = [
        language for language in load_languages() if language.id in ready and only in language.id and not language.suite
    ]
    languages.sort(key=lambda each: (each.order, each.id))
    found: dict[str, Found] = defaultdict(Found)
    missing: dict[str, str] = {}
    for round in range(rounds):
        for language in languages:
            say(f"judge, round {round + 1} of {rounds}, {language.title}")
            try:
                _measure(language, found[language.id])
            except CannotMeasure as why:
                missing[language.id] = f"{language.title}: {why}"
    whole = {language.title: found[language.id] for language in languages if language.id not in missing}
    head = ["ms", "first byte", "p95", "20 verdicts", "p95", "its compiler", "by hand", "cold", "docker run"]
    text = table(head, [_row(title, each) for title, each in whole.items()])
    notes = "".join(f"\n\nNot measured: {why}" for why in missing.values())
    return Report(text + notes, list(_goals({id: each for id, each in found.items() if id not in missing})))


def _measure(language: Language, found: Found) -> None:
    """Everything once, or TIMES. Raises `CannotMeasure`."""
    uvloop.run(_measured(language, found))
    hand = by_hand(language, TIMES)
    found.compiling += hand.compiling
    found.running += hand.running
    found.docker.append(cold(language))
    if (source := calls_of(language)) is not None:
        found.calls += compiling_by_hand(language, _calls(language, source), TIMES)


def _row(title: str, found: Found) -> list[str]:
    hand = [compiled + ran for compiled, ran in zip(found.compiling, found.running, strict=True)]
    middles = [number(Spread.of(each).middle) for each in (hand, found.cold, found.docker)]
    middles.insert(0, number(Spread.of(found.calls).middle) if found.calls else "")
    firsts = [spread(Spread.of(found.first)), number(quantile(found.first, 0.95))]
    return [title, *firsts, spread(Spread.of(found.verdict)), number(quantile(found.verdict, 0.95)), *middles]


def _goals(found: dict[str, Found]) -> list[Goal]:
    goals: list[Goal] = []
    for id, each in found.items():
        hand = Spread.of([compiled + ran for compiled, ran in zip(each.compiling, each.running, strict=True)])
        first, verdict = GOALS.get(id, (None, VERDICTS.get(id)))
        if first is not None:
            goals.append(Goal(f"{id}: first byte from a waiting container, ms", Spread.of(each.first), first))
            goals.append(Goal(f"{id}: the same, and by hand, ms", Spread.of(each.first), hand.middle))
            goals.append(
                Goal(f"{id}: cold, and 1.3 docker run, ms", Spread.of(each.cold), 1.3 * Spread.of(each.docker).middle)
            )
        if verdict is not None:
            goals.append(Goal(f"{id}: twenty verdicts, ms", Spread.of(each.verdict), verdict))
        if each.calls:
            most = 1.25 * Spread.of(each.calls).middle
            goals.append(Goal(f"{id}: twenty verdicts, and 1.25 times its compiler, ms", Spread.of(each.verdict), most))
    return goals


async def _ready() -> set[str]:
    async with sandbox() as client:
        status = await client.status()
    if not status.ready:
        raise CannotMeasure(f"The sandbox is not ready: {status.why}")
    return {each.id for each in status.languages if each.ready}


@asynccontextmanager
async def sandbox(places: int = 0, pool: int = 8) -> AsyncIterator[SandboxClient]:
    """A sandbox process of our own, as the server starts it."""
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        async with supervise(
            Path(folder) / "sandbox.sock", places=places, pool=pool, guard=False, quiet=True
        ) as client:
            yield client


async def waiting(client: SandboxClient, count: int, settle: float = SETTLE_SECONDS) -> SandboxStatus:
    """The status once at least so many containers wait, and what waits in them is up. Raises `CannotMeasure`."""
    try:
        async with asyncio.timeout(READY_SECONDS):
            while (status := await client.status()).pool.waiting < count:  # noqa: ASYNC110 it tells nobody by itself
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise CannotMeasure("The pool does not fill; look at what docker says.") from None
    await asyncio.sleep(settle)
    return status


async def _measured(language: Language, found: Found) -> None:
    settle = SETTLE_LONGER.get(language.id, SETTLE_SECONDS)
    containers = 4 if language.compile else 2  # no more: nothing is made while something is measured
    async with sandbox(pool=containers) as client:
        await client.status()  # as a server asks at its start: the sandbox has found its engine
        found.cold.append(await first_byte(client, language))
        for _ in range(TIMES):
            await client.warm((Warm(language.id, 2, LIMITS.memory_mb, Mode.PROGRAM),))
            await waiting(client, containers, settle)
            found.first.append(await first_byte(client, language, warm=not language.compile))
    if (source := calls_of(language)) is None:
        return
    async with sandbox(pool=containers) as client:
        for _ in range(TIMES):
            await client.warm((Warm(language.id, 2, LIMITS.memory_mb),))
            await waiting(client, containers, settle)
            found.verdict.append(await _verdict(client, language, source))


async def first_byte(client: SandboxClient, language: Language, warm: bool = False) -> float:
    """Milliseconds to the first byte of the probe program."""
    source = changed(language, program_of(language), f"{perf_counter()} {next(_marks)}")
    spec = ScratchSpec("bench", language.id, source, INPUT, LIMITS)
    began, first = perf_counter(), None
    async for piece in _closing(client.scratch(spec)):
        if isinstance(piece, Printed) and piece.stream == "stdout" and first is None:
            if piece.text.strip() != "5":
                raise CannotMeasure(f"{language.title} says “{piece.text[:300]}” to 2 and 3.")
            first = (perf_counter() - began) * 1000
        elif isinstance(piece, Begun) and warm and piece.cold:
            raise CannotMeasure(f"{language.title} had no container waiting.")
        elif isinstance(piece, Finished) and first is None:
            raise CannotMeasure(f"{language.title}: {piece.message}")
    assert first is not None
    return first


async def _verdict(client: SandboxClient, language: Language, source: str) -> float:
    """Milliseconds to the verdict of CASES calls, all right."""
    spec = _calls(language, changed(language, source, f"{perf_counter()} {next(_marks)}"))
    began = perf_counter()
    async for piece in _closing(client.run(spec)):
        if isinstance(piece, CaseJudged) and piece.verdict is not Verdict.PASSED:
            raise CannotMeasure(f"{language.title}: {piece.verdict}, {piece.message} {piece.trace[:300]}")
    return (perf_counter() - began) * 1000


def _calls(language: Language, source: str) -> RunSpec:
    """CASES calls of one function of this source."""
    style = stub_style(language.data)
    name, words = spell("add_two", style), style.types["int"]
    cases = tuple(Case(f"case-{n}", [n, 3], expected=n + 3) for n in range(CASES))
    callees = (Callee(name, (words, words), words),)
    return RunSpec("bench", language.id, source, name, cases, limits=LIMITS, callees=callees)


async def _closing(pieces: AsyncGenerator[Piece, None]) -> AsyncGenerator[Piece, None]:
    async with aclosing(pieces):
        async for piece in pieces:
            yield piece
