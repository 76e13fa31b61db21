"""From a moment of a recorded interview: Ida runs its tests, asks when a case first passed, goes on from there, and
shares a part of it with somebody who has nothing but the link."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.core.interview import Interview
from tests.browser.browsers import COMPLAINTS, PHONE, WIDE, axe, chromium, person, shoot
from tests.browser.solved_storms import record
from tests.browser.test_journey import ROOT, editor, link_of
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.docker, pytest.mark.server]
BUSY = 90_000
"""Milliseconds for real runs on a machine that does other things too."""


@pytest.fixture
async def interview(tmp_path: Path) -> Interview:
    return await record(tmp_path / "data", ROOT / "tasks")


@pytest.fixture
async def server(tmp_path: Path, interview: Interview) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", ROOT / "tasks", free_port(), sandbox="auto")
    await server.start()
    yield server
    await server.stop()


async def at_the_replay(browser: Browser, server: Server, interview: Interview, at: int) -> Page:
    """Ida, signed in, with the replay open at this second."""
    ida = await person(browser)
    await ida.goto(link_of(server))
    await ida.goto(f"http://127.0.0.1:{server.port}/interviews/{interview.id}/replay#t={at}")
    await expect(editor(ida)).to_contain_text("def storms")
    return ida


async def test_ida_runs_asks_and_goes_on_from_a_moment(server: Server, interview: Interview) -> None:
    async with chromium() as browser:
        ida = await at_the_replay(browser, server, interview, 600)
        await ida.get_by_role("button", name="Run tests here").click()
        note = ida.locator(".again-note")
        await expect(note).to_contain_text("On the code of 10:00")
        await expect(ida.get_by_role("tab", name=re.compile(r"Tests\s*2 of 3"))).to_be_visible(timeout=BUSY)
        await shoot(ida, "again-run")
        assert await axe(ida) == ""

        await ida.get_by_role("button", name=re.compile("delivered twice")).first.click()
        await ida.get_by_role("button", name="When did it pass?").click()
        story = ida.get_by_label("When it passed")
        await expect(story).to_contain_text("first passes, line 4 changed", timeout=BUSY)
        await expect(story).to_contain_text("All 7 versions were tried.", timeout=BUSY)
        await expect(story).to_contain_text("16:00")
        await expect(ida.get_by_role("button", name=re.compile("“delivered twice” first passes")).first).to_be_visible()
        await expect(ida.locator(".right-pane .moments")).to_contain_text(
            "“delivered twice” first passes, line 4 changed"
        )
        await shoot(ida, "again-story")
        assert await axe(ida) == ""
        await story.get_by_role("button", name=re.compile("first passes")).click()
        await expect(editor(ida)).to_contain_text("alert[0]: alert")
        await note.get_by_role("button", name="Back to the record").click()
        await expect(note).to_have_count(0)

        await ida.get_by_role("tab", name=re.compile("^Hidden")).click()
        await server.sandbox_is("checked")
        await ida.get_by_role("button", name="Run hidden tests here").click()
        await expect(note).to_contain_text("Nobody saw this", timeout=BUSY)

        await ida.get_by_role("button", name="Resume from here").click()
        await shoot(ida, "again-resume")
        await ida.get_by_role("button", name="Open the practice room").click()
        await expect(editor(ida)).to_contain_text("alert[0]: alert")
        await expect(ida.get_by_role("heading", name="Practice: Backend engineer")).to_be_visible()
        await editor(ida).click()
        await ida.keyboard.press("Control+End")
        await ida.keyboard.type("# and on from here")
        await expect(ida.get_by_text("Saved", exact=True).first).to_be_visible()
        await shoot(ida, "again-practice")
        await ida.goto(ida.url.replace("/rooms/", "/interviews/") + "/replay")
        await ida.get_by_role("link", name="Goes on from 16:00").click()
        await expect(ida.get_by_role("heading", name="Backend engineer", exact=True)).to_be_visible()
        assert COMPLAINTS[ida] == []


async def test_a_clip_is_seen_by_whoever_has_its_link_until_ida_takes_it_back(
    server: Server, interview: Interview
) -> None:
    async with chromium() as browser:
        ida = await at_the_replay(browser, server, interview, 960)
        await ida.get_by_role("button", name="Share clip").click()
        await ida.get_by_label("To", exact=True).fill("soon")
        await ida.get_by_label("Share with Cam").check()
        await ida.get_by_role("button", name="Make the link").click()
        await expect(ida.get_by_role("alert")).to_contain_text("such as 16:05")
        await ida.get_by_label("To", exact=True).fill("17:00")
        await shoot(ida, "clip-form")
        assert await axe(ida) == ""
        await ida.get_by_role("button", name="Make the link").click()
        link = (await ida.get_by_label("The clip’s link").input_value()).replace("localhost", "127.0.0.1")
        await shoot(ida, "clip-made")

        max = await person(browser, PHONE)
        await max.goto(link)
        await expect(editor(max)).to_contain_text("def storms")
        await max.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        await expect(max.get_by_text("Clip · 15:00 to 17:00")).to_be_visible()
        await expect(max.get_by_role("button", name="Run tests here")).to_have_count(0)
        await expect(max.get_by_role("link", name="Open the record")).to_have_count(0)
        assert "canary" not in await max.content()
        await max.get_by_role("button", name="Play", exact=True).click()
        await shoot(max, "clip-seen")
        assert await axe(max) == ""
        assert COMPLAINTS[max] == []

        await ida.get_by_role("button", name="Take back the link to 15:00 to 17:00").click()
        await expect(ida.get_by_label("Links that are good now")).to_have_count(0)
        await max.reload()
        await expect(max.get_by_role("heading", name="This clip is not here")).to_be_visible()
        await shoot(max, "clip-gone")
