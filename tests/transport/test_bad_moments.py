"""What goes wrong in the midst of an interview: two who end it at once, a hint of another task, a page that reloads."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from server.core.private import PrivatePolicy
from server.core.roles import Role
from server.core.setup import Member
from server.core.task import Guide
from server.live.doors import sign_in_token
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.house import Place, new_house, serving
from tests.pages.visitors import Forms
from tests.people import page

pytestmark = pytest.mark.server

PAT = Member("pat", "Pat", Role.PANELIST)
OTHER = replace(SLOTS, slug="other", title="Other", guide=Guide("", ("Turn it round.",)))
ELSEWHERE = replace(SLOTS, slug="elsewhere", title="Elsewhere", guide=Guide("", (f"Not here: {CANARY}",)))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path, tasks=FakeLibrary(SLOTS, OTHER, ELSEWHERE))) as place:
        yield place


async def test_two_hosts_who_end_it_at_once_in_the_room_and_on_its_page_end_it_once(place: Place) -> None:
    interview = await place.interview(panel=(PAT,))
    address = f"/interviews/{interview.id}"
    async with (
        page(place.ida(interview)) as ida,
        page(place.ida(interview)) as other,
        page(place.sync(interview, "pat")) as pat,
        page(place.cam(interview)) as cam,
        httpx2.AsyncClient(base_url=place.url, timeout=60, headers={"origin": place.url}) as owner,
    ):
        await cam.sees("def count_free")
        await owner.get(f"/sign-in?token={sign_in_token(place.house.secret)}", follow_redirects=True)
        form = Forms((await owner.get(address)).text).found[f"{address}/end"]
        _, _, *answers = await asyncio.gather(
            ida.ask("end"),
            other.ask("end"),
            owner.post(f"{address}/end", data=form),
            owner.post(f"{address}/end", data=form),
        )
        for person in (ida, other, pat, cam):
            await person.is_sent_away(4410)
            assert [event["kind"] for event in person.events].count("ended") == 1
            assert not [frame for frame in person.frames if frame["type"] == "refused"]
        assert [(each.status_code, each.headers["location"]) for each in answers] == [(303, f"{address}/record")] * 2
    kinds = [type(entry.event).__name__ async for entry in place.house.entries(interview.id)]
    assert kinds.count("Ended") == 1


async def test_a_hint_of_another_task_is_given_for_that_task_and_of_a_task_elsewhere_not_at_all(place: Place) -> None:
    interview = await place.interview("slots", "other")
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        for task, number in (("elsewhere", 1), ("no-such", 1), ("", 1), ("slots", 9)):
            await ida.ask("hint", task=task, number=number)
        await ida.ask("hint", task="other", number=1)
        given = await cam.hears_event("hint_given")
        assert (given["data"]["task"], given["data"]["text"]) == ("other", "Turn it round.")
        await ida.hears_event("hint_given")
        refused = [frame["message"] for frame in ida.frames if frame["type"] == "refused"]
        assert refused[:3] == ["This task is not part of the interview."] * 3
        assert len(refused) == 4
        assert [event["kind"] for event in ida.events].count("hint_given") == 1
    assert CANARY not in repr(cam.raw)


@pytest.mark.parametrize("policy", PrivatePolicy)
async def test_cams_only_page_reloads_while_they_think_and_nothing_is_lost_or_told(
    place: Place, policy: PrivatePolicy
) -> None:
    """The new page has kept nothing: what it shows comes from the server."""
    interview = await place.interview(private=policy)
    async with page(place.ida(interview)) as ida:
        async with page(place.cam(interview)) as cam:
            await cam.sees("def count_free")
            spell = await cam.goes_private()
            await cam.types_privately(f"# {CANARY}\n")
            await cam.ask("ping", n=1)
            await cam.hears("pong", n=1)
        await ida.hears_event("left")
        async with page(place.cam(interview)) as back:
            await back.hears_event("private_began", spell=spell)
            await back.knows_draft()
            await back.sees_privately(CANARY)
            await back.type("# typed before the page knew\n")
            await back.ask("ping", n=2)
            await back.hears("pong", n=2)
            assert CANARY not in repr(ida.raw)
            assert "before the page knew" not in repr(ida.raw)
            assert [event["kind"] for event in ida.events].count("private_began") == 1
            await back.ask("private_end", share=True)
            await ida.sees(CANARY)
            await ida.sees("# typed before the page knew")
