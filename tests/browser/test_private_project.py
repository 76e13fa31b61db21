"""All files of a project in real browsers: Cam makes and renames files privately, Ida sees nothing of it until then."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.core.private import PrivatePolicy
from server.core.roles import Role
from server.core.stretches import stretches
from server.live import alone
from server.store.tasks import TaskFolders
from tests.browser.browsers import COMPLAINTS, axe, person, shoot
from tests.browser.test_facts import cam_comes, join
from tests.browser.test_private import goes, hear
from tests.browser.test_projects import PROJECTS, TASK, make, names, row, tree
from tests.fakes import FakeLibrary, FakeSandbox
from tests.house import Place, known_languages, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

CANARY = "canary_8c11"


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
async def desk(tmp_path: Path, sandbox: FakeSandbox) -> AsyncIterator[Place]:
    task = TaskFolders(PROJECTS, [each.style for each in known_languages()]).task(TASK)
    assert task is not None
    async with serving(new_house(tmp_path, sandbox=sandbox, tasks=FakeLibrary(task))) as place:
        yield place


async def press(page: Page, key: str) -> None:
    await tree(page).focus()
    await page.keyboard.press(key)


async def test_cam_works_on_all_files_privately_and_shares_them(
    desk: Place, browser: Browser, sandbox: FakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "BEAT_SECONDS", 0.3)
    interview = await desk.interview(TASK, private=PrivatePolicy.RECORDED)
    ida, cam = await person(browser), await person(browser)
    heard = hear(ida)
    await ida.goto(join(desk, interview, Role.HOST))
    await cam_comes(cam, desk, interview, "class Desk")
    await expect(names(ida)).to_have_text(["desk_test.py", "desk.py", "store.py"])
    await goes(cam)
    await make(cam, f"{CANARY}.py")
    await expect(cam.get_by_role("tab", name=f"{CANARY}.py")).to_have_attribute("aria-selected", "true")
    await cam.locator(".cm-content").click()
    await cam.keyboard.insert_text("class Loans:\n    pass\n")
    await press(cam, "F2")
    await cam.get_by_label(f"New name of {CANARY}.py").fill("loans.py")
    await cam.keyboard.press("Enter")
    await expect(cam.get_by_role("tab", name="loans.py")).to_be_visible()
    await row(cam, "store.py").click()
    await press(cam, "Delete")
    await expect(names(cam)).to_have_text(["desk_test.py", "desk.py", "loans.py"])
    await cam.get_by_role("button", name="Undo").click()
    await expect(row(cam, "store.py")).to_be_visible()
    await press(cam, "F2")
    await cam.get_by_label("New name of store.py").fill("desk.py")
    await cam.keyboard.press("Enter")
    await expect(cam.get_by_text("There is a desk.py already")).to_be_visible()
    await cam.get_by_label("New name of store.py").fill("shelf.py")
    await cam.keyboard.press("Enter")
    await expect(row(cam, "shelf.py")).to_be_visible()
    await row(cam, "loans.py").click()
    await cam.keyboard.press("Control+Enter")
    await expect(cam.get_by_role("tab", name="Tests")).to_contain_text("2 of 2")
    assert sandbox.suites[-1].files["loans.py"].startswith("class Loans")
    await shoot(cam, "private-project-cam")
    assert await axe(cam) == ""

    await cam.reload()  # nothing is lost
    await expect(names(cam)).to_have_text(["desk_test.py", "desk.py", "loans.py", "shelf.py"])
    await expect(names(ida)).to_have_text(["desk_test.py", "desk.py", "store.py"])
    await row(cam, "loans.py").click()
    await cam.get_by_role("button", name="Come back", exact=True).click()
    for each in (ida, cam):
        walk = each.get_by_role("region", name="Walk me through it")
        await expect(walk.get_by_role("region", name="loans.py")).to_contain_text("This file is new.")
        await expect(walk.get_by_role("region", name="shelf.py")).to_contain_text("It was called store.py before.")
        await expect(names(each)).to_have_text(["desk_test.py", "desk.py", "loans.py", "shelf.py"])
    await shoot(ida, "private-project-walk")
    assert await axe(ida) == ""
    await cam.get_by_role("button", name="To the code").click()
    await expect(cam.get_by_role("tab", name="loans.py")).to_have_attribute("aria-selected", "true")
    await expect(cam.locator(".cm-content")).to_be_focused()
    await cam.keyboard.insert_text("# shared\n")
    await ida.get_by_role("button", name="To the code").click()
    await row(ida, "loans.py").click()
    await expect(ida.locator(".cm-content")).to_contain_text("# shared")
    await expect(row(ida, "loans.py")).to_contain_text("Cam is here")
    assert not any(CANARY.encode() in frame for frame in heard)
    assert [*COMPLAINTS[ida], *COMPLAINTS[cam]] == []

    # Afterwards, as was agreed: the files by the names that they had there.
    live = await desk.house.enter(interview.id)
    assert live is not None
    await desk.house.end(interview)
    await desk.house.settled()
    wrote = stretches(live.talk)[0].steps[-1].at
    await ida.goto(f"{desk.url}/interviews/{interview.id}/private")
    await expect(ida.get_by_role("heading", name=f"{TASK}/loans.py")).to_be_visible()
    await ida.goto(f"{desk.url}/interviews/{interview.id}/replay#t={wrote / 1000:.3f}")
    await ida.get_by_role("button", name="loans.py", exact=True).click()
    await expect(ida.get_by_role("region", name="What Cam wrote privately")).to_contain_text("class Loans")
    await shoot(ida, "private-project-replay")
    assert await axe(ida) == ""
    assert COMPLAINTS[ida] == []
