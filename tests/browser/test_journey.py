"""The main job, end to end, on real parts: the server, the database, Docker, and two browsers.

Ida plans an interview and sends the link; Cam comes in, types, runs and adds a case; Ida runs the hidden tests, writes
notes and ends it; then she reads the record and replays it.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.browsers import COMPLAINTS, axe, chromium, person, shoot
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.docker, pytest.mark.server]

ROOT = Path(__file__).parents[2]
TASK = "alert-storms"
GOOD = (ROOT / "tasks" / TASK / "solutions" / "good.py").read_text()
WRONG = f"""print("loading")
{GOOD}

right = storms


def storms(alerts, quiet):
    print(len(alerts), "alerts")
    return right([[number, time, service] for number, (_, time, service) in enumerate(alerts)], quiet)
"""
NOTE = "Asks about **duplicates** before coding. canary-3b8e"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", ROOT / "tasks", free_port(), sandbox="auto")
    await server.start()
    yield server
    await server.stop()


def link_of(server: Server) -> str:
    """The owner's sign-in link, as the terminal shows it."""
    found = re.search(r"http://\S+/sign-in\?token=\S+", server.said)
    assert found
    return found[0].replace("localhost", "127.0.0.1")


async def plan(ida: Page, link: str, tasks: Sequence[str]) -> str:
    """Ida signs in, plans an interview on these tasks and goes to the room; the candidate's link."""
    await ida.goto(link)
    await shoot(ida, "1-home-empty")
    await ida.get_by_role("link", name="Plan an interview").first.click()
    await ida.get_by_label("Title").fill("Backend engineer")
    await ida.get_by_label("Your name").fill("Ida")
    await ida.get_by_label("name", exact=False).and_(ida.locator("[name=candidate]")).fill("Cam")
    for task in tasks:
        await ida.locator(f"input[name=tasks][value={task}]").check()
    await shoot(ida, "2-new-interview")
    await ida.get_by_role("button", name="Plan it").click()
    await ida.get_by_role("link", name="Open the room").wait_for()
    await shoot(ida, "3-interview-planned")
    link = await ida.locator("#candidate-link").input_value()
    await ida.get_by_role("link", name="Open the room").click()
    return link.replace("localhost", "127.0.0.1")


async def come_in(cam: Page, link: str) -> None:
    """Cam reads what is recorded, agrees, and is in."""
    await cam.goto(link)
    await expect(cam.get_by_role("heading", name="What is recorded")).to_be_visible()
    await shoot(cam, "4-lobby")
    await cam.get_by_label("Your name").fill("Cam")
    await cam.get_by_label("I have read what is recorded and agree").check()
    await cam.get_by_role("button", name="Come in").click()
    await editor(cam).wait_for()


def editor(page: Page) -> Locator:
    return page.locator(".cm-content")


async def choose_language(page: Page, title: str) -> None:
    """From the menu, where there are more languages than tabs: found by its name."""
    await page.get_by_role("button", name=re.compile("^Language: ")).click()
    await page.get_by_label("Find a language").fill(title)
    await page.keyboard.press("Enter")


async def replace_all(page: Page, code: str) -> None:
    """Select everything in the editor and put this in its place, as a paste does."""
    await editor(page).click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(code)


async def test_the_main_job_from_the_link_to_the_record(server: Server) -> None:
    async with chromium() as browser:
        ida, cam = await person(browser), await person(browser)
        link = await plan(ida, link_of(server), [TASK, "ticket-search"])
        await editor(ida).wait_for()
        await shoot(ida, "5-room-waiting")
        await come_in(cam, link)
        await expect(editor(cam)).to_contain_text("def storms")
        await shoot(cam, "6-room-candidate")

        # Both type; each sees the other's words and cursor, and that everything is saved.
        await editor(cam).click()
        await cam.keyboard.press("Control+End")
        await cam.keyboard.type("# cam was here")
        await expect(editor(ida)).to_contain_text("# cam was here")
        await expect(ida.locator(".cm-editor")).to_contain_text("Cam")
        await editor(ida).click()
        await ida.keyboard.press("Control+Home")
        await ida.keyboard.type("# ida reads along\n")
        await expect(editor(cam)).to_contain_text("# ida reads along")
        await expect(cam.get_by_text("Saved", exact=True).first).to_be_visible()

        # A wrong try: each visible result says input, expected, got and printed.
        await replace_all(cam, WRONG)
        await cam.keyboard.press("Control+Enter")
        await expect(cam.get_by_role("tab", name=re.compile(r"Tests\s*2 of 3"))).to_be_visible(timeout=20_000)
        await cam.get_by_role("button", name=re.compile("delivered twice")).click()
        await expect(cam.get_by_text("3 alerts").first).to_be_visible()
        await shoot(cam, "7-room-results")

        # Each language keeps its own file.
        await choose_language(cam, "JavaScript")
        await expect(editor(cam)).to_contain_text("function storms")
        await cam.get_by_role("tab", name="solution.py").click()
        await expect(editor(cam)).to_contain_text("loading")

        # A case of Cam's own.
        await cam.get_by_role("button", name=re.compile("own case|case of your own", re.IGNORECASE)).first.click()
        dialog = cam.get_by_role("dialog")
        await dialog.get_by_label("Name").fill("nothing happened")
        await dialog.get_by_label("alerts").fill("[]")
        await dialog.get_by_label("quiet").fill("60")
        await dialog.get_by_label("Expected answer").fill("[]")
        await shoot(cam, "8-own-case")
        await dialog.get_by_role("button", name="Add").click()
        await expect(cam.get_by_text("nothing happened").first).to_be_visible()

        # The hidden tests: Cam hears how many, Ida everything.
        await replace_all(cam, GOOD)
        await expect(editor(ida)).to_contain_text("def grouped")
        await ida.get_by_role("button", name="Run hidden tests").click()
        await expect(ida.get_by_text(re.compile(r"(\d+) of \1")).first).to_be_visible(timeout=30_000)
        await cam.get_by_role("tab", name=re.compile("Hidden")).click()
        await expect(cam.get_by_text(re.compile(r"(\d+) of \1.*passed")).first).to_be_visible()

        # Private notes, stamped with their moment.
        await ida.keyboard.press("Alt+n")
        await expect(ida.get_by_label("Write a note")).to_be_focused()
        await ida.keyboard.insert_text(NOTE)
        await ida.keyboard.press("Control+Enter")
        await expect(ida.locator(".notes").get_by_text("duplicates")).to_be_visible()
        await shoot(ida, "9-room-interviewer")
        assert "canary-3b8e" not in await cam.content()
        for page, who in ((ida, "Ida"), (cam, "Cam")):
            assert not await axe(page), f"axe in {who}'s room"

        # Stop works at once.
        await replace_all(cam, "while True: pass")
        await cam.keyboard.press("Control+Enter")
        await cam.get_by_role("button", name="Stop", exact=True).click()
        await expect(cam.get_by_role("button", name=re.compile("Run tests"))).to_be_visible(timeout=10_000)
        await replace_all(cam, GOOD)
        await expect(cam.get_by_text("Saved", exact=True).first).to_be_visible()

        # The end, for everybody.
        await ida.get_by_role("button", name="End interview").click()
        await shoot(ida, "10-end-dialog")
        await ida.get_by_role("dialog").get_by_role("button", name=re.compile("^End")).click()
        await expect(editor(cam)).to_have_count(0)
        await expect(cam.get_by_text(re.compile("has ended|is over", re.IGNORECASE)).first).to_be_visible()
        await shoot(cam, "11-candidate-after")
        await cam.goto(link)
        await expect(editor(cam)).to_have_count(0)
        assert not await cam.evaluate("indexedDB.databases().then(all => all.length)")  # nothing is kept

        await read_the_record(ida, server)
        assert COMPLAINTS[ida] == []
        assert [said for said in COMPLAINTS[cam] if "410" not in said] == []


async def read_the_record(ida: Page, server: Server) -> None:
    """The record has everything, downloads as JSON, and replays on the room's own panels."""
    await ida.goto(f"http://127.0.0.1:{server.port}/")
    await shoot(ida, "12-home-ended")
    await ida.get_by_role("link", name="Backend engineer").first.click()
    await expect(ida.get_by_text("duplicates").first).to_be_visible()
    await expect(ida.get_by_text("def grouped").first).to_be_attached()
    await shoot(ida, "13-record")
    async with ida.expect_download() as downloading:
        await ida.get_by_role("link", name="Download JSON").click()
    record = json.loads(await asyncio.to_thread((await (await downloading.value).path()).read_text))
    assert NOTE in json.dumps(record)

    await ida.get_by_role("link", name="Open replay").click()
    slider = ida.get_by_role("slider")
    await slider.wait_for()
    await slider.focus()
    await ida.keyboard.press("End")
    await expect(editor(ida)).to_contain_text("def grouped")
    await ida.keyboard.press("Home")
    await expect(editor(ida)).not_to_contain_text("def grouped")
    await ida.keyboard.press("End")
    await expect(editor(ida)).to_contain_text("def grouped")

    # From anywhere on the page: back by edits and runs, and the address keeps the moment.
    await ida.locator("h1").click()
    for text in ("while True", "def grouped", "loading"):
        await ida.keyboard.press("[")
        await expect(editor(ida)).to_contain_text(text)
    await expect(ida.get_by_role("tab", name=re.compile(r"Tests\s*2 of 3"))).to_be_visible()
    await ida.locator(".case-line", has_text="delivered twice").click()
    await expect(ida.get_by_text("3 alerts").first).to_be_visible()  # what it printed is in its sheet
    about = int(float(await slider.input_value()))  # rounded to its step; the address is written half a second later
    seconds = {(about + off) // 1000 for off in (-500, 0, 500)}
    await expect(ida).to_have_url(re.compile(rf"#t=({'|'.join(map(str, sorted(seconds)))})(\.|$)"))
    await ida.reload()
    await expect(editor(ida)).to_contain_text("loading")
    await ida.locator("h1").click()
    for _ in range(3):
        await ida.keyboard.press(",")
    await expect(editor(ida)).not_to_contain_text("loading")
    await ida.keyboard.press("End")
    await expect(editor(ida)).to_contain_text("def grouped")
    await shoot(ida, "14-replay")
    assert not await axe(ida), "axe in the replay"
