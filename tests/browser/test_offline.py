"""The server dies under two open pages, again and again: what was typed before, during and after is all there."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.browsers import chromium, person, type_at_the_end
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.server]

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
ROUNDS = 3
BACK_MS = 20_000
"""A page waits up to a few seconds between two tries to come back."""
FORGOTTEN = """new Promise((done) => {
  const look = async () => ((await indexedDB.databases()).length === 0 ? done() : setTimeout(look, 50));
  void look();
})"""
"""Ends when the browser keeps nothing any more."""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", TASKS, free_port())
    await server.start()
    yield server
    await server.stop()


async def test_what_is_typed_while_the_server_is_away_comes_back_with_it(server: Server) -> None:
    token = (await server.command("token", "create")).strip()
    plan = {"title": "Offline", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}
    interview = await server.api(token, "/interviews", plan)
    async with chromium() as browser:
        ida, cam = await person(browser), await person(browser)
        await ida.goto(interview["links"]["host"])
        await cam.goto(interview["links"]["candidate"])
        await cam.get_by_label("I have read what is recorded and agree").check()
        await cam.get_by_role("button", name="Come in").click()
        for page in (ida, cam):
            await expect(page.locator(".cm-content")).to_contain_text("def count_free")
        for round in range(ROUNDS):
            await type_at_the_end(cam, f"# before {round} ")
            await expect(ida.locator(".cm-content")).to_contain_text(f"# before {round}")
            await server.kill()
            await type_at_the_end(cam, f"# cam alone {round} ")
            await type_at_the_end(ida, f"# ida alone {round} ")
            await expect(cam.locator("footer")).to_contain_text(
                re.compile("offline|not saved|reconnect", re.IGNORECASE)
            )
            await server.start()
            for page in (ida, cam):
                text = page.locator(".cm-content")
                for words in (f"# before {round} ", f"# cam alone {round} ", f"# ida alone {round} "):
                    await expect(text).to_contain_text(words.strip(), timeout=BACK_MS)
                await expect(page.get_by_text("Saved", exact=True).first).to_be_visible(timeout=BACK_MS)
        assert await ida.locator(".cm-content").inner_text() == await cam.locator(".cm-content").inner_text()


async def test_nothing_is_kept_in_the_browser_after_the_end(server: Server) -> None:
    token = (await server.command("token", "create")).strip()
    interview = await server.api(token, "/interviews", {"title": "End", "candidate": "Cam", "tasks": ["slots"]})
    async with chromium() as browser:
        cam = await person(browser)
        await cam.goto(interview["links"]["candidate"])
        await cam.get_by_label("I have read what is recorded and agree").check()
        await cam.get_by_role("button", name="Come in").click()
        await type_at_the_end(cam, "# mine")
        await expect(cam.get_by_text("Saved", exact=True).first).to_be_visible()
        assert await cam.evaluate("indexedDB.databases().then(all => all.length)") > 0
        await server.api(token, f"/interviews/{interview['id']}/end", {})
        await expect(cam.locator(".cm-content")).to_have_count(0)
        await cam.evaluate(FORGOTTEN)
