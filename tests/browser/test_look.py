"""Ida looks things up in a replay: text that is gone, two moments beside each other, who wrote a character and when."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import recorded
from tests.browser.browsers import COMPLAINTS, axe, chromium, person, shoot
from tests.browser.test_program import TASKS
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    data = tmp_path / "data"
    await recorded.store(data)
    server = Server(data, TASKS, free_port())
    await server.start()
    yield server
    await server.stop()


async def replay(server: Server, browser: Browser, second: int) -> Page:
    """Ida's replay at this second."""
    ida = await person(browser)
    await ida.goto((await server.command("link")).split()[-1])
    await ida.goto(f"http://localhost:{server.port}/interviews/{recorded.ROOM}/replay#t={second}")
    await expect(ida.locator(".cm-content")).to_contain_text("def count_free")
    return ida


async def shows(ida: Page, time: str) -> None:
    await expect(ida.locator(".axis-time strong")).to_have_text(time)


async def test_a_word_that_was_deleted_is_found_and_its_moment_opens(server: Server) -> None:
    async with chromium() as browser:
        ida = await replay(server, browser, 500)
        await expect(ida.locator(".cm-content")).not_to_contain_text("bisect")
        await ida.keyboard.press("/")
        box = ida.get_by_label("Text that was there at any moment")
        await expect(box).to_be_focused()
        await box.fill("BISECT")
        code = ida.get_by_role("region", name="In the code")
        await expect(code.get_by_role("button")).to_have_count(1)
        await expect(code.get_by_role("button")).to_contain_text("line 1 · by Cam · gone at 03:20")
        await expect(ida.get_by_role("region", name="In notes").get_by_role("button")).to_have_count(1)
        await expect(ida.get_by_text("2 moments.")).to_be_visible()
        await shoot(ida, "look-1-search")
        assert not await axe(ida), "axe in the search"
        await box.press("ArrowDown")
        await ida.keyboard.press("Enter")
        await shows(ida, "00:32")
        await expect(ida.locator(".cm-opened-match")).to_have_text("bisect")
        # Case counts only when asked.
        await ida.get_by_role("button", name="Upper and lower case count").click()
        await expect(ida.get_by_text("never here in exactly these letters")).to_be_visible()
        assert not COMPLAINTS[ida]


async def test_two_pinned_moments_are_compared_to_the_word(server: Server) -> None:
    async with chromium() as browser:
        ida = await replay(server, browser, 150)
        await ida.keyboard.press("a")
        await ida.keyboard.press("End")
        await shows(ida, "10:00")
        await ida.keyboard.press("b")
        await expect(ida.get_by_role("button", name="02:30 is A")).to_be_visible()
        await ida.keyboard.press("c")
        dialog = ida.get_by_role("dialog", name="Compare two moments")
        await expect(dialog.get_by_text("1 file differs: 1 line more, 2 lines fewer.")).to_be_visible()
        await expect(dialog.locator("td[data-kind=removed]").first).to_contain_text("import bisect")
        await expect(dialog.locator("td[data-kind=added] mark").first).to_have_text("max(at, ")
        await shoot(ida, "look-2-compare")
        assert not await axe(ida), "axe in the comparison"
        await dialog.get_by_role("button", name="Unified").click()
        await ida.keyboard.press("n")
        await expect(dialog.locator("tr:focus")).to_contain_text("import bisect")
        await ida.keyboard.press("n")
        await expect(dialog.locator("tr:focus")).to_contain_text("at = b")
        await ida.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        assert not COMPLAINTS[ida]


async def test_each_character_says_who_wrote_it_and_when(server: Server) -> None:
    async with chromium() as browser:
        ida = await replay(server, browser, 500)
        card = ida.get_by_role("region", name="This line")
        await expect(card).to_contain_text("Line 1 is starter code.")
        await ida.locator(".cm-line", has_text="max(at, b)").click(position={"x": 90, "y": 8})
        await expect(card).to_contain_text(re.compile(r"Line 2 typed by Cam at 01:1\d, changed by Ida at 05:03"))
        await ida.keyboard.press("End")
        await expect(card).to_contain_text(") at the cursor: typed by Ida at 05:03")
        await ida.keyboard.press("ArrowDown")
        await expect(card).to_contain_text("Line 3 inserted at once by Cam at 02:00")
        await expect(card).to_contain_text("inserted at once (51 characters) by Cam at 02:00")
        await ida.get_by_role("button", name="Who wrote what").click()
        await expect(ida.locator(".cm-author")).to_have_text(["starter", "Ida", "Cam"])
        await expect(ida.locator(".cm-by-host").first).to_have_text("max(at, ")
        await shoot(ida, "look-3-authors")
        assert not await axe(ida), "axe with authors"
        # Before Ida's change the line is Cam's alone, and says what becomes of it.
        await ida.keyboard.press("Home")
        await ida.goto(ida.url.split("#")[0] + "#t=150")
        await ida.locator(".cm-line", has_text="at = b").first.click()
        await expect(card).to_contain_text("Changed next at 05:00 to at = max(at, b)")
        await ida.locator(".cm-line", has_text="at = b").first.hover(position={"x": 60, "y": 8})
        await expect(ida.locator(".cm-author-tip")).to_contain_text("Typed by Cam at 01:1")
        assert not COMPLAINTS[ida]
