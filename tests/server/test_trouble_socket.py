"""Hostile connections against the real program: whatever they send, the others in the room notice nothing, each
connection ends with a code that says why, and the log holds no key and nothing that anybody typed."""

import asyncio
import json
import random
import re
import socket
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from server.core import awareness
from server.core.awareness import Cursor
from server.core.varint import write, write_bytes
from server.live import frames
from server.transport import patience
from server.transport.socket import COSTLY_BURST, SEATS_MAX
from tests.house import Place, new_house, serving
from tests.people import PATIENCE, page
from tests.server.processes import Server, free_port

pytestmark = pytest.mark.server

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
TYPED = "canary-typed-7d1f"
FILE = "slots/solution.py"
GREENROOM = [Subprotocol("greenroom.1")]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """The real program, which takes as many frames as a test wants to send."""
    server = Server(tmp_path / "data", TASKS, free_port(), log=tmp_path / "log", GREENROOM_FRAME_RATE="10000")
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path)) as place:
        yield place


class Max:
    """Somebody with Cam's key and bad intentions. `ends` counts how their connections ended."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.ends: Counter[int] = Counter()

    async def throws(self, what: Iterable[bytes | str], at_once: int = 6) -> None:
        """Send each of these and see what comes of it, on a few connections, with a new one for each that ends."""
        left = deque(what)
        await asyncio.gather(*(self._throw(left) for _ in range(at_once)))

    async def _throw(self, left: deque[bytes | str]) -> None:
        while left:
            async with connect(self._address, subprotocols=GREENROOM, max_size=None) as wire:
                try:
                    while left:
                        await wire.send(left.popleft())
                        await _answers(wire)
                except ConnectionClosed:
                    self.ends[wire.close_code or 0] += 1


async def _answers(wire: ClientConnection) -> None:
    """Return when the server has dealt with everything sent so far. Raises ConnectionClosed if it ended that way."""
    await wire.send('{"type": "ping", "n": 7}')
    async with asyncio.timeout(PATIENCE):
        while await wire.recv() != '{"type":"pong","n":7}':
            pass


def real_updates() -> list[bytes]:
    """What typing sends: characters here and there, of one and more bytes, and deletions."""
    sent: list[bytes] = []
    doc: Doc[Text] = Doc(client_id=4711)
    doc.observe(lambda event: sent.append(event.update))
    text = doc.get(FILE, type=Text)
    for n, words in enumerate(["x", "hello\n", "日本", "👩‍💻", "w" * 200]):
        text.insert(n, words)
    del text[2:4]
    return [*sent, doc.get_update()]


def real_frames() -> list[bytes]:
    cursor = awareness.write([Cursor(4711, 3, b'{"user": {"name": "Cam"}, "cursor": null}')])
    vector = Doc[Text]().get_state()
    return [
        *map(frames.update, real_updates()),
        frames.step2(real_updates()[-1]),
        frames.step1(vector),
        frames.awareness(cursor),
        bytes((frames.QUERY_AWARENESS,)),
    ]


def truncations() -> Iterator[bytes]:
    """Every real frame, cut off at every place."""
    for frame in real_frames():
        yield from (frame[:size] for size in range(len(frame) if len(frame) < 100 else 60))


def mutants(dice: random.Random, count: int) -> Iterator[bytes]:
    """Real frames with something wrong in them: some still have their borders, so that the update itself is wrong."""
    whole, updates = real_frames(), real_updates()
    for _ in range(count):
        inside = dice.random() < 0.6
        mutant = bytearray(dice.choice(updates if inside else whole))
        for _ in range(dice.choice([1, 1, 2, 4])):
            place = dice.randrange(len(mutant) + 1)
            match dice.randrange(4):
                case 0:
                    mutant[place:place] = b"\xff" * dice.randrange(1, 9) + bytes((dice.randrange(128),))
                case 1:
                    del mutant[place : place + dice.randrange(1, 4)]
                case _ if place < len(mutant):
                    mutant[place] = dice.randrange(256)
                case _:
                    mutant += dice.choice(updates)
        yield frames.update(bytes(mutant)) if inside else bytes(mutant)


def monsters() -> Iterator[bytes]:
    """Updates that are made to harm: values nested deep, endless counts, numbers that no browser can read."""
    head, name = b"\x01\x01\x07\x00", write_bytes(FILE.encode())
    for level in (b"\x75\x01", b"\x76\x01\x00"):
        yield frames.update(head + b"\x08\x01" + name + b"\x01" + level * 300_000 + b"\x7f\x00")
    for many in (10**6, 2**31, 2**32 - 1, 2**53, 2**56 - 1):
        yield frames.update(write(many) + b"\x00")
        yield frames.update(b"\x01" + write(many) + b"\x07\x00\x00")
        yield frames.update(b"\x00" + write(many))
        yield frames.update(b"\x01\x01" + write(many) + b"\x00\x04\x01" + name + b"\x01x\x00")
        yield frames.update(head + b"\x00" + write(many) + b"\x00")
        yield frames.step1(write(many) + b"\x01\x01")
        yield frames.awareness(write(many))
        yield frames.awareness(awareness.write([Cursor(many, many, b"{}")]))
    yield frames.update(b"\x01\x01\x01\x00\x44\x01\x00\x00\x00")  # Yrs panics at this one
    yield frames.awareness(awareness.write([Cursor(1, 1, b'{"cut off": ')]))
    yield frames.awareness(awareness.write([Cursor(n, 1, b"{}") for n in range(200)]))


def strange_texts() -> Iterator[str | bytes]:
    """Text frames that are not what anybody may say."""
    case = {"type": "case", "task": "slots", "name": "x", "expected": 1, "checked": True}
    for busy in ("[" * 5_000 + "]" * 5_000, "[" * 900 + "]" * 900, f"[{10**400}]", "[1e999]", "[NaN]", '["\\ud800"]'):
        yield json.dumps(case)[:-1] + f', "args": {{"busy": {busy}}}}}'
    for fields in (
        '"n": 1, "👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻": 1',
        f'"n": {10**4000}',
        '"n": 1.5',
        '"n": "1"',
        '"n": null',
        "",
    ):
        yield f'{{"type": "ping"{", " if fields else ""}{fields}}}'
    for kind in ("welcome", "events", "edited", "joined", "__class__", "", "\\u0000", "\\ud800", "x" * 5_000):
        yield f'{{"type": "{kind}"}}'
    yield from ("", "{", "[]", "1", "null", '"x"', "\ufeff{}", '{"type": {}}', '{"type": ["end"]}', "{}" * 10)
    yield '{"type": "note", "text": "' + "x" * 66_000 + '"}'
    for task, language in (("../../etc", "python"), ("slots", "../python"), ("slots\\u0000", "python"), ("", "")):
        yield f'{{"type": "switch", "task": "{task}", "language": "{language}"}}'
        yield f'{{"type": "run", "task": "{task}", "language": "{language}"}}'
    yield '{"type": "run", "task": "slots", "language": "python", "suite": "hidden"}'
    yield '{"type": "note", "text": "a candidate writes no notes"}'
    yield '{"type": "end"}'


async def new_interview(server: Server) -> tuple[str, Any]:
    token = (await server.command("token", "create")).strip()
    body = {"title": "Hostile", "candidate": "Cam", "tasks": ["slots"]}
    return token, await server.api(token, "/interviews", body)


async def test_thousands_of_broken_frames_and_nobody_else_notices(server: Server) -> None:
    token, interview = await new_interview(server)
    dice = random.Random(20_261_122)
    max = Max(interview["sync"]["candidate"])
    async with page(interview["sync"]["host"]) as ida, page(interview["sync"]["candidate"]) as cam:
        await cam.sees("def count_free")
        await cam.type(f"# {TYPED} before\n")
        await ida.sees("before")
        for attack in (truncations(), monsters(), strange_texts(), mutants(dice, 2_000)):
            attacking = asyncio.create_task(max.throws(attack))
            while not attacking.done():
                await ida.type("i")
                await cam.type("c")
                await asyncio.wait([attacking], timeout=0.1)
            await attacking
        await cam.type(f"# {TYPED} after\n", at=0)
        await ida.sees("after")
        await ida.is_saved()
        await cam.is_saved()
        assert ida.code == cam.code == 0
        assert [event for event in ida.events if event["kind"] in {"note_written", "run_started", "ended"}] == []
        async with page(interview["sync"]["host"]) as late:
            await late.sees("before")
            await late.sees("after")
    assert set(max.ends) <= {4400, 1007, 1009}, max.ends
    await server.kill()
    await server.start()  # and its record is whole
    async with page(interview["sync"]["host"]) as ida:
        await ida.sees("before")
        await ida.sees("after")
    assert server.log is not None
    log = server.log.read_text()
    keys = [urlsplit(address).query.removeprefix("key=") for address in interview["sync"].values()]
    for secret in (token, *keys, TYPED, "count_free", "👩"):
        assert secret not in log
    assert "Traceback" not in log
    assert '"level": "error"' not in log


async def test_a_cursor_that_no_browser_can_read_hides_nobody_elses(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.send(frames.awareness(awareness.write([Cursor(5, 1, b'{"of": "ida"}')])))
        await cam.sees_cursor(b"ida")
        await cam.send(frames.awareness(awareness.write([Cursor(6, 1, b'{"of": ')])))
        await cam.is_sent_away(4400)
        async with page(place.cam(interview)) as back:
            await back.sees_cursor(b"ida")


async def test_one_role_cannot_take_every_seat(place: Place) -> None:
    interview = await place.interview()
    many = [await connect(place.cam(interview)) for _ in range(SEATS_MAX)]
    async with page(place.cam(interview)) as one_more:
        await one_more.is_sent_away(4429)
        assert "Close another tab" in one_more.reason
    async with page(place.ida(interview)) as ida:
        await ida.sees("def count_free")
        await many.pop().close()
        async with page(place.cam(interview)) as cam:
            await cam.sees("def count_free")
    await asyncio.gather(*(wire.close() for wire in many))


async def test_asking_without_end_ends_with_4429_on_all_connections_together(place: Place) -> None:
    interview = await place.interview()
    max = Max(place.cam(interview))
    asks = [f'{{"type": "switch", "task": "slots", "language": "{name}"}}' for name in ("python", "javascript")]
    async with page(place.ida(interview)) as ida:
        await max.throws(asks * COSTLY_BURST)
        assert set(max.ends) == {4429}
        await ida.ask("note", text="undisturbed")
        await ida.hears_event("note_written")
        assert len([event for event in ida.events if event["kind"] == "switched"]) < 2 * COSTLY_BURST


@pytest.mark.parametrize("since", ["-1", "1e9", "9" * 400, "%D9%A3", "", "%00", "999999999999999", "0x10", "1&since=x"])
async def test_a_since_that_makes_no_sense_is_met_with_a_greeting(place: Place, since: str) -> None:
    interview = await place.interview()
    async with page(f"{place.cam(interview)}&since={since}") as cam:
        await cam.hears("welcome")
        await cam.sees("def count_free")


async def answer(place: Place, said: bytes) -> bytes:
    """All that the server answers to these bytes until it closes the connection."""
    reader, writer = await asyncio.open_connection(*place.address.split(":"))
    writer.write(said)
    try:
        return await asyncio.wait_for(reader.read(), PATIENCE)
    finally:
        writer.close()


def handshake(path: str, *headers: str) -> bytes:
    lines = (
        f"GET {path} HTTP/1.1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *headers,
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/sync/{room}?key={key}", ["Host: x", "Origin: http://["], 403),
        ("/sync/{room}?key={key}", ["Host: x", "Origin: http://\xe4"], 403),
        ("/sync/{room}?key={key}", ["Origin: null"], 403),
        ("/sync/{room}?key={key}", ["Host: x", "Origin: null"], 403),
        ("/sync/{room}?key={key}", ["Host: x", "Origin: http://x", "Origin: http://evil"], 400),
        ("/sync/{room}?key={key}", ["Host: x", "X-Odd: \x01"], 400),
        ("/sync/{room}?key={key}", ["Host: x", "no colon"], 400),
        ("/sync/{room}?key=" + "k" * 10_000, ["Host: x"], 431),
        ("/sync/{room}?key={key}&" + "a=1&" * 5_000, ["Host: x"], 431),
        ("/sync/{room}?key={key}", ["Host: x", *(f"X-{n}: {n}" for n in range(300))], 431),
        ("/sync/{room}?key={key}", ["Host: x", "X: " + "x" * 20_000], 431),
        ("/sync/\xff\xfe?key=x", ["Host: x"], 400),
        ("/", ["Host: x"], 403),
    ],
)
async def test_odd_handshakes_are_answered_and_closed(place: Place, path: str, headers: list[str], status: int) -> None:
    interview = await place.interview()
    key = place.ida(interview).partition("key=")[2]
    said = handshake(path.replace("{room}", interview.id).replace("{key}", key), *headers)
    assert (await answer(place, said)).startswith(b"HTTP/1.1 %d " % status)


@pytest.mark.parametrize("room", ["%00", "{room}%00", "{room}%0a", "%ed%a0%80", "%zz%"])
async def test_odd_addresses_are_no_rooms(place: Place, room: str) -> None:
    interview = await place.interview()
    key = place.ida(interview).partition("key=")[2]
    async with page(f"ws://{place.address}/sync/{room.replace('{room}', interview.id)}?key={key}") as max:
        await max.is_sent_away(4404)


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        ("POST /join/{room} HTTP/1.0\r\nOrigin: http://[\r\nContent-Length: 0\r\n\r\n", 403),
        ("POST /join/{room} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
        ("POST /join/{room} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("GET /rooms/%00 HTTP/1.0\r\n\r\n", 403),
        ("GET /rooms/%ed%a0%80 HTTP/1.0\r\n\r\n", 403),
        ("GET /assets/..%2f..%2fpyproject.toml HTTP/1.0\r\n\r\n", 404),
        ("GET / HTTP/1.0\r\nCookie: greenroom=\xff;;=; greenroom=e30.x.y\r\n\r\n", 403),
        ("GET /api/interviews HTTP/1.0\r\nAuthorization: Bearer \xff\xfe\r\n\r\n", 401),
        ("GET / HTTP/1.1\r\nX: " + "x" * 140_000, 431),
        ("\x16\x03\x01\x02\x00\x01\x00", 400),
    ],
)
async def test_odd_requests_are_answered_and_closed(place: Place, request_head: str, status: int) -> None:
    interview = await place.interview()
    said = request_head.replace("{room}", interview.id).encode("latin-1")
    assert re.match(rb"HTTP/1.[01] %d " % status, await answer(place, said))


async def test_whoever_says_a_request_too_slowly_is_given_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "REQUEST_SECONDS", 0.3)
    interview = await place.interview()
    beginnings = [b"", b"G", b"GET / HTTP/1.1\r\nX-", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"]
    host, port = place.address.split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(40)]
    for wire, said in zip(slow, beginnings * 10, strict=True):
        wire.sendall(said)
    async with page(place.ida(interview)) as ida:  # a page that comes meanwhile, and stays longer
        await ida.sees("def count_free")
        for wire in slow:
            wire.setblocking(False)
            while await asyncio.wait_for(asyncio.get_running_loop().sock_recv(wire, 4096), PATIENCE):
                pass  # an answer may come before the end
            wire.close()
        await ida.type("# still here\n")
        await ida.is_saved()
