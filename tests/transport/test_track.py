"""An interview at a real socket, and its track while it goes on and when it is over."""

import asyncio
import json

import pytest

from server.core import awareness
from server.core.track.parts import Edition
from server.core.track.reading import Moves, Said
from server.live import frames
from tests.house import Place
from tests.people import page

pytestmark = pytest.mark.server


async def test_the_track_of_an_interview_says_what_its_pages_saw(place: Place) -> None:
    interview = await place.interview()
    tracks = place.house.tracks
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.hears_event("started")
        await cam.sees("def count_free")
        for words in ("# é\n", "# 🙂\n", "x = 1\r\n"):
            await cam.type(words)
            await ida.type(f"# ida after {words!r}\n", at=0)
            await asyncio.gather(cam.sees(f"ida after {words!r}"), ida.sees(words))
        place_ = {"tname": "slots/solution.py", "item": None, "assoc": 0}
        state = json.dumps({"cursor": {"anchor": place_, "head": place_}, "typing": True}).encode()
        await cam.send(frames.awareness(awareness.write([awareness.Cursor(cam.doc.client_id, 1, state)])))
        await ida.sees_cursor(state)
        await ida.ask("note", text="a good question", task="slots", language="python", line=1)
        await ida.hears_event("note_written")
        await cam.is_saved()
        await ida.is_saved()
        live = await place.house.interview(interview.id)
        assert live is not None
        assert (await tracks.read_index(live, Edition.HOST)).header["live"] is True
        assert await tracks.texts_at(live, Edition.HOST) == {"slots/solution.py": cam.text()}
        await ida.ask("end")
        await cam.is_sent_away(4410)
    ended = await place.house.interview(interview.id)
    assert ended is not None
    await place.house.settled()
    for edition in Edition:
        index = await tracks.read_index(ended, edition)
        assert (index.header["live"], index.header["unreadable"]) == (False, 0)
        assert (await tracks.texts_at(ended, edition)) == await place.house.files(interview.id)
        items = [item async for item in tracks.walk(ended, edition)]
        assert [item.moves[0].pointer for item in items if isinstance(item, Moves)] == [1]
        notes = [item for item in items if isinstance(item, Said) and item.kind == "note_written"]
        assert len(notes) == (edition is Edition.HOST)
        assert index.header["seal"] is not None
