"""`stall`: one of three people stops reading while another pastes. What it costs the server, and whom it disturbs.

Measured against the same run in which all read: what the document itself takes is in both and falls out.
"""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import uvloop
from pycrdt import Doc, Text

from bench import frames
from bench.greenroom import greenroom
from bench.machine import rss_mib
from bench.peer import Peer
from bench.processes import HOST
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, quantile, spread, table
from bench.systems import Room, room_of
from bench.typing_person import CLIENT, update_message

PASTE: Final = 8 * 1024
"""Bytes of one update."""
PASTES: Final = 1_600
"""12.5 MiB in all: more than both sockets' buffers and the server's own bound together."""
EVERY_S: Final = 1 / 110
"""Below the server's own limit of a mebibyte a second, so that nothing is refused for that."""
SAMPLE_S: Final = 0.25
WAITS_S: Final = 10.0
GOAL_MIB: Final = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """`grown` is the most that the server's memory grew, in MiB; `code` how the one who stopped reading was closed."""

    grown: float
    p99: float
    heard: int
    code: int


class Listener(Peer):
    """Notes when pastes come."""

    def __init__(self, room: Room, which: int) -> None:
        super().__init__(HOST, room.people[which], room.subprotocol)
        self.heard_at: list[float] = []

    def heard_update(self, message: bytes, now: float) -> None:
        self.heard_at.append(now)


def stall(rounds: int) -> Report:
    """The table; runs with and without the stalled reader take turns."""
    pastes = _pastes()
    found: dict[bool, list[Outcome]] = {True: [], False: []}
    for round in range(rounds):
        for stalls in (False, True):
            say(f"stall, round {round + 1} of {rounds}: {'one stops reading' if stalls else 'all read'}")
            with greenroom() as server:
                room = room_of(server.open_interview())
                found[stalls].append(uvloop.run(_once(server.pid, server.port, room, pastes, stalls)))
    grown = {stalls: Spread.of([run.grown for run in runs]) for stalls, runs in found.items()}
    rows = [
        [
            "one stops reading" if stalls else "all read",
            spread(grown[stalls]),
            spread(Spread.of([run.p99 for run in runs])),
            f"{min(run.heard for run in runs) / PASTES:.2%}",
            ", ".join(sorted({str(run.code or "stays") for run in runs})),
        ]
        for stalls, runs in found.items()
    ]
    costs = [slow.grown - fast.grown for slow, fast in zip(found[True], found[False], strict=True)]
    head = [f"{PASTES * PASTE / 2**20:.1f} MiB of pastes", "server grew MiB", "the other reader's p99 ms"]
    lost = Goal("a stalled reader, MiB", Spread.of(costs), GOAL_MIB)
    gone = Goal(
        "a stalled reader loses its connection, %",
        Spread.of([100.0 * (run.code > 0) for run in found[True]]),
        100,
        True,
    )
    return Report(table([*head, "it heard", "closed with"], sorted(rows)), [lost, gone])


def _pastes() -> list[bytes]:
    doc: Doc[Text] = Doc(client_id=CLIENT)
    updates: list[bytes] = []
    observing = doc.observe(lambda event: updates.append(event.update))
    text = doc.get("task/solution.py", type=Text)
    for _ in range(PASTES):
        text.insert(0, "x" * PASTE)
    doc.unobserve(observing)
    return [frames.binary(update_message(update)) for update in updates]


async def _once(pid: int, port: int, room: Room, pastes: list[bytes], stalls: bool) -> Outcome:
    typist, reader, sleeper = (Listener(room, which) for which in range(3))
    for person in (typist, reader, sleeper):
        await person.connect(port)
    await asyncio.sleep(SAMPLE_S)
    if stalls:
        _stop_reading(sleeper)
    before = most = rss_mib(pid)
    sent_at: list[float] = []
    sampled = began = perf_counter()
    for count, paste in enumerate(pastes):
        sent_at.append(perf_counter())
        typist.send(paste)
        if perf_counter() - sampled > SAMPLE_S:
            sampled, most = perf_counter(), max(most, rss_mib(pid))
        await asyncio.sleep(max(0.0, began + (count + 1) * EVERY_S - perf_counter()))
    await _until(lambda: len(reader.heard_at) >= len(pastes))
    most = max(most, rss_mib(pid))
    waits = [(came - went) * 1000 for went, came in zip(sent_at, reader.heard_at, strict=False)]
    if stalls:
        sleeper.transport.resume_reading()
        await _until(lambda: sleeper.closed > 0)
    for person in (typist, reader, sleeper):
        person.transport.close()
    return Outcome(most - before, quantile(waits, 0.99), len(reader.heard_at), sleeper.closed)


async def _until(ready: Callable[[], bool]) -> None:
    """Return when it is so, or when it takes too long: then the figures say it."""
    deadline = perf_counter() + WAITS_S
    while not ready() and perf_counter() < deadline:  # noqa: ASYNC110 a sample is wanted, not an event
        await asyncio.sleep(SAMPLE_S / 10)


def _stop_reading(person: Peer) -> None:
    """As a laptop that went to sleep: the connection stays, its buffer fills. A small one, so that it fills soon."""
    person.transport.pause_reading()
    handle = person.transport.get_extra_info("socket")
    handle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
