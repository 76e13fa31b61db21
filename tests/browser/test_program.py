"""The file as a program, and other languages: two browsers, the real server and, where it says so, real containers."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.browsers import COMPLAINTS, axe, chromium, person
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.server]

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
PROGRAM = """
import sys, time
print("reads", input())
print("told apart", file=sys.stderr)
print("\\x1b[31mred", flush=True)
{then}
"""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", TASKS, free_port(), sandbox="auto")
    await server.start()
    yield server
    await server.stop()


async def come_in(server: Server, browser: Browser) -> tuple[Page, Page]:
    """Ida and Cam in a room of the task `slots`."""
    token = (await server.command("token", "create")).strip()
    plan = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}
    interview = await server.api(token, "/interviews", plan)
    ida, cam = await person(browser), await person(browser)
    await ida.goto(interview["links"]["host"])
    await cam.goto(interview["links"]["candidate"])
    await cam.get_by_label("I have read what is recorded and agree").check()
    await cam.get_by_role("button", name="Come in").click()
    for page in (ida, cam):
        await expect(page.locator(".cm-content")).to_contain_text("def count_free")
    return ida, cam


async def write(page: Page, code: str) -> None:
    await page.locator(".cm-content").click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(code)


@pytest.mark.docker
async def test_a_program_prints_to_both_as_it_prints_and_stop_ends_it(server: Server) -> None:
    async with chromium() as browser:
        ida, cam = await come_in(server, browser)
        await write(cam, PROGRAM.format(then="time.sleep(60)"))
        await cam.get_by_role("tab", name="Program").click()
        await cam.get_by_label("Input").fill("three")
        await cam.get_by_role("button", name="Run program").click()
        await ida.get_by_role("tab", name="Program").click()
        for page in (cam, ida):
            log = page.get_by_role("log")
            await expect(log).to_contain_text("reads three", timeout=20_000)
            await expect(log.locator("[data-stream=stderr]")).to_contain_text("told apart")
            await expect(log).to_contain_text("^[[31mred")  # it colours nothing
            await expect(page.get_by_role("tab", name=re.compile(r"Program\s*running"))).to_be_visible()
            assert not await axe(page)
        await ida.get_by_role("button", name="Stop", exact=True).first.click()
        await expect(cam.get_by_text("Ida stopped the run.")).to_be_visible(timeout=10_000)

        # It ends by itself, and a program that fails says why; Ctrl, Shift and Enter run it from the editor.
        await write(cam, PROGRAM.format(then="sys.exit(3)"))
        await cam.keyboard.press("Control+Shift+Enter")
        for page in (cam, ida):
            await expect(page.get_by_text(re.compile("exit code 3"))).to_be_visible(timeout=20_000)
        assert COMPLAINTS[ida] == COMPLAINTS[cam] == []


async def test_a_language_is_chosen_and_brings_its_starter_code_to_both(server: Server) -> None:
    async with chromium() as browser:
        ida, cam = await come_in(server, browser)
        await cam.get_by_role("button", name=re.compile("^Language: Python")).press("Enter")
        languages = cam.get_by_role("listbox", name="Languages")
        await expect(languages.get_by_role("option", name=re.compile("Python"))).to_have_attribute(
            "aria-selected", "true"
        )
        assert not await axe(cam)
        await cam.keyboard.press("ArrowDown")
        await cam.keyboard.press("Enter")
        await expect(cam.locator(".cm-content")).to_contain_text("function countFree")
        await ida.get_by_role("button", name="Go there").click()
        await expect(ida.locator(".cm-content")).to_contain_text("function countFree")
        await ida.locator(".cm-content").click()
        await ida.keyboard.type("// both")
        await expect(cam.locator(".cm-content")).to_contain_text("// both")
        await cam.get_by_role("tab", name="solution.py").click()
        await expect(cam.locator(".cm-content")).to_contain_text("def count_free")
        assert COMPLAINTS[ida] == COMPLAINTS[cam] == []


async def test_a_language_that_is_typed_while_the_menu_still_opens_is_found(server: Server) -> None:
    """The menu tells that it has opened a moment after it shows: nothing that was typed by then is wiped."""
    async with chromium() as browser:
        _, cam = await come_in(server, browser)
        await cam.evaluate(
            """() => {
                document.querySelector(".language-button").click();
                const box = document.querySelector("#language-menu input");
                box.focus();
                box.value = "JavaScript";
                box.dispatchEvent(new InputEvent("input", { bubbles: true }));
            }"""
        )
        box = cam.get_by_label("Find a language")
        await expect(box).to_have_attribute("aria-expanded", "true")
        await expect(box).to_have_value("JavaScript")
        await cam.keyboard.press("Enter")
        await expect(cam.locator(".cm-content")).to_contain_text("function countFree")
