"""`crowd`: many runs at once, and programs that print without end. Python, in a sandbox as the server starts it."""

import asyncio
from collections import defaultdict
from time import perf_counter
from typing import Final

import uvloop

from bench.greenroom import Greenroom, greenroom
from bench.judge import sandbox, waiting
from bench.machine import rss_mib
from bench.processes import CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.run import good_solution, ready_candidate
from bench.stats import Spread, spread, table
from sandbox.client import SandboxClient
from sandbox.contract import Begun, Case, CaseJudged, Finished, Mode, RunSpec, ScratchSpec, Verdict, Warm

BURST: Final = 8
SUSTAINED: Final = 24
AT_ONCE: Final = 4
FLOODS: Final = 6
RIGHT: Final = "def f(a):\n    return a"
FLOOD: Final = "while True:\n    print('x' * 4000)"


def crowd(rounds: int) -> Report:
    """The table and the goals. Raises `CannotMeasure`."""
    found: dict[str, list[float]] = defaultdict(list)
    for round in range(rounds):
        say(f"crowd, round {round + 1} of {rounds}")
        for measured in (_burst, _sustained, _floods):
            for what, figures in uvloop.run(measured()).items():
                found[what] += figures
        found["server's memory under flood, MiB more"].append(_memory())
    spreads = {what: Spread.of(figures) for what, figures in found.items()}
    return Report(
        table(["", "found"], [[what, spread(figures)] for what, figures in spreads.items()]),
        [
            Goal("burst of 8, all started, ms", spreads["burst of 8: all started, ms"], 100),
            Goal("fresh containers a second", spreads["fresh containers a second"], 3, least=True),
            Goal("a flood is ended, ms", spreads["a flood: from its first byte to its end, ms"], 500),
            Goal("server's memory under flood, MiB", spreads["server's memory under flood, MiB more"], 8),
        ],
    )


async def _burst() -> dict[str, list[float]]:
    async with sandbox(places=BURST, pool=BURST) as client:
        await client.warm((Warm("python", BURST),))
        await waiting(client, BURST)
        began = perf_counter()
        times = await asyncio.gather(*(_times(client) for _ in range(BURST)))
    started, answered = ((max(each[at] for each in times) - began) * 1000 for at in (0, 1))
    return {"burst of 8: all started, ms": [started], "burst of 8: all answered, ms": [answered]}


async def _times(client: SandboxClient) -> tuple[float, float]:
    """When a run had its container, and when its first answer."""
    started = answered = 0.0
    async for piece in client.run(RunSpec("bench", "python", RIGHT, "f", (Case("a", [1], expected=1),))):
        if isinstance(piece, Begun):
            started = perf_counter()
        elif isinstance(piece, CaseJudged):
            answered = perf_counter()
        elif isinstance(piece, Finished) and piece.verdict is not Verdict.PASSED:
            raise CannotMeasure(f"A run of a burst ended with “{piece.message}”")
    return started, answered


async def _sustained() -> dict[str, list[float]]:
    """No pool helps for long: what counts is how fast containers are made and taken down."""
    async with sandbox(places=AT_ONCE) as client:
        began = perf_counter()
        await asyncio.gather(*(_times(client) for _ in range(SUSTAINED)))
        return {"fresh containers a second": [SUSTAINED / (perf_counter() - began)]}


async def _floods() -> dict[str, list[float]]:
    async with sandbox(pool=2) as client:
        ends: list[float] = []
        for _ in range(FLOODS):
            await client.warm((Warm("python", 2, mode=Mode.PROGRAM),))
            await waiting(client, 2)
            began = 0.0
            async for piece in client.scratch(ScratchSpec("bench", "python", FLOOD)):
                if isinstance(piece, Begun):
                    began = perf_counter()
                elif isinstance(piece, Finished) and piece.verdict is not Verdict.OUTPUT_LIMIT:
                    raise CannotMeasure(f"A flood ended with “{piece.message}”")
            ends.append((perf_counter() - began) * 1000)
    return {"a flood: from its first byte to its end, ms": ends}


def _memory() -> float:
    """MiB that the server and its sandbox have grown by after FLOODS floods in a room."""
    with greenroom(sandbox="auto") as server:
        return uvloop.run(_flooded(server))


async def _flooded(server: Greenroom) -> float:
    cam, task = await ready_candidate(server)
    file = f"{task}/solution.py"
    cam.write(file, good_solution(task))
    await cam.run(task)
    before = rss_mib(server.pid)
    cam.write(file, FLOOD)
    for _ in range(FLOODS):
        await cam.run(task, ends=Verdict.OUTPUT_LIMIT.value)
    grown = rss_mib(server.pid) - before
    cam.transport.close()
    return grown
