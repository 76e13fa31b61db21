"""Places and their queue: first come, first served; who leaves makes room; too many are told so."""

import asyncio
import os

import pytest

from sandbox.places import WAITING_MOST, Places, usual
from sandbox.stream import SandboxTrouble


def test_runs_go_at_once_while_there_are_places() -> None:
    queue = Places(2)
    first, second, third, fourth = (queue.join() for _ in range(4))
    assert [turn.ahead for turn in (first, second, third, fourth)] == [None, None, 0, 1]
    assert (queue.running, queue.queued) == (2, 2)


def test_a_place_that_is_given_back_goes_to_who_came_first() -> None:
    queue = Places(1)
    first, second, third = (queue.join() for _ in range(3))
    queue.leave(first)
    assert [second.ahead, third.ahead] == [None, 0]
    queue.leave(second)
    queue.leave(third)
    assert (queue.running, queue.queued) == (0, 0)


def test_who_stops_waiting_is_waited_for_by_nobody() -> None:
    queue = Places(1)
    _, second, third = (queue.join() for _ in range(3))
    queue.leave(second)
    assert third.ahead == 0
    queue.leave(second)  # again changes nothing
    assert (queue.running, queue.queued) == (1, 1)


async def test_who_waits_hears_of_every_move() -> None:
    queue = Places(1)
    first, second, third = (queue.join() for _ in range(3))
    moved = asyncio.ensure_future(third.moved())
    await asyncio.sleep(0)
    assert not moved.done()
    queue.leave(second)
    await moved
    assert third.ahead == 0
    queue.leave(first)
    await third.moved()
    assert third.ahead is None


def test_more_than_anybody_would_wait_for_are_refused() -> None:
    queue = Places(1)
    for _ in range(1 + WAITING_MOST):
        queue.join()
    with pytest.raises(SandboxTrouble, match="100 runs are waiting already"):
        queue.join()


@pytest.mark.parametrize(
    ("processors", "mib", "count"), [(1, 8192, 4), (2, 8192, 8), (64, 65536, 16), (8, 1024, 2), (1, 256, 2)]
)
def test_places_follow_the_processors_and_the_memory(
    monkeypatch: pytest.MonkeyPatch, processors: int, mib: int, count: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    monkeypatch.setattr(os, "sysconf", lambda name: (mib << 20) // 4096 if name == "SC_PHYS_PAGES" else 4096)
    assert usual() == count


def test_a_proof_waits_for_every_run_of_a_room_and_never_has_more_than_half() -> None:
    queue = Places(4)
    proofs = [queue.join(patient=True) for _ in range(3)]
    assert [turn.ahead for turn in proofs] == [None, None, 0]
    rooms = [queue.join() for _ in range(3)]
    assert [turn.ahead for turn in rooms] == [None, None, 0]
    assert proofs[2].ahead == 1
    queue.leave(rooms[0])
    assert (rooms[2].ahead, proofs[2].ahead) == (None, 0)
    queue.leave(proofs[0])
    assert proofs[2].ahead is None


def test_a_queue_full_of_proofs_keeps_no_room_out() -> None:
    queue = Places(1)
    for _ in range(1 + WAITING_MOST):
        queue.join(patient=True)
    with pytest.raises(SandboxTrouble):
        queue.join(patient=True)
    assert queue.join().ahead == 0
