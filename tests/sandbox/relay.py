"""Between the sandbox and the engine: a socket that passes everything on, remembers what was sent, and can be cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import docker

from sandbox.engine import NoEngine, connect, sockets
from sandbox.hardening import OWNER_LABEL
from sandbox.service import owner_of
from tests.sandbox.gone import GONE_SECONDS, wait_until_gone


def engine_socket() -> Path:
    """Where the engine listens, of those that answer."""
    return next(iter(sockets()))


class Relay:
    """Passes connections on to the engine's own socket."""

    def __init__(self, path: Path, engine: Path) -> None:
        self.path, self._engine = path, engine
        self.sent = bytearray()
        self._pumps: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, engine: Path) -> AsyncIterator["Relay"]:
        relay = cls(path, engine)
        await relay.mend()
        try:
            yield relay
        finally:
            await relay.cut()

    def connect(self) -> docker.DockerClient | NoEngine:
        """What the sandbox uses to find its engine."""
        return connect(timeout=20, places=[self.path])

    async def mend(self) -> None:
        """Listen."""
        self._server = await asyncio.start_unix_server(self._serve, self.path)

    async def cut(self) -> None:
        """Drop every connection and take no more, as when the engine is stopped."""
        assert self._server is not None
        self._server.close()
        for pump in tuple(self._pumps):
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)
        self.path.unlink(missing_ok=True)

    async def nothing_left(self, sandbox: Path) -> None:
        """Every container of this sandbox is gone within GONE_SECONDS."""
        label = {"label": f"{OWNER_LABEL}={owner_of(sandbox)}"}
        await asyncio.to_thread(self._wait_until_gone, label)

    def _wait_until_gone(self, label: dict[str, str]) -> None:
        client = docker.APIClient(base_url=f"unix://{self._engine}", timeout=GONE_SECONDS)
        try:
            wait_until_gone(client, label)
        finally:
            client.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._pumps.add(task)
        there, back = await asyncio.open_unix_connection(self._engine)
        try:
            await asyncio.gather(self._pump(reader, back, keep=True), self._pump(there, writer))
        except (OSError, asyncio.CancelledError):
            pass  # cut, and the task ends here
        finally:
            self._pumps.discard(task)
            back.transport.abort()
            writer.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, keep: bool = False) -> None:
        while data := await source.read(65536):
            if keep:
                self.sent += data
            sink.write(data)
            await sink.drain()
        if sink.can_write_eof():
            sink.write_eof()
