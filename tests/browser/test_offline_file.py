"""The offline file, opened from a disk in a real Chromium that may reach nothing: it plays, seeks, searches, and says
whether it is what was sealed."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from server.core.interview import Interview, State
from server.core.track.parts import Edition
from server.pages.bundle import WEB
from server.pages.offline import offline_page, player_in
from server.pages.render import View
from tests.browser.browsers import COMPLAINTS, axe, chromium, person
from tests.core.sealed_story import sealed
from tests.fakes import SLOTS
from tests.house import known_languages

pytestmark = pytest.mark.browser

STORY = sealed()
TOLD = Interview("k3v9x0q2m1ab", "Backend engineer", "Ida", "Cam", ("slots",), State.ENDED, 1, 2, 3)


def written(folder: Path, edition: Edition) -> Path:
    """The file of the golden interview, as the export makes it."""
    player = player_in(WEB / "dist")
    assert player is not None, "npm run build makes the player"
    file = folder / f"{edition.value}.html"
    file.write_bytes(offline_page(View(), player, TOLD, edition, STORY.copies[edition], [SLOTS], known_languages()))
    return file


async def opens(browser: Browser, file: Path, size: tuple[int, int] = (1440, 900)) -> tuple[Page, list[str]]:
    """The file in somebody's browser without a network, and every address that it asks for."""
    page = await person(browser, size)
    asked: list[str] = []

    async def refuse(route: Route) -> None:
        asked.append(route.request.url)
        await (route.continue_() if route.request.url.startswith("file:") else route.abort())

    await page.context.route("**/*", refuse)
    await page.goto(file.as_uri())
    return page, asked


async def verified(page: Page) -> str:
    await page.get_by_role("button", name="sealed").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text(STORY.seal.fingerprint)
    await dialog.get_by_role("button", name="Verify").click()
    verdict = dialog.locator(".seal-verdict")
    await expect(verdict).to_be_visible()
    return await verdict.inner_text()


@pytest.mark.parametrize("edition", tuple(Edition))
async def test_it_plays_seeks_and_verifies_and_asks_nobody_for_anything(tmp_path: Path, edition: Edition) -> None:
    file = written(tmp_path, edition)
    async with chromium() as browser:
        page, asked = await opens(browser, file)
        code = page.locator(".cm-content").first
        slider = page.get_by_role("slider", name="Time of the interview")
        await expect(slider).to_be_visible()
        await slider.focus()
        await page.keyboard.press("End")
        await expect(code).to_contain_text("x🎉ab")
        await page.keyboard.press("Home")
        await expect(code).not_to_contain_text("x🎉")
        await page.get_by_role("tab", name="solution.py").click()
        await page.get_by_role("button", name="Play", exact=True).click()
        await expect(code).to_contain_text("def free")
        await page.get_by_role("button", name="Pause", exact=True).click()
        for needs_a_server in ("Export", "Open the record", "Run tests here", "Resume from here", "Share clip"):
            await expect(page.get_by_text(needs_a_server)).to_have_count(0)
        assert "This is what the server sealed on" in await verified(page)
        assert await axe(page) == ""
        assert asked == [file.as_uri()]
        assert COMPLAINTS[page] == []


async def test_a_flipped_byte_is_named_by_chunk_and_time_and_the_rest_still_plays(tmp_path: Path) -> None:
    file = written(tmp_path, Edition.CANDIDATE)
    data = bytearray(file.read_bytes())
    at = data.index(b'id="chunk-2">') + 90
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    file.write_bytes(data)
    async with chromium() as browser:
        page, _ = await opens(browser, file)
        await expect(page.get_by_role("slider", name="Time of the interview")).to_be_visible()
        words = await verified(page)
        assert "This is not what the server sealed." in words
        assert "Chunk 2, between 00:35 and 01:13, cannot be read." in words


async def test_on_a_phone_the_seal_is_at_hand_too(tmp_path: Path) -> None:
    async with chromium() as browser:
        page, _ = await opens(browser, written(tmp_path, Edition.CANDIDATE), (390, 844))
        assert "This is what the server sealed on" in await verified(page)
