"""The page of what was thought privately, and its release: in the room, and after the interview."""

import pytest

from sandbox.contract import Verdict
from server.core import inputs as i
from server.core.asks import AskEnd, AskPrivate, AskPrivateEnd
from server.core.events import Suite
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.private import PrivatePolicy
from server.core.roles import Role
from tests.pages.visitors import Town, Visitor

CANARY = "canary-page-90a1"
FILE = "slots/solution.py"


async def thought(town: Town, policy: PrivatePolicy, *, ended: bool = False) -> Interview:
    """An interview in which Cam thought privately, wrote in two steps and ran the examples."""
    interview = await town.interview(private=policy)
    live = await town.house.enter(interview.id)
    assert live is not None
    live.feed(i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE))
    live.feed(i.PrivateAsked(CANDIDATE, Role.CANDIDATE, AskPrivate(), "s1", policy))
    live.feed(i.Drafted(((FILE, 0, 0, "first\n"),)))
    live.feed(i.DraftRan("slots", "python", Suite.EXAMPLES, Verdict.WRONG, 1, 2))
    live.feed(i.Drafted(((FILE, 6, 0, CANARY),)))
    live.feed(i.Asks(CANDIDATE, Role.CANDIDATE, AskPrivateEnd(), ""))
    if ended:
        live.feed(i.Asks(HOST, Role.HOST, AskEnd(), ""))
    await town.house.settled()
    await town.house.stored(interview.id)
    return interview


async def reads(who: Visitor, interview: Interview) -> bool:
    assert await who.opens(f"/interviews/{interview.id}/private") == 200
    return CANARY in who.page.text


@pytest.mark.parametrize("ended", [False, True])
async def test_cam_reads_and_releases_it(town: Town, ended: bool) -> None:
    interview = await thought(town, PrivatePolicy.RELEASED)
    cam, ida, owner = await town.cam(interview), await town.ida(interview), await town.owner()
    if ended:
        await town.house.end(interview)
        await town.house.settled()
    assert await reads(cam, interview)
    assert "1 of 2 passed" in cam.text
    assert not await reads(ida, interview)
    assert not await reads(owner, interview)
    assert "has not released it" in ida.text
    path = f"/interviews/{interview.id}/private"
    await cam.opens(path)
    assert await cam.sends(path) == 200
    assert "Released" in cam.text
    assert await reads(ida, interview)
    assert await reads(owner, interview)
    for page in ("track", "timeline.ndjson"):
        await owner.opens(f"/interviews/{interview.id}/{page}")
        assert (CANARY in owner.page.text) is not ended, "after the end it is beside the timeline, not on it"
    if ended:
        await ida.opens(f"/interviews/{interview.id}/record")
        assert CANARY not in ida.page.text


async def test_ida_releases_nothing(town: Town) -> None:
    interview = await thought(town, PrivatePolicy.RELEASED)
    ida = await town.ida(interview)
    path = f"/interviews/{interview.id}/private"
    await ida.opens(f"/interviews/{interview.id}/lobby")
    assert await ida.posts(path, {"spell": "s1", "form-token": "wrong"}) == 403
    inside = await town.house.interview(interview.id)
    assert inside is not None
    assert not inside.setup.released
    assert await town.house.release(interview, "nothing") != ""


@pytest.mark.parametrize("ended", [False, True])
async def test_what_is_to_be_recorded_is_read_when_the_interview_has_ended(town: Town, ended: bool) -> None:
    interview = await thought(town, PrivatePolicy.RECORDED, ended=ended)
    ida, owner = await town.ida(interview), await town.owner()
    assert await reads(owner, interview) is ended
    if not ended:
        assert not await reads(ida, interview)
        assert await town.house.release(interview, "s1") != ""


async def test_what_is_not_recorded_is_nowhere(town: Town) -> None:
    interview = await thought(town, PrivatePolicy.NOT_RECORDED, ended=True)
    owner = await town.owner()
    assert not await reads(owner, interview)
    assert "nothing of it is kept" in owner.text
    assert await town.house.release(interview, "s1") != ""


async def test_an_interview_without_any_says_so(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    assert not await reads(ida, interview)
    assert "did not think privately" in ida.text


async def test_nobody_finds_words_in_what_is_not_theirs_to_read(town: Town) -> None:
    interview = await thought(town, PrivatePolicy.RELEASED, ended=True)
    now = await town.house.interview(interview.id)
    assert now is not None
    assert not (await town.house.rights.find(now, CANARY)).said


async def test_a_later_change_of_the_setup_keeps_the_release(town: Town) -> None:
    interview = await thought(town, PrivatePolicy.RELEASED, ended=True)
    assert await town.house.release(interview, "s1") == ""
    assert await town.house.release(interview, "s1") == ""
    await town.house.change_setup(interview, interview.setup)
    now = await town.house.store.interview(interview.id)
    assert now is not None
    assert [each.spell for each in now.setup.released] == ["s1"]
