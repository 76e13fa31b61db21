"""`relay`: keystrokes through each system, at a person's pace in 1, 100 and 400 rooms, and as fast as they go."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import uvloop

from bench.processes import CannotMeasure
from bench.progress import say
from bench.relay_load import Outcome, flooding, typing
from bench.relay_tables import Results, closed_lines, flood_table, goals, pace_table
from bench.report import Report
from bench.systems import SYSTEMS, Running, System

FLOOD_ROOMS: Final = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure: runs of each cell and seconds of each run; the sizes and the systems to measure."""

    rounds: int = 3
    seconds: float = 6.0
    rooms: Sequence[int] = (1, 100, 400)
    systems: Sequence[System] = SYSTEMS
    flood: bool = True


@dataclass(frozen=True, slots=True)
class Load:
    """What one run does to a system."""

    name: str
    rooms: int
    run: Callable[[Running, float], Awaitable[Outcome]]


@dataclass(slots=True)
class _Findings:
    results: Results = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    """Systems that cannot be measured here, and why."""


def relay(plan: Plan) -> Report:
    """Systems take turns within each round, so that a noisy minute falls on all of them."""
    paced = [Load(f"{rooms} room{'s' * (rooms > 1)}", rooms, typing) for rooms in plan.rooms]
    flood = [Load(f"{FLOOD_ROOMS} rooms, as fast as it goes", FLOOD_ROOMS, flooding)] if plan.flood else []
    findings = _Findings()
    for round in range(plan.rounds):
        for load in (*paced, *flood):
            for system in plan.systems:
                if system.name not in findings.missing:
                    say(f"relay, round {round + 1} of {plan.rounds}: {load.name}, {system.name}")
                    _measure(system, load, plan.seconds, findings)
    names = [system.name for system in plan.systems if system.name not in findings.missing]
    text = [pace_table(findings.results, [load.name for load in paced], names)] if paced else []
    text += [flood_table(findings.results, load.name, names) for load in flood]
    text += closed_lines(findings.results)
    text += [f"{name} is missing: {why}" for name, why in findings.missing.items()]
    return Report("\n\n".join(text), goals(findings.results))


def _measure(system: System, load: Load, seconds: float, findings: _Findings) -> None:
    async def measured(server: Running) -> Outcome:
        return await load.run(server, seconds)

    try:
        with system.running(load.rooms) as server:
            outcome = uvloop.run(measured(server))
    except CannotMeasure as error:
        findings.missing[system.name] = str(error)
        say(f"{system.name} is left out: {error}")
    else:
        findings.results.setdefault((load.name, system.name), []).append(outcome)
