"""The load on one relay: rooms of three, one person typing in each, two reading.

A keystroke's clock starts when it is handed to the socket and stops when a reader's socket is read, so a late
generator makes nothing look slower; how late it was is reported instead.
"""

import asyncio
import json
import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan
from time import perf_counter, process_time
from typing import Final

from bench.machine import Load, cpu_seconds, rss_mib
from bench.peer import OPENS_WITHIN_S, Peer, Refused
from bench.processes import HOST, CannotMeasure
from bench.systems import Room, Running
from bench.typing_person import Key, clock_of, keys

KEYS_A_SECOND: Final = 8
KEYS_MAX: Final = 20_000
WARM_UP_S: Final = 1.0
"""Typed but not counted: sockets, caches and code get warm."""
SETTLES_WITHIN_S: Final = 5.0
"""How long the last keystrokes may take before they count as lost."""
CONNECT_AT_ONCE: Final = 50


@dataclass(slots=True)
class Outcome:
    """What one run showed. Times in ms, CPU in seconds, parts of one core from 0 to 1."""

    typed: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    """From keystroke to the news that it is stored, where a relay tells that."""
    late: list[float] = field(default_factory=list)
    """How late the generator was."""
    server_cpu: float = 0.0
    generator_core: float = 0.0
    """Near 1, it is the generator that was measured."""
    foreign_core: float = 0.0
    """Used by others on this machine, or taken away by its host."""
    room_kib: float = 0.0
    closed: list[int] = field(default_factory=list)
    """The close code of each connection that did not last."""

    @property
    def delivered(self) -> float:
        """The part of all deliveries that came; 1 is all."""
        return len(self.latencies) / (2 * self.typed) if self.typed else nan

    @property
    def cpu_us(self) -> float:
        """Microseconds of the server's CPU for each keystroke."""
        return self.server_cpu / self.typed * 1e6 if self.typed else nan

    @property
    def keys_a_second(self) -> float:
        return self.typed / self.seconds if self.seconds else nan


class Typist(Peer):
    """Sends keystrokes that were made before, and notes when."""

    def __init__(self, room: Room, typed: Sequence[Key]) -> None:
        super().__init__(HOST, room.people[0], room.subprotocol)
        self.keys = typed
        self.sent_at = array("d")
        self.stored_at = array("d")

    def type(self) -> None:
        if len(self.sent_at) < len(self.keys) and not self.closed:
            self.sent_at.append(perf_counter())
            self.send(self.keys[len(self.sent_at) - 1].wire)

    def heard_text(self, message: bytes, now: float) -> None:
        if message.startswith(b'{"type":"saved"'):
            upto = json.loads(message)["upto"] - self.answers_sent
            while len(self.stored_at) < upto:
                self.stored_at.append(now)


class Reader(Peer):
    """Notes when each keystroke came; NaN for one that was passed over."""

    def __init__(self, room: Room, which: int, typist: Typist) -> None:
        super().__init__(HOST, room.people[which], room.subprotocol)
        self.heard_at = array("d")
        self.typist = typist
        self.other: Reader | None = None
        """The second reader, in a closed loop: the next key is typed when both have heard the last."""

    def heard_update(self, message: bytes, now: float) -> None:
        at = len(self.heard_at)
        if message != self.typist.keys[at].message:  # most relays pass on the very bytes; others say it with a clock
            at = clock_of(message)
            while len(self.heard_at) < at:
                self.heard_at.append(nan)
        self.heard_at.append(now)
        if self.other is not None and len(self.other.heard_at) == len(self.heard_at):
            self.typist.type()


@dataclass(frozen=True, slots=True)
class Table:
    """The three people of one room."""

    typist: Typist
    readers: tuple[Reader, Reader]

    @property
    def people(self) -> tuple[Peer, ...]:
        return self.typist, *self.readers

    @property
    def settled(self) -> bool:
        return all(len(reader.heard_at) >= len(self.typist.sent_at) for reader in self.readers)


async def typing(server: Running, seconds: float) -> Outcome:
    """People type at their own pace, each room at its own moment. Raises `CannotMeasure`."""
    before = rss_mib(server.pid)
    outcome = Outcome()
    tables = await _sit_down(server)
    loop = asyncio.get_running_loop()
    stop = loop.time() + WARM_UP_S + seconds

    def press(typist: Typist, due: float) -> None:
        if due >= stop:
            return
        outcome.late.append((loop.time() - due) * 1000)
        typist.type()
        loop.call_at(due + 1 / KEYS_A_SECOND, press, typist, due + 1 / KEYS_A_SECOND)

    chance = random.Random(7)
    for table in tables:
        due = loop.time() + chance.random() / KEYS_A_SECOND
        loop.call_at(due, press, table.typist, due)
    await _measure(server, tables, seconds, outcome)
    outcome.room_kib = (rss_mib(server.pid) - before) * 1024 / len(tables)
    await _leave(tables)
    return outcome


async def flooding(server: Running, seconds: float) -> Outcome:
    """Each room types the next key as soon as both readers have the last. Raises `CannotMeasure`."""
    tables = await _sit_down(server)
    outcome = Outcome()
    for table in tables:
        first, second = table.readers
        first.other, second.other = second, first
        table.typist.type()
    await _measure(server, tables, seconds, outcome)
    await _leave(tables)
    return outcome


async def _measure(server: Running, tables: Sequence[Table], seconds: float, outcome: Outcome) -> None:
    """Warm up, then count what is typed in so many seconds, and wait until it has all been heard."""
    await asyncio.sleep(WARM_UP_S)
    counted_from = [len(table.typist.sent_at) for table in tables]
    began, cpu, own, load = perf_counter(), cpu_seconds(server.pid), process_time(), Load.now()
    await asyncio.sleep(seconds)
    outcome.seconds = perf_counter() - began
    outcome.server_cpu = cpu_seconds(server.pid) - cpu
    own, spent = process_time() - own, Load.now()
    counted_to = [len(table.typist.sent_at) for table in tables]
    for table in tables:  # ends a closed loop
        for reader in table.readers:
            reader.other = None
    await _settle(tables)
    outcome.generator_core = own / outcome.seconds
    foreign = spent.used - load.used - own - outcome.server_cpu + spent.stolen - load.stolen
    outcome.foreign_core = max(0.0, foreign) / outcome.seconds
    if max(counted_to) == KEYS_MAX:
        raise CannotMeasure(f"Somebody typed all {KEYS_MAX} keys: use more rooms or fewer seconds.")
    outcome.closed = sorted(peer.closed for table in tables for peer in table.people if peer.closed)
    for table, first, last in zip(tables, counted_from, counted_to, strict=True):
        _count(table, first, last, outcome)


def _count(table: Table, first: int, last: int, outcome: Outcome) -> None:
    sent = table.typist.sent_at
    outcome.typed += last - first
    for reader in table.readers:
        heard = zip(sent[first:last], reader.heard_at[first:last], strict=False)
        outcome.latencies += [(came - went) * 1000 for went, came in heard if came == came]
    stored = zip(sent[first:last], table.typist.stored_at[first:last], strict=False)
    outcome.stored += [(came - went) * 1000 for went, came in stored]


async def _settle(tables: Sequence[Table]) -> None:
    deadline = perf_counter() + SETTLES_WITHIN_S
    while perf_counter() < deadline and not all(table.settled for table in tables):  # noqa: ASYNC110 no events on the hot path
        await asyncio.sleep(0.05)


async def _sit_down(server: Running) -> list[Table]:
    typed = keys(KEYS_MAX, server.rooms[0].file)
    tables = []
    for room in server.rooms:
        typist = Typist(room, typed)
        tables.append(Table(typist, (Reader(room, 1, typist), Reader(room, 2, typist))))
    people: list[Peer] = [peer for table in tables for peer in table.people]
    try:
        for start in range(0, len(people), CONNECT_AT_ONCE):
            await asyncio.gather(*(_enter(server, peer) for peer in people[start : start + CONNECT_AT_ONCE]))
    except (OSError, Refused) as error:
        raise CannotMeasure(f"The people cannot connect: {error}") from error
    return tables


async def _enter(server: Running, peer: Peer) -> None:
    """Return when this person is in the room: what is typed before that would rightly not reach them as an update."""
    await peer.connect(server.port)
    if server.answers:
        async with asyncio.timeout(OPENS_WITHIN_S):
            await peer.synced.wait()


async def _leave(tables: Sequence[Table]) -> None:
    for table in tables:
        for peer in table.people:
            peer.transport.close()
