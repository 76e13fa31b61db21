"""The short way in and out: the same room on our WebSocket and on plain ASGI, with frames of every size."""

import pytest

from server.transport.lean import _head
from tests.fakes import FakeSandbox
from tests.house import Place
from tests.people import page

pytestmark = pytest.mark.server


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x82\x00"),
        (125, b"\x82\x7d"),
        (126, b"\x82\x7e\x00\x7e"),
        (65_535, b"\x82\x7e\xff\xff"),
        (65_536, b"\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_headers_at_the_borders_of_their_sizes(size: int, head: bytes) -> None:
    assert _head(2, size) == head


async def an_interview(place: Place, sandbox: FakeSandbox) -> None:
    """Everything that a room does, briefly."""
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        for size in (1, 130, 70_000, 300_000):
            words = f"[{size}]" + "é" * size
            await cam.type(words)
            await ida.sees(words)
        await cam.is_saved()
        await cam.ask("run", task="slots", language="python")
        await ida.hears_event("run_ended", passed=2)
        await ida.ask("note", text="n" * 20_000)
        await ida.hears_event("note_written")
        async with page(place.ida(interview)) as late:
            await late.sees(f"[300000]{'é' * 300_000}")
            await late.hears_event("note_written")
        await ida.ask("end")
        await cam.hears_event("ended")  # the last news is heard before the door closes
        await cam.is_sent_away(4410)
        await ida.is_sent_away(4410)


async def test_an_interview_the_short_way(place: Place, sandbox: FakeSandbox) -> None:
    await an_interview(place, sandbox)


async def test_an_interview_on_plain_asgi(plain_place: Place, sandbox: FakeSandbox) -> None:
    await an_interview(plain_place, sandbox)


async def test_text_that_is_not_text_ends_its_connection(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.hears("saved")
        await cam.socket.send(b"\xff\xfe", text=True)
        await cam.is_sent_away(1007)
        await ida.ask("ping", n=1)
        await ida.hears("pong", n=1)


async def test_a_message_in_pieces_is_one_message(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.socket.send(['{"type": "pi', 'ng", "n": 41}'])
        await cam.hears("pong", n=41)
