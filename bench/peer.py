"""One connection of the load generator: a WebSocket client on a bare asyncio protocol."""

import asyncio
from time import perf_counter
from typing import Final, cast

from bench import frames

_STEP1: Final = b"\x00\x00\x01\x00"
"""Sync step 1 of an empty document."""
_STEP2: Final = b"\x00\x01\x02\x00\x00"
"""Sync step 2 with nothing in it."""

OPENS_WITHIN_S: Final = 20.0


class Refused(Exception):
    """The server did not open the connection, or closed it. The text says with what."""


class Peer(asyncio.Protocol):
    """Opens, answers the server's sync, and hands on each update message with the time at which it was read.

    The `heard_*` methods are what a part overrides; `closed` holds the close code once there is one.
    """

    def __init__(self, host: str, path: str, subprotocol: str) -> None:
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.synced = asyncio.Event()
        """Set by the server's first sync step 2."""
        self.closed = 0
        self.answers_sent = 0
        """Document frames sent in answer to the server's sync, which a count of stored frames includes."""
        self.cursors = 0
        self._host = host
        self._request = frames.handshake(host, path, subprotocol)
        self._rest = b""
        self.transport: asyncio.Transport

    def heard_update(self, message: bytes, now: float) -> None: ...

    def heard_step2(self, message: bytes, now: float) -> None: ...

    def heard_text(self, message: bytes, now: float) -> None: ...

    async def connect(self, port: int) -> None:
        """Return when the connection is open. Raises `Refused` or `OSError`."""
        async with asyncio.timeout(OPENS_WITHIN_S):
            await asyncio.get_running_loop().create_connection(lambda: self, self._host, port)
            await self.open

    def send(self, wire: bytes) -> None:
        self.transport.write(wire)

    # asyncio.Protocol ---------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but its ancestry
        self.transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = perf_counter()
        data = self._rest + data if self._rest else data
        at = 0
        if not self.open.done():
            self._rest = data
            at = self._read_answer(data)
            if not at:
                return
        end = len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size >= 126:
                width = 2 if size == 126 else 8
                if end - start < width:
                    break
                size, start = int.from_bytes(data[start : start + width], "big"), start + width
            if start + size > end:
                break
            self._heard(data[at] & 15, data[start : start + size], now)
            at = start + size
        self._rest = data[at:]

    def connection_lost(self, error: Exception | None) -> None:
        self.closed = self.closed or 1006
        if not self.open.done():
            self.open.set_exception(Refused("The server closed the connection before it was open."))

    def _read_answer(self, data: bytes) -> int:
        """Where the frames begin; 0 if the answer is not whole yet."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return 0
        first = data[: data.find(b"\r\n")].decode("latin-1")
        if " 101 " not in first:
            self.open.set_exception(Refused(f"The server answered {first}."))
            self.transport.abort()
            return len(data)
        self.open.set_result(None)
        self.transport.write(frames.binary(_STEP1))
        return end + 4

    def _heard(self, opcode: int, payload: bytes, now: float) -> None:
        if opcode == frames.BINARY:
            if payload[0] == 1:
                self.cursors += 1
            elif payload[1] == 2:
                self.heard_update(payload, now)
            elif payload[1] == 1:
                self.synced.set()
                self.heard_step2(payload, now)
            else:
                self.answers_sent += 1
                self.transport.write(frames.binary(_STEP2))
        elif opcode == frames.TEXT:
            self.heard_text(payload, now)
        elif opcode == frames.PING:
            self.transport.write(frames.frame(frames.PONG, payload))
        elif opcode == frames.CLOSE:
            self.closed = int.from_bytes(payload[:2], "big") if payload else 1005
