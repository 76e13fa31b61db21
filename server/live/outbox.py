"""What waits to be sent to one browser: bounded, in order, and never a reason for anybody else to wait.

Invariant 4: an outbox is bounded. Full means that this connection ends (4408) and its browser comes back to a fresh
snapshot; a slow reader never slows the room.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import Any, Final

Frame = bytes | str
Send = Callable[[Frame], Coroutine[Any, Any, None]]
Close = Callable[[int, str], Awaitable[None]]

MAX_BYTES: Final = 1024 * 1024
"""Bytes that may wait for one browser. With the socket's own buffers a stalled reader costs less than 2 MiB."""

TOO_SLOW: Final = 4408
GONE: Final = (OSError, RuntimeError)
"""What sending raises when the other side has left; the socket's own task hears of it and takes the seat away."""

CLOSE_GRACE: Final = 2.0
"""Seconds that a closing connection gets to read what is still waiting for it."""


class Outbox:
    """`put` never blocks and never fails. While the socket takes frames at once, none is queued and no task runs."""

    def __init__(self, send: Send, close: Close) -> None:
        self._send = send
        self._close = close
        self._waiting: deque[Frame] = deque()
        self._bytes = 0
        self._pump: asyncio.Task[None] | None = None
        self._last: tuple[int, str] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = asyncio.Event()
        """Set when the connection is to be given up, whether or not the other side heard of it."""

    def put(self, frame: Frame) -> None:
        """Send this frame after all before it, or end the connection if too much waits already."""
        if self._last is not None:
            return
        if self._pump is None:
            self._send_now(frame)
            return
        self._waiting.append(frame)
        self._bytes += len(frame)
        if self._bytes > MAX_BYTES:
            self._waiting.clear()
            self._bytes = 0
            self.end(TOO_SLOW, "This connection read too slowly.")

    def end(self, code: int, reason: str) -> None:
        """Close the connection once what waits is sent; give up after a grace. Later calls change nothing."""
        if self._last is not None:
            return
        self._last = (code, reason)
        closing = asyncio.create_task(self._finish(code, reason))
        self._tasks.add(closing)
        closing.add_done_callback(self._tasks.discard)

    def _send_now(self, frame: Frame) -> None:
        """Run the send up to its first wait. Nearly always it has none, and then a frame costs no task and no queue."""
        sending = self._send(frame)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except GONE:
            return
        self._pump = asyncio.create_task(self._drain(_Rest(sending, waits_for)))

    async def _drain(self, rest: "_Rest") -> None:
        try:
            await rest
            while self._waiting:
                frame = self._waiting.popleft()
                self._bytes -= len(frame)
                await self._send(frame)
        except GONE:
            self._waiting.clear()
            self._bytes = 0
        finally:
            self._pump = None

    async def _finish(self, code: int, reason: str) -> None:
        try:
            async with asyncio.timeout(CLOSE_GRACE):
                if self._pump is not None:
                    await asyncio.shield(self._pump)
                await self._close(code, reason)
        except (TimeoutError, *GONE):  # too slow, or gone: there is nobody left to tell
            if self._pump is not None:
                self._pump.cancel()
        finally:
            self.closed.set()


class _Rest:
    """The rest of a coroutine that was run up to its first wait: awaiting this goes on from there."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._coroutine = coroutine
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self._waits_for
        while True:
            try:
                sent = yield waits_for
            except BaseException as error:  # noqa: BLE001 cancellation passes through as well
                resume = partial(self._coroutine.throw, error)
            else:
                resume = partial(self._coroutine.send, sent)
            try:
                waits_for = resume()
            except StopIteration:
                return
