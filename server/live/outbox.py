"""What waits to be sent to one browser: bounded, in order, and never a reason for anybody else to wait.

Invariant 4: an outbox is bounded. Full means that this connection ends (4408) and its browser comes back to a fresh
snapshot; a slow reader never slows the room.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

Frame = bytes | str
Send = Callable[[Frame], Awaitable[None]]
TrySend = Callable[[Frame], bool]
"""Writes a frame at once and says True, or leaves everything as it was and says False."""
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

    def __init__(self, send: Send, close: Close, try_send: TrySend) -> None:
        self._send = send
        self._try_send = try_send
        self._close = close
        self._waiting: deque[Frame] = deque()
        self._bytes = 0
        self._pump: asyncio.Task[None] | None = None
        self._last: tuple[int, str] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = asyncio.Event()
        """Set when the connection is to be given up, whether or not the other side heard of it."""

    @property
    def open(self) -> bool:
        """Whether the connection has not been ended from here."""
        return self._last is None

    def put(self, frame: Frame) -> None:
        """Send this frame after all before it, or end the connection if too much waits already."""
        if self._last is not None or (self._pump is None and self._try_send(frame)):
            return
        self._waiting.append(frame)
        self._bytes += len(frame)
        if self._pump is None:
            self._pump = asyncio.create_task(self._drain())
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

    async def _drain(self) -> None:
        try:
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
