"""From the planning form to the closing pages, in two browsers: the plan, its clock, a part, and the end."""

import io
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, Page, expect

from server.core.task import HiddenGroup, Part, TaskCase
from server.live.doors import sign_in_token
from tests.browser.browsers import COMPLAINTS, PHONE, axe, person, shoot
from tests.core.tasks import part
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.house import Place, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

LATER: Final = "How many are taken?"
SECOND = replace(part("count_taken(busy: list[int]) -> int", 2), title="The taken ones", statement=LATER)
THIRD = Part(3, CANARY, CANARY, SECOND.signature, "interviewer")
TASK = replace(
    SLOTS,
    parts=(*SLOTS.parts, SECOND, THIRD),
    examples=(*SLOTS.examples, TaskCase("example-3", "one taken", 2, {"busy": [1]}, 1)),
    hidden=(*SLOTS.hidden, HiddenGroup("later", 2, 1.0, "all", (TaskCase("later-1", CANARY, 2, {"busy": []}, 0),))),
)
AN_HOUR_OFF: Final = """(() => {
  const [Real, hour] = [Date, 3600000];
  class Off extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + hour); } }
  Off.now = () => Real.now() + hour;
  globalThis.Date = Off;
})()"""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path, tasks=FakeLibrary(TASK))) as place:
        yield place


async def plan(ida: Page, place: Place) -> str:
    """Ida plans an interview with a panel and breaks, at half as long again. Returns Cam's link."""
    await ida.goto(f"{place.url}/sign-in?token={sign_in_token(place.house.secret)}")
    await ida.goto(f"{place.url}/interviews/new")
    await ida.get_by_label("Title").fill("Backend engineer")
    await ida.get_by_label("Your name").fill("Ida")
    await ida.get_by_label("The candidate’s name").fill("Cam")
    await ida.get_by_text(TASK.title).click()
    await ida.get_by_role("button", name="Add another person").click()
    await ida.get_by_label("Name of person 1").fill("Pat")
    await ida.get_by_label("Name of person 2").fill("Olu")
    await ida.get_by_label("Role of person 2").select_option("observer")
    await ida.get_by_label("1.5 times as long").check()
    await ida.get_by_label("The candidate may take breaks").check()
    await ida.get_by_label("By when they hear").fill("by Friday, 4 December")
    await shoot(ida, "planning")
    assert await axe(ida) == ""
    await ida.get_by_role("button", name="Plan it").last.click()
    await expect(ida.get_by_label("Olu’s link")).to_be_visible()
    assert await axe(ida) == ""
    return await ida.get_by_label("Cam’s link").input_value()


async def come_in(cam: Page, link: str) -> None:
    await cam.goto(link)
    await cam.get_by_label("I have read what is recorded and agree").check()
    await cam.get_by_role("button", name="Come in").click()
    await cam.locator(".cm-content").filter(has_text="def count_free").wait_for()


async def test_an_interview_goes_by_its_plan_to_its_closing_pages(place: Place, browser: Browser) -> None:
    ida, cam = await person(browser), await person(browser)
    await cam.add_init_script(AN_HOUR_OFF)
    link = await plan(ida, place)
    await ida.get_by_role("link", name="Open the room").click()
    await ida.locator(".cm-content").filter(has_text="def count_free").wait_for()
    await come_in(cam, link)
    assert CANARY not in await cam.content()

    # One press to the next stage; another from the list, which skips one.
    await ida.get_by_role("button", name="Next: Welcome").click()
    await expect(cam.locator(".stage-word")).to_have_text("Welcome")
    await ida.get_by_role("button", name="Stage: Welcome").click()
    await ida.get_by_role("button", name=re.compile("^Coding task")).click()
    await expect(ida.locator(".progress-detail")).to_have_text(re.compile("4[12] min left of 42"))
    await expect(ida.locator(".stage-line .whole-time")).to_have_text(re.compile("9[01] min left of 91 in total"))
    await cam.get_by_role("button", name="Agenda: Coding task").click()
    await expect(cam.get_by_role("listitem").filter(has_text="Past work")).to_contain_text("skipped · 15 min")
    await expect(cam.locator(".progress-detail")).not_to_contain_text("left")
    await cam.get_by_label("Show me the time left of the stage").check()
    await expect(cam.locator(".progress-detail")).to_have_text(
        re.compile("4[12] min left of 42")
    )  # though Cam's clock is an hour off

    # More time, a break of Cam's, and on.
    await ida.get_by_role("button", name="Stage: Coding task").click()
    await ida.get_by_role("button", name="5 min more").click()
    await expect(cam.locator(".progress-detail")).to_have_text(re.compile("4[67] min left of 47"))
    await cam.get_by_role("button", name="Take a break").click()
    await expect(ida.locator(".progress-detail")).to_have_text("Paused")
    await shoot(ida, "agenda-ida")
    await shoot(cam, "agenda-cam")
    for page in (ida, cam):
        assert await axe(page) == ""
    await ida.get_by_role("button", name="Go on").click()
    await expect(cam.get_by_role("button", name="Take a break")).to_be_visible()
    await cam.keyboard.press("Escape")
    await ida.keyboard.press("Escape")

    # The next part of the task.
    await ida.get_by_role("button", name="Open part 2 for everybody").click()
    await expect(cam.get_by_role("heading", name="Part 2: The taken ones")).to_be_visible()
    await expect(cam.get_by_text(LATER)).to_be_visible()
    await expect(cam.locator(".cm-content")).to_contain_text("def count_taken")
    assert CANARY not in await cam.content()

    await ida.get_by_role("button", name="End interview").first.click()
    await shoot(ida, "end-dialog")
    await ida.get_by_role("dialog").get_by_role("button", name="End for everybody").click()
    await expect(ida.get_by_role("link", name="My scorecard")).to_be_visible()
    await cam.get_by_role("link", name="What happens next").click()
    await expect(cam.get_by_text("by Friday, 4 December")).to_be_visible()
    await expect(cam.locator("pre.code")).to_contain_text("def count_taken")
    await shoot(cam, "closing-cam")
    assert await axe(cam) == ""
    async with cam.expect_download() as waits:
        await cam.get_by_role("link", name="Download all of it").click()
    path = await (await waits.value).path()
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as folder:
        assert folder.namelist() == ["slots/solution.py", "results.md"]
        assert CANARY.encode() not in b"".join(map(folder.read, folder.namelist()))
    assert CANARY not in await cam.content()

    # Later, on a phone, by the same link.
    phone = await person(browser, PHONE)
    await phone.goto(link)
    await expect(phone.get_by_role("heading", name="What happens next")).to_be_visible()
    assert not COMPLAINTS[ida]
