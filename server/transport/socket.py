"""The WebSocket door, `/sync/{room}?key=...`: checks who comes, seats them, and hands on what they say.

It is an ASGI application of its own rather than a Starlette endpoint, because on the path of every keystroke each
wrapper costs microseconds. The binary frames are y-websocket's, so the stock provider connects unchanged.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from weakref import WeakKeyDictionary

import structlog
from starlette.types import Receive, Scope, Send

from server.core import awareness, varint
from server.core import inputs as i
from server.core.document import MalformedUpdate
from server.core.interview import State
from server.live import chance, frames, news
from server.live.house import House
from server.live.live_room import ENDED, SHOWN_OUT, LiveRoom
from server.live.outbox import Frame, Outbox
from server.live.ports import StoreError
from server.live.seats import Seat
from server.transport import wire
from server.transport.lean import EXTENSION, LeanWebSocket
from server.transport.rates import Bucket

PROTOCOL: Final = "greenroom.1"
BURST: Final = 1.2
"""A bucket holds this many seconds of the steady frame rate."""
COSTLY_BURST: Final = 150
COSTLY_RATE: Final = 0.1
"""What costs more than a frame (coming in, asking, wishing for the whole document) one person in one room may do so
often at once, and a tenth of that in each second, with all their connections together. A higher frame rate raises
both."""
BYTES_RATE: Final = 1024 * 1024
BYTES_BURST: Final = 6 * 1024 * 1024
"""Bytes: a few of the largest pastes at once, then a mebibyte a second."""
SEATS_MAX: Final = 32
"""Connections of one person in one room: a few tabs on a few devices. The others' stay free."""
DEVICE_MAX: Final = 40
"""Characters of what a browser calls itself."""
REASON_BYTES: Final = 123
"""The most that a close frame carries (RFC 6455, 5.5)."""

MALFORMED: Final = 4400
WRONG_KEY: Final = 4401
NO_ROOM: Final = 4404
TOO_MANY: Final = 4429
BROKEN: Final = 1011
LATER: Final = 1013
TOO_OFTEN: Final = "Too many messages at once. Wait a moment."

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Why somebody does not get in: a close code of docs/protocol.md and a sentence."""

    code: int
    reason: str


class SyncSocket:
    """The ASGI application of `/sync/{room}`."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._costly: WeakKeyDictionary[LiveRoom, dict[str, Bucket]] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        if not self._same_origin(scope["headers"]):
            await send({"type": "websocket.close", "code": 1008, "reason": "This page is not from here."})
            return
        speaks = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if speaks else None})
        query = parse_qs(scope["query_string"].decode(errors="replace"))
        lean: LeanWebSocket | None = scope["extensions"].get(EXTENSION)
        outbox = _outbox(send, lean)
        device = query.get("device", [""])[0][:DEVICE_MAX]
        try:
            entered = await self._enter(scope["path_params"]["room"], query.get("key", [""])[0], speaks, outbox, device)
        except StoreError as error:
            entered = TurnedAway(LATER, str(error))
        if isinstance(entered, TurnedAway):
            await send({"type": "websocket.close", "code": entered.code, "reason": _short(entered.reason)})
            return
        live, seat = entered
        since = query.get("since", ["0"])[0]
        await self._stay(live, seat, int(since) if since.isdecimal() and len(since) < 16 else 0, receive, lean)

    def _same_origin(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Browsers always say where their page is from; programs that are not browsers say nothing."""
        found = dict(headers)
        origin = found.get(b"origin", b"").decode("latin-1")
        if not origin:
            return True
        host = found.get(b"host", b"").decode("latin-1")
        allowed = {host, urlsplit(self._house.settings.base_url).netloc} - {""}
        try:
            return urlsplit(origin).netloc in allowed
        except ValueError:
            return False

    async def _enter(
        self, id: str, key: str, speaks: bool, outbox: Outbox, device: str
    ) -> tuple[LiveRoom, Seat] | TurnedAway:
        interview = await self._house.interview(id)
        if interview is None:
            return TurnedAway(NO_ROOM, "There is no such room. Check the link.")
        comes = await self._house.comes(interview, key)
        if comes is None:
            return TurnedAway(WRONG_KEY, "This link does not open this room. Ask for a new one.")
        member, session = comes
        live = await self._house.enter(id) if interview.state is not State.ENDED else None
        if live is None or live.room.state is State.ENDED:
            return TurnedAway(ENDED, SHOWN_OUT)
        if sum(seat.person == member.id for seat in live.seats) >= SEATS_MAX:
            return TurnedAway(TOO_MANY, "This room is full. Close another tab of it first.")
        if not self._costly_of(live, member.id).take(1, asyncio.get_running_loop().time()):
            return TurnedAway(TOO_MANY, TOO_OFTEN)
        if session and self._house.reception.sessions.has_ended(session):
            return TurnedAway(WRONG_KEY, "You are not signed in any more.")
        name = self._house.name_of(live, member)
        return live, Seat(chance.short_id(), member.id, name, member.role, outbox, speaks, device, session=session)

    def _costly_of(self, live: LiveRoom, person: str) -> Bucket:
        """What is left to this person, in this room, of what costs more than a frame."""
        burst = max(COSTLY_BURST, self._house.settings.frame_rate)
        full = Bucket.full(burst * COSTLY_RATE, burst, asyncio.get_running_loop().time())
        return self._costly.setdefault(live, {}).setdefault(person, full)

    async def _stay(self, live: LiveRoom, seat: Seat, since: int, receive: Receive, lean: LeanWebSocket | None) -> None:
        """Hand on what this connection says until it goes, or is sent away and does not go."""
        with live.seated(seat, since):
            reading = asyncio.current_task()
            assert reading is not None
            watch = asyncio.create_task(_give_up(seat.outbox, reading))
            try:
                await self._read(live, seat, receive, lean)
            except asyncio.CancelledError:
                if not seat.outbox.closed.is_set():
                    raise
            finally:
                watch.cancel()

    async def _read(self, live: LiveRoom, seat: Seat, receive: Receive, lean: LeanWebSocket | None) -> None:
        """Return when the connection is gone. What it says comes as it is read, or through ASGI's queue."""
        rates = _Rates(self._house.settings.frame_rate, self._costly_of(live, seat.person))

        def heard(frame: Frame) -> None:
            if not seat.outbox.open:
                return  # sent away: nothing that it still says has a meaning
            try:
                problem = self._heard(live, seat, frame, rates) if rates.allow(len(frame)) else ""
            except Exception as error:
                log.error("a message broke its connection", kind=type(error).__name__, exc_info=True)
                seat.outbox.end(BROKEN, "Something went wrong on the server. Reload the page.")
                return
            if rates.exceeded:
                seat.outbox.end(TOO_MANY, TOO_OFTEN)
            elif problem:
                seat.outbox.end(MALFORMED, _short(problem))

        if lean is not None:
            lean.listen(heard)
        while (message := await receive())["type"] != "websocket.disconnect":
            heard(message["bytes"] if message.get("bytes") is not None else message["text"])

    def _heard(self, live: LiveRoom, seat: Seat, frame: Frame, rates: "_Rates") -> str:
        """Hand on what a connection says; "" or what is wrong with it."""
        if isinstance(frame, bytes):
            return self._heard_bytes(live, seat, frame, rates)
        return self._heard_text(live, seat, frame, rates)

    def _heard_bytes(self, live: LiveRoom, seat: Seat, frame: bytes, rates: "_Rates") -> str:
        """Hand on a binary frame; "" or what is wrong with it."""
        message = wire.read_binary(frame)
        try:
            match message:
                case wire.Update(update, whole):
                    live.typed(seat, update, frame if whole else None)
                case wire.Awareness(update):
                    live.pointed(seat, update)
                case wire.Step1(vector):
                    if rates.allow_costly():
                        seat.outbox.put(frames.step2(live.document.since(vector)))
                case wire.Private(spell, step, payload) if live.alone is not None:
                    if step != frames.STEP1:
                        live.alone.typed(seat, spell, payload)
                    elif rates.allow_costly():
                        live.alone.wants(seat, spell, payload)
                case wire.Private():
                    pass  # of a page that does not know yet that it is over
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

    def _heard_text(self, live: LiveRoom, seat: Seat, frame: str, rates: "_Rates") -> str:
        """Hand on a text frame; "" or what is wrong with it."""
        message = wire.read_text(frame)
        if isinstance(message, wire.Rejection):
            return message.reason
        if isinstance(message, wire.TooLong):
            live.tell(seat, news.refused(message.ask, message.reason))
        elif isinstance(message, wire.Ping):
            live.tell(seat, news.pong(message.n))
        elif rates.allow_costly():
            self._house.ask(live, seat, i.Asks(seat.person, seat.role, message, chance.short_id()))
        return ""


class _Rates:
    """How much one connection may say. `costly` it shares with others."""

    def __init__(self, frame_rate: int, costly: Bucket) -> None:
        self._costly = costly
        self._clock = asyncio.get_running_loop().time
        now = self._clock()
        self._frames = Bucket.full(frame_rate, frame_rate * BURST, now)
        self._bytes = Bucket.full(BYTES_RATE, BYTES_BURST, now)
        self.exceeded = False

    def allow(self, size: int) -> bool:
        """Whether a message of this size is still within bounds; one that is not is the last."""
        now = self._clock()
        self.exceeded = not (self._frames.take(1, now) and self._bytes.take(size, now))
        return not self.exceeded

    def allow_costly(self) -> bool:
        """The same for a message that costs more."""
        self.exceeded = not self._costly.take(1, self._clock())
        return not self.exceeded


def _outbox(send: Send, lean: LeanWebSocket | None) -> Outbox:
    async def forward(frame: Frame) -> None:
        await send({"type": "websocket.send", ("bytes" if isinstance(frame, bytes) else "text"): frame})

    async def close(code: int, reason: str) -> None:
        await send({"type": "websocket.close", "code": code, "reason": reason})

    return Outbox(forward, close, lean.try_send if lean is not None else _never)


def _short(reason: str) -> str:
    """The beginning of a sentence, as much of it as a close frame carries."""
    return reason.encode()[:REASON_BYTES].decode(errors="ignore")


def _never(frame: Frame) -> bool:
    """On plain ASGI nothing says whether a socket takes a frame at once, so each one waits its turn."""
    return False


async def _give_up(outbox: Outbox, reading: "asyncio.Task[Any]") -> None:
    """When a connection was closed, stop waiting for it: a peer that does not answer must not keep its seat."""
    await outbox.closed.wait()
    reading.cancel()
