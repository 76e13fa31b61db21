"""uvicorn's WebSocket with a short way in and out, for the path of every keystroke.

ASGI carries each message as a dictionary through a queue to a task, and back through the whole handshake state. Here a
connection may instead `listen`: from then on whole messages come as they are read, and `try_send` writes a frame at
once or says that it has to wait. Handshake, masks, limits, pings and closing stay uvicorn's and websockets'. An
application that does neither sees plain ASGI, and a room works on plain ASGI too, only slower.
"""

from collections.abc import Callable
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Opcode

from server.live.outbox import Frame
from server.transport.patience import TOO_LONG

EXTENSION: Final = "greenroom.lean"
"""Where the scope's extensions hold the connection itself."""
FIN: Final = 0x80
LINGER_SECONDS: Final = 10.0
"""So long a connection that is over may take to read its last frames."""
Listener = Callable[[Frame], None]


class LeanWebSocket(WebSocketsSansIOProtocol):
    """Give it to uvicorn as `ws`."""

    _listener: Listener | None = None
    _out: list[bytes]
    """Frames of this turn of the loop: a keystroke and its cursor leave in one system call."""

    def connection_made(self, transport: Any) -> None:
        self._out = []
        super().connection_made(transport)
        self.loop.call_soon(self._refuse_unread)

    def _refuse_unread(self) -> None:
        """The handshake was handed over whole. One that is too long to be read would be left without an answer."""
        if not self.handshake_initiated:
            self.transport.write(TOO_LONG)
            self.transport.close()

    async def run_asgi(self) -> None:
        """uvicorn closes a connection by sending what is left first, which never ends while its peer reads nothing."""
        await super().run_asgi()
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):  # not for a handshake that was refused
            extensions: dict[str, Any] = cast(dict[str, Any], self.scope["extensions"])
            extensions[EXTENSION] = self

    def listen(self, listener: Listener) -> None:
        """Hand over every message from now on, first those that have come already. The listener must not raise.

        What is not a message (the end) still comes through ASGI's `receive`.
        """
        self._listener = listener
        others = []
        while not self.queue.empty():
            said: Any = self.queue.get_nowait()
            if said["type"] == "websocket.receive":
                listener(said["bytes"] if said.get("bytes") is not None else said["text"])
            else:
                others.append(said)
        for other in others:
            self.queue.put_nowait(other)
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()

    def send_receive_event_to_app(self) -> None:
        """A message is whole. Text that is not UTF-8 is left to uvicorn, which ends the connection with 1007."""
        if self._listener is None or self.close_sent:
            super().send_receive_event_to_app()
            return
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        if self.curr_msg_data_type == "bytes":
            self.frames = []
            self._listener(bytes(data))
            return
        try:
            text = bytes(data).decode()
        except UnicodeDecodeError:
            super().send_receive_event_to_app()
            return
        self.frames = []
        self._listener(text)

    def try_send(self, frame: Frame) -> bool:
        """Write this message before the loop turns, if the socket takes it; False leaves everything as it was."""
        if not self.writable.is_set() or self.close_sent or self.transport.is_closing():
            return False
        if isinstance(frame, str):
            data, opcode = frame.encode(), Opcode.TEXT
        else:
            data, opcode = frame, Opcode.BINARY
        if not self._out:
            self.loop.call_soon(self._flush)
        self._out.append(_head(opcode, len(data)) + data)
        return True

    def _flush(self) -> None:
        if self._out:
            data, self._out = b"".join(self._out), []
            self.transport.write(data)

    # Whatever else is written comes after what was sent before it.

    async def send(self, message: Any) -> None:
        self._flush()
        await super().send(message)

    def handle_close(self, event: Any) -> None:
        self._flush()
        super().handle_close(event)

    def shutdown(self) -> None:
        self._flush()
        super().shutdown()


def _head(opcode: int, size: int) -> bytes:
    """The header of a whole, unmasked message of this size (RFC 6455, 5.2)."""
    if size < 126:
        return bytes((FIN | opcode, size))
    if size < 65536:
        return bytes((FIN | opcode, 126)) + size.to_bytes(2, "big")
    return bytes((FIN | opcode, 127)) + size.to_bytes(8, "big")
