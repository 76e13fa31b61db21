"""Parts that are unlocked, pauses and extensions over real sockets: who hears what, and when."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.core.ids import CANDIDATE
from server.core.setup import Setup
from server.core.task import HiddenGroup, Part, TaskCase
from tests.core.tasks import part
from tests.fakes import CANARY, SLOTS, FakeLibrary, FakeSandbox
from tests.house import Place, new_house, serving
from tests.people import page

pytestmark = pytest.mark.server

LATER = "Now tell how many are **taken**."
SECOND = replace(part("count_taken(busy: list[int]) -> int", 2), title="The taken ones", statement=LATER)
THIRD = Part(3, f"{CANARY}", f"{CANARY}", SECOND.signature, "interviewer")
TASK = replace(
    SLOTS,
    parts=(*SLOTS.parts, SECOND, THIRD),
    examples=(*SLOTS.examples, TaskCase("example-3", "one taken", 2, {"busy": [1]}, 1)),
    hidden=(*SLOTS.hidden, HiddenGroup("later", 2, 1.0, "all", (TaskCase("later-1", "more", 2, {"busy": []}, 0),))),
)


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
async def place(tmp_path: Path, sandbox: FakeSandbox) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path, tasks=FakeLibrary(TASK), sandbox=sandbox)) as place:
        yield place


async def test_cam_gets_a_part_when_it_is_unlocked_and_nothing_of_the_next(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.type("# é and 😀, typed before\n")
        await ida.ask("part", task="slots", part=3)
        assert "Part 2 of" in (await ida.hears("refused", ask="part"))["message"]
        await ida.ask("part", task="slots", part=2)
        heard = await cam.hears_event("part_opened", task="slots", part=2)
        assert heard["data"]["statement"] == LATER
        assert [example["case"] for example in heard["data"]["examples"]] == ["example-3"]
        await cam.sees("def count_taken")  # its starter, below what was there
        assert "# é and 😀, typed before\n" in cam.text()
        assert cam.text().index("def count_free") < cam.text().index("def count_taken")
        await cam.ask("part", task="slots", part=3)
        assert (await cam.hears("refused", ask="part"))["message"] == "Only the interviewer can do this."
    assert CANARY not in repr(cam.raw)


async def test_the_tests_of_a_part_run_when_it_is_open(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        for opened in (False, True):
            if opened:
                await ida.ask("part", task="slots", part=2)
                await ida.hears_event("part_opened")
            await ida.ask("run", task="slots", language="python", suite="hidden")
            await ida.hears_event("run_ended", suite="hidden", total=4 if opened else 3)
            hidden = {case.id for case in sandbox.specs[-1].cases}
            assert ("later-1" in hidden) is opened
            await cam.ask("run", task="slots", language="python")
            await cam.hears_event("run_ended", suite="examples", total=3 if opened else 2)
            examples = [case.id for case in sandbox.specs[-1].cases]
            assert ("example-3" in examples) is opened


async def test_a_language_that_is_turned_to_later_begins_with_all_open_parts(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.ask("part", task="slots", part=2)
        await cam.hears_event("part_opened")
        await cam.ask("switch", task="slots", language="javascript")
        await cam.hears_event("switched", language="javascript")
        await cam.sees("countTaken", file="slots/solution.js")
        assert "countFree" in cam.text("slots/solution.js")


async def test_turning_to_another_task_and_back_loses_nothing(place: Place) -> None:
    library = place.house.tasks
    assert isinstance(library, FakeLibrary)
    library.put(replace(SLOTS, slug="other", title="Another"))
    interview = await place.interview("slots", "other")
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.type("# of the first\n")
        await cam.ask("case", task="slots", name="mine", args={"busy": [0]}, expected=1, checked=True)
        await cam.hears_event("case_added", task="slots")
        await ida.ask("part", task="slots", part=2)
        await cam.hears_event("part_opened")
        await cam.ask("switch", task="other", language="python")
        await cam.sees("def count_free", file="other/solution.py")
        await cam.type("# of the second\n", file="other/solution.py")
        await cam.ask("switch", task="slots", language="python")
        await ida.hears_event("switched", task="slots")
        await ida.sees("# of the second", file="other/solution.py")
        assert "# of the first" in ida.text()
        assert "def count_taken" in ida.text()
        await cam.ask("run", task="slots", language="python")
        ended = await cam.hears_event("run_ended", suite="examples")
        assert ended["data"]["total"] == 4, "three examples and the case of their own"


async def test_of_two_hosts_who_press_at_once_one_is_told(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.ida(interview)) as other, page(place.cam(interview)):
        await ida.ask("stage", title="Coding task", minutes=28)
        await other.ask("stage", title="Coding task", minutes=28)
        assert "going on already" in (await other.hears("refused", ask="stage"))["message"]
        await ida.ask("extend", minutes=5)
        await other.hears_event("extended", minutes=5)
        await ida.ask("pause")
        await other.hears_event("paused")
        await other.ask("pause")
        assert "stands still already" in (await other.hears("refused", ask="pause"))["message"]
        await ida.ask("end")
        await other.hears_event("ended")
    timeline = [entry.event async for entry in place.house.entries(interview.id)]
    assert sum(type(event).__name__ == "Ended" for event in timeline) == 1


async def test_cam_takes_a_break_where_breaks_were_agreed(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.ask("pause")
        assert "No breaks were agreed" in (await cam.hears("refused", ask="pause"))["message"]
        await place.house.change_setup(interview, Setup(breaks=True))
        await cam.ask("pause")
        assert (await ida.hears_event("paused"))["by"] == CANDIDATE
        await ida.ask("resume")
        await cam.hears_event("resumed")
