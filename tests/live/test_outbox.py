"""An outbox: in order, bounded, and never a reason for anybody else to wait."""

import asyncio

import pytest

from server.live.outbox import MAX_BYTES, TOO_SLOW, Frame, Outbox


class Browser:
    """A browser that reads, until it is told to stall."""

    def __init__(self) -> None:
        self.heard: list[Frame] = []
        self.closed: list[tuple[int, str]] = []
        self.reads = asyncio.Event()
        self.reads.set()
        self.gone = False
        self.outbox = Outbox(self._send, self._close, self._try_send)

    def _try_send(self, frame: Frame) -> bool:
        if not self.reads.is_set() or self.gone:
            return False
        self.heard.append(frame)
        return True

    async def _send(self, frame: Frame) -> None:
        await self.reads.wait()
        if self.gone:
            raise OSError("gone")
        self.heard.append(frame)

    async def _close(self, code: int, reason: str) -> None:
        await self.reads.wait()
        self.closed.append((code, reason))


async def test_what_is_put_is_heard_at_once_and_without_a_task() -> None:
    cam = Browser()
    before = asyncio.all_tasks()
    cam.outbox.put(b"one")
    cam.outbox.put("two")
    assert cam.heard == [b"one", "two"]
    assert asyncio.all_tasks() == before


async def test_a_browser_that_stalls_hears_everything_in_order_later() -> None:
    cam = Browser()
    cam.reads.clear()
    for n in range(50):
        cam.outbox.put(f"{n}")
    assert cam.heard == []
    cam.reads.set()
    cam.outbox.put("last")
    cam.outbox.end(1000, "done")
    await cam.outbox.closed.wait()
    assert cam.heard == [*(f"{n}" for n in range(50)), "last"]
    assert cam.closed == [(1000, "done")]


async def test_a_browser_that_reads_too_slowly_is_sent_away() -> None:
    cam = Browser()
    cam.reads.clear()
    for _ in range(MAX_BYTES // 1024 + 2):
        cam.outbox.put(b"x" * 1024)
    cam.outbox.put(b"nothing more")
    cam.reads.set()
    await cam.outbox.closed.wait()
    assert cam.closed[0][0] == TOO_SLOW
    assert b"nothing more" not in cam.heard


async def test_a_browser_that_never_reads_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.outbox.CLOSE_GRACE", 0.01)
    cam = Browser()
    cam.reads.clear()
    cam.outbox.put(b"x")
    cam.outbox.end(1000, "done")
    await cam.outbox.closed.wait()
    assert cam.closed == []


async def test_a_browser_that_has_gone_costs_nothing() -> None:
    cam = Browser()
    cam.gone = True
    cam.outbox.put(b"x")
    cam.reads.clear()
    cam.outbox.put(b"y")
    cam.outbox.put(b"z")
    cam.reads.set()
    cam.outbox.end(1000, "done")
    await cam.outbox.closed.wait()
    assert cam.heard == []


async def test_only_the_first_end_counts() -> None:
    cam = Browser()
    cam.outbox.end(4410, "ended")
    cam.outbox.end(1000, "again")
    cam.outbox.put(b"late")
    await cam.outbox.closed.wait()
    assert cam.closed == [(4410, "ended")]
    assert cam.heard == []
