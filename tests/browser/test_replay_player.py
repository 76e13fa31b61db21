"""The replay in a browser, of an interview that goes on: its keys, following, the address, and a part that fails."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.browsers import COMPLAINTS, axe, chromium, person, type_at_the_end
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.server]

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
SCRUB = """async () => {
    const slider = document.querySelector("input[type=range].scrubber");
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    for (let step = 0; step < 50; step += 1) {
        set.call(slider, String((Number(slider.max) * ((step * 17) % 50)) / 50));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((next) => setTimeout(next, 20));
    }
}"""
"""Fifty seeks in a second, all over the interview."""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", TASKS, free_port())
    await server.start()
    yield server
    await server.stop()


def code(page: Page) -> Locator:
    return page.locator(".cm-content")


async def test_ida_looks_back_while_cam_goes_on(server: Server) -> None:
    token = (await server.command("token", "create")).strip()
    plan = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}
    interview = await server.api(token, "/interviews", plan)
    async with chromium() as browser:
        ida, cam = await person(browser), await person(browser)
        await ida.goto(interview["links"]["host"])
        await cam.goto(interview["links"]["candidate"])
        await cam.get_by_label("I have read what is recorded and agree").check()
        await cam.get_by_role("button", name="Come in").click()
        for page in (ida, cam):
            await expect(code(page)).to_contain_text("def count_free")
        await type_at_the_end(cam, "# one 🙂\n" + "\n" * 60)
        await type_at_the_end(ida, "# two\n")
        async with ida.context.expect_page() as opening:
            await ida.get_by_role("link", name="Replay so far").click()
        replay = await opening.value

        # At the newest moment, and along with it.
        await replay.get_by_role("button", name="Live").click()
        await expect(code(replay)).to_contain_text("# two")
        await type_at_the_end(cam, "# three\n")
        await expect(code(replay)).to_contain_text("# three", timeout=20_000)

        # Following Cam, until one scrolls oneself.
        following = replay.get_by_label("Follow")
        await expect(following).to_have_value("candidate")
        await replay.locator(".cm-scroller").hover()
        await replay.mouse.wheel(0, -200)
        await expect(following).to_have_value("")
        await replay.locator("h1").click()
        await replay.keyboard.press("f")
        await expect(following).to_have_value("candidate")

        # By keys from anywhere: to the beginning, edit by edit, to the end.
        await replay.keyboard.press("Home")
        await expect(code(replay)).not_to_contain_text("# one")
        for _ in range(4):
            await replay.keyboard.press(".")
        await expect(code(replay)).to_contain_text("#")
        await expect(code(replay)).not_to_contain_text("# two")
        await expect(replay).to_have_url(re.compile("#t="))
        await replay.evaluate(SCRUB)
        await replay.keyboard.press("End")
        await expect(code(replay)).to_contain_text("# three")

        # A moment in the address is gone to, also when the replay writes its own at the same time.
        await replay.evaluate("location.hash = '#t=0'; history.replaceState(null, '', '#t=3')")
        await expect(code(replay)).not_to_contain_text("# three")
        await replay.keyboard.press("End")
        await expect(code(replay)).to_contain_text("# three")
        assert not await axe(replay)

        # A part that cannot be had is said, and had when it is tried again.
        await replay.route("**/chunks/*", lambda route: route.fulfill(status=500))
        await replay.reload()
        alert = replay.get_by_role("alert")
        await expect(alert).to_contain_text(re.compile("could not be loaded: the server answered 500"))
        await expect(replay.get_by_text("Cam came in")).to_be_visible()
        await replay.unroute("**/chunks/*")
        await alert.get_by_role("button", name="Try again").click()
        await expect(code(replay)).to_contain_text("# ")
        await expect(alert).to_have_count(0)

        # Nobody in the room noticed.
        await type_at_the_end(cam, "# four\n")
        await expect(code(ida)).to_contain_text("# four")
        assert COMPLAINTS[ida] == COMPLAINTS[cam] == []
