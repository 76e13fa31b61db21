"""A project looked back on in a real Chromium: in the replay, and as one file from a disk that may reach nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, Page, expect

from server.core.interview import Interview
from server.core.roles import Role
from server.live.doors import sign_in_token
from server.store.tasks import TaskFolders
from tests.browser.browsers import COMPLAINTS, axe, person, shoot
from tests.browser.test_facts import join
from tests.browser.test_offline_file import opens
from tests.browser.test_projects import PROJECTS, TASK, names, row
from tests.fakes import FakeLibrary, FakeSandbox, StillClock
from tests.house import Place, known_languages, new_house, serving
from tests.people import page

pytestmark = [pytest.mark.browser, pytest.mark.server]

WORK = {"task": TASK, "language": "python"}
DESK, STORE = f"{TASK}/python.1", f"{TASK}/python.2"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Place]:
    task = TaskFolders(PROJECTS, [each.style for each in known_languages()]).task(TASK)
    assert task is not None
    async with serving(
        new_house(tmp_path, sandbox=FakeSandbox(), tasks=FakeLibrary(task), clock=StillClock())
    ) as place:
        yield place


@pytest.fixture
async def told(desk: Place) -> Interview:
    """Cam makes `loans.py` and runs all files, Ida renames `store.py`, Cam makes and deletes `scrap.py`."""
    interview, clock = await desk.interview(TASK), desk.house.clock
    assert isinstance(clock, StillClock)
    async with page(desk.ida(interview)) as ida, page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)

        async def makes(path: str, words: str) -> str:
            clock.ms += 10_000
            await cam.ask("file_create", **WORK, path=path)
            made = await ida.hears_event("file_created", path=path)
            file = f"{TASK}/{made['data']['file']}"
            await cam.ask("switch", **WORK, file=made["data"]["file"])
            await cam.type(words, file=file)
            await ida.sees(words, file)
            return file

        loans = await makes("loans.py", "class Loans:\n    marmot = 1\n")
        clock.ms += 10_000
        await cam.ask("run", **WORK, suite="examples")
        await ida.hears_event("run_ended")
        clock.ms += 10_000
        await ida.ask("file_rename", **WORK, path="store.py", to="lib/shelf.py")
        await cam.hears_event("file_renamed", path="lib/shelf.py")
        clock.ms += 10_000
        await ida.type("# by ida\n", file=loans)
        await cam.sees("# by ida", loans)
        await makes("scrap.py", "wombat = 2\n")
        clock.ms += 10_000
        await cam.ask("file_delete", **WORK, path="scrap.py")
        await ida.hears_event("file_deleted", path="scrap.py")
        clock.ms += 10_000
        await ida.ask("end")
        await cam.is_sent_away(4410)
    await desk.house.settled()
    found = await desk.house.interview(interview.id)
    assert found is not None
    return found


async def looks_around(ida: Page) -> None:
    """What both a replay and the file on a disk can do."""
    code = ida.locator(".cm-content").first
    slider = ida.get_by_role("slider", name="Time of the interview")
    await slider.focus()
    await ida.keyboard.press("Home")
    await expect(names(ida)).to_have_text(["desk_test.py", "desk.py", "store.py"])
    await slider.focus()
    await ida.keyboard.press("End")
    await expect(names(ida)).to_have_text(["lib", "shelf.py", "desk_test.py", "desk.py", "loans.py"])
    await row(ida, "shelf.py").click()
    await expect(ida.get_by_role("tab", name="shelf.py")).to_have_attribute("aria-selected", "true")
    await expect(code).to_contain_text("class Store")
    await row(ida, "loans.py").click()
    await expect(code).to_contain_text("# by ida")

    # Who wrote what, in the file that is in front.
    await ida.get_by_role("button", name="Who wrote what").click()
    await expect(code.locator(".cm-by-host").first).to_be_visible()
    await ida.get_by_role("button", name="Who wrote what").click()

    # Two moments beside each other: files that came, went and changed their names are told.
    await ida.get_by_role("button", name="Compare").first.click()
    dialog = ida.get_by_role("dialog")
    await dialog.get_by_label("Moment A").select_option(index=0)
    await expect(dialog.get_by_role("region", name="loans.py")).to_contain_text("This file is new.")
    await expect(dialog.get_by_role("region", name="lib/shelf.py")).to_contain_text("It was called store.py before.")
    await expect(dialog.get_by_role("region", name="scrap.py")).to_have_count(0)
    await shoot(ida, "project-compare")
    assert await axe(ida) == ""
    await dialog.get_by_role("button", name="Close").last.click()

    # What a search finds in a file that is gone by now has its name of then, and the way leads there.
    await ida.get_by_role("tab", name="Search").click()
    await ida.get_by_label("Text that was there at any moment").fill("wombat")
    finding = ida.locator(".findings button").filter(has_text="scrap.py")
    await finding.first.click()
    await expect(code).to_contain_text("wombat")
    await expect(row(ida, "scrap.py")).to_be_visible()


async def test_the_file_on_a_disk_has_all_files_of_a_project(
    desk: Place, browser: Browser, told: Interview, tmp_path: Path
) -> None:
    async with httpx2.AsyncClient(base_url=desk.url, follow_redirects=True, timeout=60) as owner:
        await owner.get(f"/sign-in?token={sign_in_token(desk.house.secret)}")
        answer = await owner.get(f"/interviews/{told.id}/export/offline.html?edition=host")
    file = tmp_path / "offline.html"
    file.write_bytes(answer.content)
    ida, asked = await opens(browser, file)
    await looks_around(ida)
    assert asked == [file.as_uri()]
    assert COMPLAINTS[ida] == []


async def test_the_replay_of_a_project(desk: Place, browser: Browser, told: Interview) -> None:
    ida = await person(browser)
    await ida.goto(join(desk, told, Role.HOST))
    await ida.goto(f"{desk.url}/interviews/{told.id}/replay")
    await looks_around(ida)

    # The transcript has the code of a run: every file that was there.
    await ida.get_by_role("tab", name="Transcript").click()
    await ida.get_by_text("The code that ran: desk.py, store.py, loans.py").click()
    await expect(ida.get_by_role("region", name="Code in loans.py")).to_contain_text("marmot")

    # All files of a moment run again, and a test's story says in which file it was.
    slider = ida.get_by_role("slider", name="Time of the interview")
    await slider.focus()
    await ida.keyboard.press("End")
    await ida.get_by_role("button", name="Run tests here").click()
    await expect(ida.get_by_role("tab", name="Tests")).to_contain_text("2 of 2")
    await ida.get_by_role("button", name="When did it pass?").click()
    await expect(ida.get_by_label("When it passed")).to_contain_text("first passes")
    assert await axe(ida) == ""

    # A part of it shows the same tree to whoever has the link.
    await ida.get_by_role("button", name="Share clip").click()
    await ida.get_by_role("button", name="Make the link").click()
    link = (await ida.get_by_label("The clip’s link").input_value()).replace("localhost", "127.0.0.1")
    max = await person(browser)
    await max.goto(link)
    await expect(row(max, "loans.py")).to_be_visible()
    await expect(names(max)).to_have_text(["desk_test.py", "desk.py", "loans.py", "store.py"])
    await max.get_by_role("slider", name="Time of the interview").focus()
    await max.keyboard.press("End")
    await expect(row(max, "lib")).to_be_visible()
    await row(max, "loans.py").click()
    await expect(max.locator(".cm-content").first).to_contain_text("marmot")
    await ida.get_by_role("dialog").get_by_role("button", name="Close").last.click()

    # And it goes on from there, with every file by its name.
    await ida.get_by_role("button", name="Resume from here").click()
    await ida.get_by_role("button", name="Open the practice room").click()
    await expect(names(ida)).to_have_text(["lib", "shelf.py", "desk_test.py", "desk.py", "loans.py"])
    await row(ida, "loans.py").click()
    await expect(ida.locator(".cm-content")).to_contain_text("# by ida")
    assert [*COMPLAINTS[ida], *COMPLAINTS[max]] == []
