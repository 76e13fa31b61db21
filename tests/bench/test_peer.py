"""The generator speaks WebSocket well enough, and what it counts is what happened."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.server import Server, ServerConnection, serve

from bench import frames
from bench.machine import cpu_seconds, rss_mib
from bench.peer import Peer, Refused
from bench.relay_load import flooding, typing
from bench.stats import quantile
from bench.systems import BareRelay

HOST = "127.0.0.1"


class Listener(Peer):
    """Keeps what it hears."""

    def __init__(self, path: str = "/", subprotocol: str = "") -> None:
        super().__init__(HOST, path, subprotocol)
        self.updates: asyncio.Queue[bytes] = asyncio.Queue()
        self.texts: asyncio.Queue[bytes] = asyncio.Queue()

    def heard_update(self, message: bytes, now: float) -> None:
        self.updates.put_nowait(message)

    def heard_text(self, message: bytes, now: float) -> None:
        self.texts.put_nowait(message)


@pytest.fixture
async def echo() -> AsyncIterator[int]:
    """A server that says everything back; the port."""

    async def say_back(connection: ServerConnection) -> None:
        async for message in connection:
            await connection.send(message)

    server: Server
    async with serve(say_back, HOST, 0, max_size=None, compression=None) as server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize("size", [2, 125, 126, 65_535, 65_536, 300_000])
async def test_a_message_of_any_length_comes_back_whole(echo: int, size: int) -> None:
    peer = Listener()
    await peer.connect(echo)
    message = b"\x00\x02" + bytes(size - 2)
    peer.send(frames.binary(message) + frames.binary(message))
    async with asyncio.timeout(10):
        assert await peer.updates.get() == message
        assert await peer.updates.get() == message
    peer.transport.close()


async def test_text_and_pings_are_told_apart(echo: int) -> None:
    peer = Listener()
    await peer.connect(echo)
    peer.send(frames.frame(frames.PING, b"there?") + frames.frame(frames.TEXT, b'{"type":"ping"}'))
    async with asyncio.timeout(10):
        assert await peer.texts.get() == b'{"type":"ping"}'
    peer.transport.close()


async def test_bytes_may_come_in_any_pieces() -> None:
    peer = Listener()
    peer.transport = asyncio.WriteTransport()  # type: ignore[assignment]  # nothing is written through it
    peer.open.set_result(None)
    stream = b"".join(
        bytes([0x82, len(body)]) + body for body in (b"\x00\x02a", b"\x00\x02" + b"b" * 50, b"\x01c", b"\x00\x02")
    )
    for byte in stream:
        peer.data_received(bytes([byte]))
    assert [peer.updates.get_nowait() for _ in range(3)] == [b"\x00\x02a", b"\x00\x02" + b"b" * 50, b"\x00\x02"]
    assert peer.cursors == 1


async def test_a_server_that_does_not_upgrade_is_told_by_its_answer() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, HOST, 0)
    async with server:
        with pytest.raises(Refused, match="403 Forbidden"):
            await Listener().connect(server.sockets[0].getsockname()[1])


@pytest.mark.server
async def test_everything_typed_is_heard_by_both_readers_and_counted_once() -> None:
    with BareRelay().running(3) as server:
        paced = await typing(server, 0.5)
        assert paced.typed > 0
        assert paced.delivered == 1
        assert 0 < quantile(paced.latencies, 0.5) < 1_000
        assert paced.cpu_us > 0
        flooded = await flooding(server, 0.2)
        assert flooded.typed > 0
        assert flooded.delivered == 1
        assert cpu_seconds(server.pid) > 0
        assert rss_mib(server.pid) > 1
