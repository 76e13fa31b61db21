"""The two streams to a container's init, over the engine's attach socket, driven by asyncio."""

import asyncio
import socket
from collections import deque
from contextlib import suppress

from sandbox.frames import BadFrame, Envelope, Err, Frames, FromInit, Out, Ready
from sandbox.stream import SandboxTrouble, StreamEnded

CHUNK = 256 * 1024


class Attached:
    """A `Stream` over a connected socket, which it owns from now on."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._envelope, self._frames = Envelope(), Frames()
        self._waiting: deque[FromInit] = deque()

    @classmethod
    async def over(cls, connected: socket.socket) -> "Attached":
        connected.setblocking(False)
        if connected.family == socket.AF_UNIX:
            return cls(*await asyncio.open_unix_connection(sock=connected, limit=CHUNK))
        return cls(*await asyncio.open_connection(sock=connected, limit=CHUNK))

    def send(self, frame: bytes) -> None:
        """Queue a frame. It waits in memory while init is busy, because a judge that waits here could not read."""
        if not self._writer.is_closing():
            self._writer.write(frame)

    async def receive(self) -> FromInit:
        """The next frame. Raises StreamEnded, and SandboxTrouble where the container speaks another protocol."""
        while not self._waiting:
            await self._read()
        return self._waiting.popleft()

    async def ready(self) -> None:
        """Return when the first frame is here, and leave it to `receive`."""
        while not self._waiting:
            await self._read()

    async def idle(self) -> None:
        """Return when a container that waits has ended, or its program has; what that prints meanwhile is kept."""
        with suppress(StreamEnded, SandboxTrouble):
            while all(isinstance(said, Ready | Out | Err) for said in self._waiting):
                await self._read()

    def close(self) -> None:
        """Drop the connection at once, whatever is still in it: the engine cannot kill what nobody reads."""
        self._writer.transport.abort()

    async def _read(self) -> None:
        try:
            data = await self._reader.read(CHUNK)
        except OSError as error:
            raise StreamEnded(str(error)) from error
        if not data:
            raise StreamEnded("the container has closed its streams")
        try:
            self._waiting.extend(self._frames.feed(self._envelope.feed(data)))
        except BadFrame as error:
            raise SandboxTrouble(
                f"The container does not speak our protocol ({error}). Build the images again: make up"
            ) from error
