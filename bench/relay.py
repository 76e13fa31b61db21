"""`relay`: keystrokes through each system, at a person's pace in 1, 100 and 400 rooms, and as fast as they go."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import uvloop

from bench.processes import CannotMeasure
from bench.progress import say
from bench.relay_load import Outcome, flooding, typing
from bench.stats import Spread, number, quantile, spread, table
from bench.systems import SYSTEMS, Running, System

ROOMS: Final = (1, 100, 400)
FLOOD_ROOMS: Final = 100
BASELINE: Final = "bare ASGI relay"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure: runs of each cell and seconds of each run; the sizes and the systems to measure."""

    rounds: int = 3
    seconds: float = 6.0
    rooms: Sequence[int] = ROOMS
    systems: Sequence[System] = SYSTEMS
    flood: bool = True


Cell = tuple[str, str]
"""A load (such as “100 rooms”) and a system's name."""


def relay(plan: Plan) -> str:
    """The tables. Systems take turns within each round, so that a noisy minute falls on all of them."""
    loads: list[tuple[str, int, Callable[[Running, float], Awaitable[Outcome]]]] = [
        (f"{rooms} room{'s' * (rooms > 1)}", rooms, typing) for rooms in plan.rooms
    ]
    if plan.flood:
        loads.append(("as fast as it goes", FLOOD_ROOMS, flooding))
    found: dict[Cell, list[Outcome]] = {}
    missing: dict[str, str] = {}
    for round in range(plan.rounds):
        for load, rooms, run in loads:
            for system in plan.systems:
                if system.name not in missing:
                    say(f"relay, round {round + 1} of {plan.rounds}: {load}, {system.name}")
                    try:
                        found.setdefault((load, system.name), []).append(_once(system, rooms, run, plan.seconds))
                    except CannotMeasure as error:
                        missing[system.name] = str(error)
                        say(f"{system.name} is left out: {error}")
    names = [system.name for system in plan.systems if system.name not in missing]
    parts = [_pace_table(found, [load for load, _, run in loads if run is typing], names)]
    if plan.flood:
        parts.append(_flood_table(found, loads[-1][0], names))
    return "\n\n".join(parts + [f"{name} is missing: {why}" for name, why in missing.items()])


def _once(system: System, rooms: int, run: Callable[[Running, float], Awaitable[Outcome]], seconds: float) -> Outcome:
    async def measured() -> Outcome:
        return await run(server, seconds)

    with system.running(rooms) as server:
        return uvloop.run(measured())


def _pace_table(found: dict[Cell, list[Outcome]], loads: Sequence[str], names: Sequence[str]) -> str:
    head = ["load, system", "p50 ms", "p99 ms", "p99 ÷ bare", "delivered", "CPU µs/key", "÷ bare", "KiB/room"]
    head += ["stored p99 ms", "generator", "its late p99 ms", "others' CPU"]
    rows = []
    for load in loads:
        bare = found.get((load, BASELINE), [])
        for name in names:
            runs = found[load, name]
            p99, cpu = _p(runs, 0.99), _spread(runs, lambda run: run.cpu_us)
            rows.append(
                [
                    f"{load}, {name}",
                    spread(_p(runs, 0.5)),
                    spread(p99),
                    number(p99.over(_p(bare, 0.99))),
                    f"{min(run.delivered for run in runs):.2%}",
                    spread(cpu),
                    number(cpu.over(_spread(bare, lambda run: run.cpu_us))),
                    spread(_spread(runs, lambda run: run.room_kib)),
                    spread(_spread(runs, lambda run: quantile(run.stored, 0.99))),
                    *_honesty(runs),
                ]
            )
    return table(head, rows)


def _flood_table(found: dict[Cell, list[Outcome]], load: str, names: Sequence[str]) -> str:
    head = [f"{load}, {FLOOD_ROOMS} rooms", "keys/s", "÷ bare", "CPU µs/key", "p99 ms", "delivered", "stored p99 ms"]
    head += ["generator", "its late p99 ms", "others' CPU"]
    bare = _spread(found.get((load, BASELINE), []), lambda run: run.keys_a_second)
    rows = []
    for name in names:
        runs = found[load, name]
        rate = _spread(runs, lambda run: run.keys_a_second)
        rows.append(
            [
                name,
                spread(rate),
                number(rate.over(bare)),
                spread(_spread(runs, lambda run: run.cpu_us)),
                spread(_p(runs, 0.99)),
                f"{min(run.delivered for run in runs):.2%}",
                spread(_spread(runs, lambda run: quantile(run.stored, 0.99))),
                *_honesty(runs),
            ]
        )
    return table(head, rows)


def _honesty(runs: Sequence[Outcome]) -> list[str]:
    """Whether to believe the row: the generator's part of a core, how late it was, and what else used the machine."""
    return [
        f"{max(run.generator_core for run in runs):.0%}",
        number(max(quantile(run.late, 0.99) for run in runs)),
        f"{max(run.foreign_core for run in runs):.0%}",
    ]


def _p(runs: Sequence[Outcome], q: float) -> Spread:
    return _spread(runs, lambda run: quantile(run.latencies, q))


def _spread(runs: Sequence[Outcome], figure: Callable[[Outcome], float]) -> Spread:
    return Spread.of([figure(run) for run in runs])
