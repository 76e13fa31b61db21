"""The replay's axis in a real Chromium, by keyboard alone: Ida goes through an interview without a pointer."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, Route, expect

from sandbox.contract import Verdict
from server.core import events as e
from server.core.interview import Interview, State
from server.live.doors import sign_in_link
from server.pages.bundle import WEB, Bundle
from server.store.memory import Memory
from tests.browser.browsers import COMPLAINTS, PHONE, WIDE, axe, chromium, person
from tests.fakes import FakeLibrary, FakeSandbox
from tests.house import Place, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

MINUTE = 60_000
WALL = 1_795_000_000_000


def run(name: str, at: int, verdict: Verdict) -> list[tuple[int, str, e.Event]]:
    passed = int(verdict is Verdict.PASSED)
    case = e.CaseShown("example-1", "two free", "examples", {"busy": [0, 1, 0]}, 2, True)
    judged = e.CaseJudged(name, e.Suite.EXAMPLES, "example-1", verdict, 1, "", "", "", "", False, 0.1)
    return [
        (at, "candidate", e.RunStarted(name, "slots", "python", e.Suite.EXAMPLES, "ab" * 32, 1, (case,))),
        (at + 100, "room", judged),
        (at + 200, "room", e.RunEnded(name, e.Suite.EXAMPLES, verdict, "", passed, 1, 12.0)),
    ]


STORY: list[tuple[int, str, e.Event]] = [
    (0, "host", e.Joined("Ida", "host")),
    (0, "candidate", e.Agreed("Cam", "2026-11")),
    (0, "room", e.Started()),
    (0, "candidate", e.Joined("Cam", "candidate")),
    (0, "candidate", e.Switched("slots", "python")),
    (1_000, "host", e.StageBegan("s1", "Coding task", 25)),
    *run("r1", 5 * MINUTE, Verdict.WRONG),
    (7 * MINUTE, "host", e.NoteWritten("n0", "In the wrong window", "slots", "python", 0)),
    (7 * MINUTE + 500, "host", e.NoteDropped("n0")),
    (8 * MINUTE, "host", e.HintGiven("slots", 1, "Count the zeros.")),
    (10 * MINUTE, "host", e.NoteWritten("n1", "Asks about **edges**", "slots", "python", 2)),
    (12 * MINUTE, "candidate", e.Pasted("slots", "python", 48, known=True)),
    (13 * MINUTE, "candidate", e.WentAway()),
    (13 * MINUTE + 12_000, "candidate", e.CameBack(12_000)),
    (15 * MINUTE, "room", e.Interrupted()),
    (15 * MINUTE, "host", e.Joined("Ida", "host")),
    (15 * MINUTE, "candidate", e.Joined("Cam", "candidate")),
    *run("r2", 20 * MINUTE, Verdict.WRONG),
    *run("r3", 20 * MINUTE + 2_000, Verdict.PASSED),
    (30 * MINUTE, "host", e.Ended()),
]


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    assert Bundle(WEB / "dist").entry("src/replay.tsx"), "The web bundle is not built. Run: make test"
    house = new_house(tmp_path, store=Memory(), sandbox=FakeSandbox(), tasks=FakeLibrary())
    async with serving(house) as place:
        yield place


async def lived(place: Place, story: list[tuple[int, str, e.Event]]) -> Interview:
    interview = await place.interview()
    first, _ = await place.house.store.last(interview.id)
    for seq, (at, by, event) in enumerate(story, start=first + 1):
        place.house.store.journal.append(interview.id, e.Entry(seq, at, WALL + at, by, event))
    await place.house.store.journal.flush(interview.id)
    # Of one that still goes on Ida is told no pastes and no focus.
    ended = replace(interview, state=State.ENDED, started=WALL, ended=WALL + story[-1][0])
    await place.house.store.save_interview(ended)
    return ended


async def replay(place: Place, page: Page, interview: Interview) -> Locator:
    """Ida opens the replay; its slider."""
    await page.goto(sign_in_link(place.url, place.house.secret))
    await page.goto(f"{place.url}/interviews/{interview.id}/replay")
    slider = page.get_by_role("slider", name="Time of the interview")
    await slider.wait_for()
    return slider


async def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        if await wanted.evaluate("each => each === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError("Tab never comes there")


async def test_ida_goes_through_an_interview_by_keyboard_alone(place: Place) -> None:
    interview = await lived(place, STORY)
    async with chromium() as browser:
        page = await person(browser)
        slider = await replay(place, page, interview)

        # The slider: every drag has a key, and says the time with the moment.
        await tab_to(page, slider)
        await page.keyboard.press("End")
        await expect(slider).to_have_attribute("aria-valuetext", "30 minutes, Ida ended the interview")
        await page.keyboard.press("Home")
        await expect(slider).to_have_attribute("aria-valuetext", "0 seconds, Cam came in")
        await page.keyboard.press("ArrowRight")
        await expect(slider).to_have_attribute("aria-valuetext", "5 seconds, Stage: Coding task")
        await page.keyboard.press("PageUp")
        await expect(slider).to_have_attribute("aria-valuetext", "1 minute 5 seconds, Stage: Coding task")
        await page.keyboard.press("Shift+ArrowRight")
        said = "5 minutes, Tests: 0 of 1 passed, “two free” did not"
        await expect(slider).to_have_attribute("aria-valuetext", said)
        await expect(page.get_by_role("tab", name="Tests")).to_contain_text("0 of 1")
        await expect(page.locator('.moments [aria-current="true"]')).to_contain_text("Tests: 0 of 1 passed")
        await page.keyboard.press("ArrowLeft")
        await expect(slider).to_have_attribute("aria-valuetext", "4 minutes 55 seconds, Stage: Coding task")
        await page.keyboard.press("Space")
        await expect(page.get_by_role("button", name="Pause")).to_be_visible()
        await page.keyboard.press("Space")
        await expect(page.get_by_role("button", name="Play")).to_be_visible()

        # The marks: one stop of Tab for a lane, arrows within it, Enter to go there.
        marks = page.get_by_role("toolbar", name="Runs, notes")
        assert await marks.get_by_role("button").count() == 4
        await tab_to(page, marks.get_by_role("button").first)
        await expect(page.locator(".tip")).to_contain_text("Tests: 0 of 1 passed")
        await page.keyboard.press("ArrowRight")
        await expect(marks.get_by_role("button", name="8 minutes, Hint 1 given: Count the zeros.")).to_be_focused()
        await page.keyboard.press("ArrowRight")
        note = marks.get_by_role("button", name="10 minutes, Note: Asks about edges")
        await expect(note).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator(".axis-time")).to_contain_text("09:55")
        await expect(page.locator('.moments [aria-current="true"]')).to_contain_text("Asks about edges")

        # Two runs within two seconds are one mark, which opens a list; Escape closes it, and the focus is back.
        await page.keyboard.press("End")
        several = marks.get_by_role("button", name="20 minutes, 2 moments")
        await expect(several).to_be_focused()
        await page.keyboard.press("Enter")
        listed = page.get_by_role("dialog", name="2 moments").get_by_role("button")
        await expect(listed.first).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(several).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowDown")
        await expect(listed.last).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(slider).to_have_attribute("aria-valuetext", "20 minutes 2 seconds, Tests: 1 of 1 passed")

        # What was observed has a lane of its own, in words that only say what was seen.
        seen = page.get_by_role("toolbar", name="Pastes, focus").get_by_role("button")
        names = [await each.get_attribute("aria-label") or "" for each in await seen.all()]
        assert [name.partition(", ")[2] for name in names] == [
            "Cam pasted 48 characters, which had been in this room’s code or task before",
            "Cam’s page lost the focus for 12 s",
            "The server was away and came back",
        ]

        # A dropped note is nowhere.
        assert "wrong window" not in await page.content()

        # All keys in a dialog.
        await page.keyboard.press("?")
        await expect(page.get_by_role("dialog", name="Keys of the replay")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog", name="Keys of the replay")).to_have_count(0)
        assert COMPLAINTS[page] == []


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")])
async def test_axe_finds_nothing_in_any_panel(
    place: Place, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    interview = await lived(place, STORY)
    async with chromium() as browser:
        page = await person(browser, size, scheme)
        slider = await replay(place, page, interview)
        await slider.focus()
        await page.keyboard.press("End")
        if size == PHONE:
            await page.get_by_role("button", name="Moments", exact=True).click()
        for panel in ("Moments", "Notes", "Transcript"):
            await page.get_by_role("tab", name=panel).click()
            assert not await axe(page), f"axe in {panel}"
        await page.keyboard.press("?")
        assert not await axe(page), "axe in the keys"
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert COMPLAINTS[page] == []


async def test_a_note_opens_five_seconds_before_at_its_line_and_the_transcript_has_the_code_of_each_run(
    place: Place,
) -> None:
    interview = await lived(place, STORY)
    async with chromium() as browser:
        page = await person(browser)
        await replay(place, page, interview)
        await page.get_by_role("tab", name="Notes").click()
        await page.locator(".chapters").get_by_text("Asks about").click()
        await expect(page.locator(".axis-time")).to_contain_text("09:55")
        await expect(page.locator(".chapters [aria-current=true]")).to_contain_text("solution.py, line 2")
        await page.get_by_role("tab", name="Transcript").click()
        await expect(page.get_by_role("heading", name="Coding task")).to_be_visible()
        await page.get_by_text("The code that ran: solution.py").first.click()
        await expect(page.get_by_role("region", name="Code at 05:00")).to_contain_text("def count_free")
        await page.get_by_role("button", name="Go to 20:00").first.click()
        await expect(page.locator(".axis-time")).to_contain_text("20:00")


async def test_an_interview_with_nothing_in_it_says_so(place: Place) -> None:
    interview = await lived(place, [(0, "host", e.Ended())])
    async with chromium() as browser:
        page = await person(browser)
        await replay(place, page, interview)
        await expect(page.get_by_role("button", name="Play")).to_be_disabled()
        await expect(page.get_by_text("ended before its clock ran")).to_be_visible()
        await page.get_by_role("tab", name="Notes").click()
        await expect(page.get_by_text("No notes were kept")).to_be_visible()
        assert not await axe(page)


async def test_a_long_interview_is_waited_for_in_words(place: Place) -> None:
    interview = await lived(place, STORY)
    async with chromium() as browser:
        page = await person(browser)
        wanted: asyncio.Future[Route] = asyncio.get_running_loop().create_future()

        async def hold(route: Route) -> None:
            wanted.set_result(route)

        await page.route("**/track", hold)
        await page.goto(sign_in_link(place.url, place.house.secret))
        await page.goto(f"{place.url}/interviews/{interview.id}/replay")
        held = await wanted
        await expect(page.get_by_role("heading", name="Opening the replay")).to_be_visible()
        assert not await axe(page)
        await held.continue_()
        await expect(page.get_by_role("slider", name="Time of the interview")).to_be_visible()
        await expect(page.get_by_role("heading", name="Opening the replay")).to_have_count(0)
