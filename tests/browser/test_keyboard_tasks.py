"""The library of tasks and the pages that write them, by keyboard alone, in light and in dark; their forms with errors.

`tests/browser/keyboard.py` says what counts as wrong. The tasks are small, so that the walk is short.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from dulwich import porcelain
from playwright.async_api import Browser, Page, expect

from server.live.doors import sign_in_token
from server.store.memory import Memory
from server.store.task_history import GitHistory
from server.store.tasks import TaskFolders
from server.store.workshop import Desk
from tests.browser.browsers import PHONE, person
from tests.browser.test_keyboard import glance, look
from tests.browser.world import world
from tests.fakes import FakeSandbox
from tests.house import Place, known_languages, new_house, serving
from tests.store.task_files import TASK, Files, write
from tests.store.test_task_history import committed

pytestmark = [pytest.mark.browser, pytest.mark.server]

CALM = f"{TASK}languages: [python, javascript]\n"
PROJECT: Files = {
    "task.yaml": """\
title: A desk
kind: project
project:
  python: {run: pytest --junitxml=$REPORT, open: [desk.py]}
""",
    "statement.md": "Lend tools.\n",
    "files/python/desk.py": "TOOLS = []\n",
    "tests/python/visible/test_desk.py": "def test_a_tool_goes_out(): ...\n",
    "solutions/good.py": "TOOLS = ['drill']\n",
    "cases.yaml": None,
    "solutions/wrong-minus.py": None,
}


@asynccontextmanager
async def library(folder: Path) -> AsyncIterator[Place]:
    """A house with a task of two versions, a project, and a folder that does not load."""
    root = folder / "tasks"
    write(root, files={"task.yaml": CALM})
    porcelain.init(str(root))
    committed(root, "Add two numbers")
    write(root, files={"task.yaml": CALM, "statement.md": "Add both.\n"})
    committed(root, "Say it better")
    write(root, "desk", PROJECT)
    write(root, "broken", {"task.yaml": "title: Half of one\nkind: functio\n"})
    styles = [language.style for language in known_languages()]
    house = new_house(
        folder,
        store=Memory(),
        sandbox=FakeSandbox(),
        tasks=TaskFolders(root, styles),
        desk=Desk(root, styles),
        task_history=GitHistory(root),
    )
    async with serving(house) as place:
        yield place


async def comes(browser: Browser, place: Place, size: tuple[int, int] = (1440, 900)) -> Page:
    ida = await person(browser, size)
    await ida.goto(f"{place.url}/sign-in?token={sign_in_token(place.house.secret)}")
    return ida


async def presses(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def test_the_library_a_task_its_history_and_what_is_brought_in(tmp_path: Path, browser: Browser) -> None:
    async with library(tmp_path) as place:
        ida = await comes(browser, place)
        found = {}
        for path in ("/tasks", "/tasks?words=nothing", "/tasks/add", "/tasks/add/history", "/tasks/import"):
            await ida.goto(place.url + path)
            found[path] = await look(ida)
        # Forms with errors: what is wrong has the focus, is spoken with its field, and is walked like the rest.
        await ida.goto(f"{place.url}/tasks/import")
        await ida.locator("[type=file]").evaluate("field => field.removeAttribute('required')")
        await presses(ida, "Bring in")
        await expect(ida.locator("[type=file]")).to_be_focused()
        found["import without a file"] = await glance(ida)
        await ida.locator("[type=file]").set_input_files({"name": "a.zip", "mimeType": "", "buffer": b"no archive"})
        await presses(ida, "Bring in")
        await expect(ida.get_by_role("heading", name="Not brought in")).to_be_visible()
        found["import of what is none"] = await glance(ida)
        await ida.goto(f"{place.url}/tasks/add")
        await ida.locator("#names > summary").focus()
        await ida.keyboard.press("Enter")
        await ida.get_by_label("Address of the copy").fill("desk")
        await presses(ida, "Copy it")
        await expect(ida.get_by_label("Address of the copy")).to_be_focused()
        await expect(ida.get_by_label("Address of the copy")).to_have_accessible_description(
            "There is a task at “desk” already; nothing is written over it. Choose another address."
        )
        found["a copy where one is"] = await glance(ida)
        assert {where: wrong for where, wrong in found.items() if wrong} == {}


async def test_a_task_is_begun_and_its_page_walked_with_what_is_wrong(tmp_path: Path, browser: Browser) -> None:
    async with library(tmp_path) as place:
        ida = await comes(browser, place)
        await ida.goto(f"{place.url}/tasks/new")
        await ida.get_by_role("button", name="Begin to write").wait_for()
        found = {"new": await look(ida)}
        await ida.goto(f"{place.url}/tasks/add/edit")
        await ida.get_by_label("a of", exact=False).first.fill("two")
        await expect(ida.get_by_text("this is not a value. Write it like 12.")).to_be_visible()
        await ida.get_by_label("Minutes").fill("soon")
        await expect(ida.locator(".author-count").first).to_be_visible()
        found["with mistakes"] = await look(ida)
        for tab in ("What is missing", "Prove and try"):
            await ida.get_by_role("tab", selected=True).last.focus()
            await ida.keyboard.press("ArrowRight")
            await expect(ida.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
            await expect(ida.get_by_role("tab", name=tab)).to_be_focused()
        found["the last tab"] = await glance(ida)
        assert {where: wrong for where, wrong in found.items() if wrong} == {}


async def test_a_project_is_walked_on_a_phone_with_its_files_open(tmp_path: Path, browser: Browser) -> None:
    async with library(tmp_path) as place:
        ida = await comes(browser, place, PHONE)
        await ida.goto(f"{place.url}/tasks/desk/edit")
        await ida.get_by_role("button", name="desk.py", exact=True).focus()
        await ida.keyboard.press("Enter")
        await expect(ida.get_by_label("files/python/desk.py")).to_be_visible()
        assert await glance(ida) == []


async def test_feedback_is_looked_at_before_it_goes_out_and_when_it_is_empty(tmp_path: Path, browser: Browser) -> None:
    async with world(tmp_path) as told:
        ida = await told.comes(browser)
        await ida.goto(told.place.url + told.path("debated", "/feedback"))
        found = {}
        for field in await ida.locator("main textarea").all():
            await field.fill("")
        await presses(ida, "Look at what goes out")
        found["with nothing in it"] = await glance(ida)
        await ida.locator("main textarea").first.fill("Clear names, small steps.")
        await ida.locator("main textarea").nth(1).fill("Say sooner what you try.")
        await presses(ida, "Look at what goes out")
        await expect(ida.get_by_role("button", name="Send")).to_be_visible()
        found["as it goes out"] = await look(ida)
        assert {where: wrong for where, wrong in found.items() if wrong} == {}
