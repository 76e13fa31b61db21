"""Pastes and focus in real browsers: Cam and Ida read the same words, and where they are off nothing is sent."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, WebSocket, expect

from server.core.interview import Interview
from server.core.roles import Role
from server.core.task import Guide
from server.pages.bundle import WEB, Bundle
from tests.browser.browsers import COMPLAINTS, axe, person, shoot
from tests.fakes import SLOTS, FakeLibrary
from tests.house import Place, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

NEW = "import antigravity\n"
OBSERVED = {"pasted", "away", "back"}
HINTS = ("How often does each number come?", "A `sum` can count: **True** is 1.", "The unspoken hint")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    assert Bundle(WEB / "dist").entry("src/room.tsx"), "The web bundle is not built. Run: make test"
    library = FakeLibrary(replace(SLOTS, guide=Guide("## Hints\n", HINTS)))
    async with serving(new_house(tmp_path, tasks=library)) as place:
        yield place


def join(place: Place, interview: Interview, role: Role) -> str:
    return f"{place.url}/join/{interview.id}?key={place.house.key(interview, role)}"


def hear(page: Page) -> list[str]:
    """The kinds of everything that this page says on its socket, as text frames."""
    said: list[str] = []

    def sent(frame: bytes | str) -> None:
        if isinstance(frame, str):
            said.append(json.loads(frame)["type"])

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", sent)

    page.on("websocket", opened)
    return said


async def cam_comes(cam: Page, place: Place, interview: Interview, code: str = "def count_free") -> None:
    await cam.goto(join(place, interview, Role.CANDIDATE))
    await cam.get_by_label("I have read what is recorded and agree").check()
    await cam.get_by_role("button", name="Come in").click()
    await cam.locator(".cm-content").filter(has_text=code).wait_for()


async def paste(page: Page, words: str) -> None:
    """At the end of the file, from the clipboard."""
    await page.evaluate("words => navigator.clipboard.writeText(words)", words)
    await page.locator(".cm-content").click()
    await page.keyboard.press("Control+End")
    await page.keyboard.press("Control+V")


async def look_away(page: Page, *, away: bool) -> None:
    """As the browser tells it when another window comes to the front, and when it goes."""
    await page.evaluate(
        """away => {
          document.hasFocus = () => !away;
          dispatchEvent(new Event(away ? "blur" : "focus"));
        }""",
        away,
    )


async def test_cam_and_ida_read_the_same_words(place: Place, browser: Browser) -> None:
    interview = await place.interview(facts=True)
    cam, ida = await person(browser), await person(browser)
    await cam.goto(join(place, interview, Role.CANDIDATE))
    await expect(cam.get_by_text("when you paste into the editor")).to_be_visible()
    await shoot(cam, "facts-lobby")
    await cam_comes(cam, place, interview)
    await ida.goto(join(place, interview, Role.HOST))
    await ida.locator(".cm-content").filter(has_text="def count_free").wait_for()

    recorded = cam.locator(".recorded-button")
    await expect(recorded).to_have_text("Recorded: nothing yet")
    await paste(cam, NEW)
    await expect(recorded).to_have_text("Recorded: 1 paste")
    await paste(cam, NEW)
    await expect(recorded).to_have_text("Recorded: 2 pastes")
    await look_away(cam, away=True)
    await expect(recorded).to_have_text("Recorded: 2 pastes, away once")
    await look_away(cam, away=False)
    await recorded.click()
    lines = cam.locator(".recorded-list li span:last-child")
    await expect(lines).to_have_count(3)
    await expect(lines.last).to_have_text("Cam’s page lost the focus for 1 s")
    await shoot(cam, "facts-recorded")
    assert await axe(cam) == ""
    await cam.keyboard.press("Escape")
    words = await lines.all_text_contents()
    assert words[:2] == [
        "Cam pasted 19 characters, which had not been in this room’s code or task before",
        "Cam pasted 19 characters, which had been in this room’s code or task before",
    ]
    assert "paste" not in (await ida.locator("body").inner_text()).lower(), "nobody is watched while they work"

    await ida.get_by_role("button", name="End interview").first.click()
    await ida.get_by_role("dialog").get_by_role("button", name="End").click()
    await expect(cam.get_by_role("heading", name="That was it")).to_be_visible()
    assert await lines.all_text_contents() == words
    await shoot(cam, "facts-closed")
    await ida.goto(f"{place.url}/interviews/{interview.id}/record")
    await ida.get_by_text("What was recorded").click()
    await shoot(ida, "facts-record")
    assert await ida.locator(".observed .happened li span:last-child").all_text_contents() == words
    assert await axe(ida) == ""
    assert not COMPLAINTS[cam]
    assert not COMPLAINTS[ida]


async def test_where_nothing_was_agreed_nothing_is_sent(place: Place, browser: Browser) -> None:
    interview = await place.interview()
    cam = await person(browser)
    said = hear(cam)
    await cam.goto(join(place, interview, Role.CANDIDATE))
    assert "focus" not in (await cam.content())
    await cam_comes(cam, place, interview)
    await paste(cam, NEW)
    await look_away(cam, away=True)
    await cam.wait_for_timeout(1_500)  # longer than an absence must be to count
    await look_away(cam, away=False)
    await paste(cam, NEW)
    await expect(cam.get_by_test_id("saved")).to_have_text("Saved")
    assert "switch" in said, "the test hears what the page says"
    assert not OBSERVED & set(said)
    assert await cam.locator(".recorded-button").count() == 0


async def test_what_ida_does_is_not_listened_to(place: Place, browser: Browser) -> None:
    interview = await place.interview(facts=True)
    ida = await person(browser)
    said = hear(ida)
    await ida.goto(join(place, interview, Role.HOST))
    await ida.locator(".cm-content").filter(has_text="def count_free").wait_for()
    await paste(ida, NEW)
    await look_away(ida, away=True)
    await ida.wait_for_timeout(1_500)
    await look_away(ida, away=False)
    await expect(ida.get_by_test_id("saved")).to_have_text("Saved")
    assert "switch" in said
    assert not OBSERVED & set(said)


async def test_ida_leads_through_stages_and_gives_hints(place: Place, browser: Browser) -> None:
    interview = await place.interview()
    cam, ida = await person(browser), await person(browser)
    received: list[str] = []

    def heard(frame: str | bytes) -> None:
        received.append(frame if isinstance(frame, str) else frame.decode("latin-1"))

    cam.on("websocket", lambda socket: socket.on("framereceived", heard))
    await cam_comes(cam, place, interview)
    await ida.goto(join(place, interview, Role.HOST))
    await ida.locator(".cm-content").filter(has_text="def count_free").wait_for()

    await ida.get_by_role("button", name="Stage: In progress").click()
    await ida.get_by_role("button", name="Coding task").click()
    await expect(cam.locator(".stage-word")).to_have_text("Coding task")
    await expect(cam.get_by_test_id("said")).to_have_text("The stage Coding task began")
    await ida.get_by_role("button", name="Stage: Coding task").click()
    await shoot(ida, "stages-menu")
    await ida.get_by_label("Another stage").fill("Reading each other’s code")
    await ida.keyboard.press("Enter")
    await expect(cam.locator(".stage-word")).to_have_text("Reading each other’s code")

    await ida.get_by_role("button", name="Give this hint").nth(1).click()
    await expect(ida.locator(".ladder")).to_contain_text("1 of 3 given")
    await expect(cam.get_by_test_id("said")).to_have_text("Ida gave a hint: A sum can count: True is 1.")
    await shoot(ida, "hints-host")
    await shoot(cam, "hints-cam")
    await cam.get_by_role("button", name="Read it").click()
    await expect(cam.locator(".given")).to_be_focused()
    await expect(cam.locator(".given")).to_contain_text("A sum can count")
    for page in (cam, ida):
        assert await axe(page) == ""
    told = "".join(received)
    assert HINTS[1] in told
    for hint in (HINTS[0], HINTS[2]):
        assert hint not in told + await cam.content()
