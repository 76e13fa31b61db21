"""A project in the room, on real parts: files made, renamed, deleted and brought back by two people, and run."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.browsers import COMPLAINTS, PHONE, axe, chromium, person, shoot
from tests.browser.test_journey import come_in, editor, link_of, plan, replace_all
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.docker, pytest.mark.server]

PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"
TASK = "lending-desk"
GOOD = PROJECTS / TASK / "solutions" / "good.py"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", PROJECTS, free_port(), sandbox="auto")
    await server.start()
    yield server
    await server.stop()


def tree(page: Page) -> Locator:
    return page.get_by_role("tree", name="Files")


def names(page: Page) -> Locator:
    return tree(page).locator(".proj-name")


def row(page: Page, name: str) -> Locator:
    return tree(page).get_by_role("treeitem", name=name)


async def make(page: Page, path: str) -> None:
    await page.get_by_role("button", name="New file").click()
    await page.get_by_label("Name of the new file").fill(path)
    await page.keyboard.press("Enter")


async def test_two_people_work_on_the_files_of_a_project(server: Server) -> None:
    async with chromium() as browser:
        ida, cam = await person(browser), await person(browser)
        link = await plan(ida, link_of(server), [TASK])
        await editor(ida).wait_for()
        await come_in(cam, link)
        await expect(editor(cam)).to_contain_text("from store import Store")
        await expect(names(cam)).to_have_text(["desk_test.py", "desk.py", "store.py"])

        # A given test is read and not changed.
        await row(cam, "desk_test.py").click()
        await expect(editor(cam)).to_contain_text("test_a_tool_goes_out_once")
        await expect(cam.get_by_text("belongs to the task and stays as it is")).to_be_visible()
        await expect(editor(cam)).to_have_attribute("contenteditable", "false")
        await expect(cam.get_by_role("button", name="Delete desk_test.py")).to_be_disabled()
        assert await axe(cam) == ""

        # Cam makes a file; a name that cannot be says why, and what was typed stays.
        await make(cam, "../loans.py")
        await expect(cam.get_by_text("A name leads nowhere else")).to_be_visible()
        await expect(cam.get_by_label("Name of the new file")).to_have_value("../loans.py")
        assert await axe(cam) == ""
        await cam.get_by_label("Name of the new file").fill("limits_test.py")
        await cam.keyboard.press("Enter")
        await expect(cam.get_by_text("This name is kept for the task")).to_be_visible()
        await cam.get_by_label("Name of the new file").fill("loan.py")
        await cam.keyboard.press("Enter")
        await expect(cam.get_by_role("tab", name="loan.py")).to_have_attribute("aria-selected", "true")
        await replace_all(cam, (GOOD / "loans.py").read_text())

        # Ida sees it come, reads it, renames it with the keyboard, and Cam's tab goes along.
        await row(ida, "loan.py").click()
        await expect(editor(ida)).to_contain_text("class Loans")
        await tree(ida).focus()
        await ida.keyboard.press("F2")
        await ida.get_by_label("New name of loan.py").fill("loans.py")
        await ida.keyboard.press("Enter")
        await expect(cam.get_by_role("tab", name="loans.py")).to_be_visible()
        await expect(editor(cam)).to_contain_text("class Loans")

        # Cam deletes it by mistake, takes it back, and goes on where they were.
        await tree(cam).focus()
        await cam.keyboard.press("Delete")
        await expect(row(ida, "loans.py")).to_have_count(0)
        await expect(ida.get_by_text("was deleted. What stood in it is kept.")).to_be_visible()
        await cam.get_by_role("button", name="Undo").click()
        await expect(row(ida, "loans.py")).to_be_visible()

        # All files run together: the tests pass only with both.
        await cam.get_by_role("tab", name="desk.py", exact=True).click()
        await replace_all(cam, (GOOD / "desk.py").read_text())
        await cam.keyboard.press("Control+Enter")
        await expect(cam.get_by_role("tab", name=re.compile(r"Tests\s*2 of 2"))).to_be_visible(timeout=60_000)
        await ida.get_by_role("button", name="Run hidden tests").click()
        await expect(ida.get_by_text(re.compile("2 of 2")).first).to_be_visible(timeout=60_000)
        await shoot(ida, "projects-host")
        await shoot(cam, "projects-candidate")
        assert await axe(ida) == ""

        # Whoever comes in later has the same files.
        await cam.reload()
        await expect(names(cam)).to_have_text(["desk_test.py", "desk.py", "loans.py", "store.py"])
        await expect(editor(cam)).to_contain_text("self.loans.take")

        # On a phone the tree is behind a button, and goes when a file is chosen.
        await cam.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await expect(tree(cam)).to_have_count(0)
        await cam.get_by_role("button", name="Files of the project").click()
        await expect(tree(cam)).to_be_visible()
        assert await axe(cam) == ""
        await row(cam, "store.py").click()
        await expect(tree(cam)).to_have_count(0)
        await expect(editor(cam)).to_contain_text("class Store")
        assert [*COMPLAINTS[ida], *COMPLAINTS[cam]] == []
