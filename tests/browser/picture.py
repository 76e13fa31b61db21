"""Takes the README's picture anew, from a real room: `python -m tests.browser.picture`."""

import asyncio
import re
import tempfile
from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.browsers import chromium, person
from tests.browser.solved_storms import DOUBLES
from tests.browser.test_journey import ROOT, TASK, come_in, editor, link_of, plan, replace_all
from tests.server.processes import Server, free_port

NOTES = [
    "Asks what **at most** means before coding.",
    "Groups first, then sorts: says why, names the cost.",
    "Sees the failing case, finds the copies alone.",
]


async def note(ida: Page, words: str) -> None:
    await ida.get_by_label("Write a note").focus()
    await ida.keyboard.insert_text(words)
    await ida.keyboard.press("Control+Enter")
    await expect(ida.locator(".notes li")).to_have_count(NOTES.index(words) + 1)


async def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data), ROOT / "tasks", free_port(), sandbox="auto")
        await server.start()
        try:
            async with chromium() as browser:
                ida, cam = await person(browser), await person(browser)
                link = await plan(ida, link_of(server), [TASK])
                await editor(ida).wait_for()
                await come_in(cam, link)
                await replace_all(cam, DOUBLES)
                await note(ida, NOTES[0])
                await cam.keyboard.press("Control+Enter")
                await expect(cam.get_by_role("tab", name=re.compile(r"Tests\s*2 of 3"))).to_be_visible(timeout=30_000)
                await note(ida, NOTES[1])
                await ida.get_by_role("button", name="Run hidden tests").click()
                await expect(ida.get_by_text("Cam was").first).to_be_visible(timeout=30_000)
                await note(ida, NOTES[2])
                await ida.get_by_role("tab", name=re.compile("^Tests")).click()
                await ida.get_by_role("button", name=re.compile("delivered twice")).click()
                await editor(ida).locator(".cm-line").nth(3).click()
                await cam.locator(".cm-content .cm-line").nth(4).click()
                await cam.keyboard.press("End")
                await ida.wait_for_timeout(500)
                await ida.screenshot(path=ROOT / "docs" / "room.png")
        finally:
            await server.stop()


if __name__ == "__main__":
    asyncio.run(main())
