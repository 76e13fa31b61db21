"""What a process costs and how quiet the machine is, read from /proc (Linux)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICK: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
MIB: Final = 1024 * 1024


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it has ended, or this kernel does not list children
        return
    for child in children:
        yield from family(child)


def cpu_seconds(pid: int) -> float:
    """CPU used so far by a process and its descendants, all threads, user and system. Steps of 1 ns where the kernel
    keeps scheduler statistics, else of a clock tick (10 ms)."""
    return sum(_cpu_seconds(member) for member in family(pid))


def _cpu_seconds(pid: int) -> float:
    try:
        tasks = [int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        tasks = []
    if any(tasks):
        return sum(tasks) / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def rss_mib(pid: int) -> float:
    """Resident memory of a process and its descendants."""
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in family(pid)) * _PAGE / MIB


@dataclass(frozen=True, slots=True)
class Load:
    """The whole machine's CPU seconds so far: used by anybody, and stolen by the host it runs on."""

    used: float
    stolen: float

    @classmethod
    def now(cls) -> "Load":
        with Path("/proc/stat").open() as stat:
            user, nice, system, _idle, _io, irq, soft, steal, *_ = map(int, stat.readline().split()[1:])
        return cls((user + nice + system + irq + soft) / _TICK, steal / _TICK)
