"""After the end: Cam's page with the next steps and their own code, and Ida's with what is left to do."""

import asyncio
import io
import zipfile
from dataclasses import replace

from sandbox.contract import Verdict
from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.document import seed
from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Setup
from tests.fakes import CANARY
from tests.house import seat
from tests.pages.visitors import Town

SETUP = Setup(
    panel=(Member("pat", "Pat", Role.PANELIST), Member("olu", "Olu", Role.OBSERVER)),
    next_steps="We <b>write</b> to you.",
    hear_by="by Friday, 4 December",
)


async def lived(town: Town, setup: Setup = SETUP) -> Interview:
    """Ida's interview of Cam: code, a run of each suite, a note. It goes on."""
    opened = await town.house.open_interview("Backend engineer", "Ida", "Cam", ["slots"], setup=setup)
    assert isinstance(opened, Interview)
    live = await town.house.enter(opened.id)
    assert live
    cam, ida = seat("candidate", Role.CANDIDATE), seat("host", Role.HOST)
    live.feed(i.Arrives("host", "Ida", Role.HOST))
    live.feed(i.Arrives("candidate", "Cam", Role.CANDIDATE))
    town.house.ask(live, cam, i.Asks("candidate", Role.CANDIDATE, a.AskSwitch("slots", "python"), "s1"))
    live.write(seed({"slots/solution.js": f"// {CANARY}: nobody turned to this file"}, client=77))
    note = a.AskNote(f"{CANARY}: a note")
    town.house.ask(live, ida, i.Asks("host", Role.HOST, note, "n1"))
    for suite, who in ((e.Suite.EXAMPLES, cam), (e.Suite.HIDDEN, ida)):
        ask = a.AskRun("slots", "python", suite)
        town.house.ask(live, who, i.Asks(who.person, who.role, ask, f"run-{suite.value}"))
        await town.house.settled()
    return opened


async def test_cam_reads_what_happens_next_and_has_their_own_code(town: Town) -> None:
    interview = await lived(town)
    cam = await town.cam(interview)
    closing = f"/interviews/{interview.id}/closing"
    await cam.opens(closing)
    assert cam.at == f"/rooms/{interview.id}", "not before the end"
    await town.house.end(interview)
    assert await cam.opens(closing) == 200
    assert "Thank you, Cam." in cam.text
    assert "We &lt;b&gt;write&lt;/b&gt; to you." in cam.text
    assert "by Friday, 4 December" in cam.text
    assert "def count_free" in cam.text
    assert "2 of 2 examples passed in the last run" in cam.text
    assert f'href="/interviews/{interview.id}/my-feedback"' in cam.text
    assert CANARY not in cam.page.text


async def test_the_zip_has_the_code_and_the_visible_results_and_nothing_hidden(town: Town) -> None:
    interview = await lived(town)
    cam = await town.cam(interview)
    await town.house.end(interview)
    assert await cam.opens(f"/interviews/{interview.id}/closing/code.zip") == 200
    with zipfile.ZipFile(io.BytesIO(cam.page.content)) as folder:
        assert folder.namelist() == ["slots/solution.py", "results.md"]
        texts = {name: folder.read(name).decode() for name in folder.namelist()}
    assert texts["slots/solution.py"].startswith("def count_free")
    assert f"- two free: {'passed'}" in texts["results.md"]
    assert "2 of 2 passed in the last run." in texts["results.md"]
    assert CANARY not in repr(texts)
    assert CANARY.encode() not in cam.page.content


async def test_the_code_stays_where_that_was_agreed(town: Town) -> None:
    interview = await lived(town, replace(SETUP, keeps_code=False))
    cam = await town.cam(interview)
    await town.house.end(interview)
    await cam.opens(f"/interviews/{interview.id}/closing")
    assert "stays with the interviewers" in cam.text
    assert "def count_free" not in cam.text
    assert await cam.opens(f"/interviews/{interview.id}/closing/code.zip") == 404


async def test_cams_link_leads_back_to_it_in_any_browser_and_max_does_not_get_in(town: Town) -> None:
    interview = await lived(town)
    max = await town.cam(await town.interview("Max"), "Max")
    await town.house.end(interview)
    late = town.stranger()
    assert await late.opens(town.link(interview, Role.CANDIDATE)) == 200
    assert late.at == f"/interviews/{interview.id}/closing"
    assert "def count_free" in late.text
    assert await max.opens(f"/interviews/{interview.id}/closing") == 403
    assert await max.opens(f"/interviews/{interview.id}/closing/code.zip") == 403


async def test_an_interviewer_who_opens_cams_link_stays_an_interviewer(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await town.house.end(interview)
    await ida.opens(town.link(interview, Role.CANDIDATE))
    assert "What Cam reads now" in ida.text
    assert await ida.opens(f"/interviews/{interview.id}/record") == 200


async def test_ida_and_pat_go_on_with_their_scorecards_and_olu_with_the_record(town: Town) -> None:
    interview = await lived(town)
    people = [await town.ida(interview), *[await town.panelist(interview, member) for member in SETUP.panel]]
    await town.house.end(interview)
    for who, card in zip(people, (True, True, False), strict=True):
        await who.opens(f"/interviews/{interview.id}/closing")
        assert (f'href="/interviews/{interview.id}/scorecard"' in who.text) is card
        assert f'href="/interviews/{interview.id}/record"' in who.text
        assert await who.opens(f"/interviews/{interview.id}/closing/code.zip") == 404


async def test_two_hosts_who_end_at_once_are_one_end(town: Town) -> None:
    interview = await lived(town)
    await asyncio.gather(town.house.end(interview), town.house.end(interview))
    events = [entry.event async for entry in town.house.entries(interview.id)]
    assert sum(isinstance(event, e.Ended) for event in events) == 1


async def test_an_interview_that_nobody_came_to_has_a_page_too(town: Town) -> None:
    opened = await town.house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    await town.house.end(opened)
    cam = town.stranger()
    await cam.opens(town.link(opened, Role.CANDIDATE))
    assert "This interview has ended" in cam.text
    assert "Ida tells you how it goes on" in cam.text
    assert "Your code" not in cam.text
    assert Verdict.PASSED.value not in cam.text
