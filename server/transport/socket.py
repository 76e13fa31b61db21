"""The WebSocket door, `/sync/{room}?key=...`: checks who comes, seats them, and hands on what they say.

It is an ASGI application of its own rather than a Starlette endpoint, because on the path of every keystroke each
wrapper costs microseconds. The binary frames are y-websocket's, so the stock provider connects unchanged.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from starlette.types import Receive, Scope, Send

from server.core import awareness, varint
from server.core import inputs as i
from server.core.document import MalformedUpdate
from server.core.interview import State
from server.live import chance, frames, news
from server.live.house import House
from server.live.live_room import ENDED, SHOWN_OUT, LiveRoom
from server.live.outbox import Frame, Outbox
from server.live.seats import Seat
from server.transport import wire
from server.transport.rates import Bucket

PROTOCOL: Final = "greenroom.1"
BURST: Final = 1.2
"""A bucket holds this many seconds of the steady frame rate."""
BYTES_RATE: Final = 1024 * 1024
BYTES_BURST: Final = 6 * 1024 * 1024
"""Bytes: a few of the largest pastes at once, then a mebibyte a second."""
SEATS_MAX: Final = 64
"""Connections in one room: an interview has a handful of people with a few tabs."""

MALFORMED: Final = 4400
WRONG_KEY: Final = 4401
NO_ROOM: Final = 4404
TOO_MANY: Final = 4429


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Why somebody does not get in: a close code of docs/protocol.md and a sentence."""

    code: int
    reason: str


class SyncSocket:
    """The ASGI application of `/sync/{room}`."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        if not self._same_origin(scope["headers"]):
            await send({"type": "websocket.close", "code": 1008, "reason": "This page is not from here."})
            return
        speaks = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if speaks else None})
        query = parse_qs(scope["query_string"].decode(errors="replace"))
        entered = await self._enter(scope["path_params"]["room"], query.get("key", [""])[0], speaks, send)
        if isinstance(entered, TurnedAway):
            await send({"type": "websocket.close", "code": entered.code, "reason": entered.reason})
            return
        live, seat = entered
        since = query.get("since", ["0"])[0]
        await self._stay(live, seat, int(since) if since.isdecimal() and len(since) < 16 else 0, receive)

    def _same_origin(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Browsers always say where their page is from; programs that are not browsers say nothing."""
        found = dict(headers)
        origin = found.get(b"origin", b"").decode("latin-1")
        if not origin:
            return True
        host = found.get(b"host", b"").decode("latin-1")
        allowed = {host, urlsplit(self._house.settings.base_url).netloc}
        return urlsplit(origin).netloc in allowed

    async def _enter(self, id: str, key: str, speaks: bool, send: Send) -> tuple[LiveRoom, Seat] | TurnedAway:
        live = await self._house.enter(id)
        if live is None:
            return TurnedAway(NO_ROOM, "There is no such room. Check the link.")
        role = self._house.role_of(live.interview, key)
        if role is None:
            return TurnedAway(WRONG_KEY, "This link does not open this room. Ask for a new one.")
        if live.room.state is State.ENDED:
            return TurnedAway(ENDED, SHOWN_OUT)
        if len(live.seats) >= SEATS_MAX:
            return TurnedAway(TOO_MANY, "This room is full. Close another tab of it first.")
        person, name = self._house.name_of(live, role)
        return live, Seat(chance.short_id(), person, name, role, _outbox(send), speaks)

    async def _stay(self, live: LiveRoom, seat: Seat, since: int, receive: Receive) -> None:
        """Hand on what this connection says until it goes, or is sent away and does not go."""
        with live.seated(seat, since):
            reading = asyncio.current_task()
            assert reading is not None
            watch = asyncio.create_task(_give_up(seat.outbox, reading))
            try:
                await self._read(live, seat, receive)
            except asyncio.CancelledError:
                if not seat.outbox.closed.is_set():
                    raise
            finally:
                watch.cancel()

    async def _read(self, live: LiveRoom, seat: Seat, receive: Receive) -> None:
        rate = self._house.settings.frame_rate
        clock = asyncio.get_running_loop().time
        frames_left = Bucket.full(rate, rate * BURST, clock())
        bytes_left = Bucket.full(BYTES_RATE, BYTES_BURST, clock())
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return None
            frame = message.get("bytes")
            now = clock()
            size = len(frame) if frame is not None else len(message["text"])
            if not (frames_left.take(1, now) and bytes_left.take(size, now)):
                seat.outbox.end(TOO_MANY, "Too many messages at once. Wait a moment.")
                return await _silence(receive)
            if frame is not None:
                problem = self._heard_bytes(live, seat, frame)
            else:
                problem = self._heard_text(live, seat, message["text"])
            if problem:
                seat.outbox.end(MALFORMED, problem[:100])
                return await _silence(receive)

    def _heard_bytes(self, live: LiveRoom, seat: Seat, frame: bytes) -> str:
        """Hand on a binary frame; "" or what is wrong with it."""
        message = wire.read_binary(frame)
        try:
            match message:
                case wire.Update(update, whole):
                    live.typed(seat, update, frame if whole else None)
                case wire.Awareness(update):
                    live.pointed(seat, update)
                case wire.Step1(vector):
                    seat.outbox.put(frames.step2(live.document.since(vector)))
                case wire.QueryAwareness():
                    cursors = [cursor for other in live.seats for cursor in other.cursors.values()]
                    seat.outbox.put(frames.awareness(awareness.write(cursors)))
                case wire.Rejection(reason):
                    return reason
        except MalformedUpdate as error:
            return f"This is {error}."
        except varint.Malformed as error:
            return f"This cursor cannot be read: {error}."
        return ""

    def _heard_text(self, live: LiveRoom, seat: Seat, frame: str) -> str:
        """Hand on a text frame; "" or what is wrong with it."""
        message = wire.read_text(frame)
        if isinstance(message, wire.Rejection):
            return message.reason
        if isinstance(message, wire.Ping):
            live.tell(seat, news.pong(message.n))
        else:
            self._house.ask(live, seat, i.Asks(seat.person, seat.role, message, chance.short_id()))
        return ""


def _outbox(send: Send) -> Outbox:
    async def forward(frame: Frame) -> None:
        await send({"type": "websocket.send", ("bytes" if isinstance(frame, bytes) else "text"): frame})

    async def close(code: int, reason: str) -> None:
        await send({"type": "websocket.close", "code": code, "reason": reason})

    return Outbox(forward, close)


async def _give_up(outbox: Outbox, reading: "asyncio.Task[Any]") -> None:
    """When a connection was closed, stop waiting for it: a peer that does not answer must not keep its seat."""
    await outbox.closed.wait()
    reading.cancel()


async def _silence(receive: Receive) -> None:
    """Read nothing more into meaning; wait for the end."""
    while (await receive())["type"] != "websocket.disconnect":
        pass
