"""Places for runs: how many go at the same time, and who is next. Runs wait in the order in which they came.

Runs that nobody waits for in a room are `patient`: all others go first, and half of the places are never theirs.

A place is a share of the machine. Each run may use one processor for itself when the others rest; with four places for
each processor it still gets a quarter of one when every other run is an endless loop. That is what the limits allow
for: a fair solution needs half of its processor time, and may take twice all of it on the clock.
"""

import asyncio
import os
from dataclasses import dataclass, field
from typing import Final

from sandbox.stream import SandboxTrouble

WAITING_MOST: Final = 100
"""Runs that may wait for a place: more are more than anybody would wait for."""
FOR_EACH_PROCESSOR: Final = 4
LEAST, MOST = 2, 16
MIB_EACH: Final = 256
"""Memory of a usual run. Together they may take half of the machine's."""


def usual() -> int:
    """So many places as this machine's processors and memory give."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    return max(LEAST, min(MOST, processors() * FOR_EACH_PROCESSOR, memory // 2 // MIB_EACH))


def processors() -> int:
    return os.cpu_count() or LEAST


@dataclass(slots=True, eq=False)
class Turn:
    """One run's wait: `ahead` runs go before it, and at None it has its place."""

    ahead: int | None
    patient: bool = False
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def moved(self) -> None:
        """Return when `ahead` has changed since the last time."""
        await self._moved.wait()
        self._moved.clear()

    def move(self, ahead: int | None) -> None:
        if ahead != self.ahead:
            self.ahead = ahead
            self._moved.set()


class Places:
    """So many places, and a queue before them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._held: set[Turn] = set()
        self._queue: list[Turn] = []

    @property
    def running(self) -> int:
        return len(self._held)

    @property
    def queued(self) -> int:
        return len(self._queue)

    @property
    def share(self) -> int:
        """So many places patient runs may have at a time."""
        return max(1, self.count // 2)

    def join(self, patient: bool = False) -> Turn:
        """A turn, with a place if one is free. Whoever has it must `leave`. Raises SandboxTrouble in a full queue."""
        alike = sum(each.patient is patient for each in self._queue)
        if alike >= WAITING_MOST:
            raise SandboxTrouble(f"{WAITING_MOST} runs are waiting already. Try again in a minute.")
        turn = Turn(len(self._queue), patient)
        self._queue.insert(len(self._queue) if patient else alike, turn)
        self._let_in()
        return turn

    def leave(self, turn: Turn) -> None:
        """Give the place back, or leave the queue."""
        if turn in self._held:
            self._held.remove(turn)
        elif turn in self._queue:
            self._queue.remove(turn)
        self._let_in()

    def _let_in(self) -> None:
        while self._queue and len(self._held) < self.count:
            first = self._queue[0]
            if first.patient and sum(turn.patient for turn in self._held) >= self.share:
                break
            self._queue.remove(first)
            self._held.add(first)
            first.move(None)
        for ahead, turn in enumerate(self._queue):
            turn.move(ahead)
