"""A room with four people in real browsers: chat, hands, following, notes, the guide, and one who only looks."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member
from server.pages.bundle import WEB, Bundle
from server.store.tasks import TaskFolders
from tests.browser.browsers import COMPLAINTS, PHONE, axe, chromium, person, shoot
from tests.house import Place, known_languages, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

ROOT = Path(__file__).parents[2]
TASK = "alert-storms"
PAT = Member("pat", "Pat", Role.PANELIST)
OLU = Member("olu", "Olu", Role.OBSERVER)
CANARY = "canary-9c41"


@dataclass
class Room:
    place: Place
    interview: Interview
    browser: Browser

    async def enters(self, member: str, size: tuple[int, int] | None = None) -> Page:
        """A browser of this member's own, in the room."""
        someone = await person(self.browser, size) if size else await person(self.browser)
        await someone.goto(
            f"{self.place.url}/join/{self.interview.id}?key={self.place.house.key(self.interview, member)}"
        )
        if member == Role.CANDIDATE and await someone.get_by_label("I have read what is recorded and agree").count():
            await someone.get_by_label("I have read what is recorded and agree").check()
            await someone.get_by_role("button", name="Come in").click()
        await someone.locator(".cm-content").filter(has_text="def storms").wait_for()
        return someone


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    assert Bundle(WEB / "dist").entry("src/room.tsx"), "The web bundle is not built. Run: make test"
    library = TaskFolders(ROOT / "tasks", [language.style for language in known_languages()])
    async with serving(new_house(tmp_path, tasks=library)) as place, chromium() as browser:
        yield Room(place, await place.interview(TASK, "downtime", panel=(PAT, OLU)), browser)


async def writes(page: Page, words: str) -> None:
    await page.get_by_label("Write to everybody").fill(words)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Write to everybody")).to_have_value("")


async def test_they_talk_and_everything_private_stays_private(room: Room) -> None:
    ida, cam, olu = await room.enters("host"), await room.enters("candidate"), await room.enters("olu")

    # Olu looks, says nothing, and Cam reads who that is.
    await expect(olu.get_by_text("You are observing; Cam knows that you are here.")).to_be_visible()
    for words in ("Run tests", "Own case", "Run hidden tests", "Raise hand", "Give this hint"):
        await expect(olu.get_by_role("button", name=words)).to_have_count(0)
    await expect(olu.get_by_label("Write a note")).to_have_count(0)
    await cam.locator(".faces").click()
    await expect(cam.get_by_role("listitem").filter(has_text="Olu, observer")).to_be_visible()
    await cam.keyboard.press("Escape")

    # Cam asks in the chat and raises a hand; Ida reads both, and takes the hand down.
    await cam.get_by_role("tab", name="Chat").click()
    await writes(cam, "May I look at https://example.org/<b>?")
    await expect(ida.get_by_role("tab", name=re.compile("Chat.*1 new"))).to_be_visible()
    await expect(ida.get_by_test_id("said")).to_have_text("Cam wrote: May I look at https://example.org/<b>?")
    await ida.get_by_role("tab", name=re.compile("^Chat")).click()
    await expect(ida.locator(".saying")).to_have_text("May I look at https://example.org/<b>?")
    await expect(ida.locator(".saying a")).to_have_count(0)
    await expect(ida.get_by_role("tab", name="Chat", exact=True)).to_be_visible()
    await writes(ida, "Yes.")
    await expect(cam.locator(".saying")).to_have_count(2)
    await cam.get_by_role("button", name="Raise hand").click()
    await expect(cam.get_by_role("button", name="Hand is up")).to_be_visible()
    await ida.get_by_role("button", name="Lower Cam’s hand").click()
    await expect(cam.get_by_role("button", name="Raise hand")).to_be_visible()

    # Ida notes the lines that she has selected, with a tag, and stamps a moment; Cam's page has no byte of it.
    await ida.locator(".cm-line").first.click()
    await ida.keyboard.press("Shift+ArrowDown")
    await ida.keyboard.press("Shift+End")
    await ida.keyboard.press("Alt+n")
    await ida.keyboard.insert_text(f"Asks first {CANARY}")
    await ida.keyboard.press("Alt+3")
    await ida.keyboard.press("Enter")
    written = ida.locator(".notes li").first
    await expect(written).to_contain_text("solution.py, lines 1 to 2")
    await expect(written.locator(".chip")).to_have_text("code")
    await ida.locator(".cm-content").click()
    await ida.keyboard.press("Alt+m")
    await expect(ida.locator(".notes li")).to_have_count(2)
    await expect(ida.locator(".cm-content")).to_be_focused()
    await expect(olu.locator(".notes li")).to_have_count(2)
    await expect(olu.locator(".notes .note-tools")).to_have_count(0)
    await expect(ida.get_by_text("Notes may be disclosed to Cam if they ask.")).to_be_visible()

    # The guide is Ida's: what to ask next, and a solution held against the code as it is now.
    await ida.get_by_role("tab", name=re.compile("^Guide")).click()
    await expect(ida.get_by_text("An alert arrives an hour late")).to_be_visible()
    await ida.locator("summary", has_text="Solutions").click()
    await ida.get_by_role("button", name="Compare with the code").first.click()
    await expect(ida.get_by_role("group", name=re.compile("and the solution"))).to_contain_text("def storms")

    html = await cam.content()
    for private in (CANARY, "An alert arrives an hour late", "Common wrong turns", "lines 1 to 2", "What the levels"):
        assert private not in html
    for page in (ida, cam, olu):
        assert await axe(page) == ""
        assert COMPLAINTS[page] == []
    await shoot(ida, "talk-host")
    await shoot(cam, "talk-candidate")
    await shoot(olu, "talk-observer")


async def test_ida_follows_cam_until_she_types(room: Room) -> None:
    cam, ida = await room.enters("candidate"), await room.enters("host")
    await cam.locator(".cm-content").click()
    await ida.locator(".faces").click()
    await ida.get_by_role("button", name="Follow Cam").click()
    await expect(ida.get_by_role("status").filter(has_text="You follow Cam")).to_be_visible()
    await cam.get_by_role("button", name="Seconds of downtime").click()
    await expect(ida.get_by_role("heading", name="Seconds of downtime")).to_be_visible()
    await cam.get_by_label("downtime/solution.py, shared code").click()
    await cam.keyboard.press("Control+End")
    await cam.keyboard.insert_text("\n" * 120 + "# the end")
    await expect(ida.locator(".cm-line", has_text="# the end")).to_be_in_viewport()
    await ida.keyboard.press("Escape")
    await expect(ida.get_by_text("You follow")).to_have_count(0)
    await cam.get_by_role("button", name="Alert storms").click()
    await expect(ida.get_by_text("Cam is in solution.py of “Alert storms”.")).to_be_visible()
    await expect(ida.get_by_role("heading", name="Seconds of downtime")).to_be_visible()
    await ida.locator(".faces").click()
    await ida.get_by_role("button", name="Follow Cam").click()
    await expect(ida.get_by_role("heading", name="Alert storms")).to_be_visible()
    await ida.locator(".cm-content").click()
    await ida.keyboard.type("#")
    await expect(ida.get_by_text("You follow")).to_have_count(0)


async def test_what_is_too_long_is_kept_in_the_box_and_said(room: Room) -> None:
    ida = await room.enters("host")
    for label, most in (("Write a note", "the most is 20,000"), ("Write to everybody", "characters too many")):
        if label == "Write to everybody":
            await ida.get_by_role("tab", name="Chat").click()
        box = ida.get_by_label(label)
        await box.fill("x" * 1024 * 1024)
        await expect(ida.get_by_text(most)).to_be_visible()
        await box.press("Enter")
        await expect(box).to_have_value("x" * 1024 * 1024)
    assert COMPLAINTS[ida] == []


async def test_cams_link_on_a_phone_too_is_told_to_both_and_to_ida(room: Room) -> None:
    ida, cam = await room.enters("host"), await room.enters("candidate")
    phone = await room.enters("candidate", PHONE)
    for page in (cam, phone):
        await expect(
            page.get_by_text("Your link is open on 2 devices. If one of them is not yours, tell Ida.")
        ).to_be_visible()
    await expect(ida.get_by_text("Cam’s link is open on 2 devices.")).to_be_visible()
    await cam.get_by_role("button", name="All right").click()
    await expect(cam.get_by_text("Your link is open")).to_have_count(0)

    # On the phone the chat is in the bottom bar, with a count of what is new.
    await ida.get_by_role("tab", name="Chat").click()
    await writes(ida, "Take your time.")
    await expect(phone.get_by_role("button", name=re.compile(r"Chat\s*1 new"))).to_be_visible()
    await phone.get_by_role("button", name=re.compile("^Chat")).click()
    await expect(phone.locator(".saying")).to_have_text("Take your time.")
    await expect(phone.get_by_role("button", name="Chat", exact=True)).to_be_visible()
    assert await axe(phone) == ""
    await phone.context.close()
    await expect(ida.get_by_text("link is open on")).to_have_count(0)
