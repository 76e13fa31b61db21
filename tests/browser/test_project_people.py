"""Two people in one project, in real browsers: who is where, following, undo, and both at the same name at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.core.roles import Role
from server.store.tasks import TaskFolders
from tests.browser.browsers import COMPLAINTS, PHONE, axe, person
from tests.browser.test_facts import cam_comes, join
from tests.browser.test_projects import PROJECTS, TASK, names, row, tree
from tests.fakes import FakeLibrary, FakeSandbox
from tests.house import Place, known_languages, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Place]:
    task = TaskFolders(PROJECTS, [each.style for each in known_languages()]).task(TASK)
    assert task is not None
    async with serving(new_house(tmp_path, sandbox=FakeSandbox(), tasks=FakeLibrary(task))) as place:
        yield place


async def types(page: Page, words: str) -> None:
    await page.locator(".cm-content").click()
    await page.keyboard.press("Control+Home")
    await page.keyboard.insert_text(words)


async def test_two_people_in_a_project(desk: Place, browser: Browser) -> None:
    interview = await desk.interview(TASK)
    ida, cam = await person(browser), await person(browser)
    await ida.goto(join(desk, interview, Role.HOST))
    await cam_comes(cam, desk, interview, "class Desk")
    await expect(names(ida)).to_have_count(3)

    # Who is in which file, and following leads there, with the cursor.
    await row(cam, "store.py").click()
    await expect(row(ida, "store.py")).to_contain_text("Cam is here")
    await ida.get_by_role("button", name="People here").click()
    await ida.get_by_role("button", name="Follow Cam").click()
    await expect(ida.get_by_role("tab", name="store.py")).to_have_attribute("aria-selected", "true")
    await row(cam, "desk.py").click()
    await expect(ida.get_by_role("tab", name="desk.py", exact=True)).to_have_attribute("aria-selected", "true")
    await types(cam, "# cam\n")
    await expect(ida.locator(".cm-content")).to_contain_text("# cam")
    await expect(ida.locator(".cm-content [class*=cursor], .cm-editor [class*=cursor]").first).to_be_attached()
    await ida.locator(".cm-content").click()
    await ida.keyboard.press("Escape")
    await expect(ida.get_by_text("You follow")).to_have_count(0)

    # Undo is one's own, and each file has its own.
    await types(ida, "# ida\n")
    await expect(cam.locator(".cm-content")).to_contain_text("# ida")
    await row(cam, "store.py").click()
    await types(cam, "# shelf\n")
    await cam.keyboard.press("Control+z")
    await expect(cam.locator(".cm-content")).not_to_contain_text("# shelf")
    await row(cam, "desk.py").click()
    await cam.locator(".cm-content").click()
    await cam.keyboard.press("Control+z")
    await expect(cam.locator(".cm-content")).not_to_contain_text("# cam")
    await expect(cam.locator(".cm-content")).to_contain_text("# ida")

    # The tree and the tabs by keyboard alone.
    await tree(cam).focus()
    await cam.keyboard.press("Home")
    await cam.keyboard.press("s")
    await cam.keyboard.press("Enter")
    chosen = cam.get_by_role("tab", name="store.py")
    await expect(chosen).to_have_attribute("aria-selected", "true")
    await chosen.focus()
    await cam.keyboard.press("ArrowLeft")
    await expect(cam.get_by_role("tab", name="desk.py", exact=True)).to_be_focused()
    await cam.keyboard.press("End")
    await cam.keyboard.press("Delete")
    await expect(cam.get_by_role("tab", name="store.py")).to_have_count(0)

    # Both make a file of one name: one has it, and the other reads why and keeps what they typed.
    await cam.get_by_role("button", name="New file").click()
    await ida.get_by_role("button", name="New file").click()
    await cam.get_by_label("Name of the new file").fill("loans.py")
    await ida.get_by_label("Name of the new file").fill("Loans.py")
    await cam.keyboard.press("Enter")
    await expect(row(ida, "loans.py")).to_be_visible()
    await ida.keyboard.press("Enter")
    await expect(ida.get_by_text("are the same file on many computers")).to_be_visible()
    await expect(ida.get_by_label("Name of the new file")).to_have_value("Loans.py")
    assert await axe(ida) == ""
    await ida.keyboard.press("Escape")

    # Ida deletes it while Cam types; Cam reads so, and brings it back with all that stood in it.
    await types(cam, "loan = 1\n")
    await row(ida, "loans.py").click()
    await expect(ida.locator(".cm-content")).to_contain_text("loan = 1")
    await tree(ida).focus()
    await ida.keyboard.press("Delete")
    await expect(cam.get_by_text("was deleted. What stood in it is kept.")).to_be_visible()
    await cam.get_by_role("button", name="Bring it back").click()
    await expect(row(ida, "loans.py")).to_be_visible()
    await expect(cam.locator(".cm-content")).to_contain_text("loan = 1")

    # More at once than a message holds is not taken, and the page stays in the room.
    await row(cam, "loans.py").click()
    await cam.locator(".cm-content").click()
    await cam.evaluate("navigator.clipboard.writeText('y'.repeat(400000))")
    await cam.keyboard.press("Control+v")
    await expect(cam.get_by_text("at most 300,000 go in at once")).to_be_visible()
    await cam.get_by_role("button", name="All right").click()
    await types(cam, "# still here\n")
    await expect(ida.locator(".cm-content")).to_contain_text("# still here")

    # On a phone one file is in front, and the tree is behind a button.
    await ida.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await ida.get_by_role("button", name="Files of the project").click()
    await row(ida, "desk.py").click()
    await expect(tree(ida)).to_have_count(0)
    await expect(ida.locator(".cm-content")).to_contain_text("# ida")
    assert await axe(ida) == ""
    assert [*COMPLAINTS[ida], *COMPLAINTS[cam]] == []
