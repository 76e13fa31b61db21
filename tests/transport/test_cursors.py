"""Cursors over a real socket: whose they are, how many are told, and what of them is in the record."""

import asyncio
from collections.abc import AsyncIterator

from server.core import awareness
from server.core import events as e
from server.core.awareness import Cursor
from server.live import frames
from tests.house import Place
from tests.people import page


async def test_cursors_are_relayed_and_leave_with_their_owner(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida:
        async with page(place.cam(interview)) as cam:
            await cam.send(frames.awareness(awareness.write([Cursor(77, 1, b'{"cursor": "here"}')])))
            await ida.sees_cursor(b"here")
            clients = await ida.hears("clients", clients={"77": "candidate"})
            assert clients
            async with page(place.ida(interview)) as second:
                await second.sees_cursor(b"here")  # whoever comes later sees who is where
        await ida.sees_cursor(b"null")


async def test_nobody_can_point_with_anothers_cursor(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.send(frames.awareness(awareness.write([Cursor(5, 1, b'{"of": "ida"}')])))
        await cam.sees_cursor(b"ida")
        forged = [Cursor(5, 9, b'{"of": "forged"}'), Cursor(6, 1, b'{"of": "cam"}')]
        await cam.send(frames.awareness(awareness.write(forged)))
        await ida.sees_cursor(b'"cam"')
        assert not any(b"forged" in cursor for cursor in ida.cursors)


async def test_many_cursor_moves_are_thinned_and_the_last_one_arrives(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        for n in range(60):
            await cam.send(frames.awareness(awareness.write([Cursor(77, n, b'{"at": "%d!"}' % n)])))
        await ida.sees_cursor(b"59!")
        assert len(ida.cursors) < 40
        await ida.ask("note", text="now")
        await ida.hears_event("note_written")
    kept = [entry.event async for entry in place.house.entries(interview.id)]
    pointed = [event.update for event in kept if isinstance(event, e.Pointed)]
    assert 1 <= len(pointed) < 12  # four a second are kept


async def test_where_a_cursor_came_to_rest_is_in_the_record(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        for n in range(5):
            await cam.send(frames.awareness(awareness.write([Cursor(77, n, b'{"at": "%d!"}' % n)])))
        while not any([b"4!" in event.update async for event in pointings(place, interview.id)]):  # noqa: ASYNC110 each look flushes the journal
            await asyncio.sleep(0)


async def pointings(place: Place, room: str) -> AsyncIterator[e.Pointed]:
    """The cursors that are in the record by now."""
    async for entry in place.house.entries(room):
        if isinstance(entry.event, e.Pointed):
            yield entry.event
