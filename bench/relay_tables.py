"""The relay's runs as tables, and what was promised of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bench.relay_load import Outcome
from bench.report import Goal
from bench.stats import Spread, number, quantile, spread, table
from bench.systems import BareRelay, GreenroomSystem

Results = dict[tuple[str, str], list[Outcome]]
"""The runs of a load (such as “100 rooms”) on a system, by their names."""

CPU_MAX_US: Final = 190.0
CPU_ROOMS: Final = "400 rooms"
P99_OVER_BARE_MAX: Final = 1.5
FLOOD_LEAST: Final = 5_500.0
"""Keys a second: what y-websocket's server took on one core when Greenroom began."""
HONESTY: Final = ("generator", "its late p99 ms", "others' CPU")


def pace_table(results: Mapping[tuple[str, str], Sequence[Outcome]], loads: Sequence[str], names: Sequence[str]) -> str:
    """People at their own pace: a row for each load and system."""
    head = ["load, system", "p50 ms", "p99 ms", "÷ bare", "delivered", "CPU µs/key", "÷ bare", "KiB/room"]
    rows = []
    for load in loads:
        bare = results.get((load, BareRelay.name), ())
        for name in names:
            runs = results[load, name]
            p99, cpu = _latency(runs, 0.99), _cpu(runs)
            rows.append(
                [
                    f"{load}, {name}",
                    spread(_latency(runs, 0.5)),
                    spread(p99),
                    number(p99.over(_latency(bare, 0.99))),
                    _delivered(runs),
                    spread(cpu),
                    number(cpu.over(_cpu(bare))),
                    spread(_spread(runs, lambda run: run.room_kib)),
                    spread(_stored(runs)),
                    *_honesty(runs),
                ]
            )
    return table([*head, "stored p99 ms", *HONESTY], rows)


def closed_lines(results: Mapping[tuple[str, str], Sequence[Outcome]]) -> list[str]:
    """A sentence for each load and system in which connections did not last; usually none."""
    return [
        f"{load}, {name}: {len(codes)} connections were closed, with {', '.join(map(str, sorted(set(codes))))}."
        for (load, name), runs in results.items()
        if (codes := [code for run in runs for code in run.closed])
    ]


def flood_table(results: Mapping[tuple[str, str], Sequence[Outcome]], load: str, names: Sequence[str]) -> str:
    """As fast as it goes: a row for each system."""
    head = [load, "keys/s", "÷ bare", "CPU µs/key", "p99 ms", "delivered", "stored p99 ms", *HONESTY]
    bare = _rate(results.get((load, BareRelay.name), ()))
    rows = []
    for name in names:
        runs = results[load, name]
        rate = _rate(runs)
        rows.append(
            [
                name,
                spread(rate),
                number(rate.over(bare)),
                spread(_cpu(runs)),
                spread(_latency(runs, 0.99)),
                _delivered(runs),
                spread(_stored(runs)),
                *_honesty(runs),
            ]
        )
    return table(head, rows)


def goals(results: Mapping[tuple[str, str], Sequence[Outcome]]) -> list[Goal]:
    """What Greenroom promises, for the loads that were measured."""
    promised = []
    for (load, name), runs in results.items():
        if name != GreenroomSystem.name:
            continue
        promised.append(Goal(f"{load}: delivered, %", _spread(runs, lambda run: run.delivered * 100), 100, least=True))
        if runs[0].late:
            bare = results.get((load, BareRelay.name), ())
            ratios = [
                quantile(ours.latencies, 0.99) / quantile(theirs.latencies, 0.99)
                for ours, theirs in zip(runs, bare, strict=False)
            ]
            promised.append(Goal(f"{load}: p99 ÷ bare relay's, round by round", Spread.of(ratios), P99_OVER_BARE_MAX))
        else:
            promised.append(Goal(f"{load}: keys a second", _rate(runs), FLOOD_LEAST, least=True))
        if load == CPU_ROOMS:
            promised.append(Goal(f"{load}: CPU of a keystroke, µs", _cpu(runs), CPU_MAX_US))
    return promised


def _honesty(runs: Sequence[Outcome]) -> list[str]:
    """Whether to believe the row: the generator's part of a core, how late it was, and what else used the machine."""
    return [
        f"{max(run.generator_core for run in runs):.0%}",
        number(max(quantile(run.late, 0.99) for run in runs)),
        f"{max(run.foreign_core for run in runs):.0%}",
    ]


def _delivered(runs: Sequence[Outcome]) -> str:
    return f"{min(run.delivered for run in runs):.2%}"


def _latency(runs: Sequence[Outcome], q: float) -> Spread:
    return _spread(runs, lambda run: quantile(run.latencies, q))


def _stored(runs: Sequence[Outcome]) -> Spread:
    return _spread(runs, lambda run: quantile(run.stored, 0.99))


def _cpu(runs: Sequence[Outcome]) -> Spread:
    return _spread(runs, lambda run: run.cpu_us)


def _rate(runs: Sequence[Outcome]) -> Spread:
    return _spread(runs, lambda run: run.keys_a_second)


def _spread(runs: Sequence[Outcome], figure: Callable[[Outcome], float]) -> Spread:
    return Spread.of([figure(run) for run in runs])
