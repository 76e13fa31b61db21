"""Stages, hints and facts over real sockets: who hears what."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.core.task import Guide
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.house import Place, new_house, serving
from tests.people import page

pytestmark = pytest.mark.server

HINTS = ("Go through it *once*.", f"The last one: {CANARY}")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    task = replace(SLOTS, guide=Guide("", HINTS))
    async with serving(new_house(tmp_path, tasks=FakeLibrary(task))) as place:
        yield place


async def test_cam_hears_the_hint_that_is_given_and_no_other(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.ask("hint", task="slots", number=1)
        heard = await cam.hears_event("hint_given", task="slots", number=1)
        assert heard["data"]["text"] == HINTS[0]
        await ida.ask("hint", task="slots", number=1)
        assert "given already" in (await ida.hears("refused", ask="hint"))["message"]
        await cam.ask("hint", task="slots", number=2)
        assert (await cam.hears("refused", ask="hint"))["message"] == "Only the interviewer can do this."
        await ida.ask("stage", title="Walk-through", minutes=10)
        await cam.hears_event("stage_began", title="Walk-through", minutes=10)
        async with page(place.cam(interview)) as other_tab:
            await other_tab.hears_event("stage_began")
            assert CANARY not in repr(other_tab.raw)
    assert CANARY not in repr(cam.raw)


async def test_what_is_recorded_of_cam_is_told_to_cam_and_not_to_ida_at_work(place: Place) -> None:
    interview = await place.interview(facts=True)
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        at = len(cam.text())
        await cam.type("import antigravity\n")
        await cam.ask("pasted", task="slots", language="python", at=at, length=19)
        await cam.hears_event("pasted", length=19, known=False)
        await cam.ask("away")
        await cam.hears_event("went_away")
        await cam.ask("back")
        await cam.hears_event("came_back")
        await ida.ask("away")
        assert "of a candidate only" in (await ida.hears("refused", ask="away"))["message"]
        async with page(place.ida(interview)) as late:
            await late.ask("note", text="after all of it")
            await late.hears_event("note_written")
            await ida.hears_event("note_written")
            for host in (ida, late):
                assert not {event["kind"] for event in host.events} & {"pasted", "went_away", "came_back"}
    told = [event async for event in place.house.entries(interview.id)]
    assert [type(entry.event).__name__ for entry in told if entry.by == "candidate"].count("Pasted") == 1


async def test_where_it_was_not_agreed_nothing_is_recorded(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.ask("pasted", task="slots", language="python", at=0, length=1)
        await cam.ask("away")
        await cam.ask("back")
        for ask in ("pasted", "away", "back"):
            assert "records neither pastes" in (await cam.hears("refused", ask=ask))["message"]
        assert {event["kind"] for event in cam.events} <= {"opened", "started", "joined"}
