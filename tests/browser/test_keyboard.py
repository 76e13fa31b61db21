"""Every page of an interview's life, by keyboard alone, in light and in dark: nobody needs a mouse here, or sharp eyes.

Each page is walked with Tab and Shift+Tab, everything in it that opens is opened with Enter and closed with Escape, and
the accessibility checker looks at it twice. `tests/browser/keyboard.py` says what counts as wrong.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from server.core.ids import CANDIDATE
from tests.browser.browsers import MIDDLE, PHONE, WIDE, axe, person
from tests.browser.keyboard import open_each, walk
from tests.browser.world import OLU, PAT, World, world

pytestmark = [pytest.mark.browser, pytest.mark.server]


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the interview in this state ("" for a page of the house), and the buttons in it that open dialogs."""

    state: str
    page: str
    opens: tuple[str, ...] = ()


IDAS: Final = (
    Stop("", "/"),
    Stop("", "/?words=nobody"),
    Stop("", "/plans"),
    Stop("", "/plans/60"),
    Stop("", "/plans/new?like=60"),
    Stop("", "/interviews/new"),
    Stop("planned", ""),
    Stop("planned", "/setup"),
    Stop("planned", "/prepare"),
    Stop("planned", "/lobby"),
    Stop("live", ""),
    Stop("live", "/setup"),
    Stop("live", "/record"),
    Stop("fresh", "/closing"),
    Stop("fresh", "/scorecard"),
    Stop("fresh", "/debrief"),
    Stop("fresh", "/rating"),
    Stop("debated", "/scorecard"),
    Stop("debated", "/scorecard?amend"),
    Stop("debated", "/debrief"),
    Stop("debated", "/feedback"),
    Stop("answered", "/debrief"),
    Stop("answered", "/feedback"),
    Stop("answered", "/rating"),
    Stop("answered", "/record"),
    Stop("answered", "/private"),
    Stop("answered", "/data"),
    Stop("answered", "/erase?words=order"),
    Stop("answered", "/access"),
    Stop("", "/data"),
    Stop("", "/people"),
    Stop("", "/account"),
    Stop("", "/practice"),
    Stop("", "/about/seal"),
    Stop("", "/nothing-here"),
)
CAMS: Final = (
    Stop("fresh", "/closing"),
    Stop("fresh", "/private"),
    Stop("fresh", "/my-feedback"),
    Stop("fresh", "/rating"),
    Stop("answered", "/closing"),
    Stop("answered", "/my-feedback"),
    Stop("answered", "/rating"),
    Stop("answered", "/record"),
    Stop("answered", "/access"),
)


@pytest.fixture
async def told(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as told:
        yield told


async def look(page: Page, *opens: str) -> list[str]:
    """What is wrong with the page that is shown."""
    wrong = await glance(page)
    wrong += await open_each(page, *opens)
    await page.emulate_media(color_scheme="dark")
    if said := await axe(page):
        wrong.append(f"in the dark: {said}")
    await page.emulate_media(color_scheme="light")
    return wrong


async def glance(page: Page) -> list[str]:
    """The same of a page whose bars and menus were looked at already."""
    wrong = (await walk(page)).wrong
    return [*wrong, f"axe: {said}"] if (said := await axe(page)) else wrong


async def visit(page: Page, told: World, stops: Sequence[Stop]) -> dict[str, list[str]]:
    found = {}
    for stop in stops:
        path = told.path(stop.state, stop.page) if stop.state else stop.page
        await page.goto(told.place.url + path)
        found[f"{stop.state} {stop.page}".strip()] = await look(page, *stop.opens)
    return {where: wrong for where, wrong in found.items() if wrong}


async def in_room(page: Page, told: World, way: str) -> None:
    """Open the room by this address; a candidate agrees first, by keyboard."""
    await page.goto(told.place.url + way)
    if await page.locator("[name=agree]").count():
        await page.get_by_label("I have read what is recorded and agree").focus()
        await page.keyboard.press("Space")
        await page.get_by_role("button", name="Come in").focus()
        await page.keyboard.press("Enter")
    await page.locator(".cm-content").wait_for()
    await expect(page.get_by_text("Saved", exact=True).first).to_be_attached()


@pytest.mark.parametrize("half", [0, 1])
async def test_every_page_of_ida(told: World, browser: Browser, half: int) -> None:
    ida = await told.comes(browser)
    assert await visit(ida, told, IDAS[half::2]) == {}


async def test_every_page_of_cam_and_of_who_is_not_signed_in(told: World, browser: Browser) -> None:
    cam = await person(browser)
    for state in ("fresh", "answered"):
        await cam.goto(told.place.url + told.way_in(state, CANDIDATE))
        assert await visit(cam, told, [stop for stop in CAMS if stop.state == state]) == {}
    await cam.goto(told.place.url + told.way_in("planned", CANDIDATE))
    assert await look(cam) == []
    await cam.get_by_role("link", name="Open the warm-up").focus()
    await cam.keyboard.press("Enter")
    await cam.locator(".cm-content").wait_for()
    assert await look(cam) == []
    nobody = await person(browser)
    pages = ["/sign-in", "/sign-in?failed", "/practice", "/sign-in/once/nothing", *told.links.values()]
    stops = [Stop("", page) for page in pages]
    assert await visit(nobody, told, [*stops, Stop("live", "/record")]) == {}


async def test_the_room_of_everybody(told: World, browser: Browser) -> None:
    ida = await told.comes(browser)
    await in_room(ida, told, f"/rooms/{told.interviews['live'].id}")
    assert await look(ida, "Editor settings", "Own case", "End interview") == []
    found = {}
    for member, opens in ((PAT.id, ("Own case",)), (OLU.id, ()), (CANDIDATE, ("Own case", "Think privately"))):
        who = await person(browser)
        await in_room(who, told, told.way_in("live", member))
        found[member] = await look(who, *opens)
    solo = await person(browser)
    await in_room(solo, told, told.way_in("practice", CANDIDATE))
    found["practice"] = await look(solo, "End practice")
    assert {who: wrong for who, wrong in found.items() if wrong} == {}


async def test_the_rooms_panes_and_tabs(told: World, browser: Browser) -> None:
    """Each tab of each pane is chosen with the arrows and walked; so is each pane on a phone."""
    ida = await told.comes(browser)
    await in_room(ida, told, f"/rooms/{told.interviews['live'].id}")
    found = {}
    for name in ("Examples", "Guide", "Chat"):
        await ida.get_by_role("tab", selected=True).first.focus()
        await ida.keyboard.press("ArrowRight")
        await expect(ida.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        found[name] = await glance(ida)
    for name in ("Program", "Hidden"):
        await ida.get_by_role("tab", selected=True).last.focus()
        await ida.keyboard.press("ArrowRight")
        await expect(ida.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        found[name] = await glance(ida)
    phone = await told.comes(browser, PHONE)
    await in_room(phone, told, f"/rooms/{told.interviews['live'].id}")
    for name in ("Task", "Tests", "Notes", "Chat"):
        pane = phone.get_by_role("navigation", name="Panes").get_by_role("button", name=name)
        await pane.focus()
        await phone.keyboard.press("Enter")
        await expect(pane).to_have_attribute("aria-current", "true")
        found[f"{name} on a phone"] = await glance(phone)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [(1440, 500), PHONE])
async def test_the_room_itself_never_scrolls(told: World, browser: Browser, size: tuple[int, int]) -> None:
    """Its panes do; whatever stands far down in one of them, the bars at the top and the bottom stay."""
    ida = await told.comes(browser, size)
    await in_room(ida, told, f"/rooms/{told.interviews['live'].id}")
    assert await ida.evaluate("document.documentElement.scrollHeight - innerHeight") == 0


async def test_a_note_that_is_being_changed_stays_while_its_pane_is_away(told: World, browser: Browser) -> None:
    """On a screen of middle width the notes are behind a tab."""
    ida = await told.comes(browser)
    await in_room(ida, told, f"/rooms/{told.interviews['live'].id}")
    await press(ida.get_by_role("button", name="Edit", exact=True))
    await ida.get_by_label("Change the note").fill("Asks about the order, twice.")
    await ida.set_viewport_size({"width": MIDDLE[0], "height": MIDDLE[1]})
    await expect(ida.get_by_label("Change the note")).to_have_count(0)
    await ida.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    await expect(ida.get_by_label("Change the note")).to_have_value("Asks about the order, twice.")
    await press(ida.get_by_role("button", name="Keep", exact=True))
    await expect(ida.locator(".note-text", has_text="Asks about the order, twice.")).to_be_visible()


async def press(button: Locator) -> None:
    await button.focus()
    await button.press("Enter")


async def test_thinking_privately_by_keyboard(told: World, browser: Browser) -> None:
    cam = await person(browser)
    await in_room(cam, told, told.way_in("live", CANDIDATE))
    await cam.get_by_role("button", name="Think privately").focus()
    await cam.keyboard.press("Enter")
    await cam.get_by_role("dialog").wait_for()
    await cam.get_by_role("dialog").get_by_role("button", name="Begin").focus()
    await cam.keyboard.press("Enter")
    await expect(cam.get_by_role("dialog")).to_have_count(0)
    await cam.locator(".editor-frame[data-private='mine'] .cm-content[contenteditable='true']").wait_for()
    assert await look(cam) == []
    ida = await told.comes(browser)
    await in_room(ida, told, f"/rooms/{told.interviews['live'].id}")
    await expect(ida.locator(".private-bar")).to_contain_text("Cam is working privately")
    assert await glance(ida) == []
    # Back: what was brought stands over the code, which waits behind it; a press later one is in the code again.
    await cam.get_by_role("button", name="Come back", exact=True).focus()
    await cam.keyboard.press("Enter")
    await expect(cam.get_by_role("heading", name="Walk me through it")).to_be_focused()
    assert await glance(cam) == []
    await cam.get_by_role("button", name="To the code").focus()
    await cam.keyboard.press("Enter")
    await expect(cam.locator(".cm-content")).to_be_focused()


@pytest.mark.parametrize("size", [WIDE, PHONE])
async def test_the_replay(told: World, browser: Browser, size: tuple[int, int]) -> None:
    ida = await told.comes(browser, size)
    await ida.goto(told.place.url + told.path("answered", "/replay"))
    await ida.locator(".cm-content").wait_for()
    assert await look(ida) == []
