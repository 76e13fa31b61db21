"""Thinking privately in real browsers: Cam goes and comes back, Ida sees a calm sign and nothing else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, WebSocket, expect

from server.core.private import PrivatePolicy, applied
from server.core.roles import Role
from server.core.stretches import stretches
from server.live import alone
from server.pages.bundle import WEB, Bundle
from tests.browser.browsers import COMPLAINTS, axe, person, shoot, type_at_the_end
from tests.browser.test_facts import cam_comes, join
from tests.house import Place, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

CANARY = "canary_5d20"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    assert Bundle(WEB / "dist").entry("src/room.tsx"), "The web bundle is not built. Run: make test"
    async with serving(new_house(tmp_path)) as place:
        yield place


def hear(page: Page) -> list[bytes]:
    """Everything that this page hears on its socket from now on."""
    heard: list[bytes] = []

    def received(frame: bytes | str) -> None:
        heard.append(frame.encode() if isinstance(frame, str) else frame)

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", received)

    page.on("websocket", opened)
    return heard


async def goes(cam: Page) -> None:
    await cam.get_by_role("button", name="Think privately").click()
    await cam.get_by_role("dialog").get_by_role("button", name="Begin").click()
    await expect(cam.locator(".private-bar")).to_contain_text("You are working privately")
    await cam.locator(".editor-frame[data-private='mine'] .cm-content[contenteditable='true']").wait_for()


async def test_cam_thinks_privately_and_walks_ida_through_it(
    place: Place, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "BEAT_SECONDS", 0.3)
    interview = await place.interview()
    ida, cam = await person(browser), await person(browser)
    heard = hear(ida)
    await ida.goto(join(place, interview, Role.HOST))
    await cam_comes(cam, place, interview)
    await ida.locator(".cm-content").filter(has_text="def count_free").wait_for()
    await type_at_the_end(cam, "# before\n")
    await ida.locator(".cm-content").filter(has_text="# before").wait_for()

    await cam.get_by_role("button", name="Think privately").click()
    dialog = cam.get_by_role("dialog")
    await expect(dialog).to_contain_text("only if you release it")
    await shoot(cam, "private-dialog")
    assert await axe(cam) == ""
    await dialog.get_by_role("button", name="Begin").click()
    await expect(ida.locator(".private-bar")).to_contain_text("Cam is working privately")
    await expect(ida.locator(".private-bar")).to_contain_text("back in about 5 min")
    await cam.locator(".cm-content[contenteditable='true']").wait_for()
    await type_at_the_end(cam, f"# {CANARY}\n")
    await cam.keyboard.press("Control+Enter")
    await expect(cam.get_by_role("tab", name="Tests")).to_contain_text("2 of 2")
    await expect(cam.get_by_test_id("saved")).to_have_text("Private")
    await expect(ida.locator(".cm-content")).to_have_attribute("contenteditable", "false")
    await shoot(cam, "private-cam")
    await shoot(ida, "private-ida")
    assert await axe(cam) == ""
    assert await axe(ida) == ""

    await cam.reload()  # nothing is lost
    await cam.locator(".editor-frame[data-private='mine'] .cm-content").filter(has_text=CANARY).wait_for()
    second = await cam.context.new_page()
    await second.goto(cam.url)
    await second.locator(".cm-content").filter(has_text=CANARY).wait_for()
    await second.close()

    await cam.locator(".cm-content").click()
    await cam.keyboard.press("Control+End")
    for _ in range(len(f"# {CANARY}\n")):
        await cam.keyboard.press("Backspace")
    await cam.keyboard.insert_text("    return busy.count(0)\n")
    assert not any(CANARY.encode() in frame for frame in heard)
    await cam.get_by_role("button", name="Come back", exact=True).click()
    for each in (ida, cam):
        walk = each.get_by_role("region", name="Walk me through it")
        await expect(walk).to_contain_text("return busy.count(0)")
        await expect(walk).to_contain_text("+1")
    await shoot(ida, "private-walk-ida")
    await shoot(cam, "private-walk-cam")
    assert await axe(ida) == ""
    assert await axe(cam) == ""
    await ida.get_by_role("button", name="To the code").click()
    await ida.locator(".editor-frame:not([data-private]) .cm-content").filter(has_text="busy.count(0)").wait_for()
    assert not any(CANARY.encode() in frame for frame in heard)
    assert await cam.evaluate("sessionStorage.length") == 0

    await cam.get_by_role("button", name="To the code").click()
    await type_at_the_end(cam, "# after\n")
    await ida.locator(".cm-content").filter(has_text="# after").wait_for()
    await cam.get_by_role("button", name="Think privately").click()
    await cam.get_by_role("dialog").get_by_role("button", name="Release it").click()
    await expect(cam.get_by_role("dialog")).to_contain_text("released: Ida sees it")
    await shoot(cam, "private-release")
    await expect(ida.get_by_text("Cam released what they wrote and tried privately")).to_be_visible()
    await cam.get_by_role("dialog").get_by_role("button", name="Not now").click()
    await ida.goto(f"{place.url}/interviews/{interview.id}/private")
    slider = ida.get_by_role("slider")
    await expect(slider).to_be_visible()
    await expect(ida.locator("pre[data-file]")).to_contain_text("return busy.count(0)")
    await slider.focus()
    await ida.keyboard.press("Home")
    await expect(ida.locator("pre[data-file]")).to_contain_text("# before")
    await expect(ida.locator("pre[data-file]")).not_to_contain_text("return")
    await shoot(ida, "private-page")
    assert await axe(ida) == ""

    await ida.goto(join(place, interview, Role.HOST))
    await ida.get_by_role("button", name="End interview").first.click()
    await ida.get_by_role("dialog").get_by_role("button", name="End").click()
    await expect(cam.get_by_role("link", name="What you thought privately")).to_be_visible()
    await shoot(cam, "private-closed")
    await place.house.settled()
    live = await place.house.enter(interview.id)
    assert live is not None
    texts: dict[str, str] = {}
    wrote = 0
    for step in stretches(live.talk)[0].steps:
        texts = applied(texts, step.changes)
        wrote = step.at if CANARY in texts["slots/solution.py"] else wrote
    await ida.goto(f"{place.url}/interviews/{interview.id}/replay#t={wrote / 1000:.3f}")
    await expect(ida.get_by_role("region", name="What Cam wrote privately")).to_contain_text(CANARY)
    await shoot(ida, "private-replay")
    assert await axe(ida) == ""
    await ida.get_by_role("button", name="Show the shared code").click()
    await expect(ida.locator(".cm-content")).not_to_contain_text(CANARY)
    assert not COMPLAINTS[ida]
    assert not COMPLAINTS[cam]


async def test_cam_drops_it_and_comes_back_by_keyboard(place: Place, browser: Browser) -> None:
    interview = await place.interview(private=PrivatePolicy.NOT_RECORDED)
    ida, cam = await person(browser), await person(browser)
    heard = hear(ida)
    await ida.goto(join(place, interview, Role.HOST))
    await cam_comes(cam, place, interview)
    await ida.locator(".cm-content").filter(has_text="def count_free").wait_for()
    await cam.get_by_role("button", name="Think privately").focus()
    await cam.keyboard.press("Enter")
    await expect(cam.get_by_role("dialog")).to_contain_text("stored nowhere")
    await cam.get_by_role("button", name="Begin").focus()
    await cam.keyboard.press("Enter")
    await cam.locator(".editor-frame[data-private='mine'] .cm-content[contenteditable='true']").wait_for()
    await type_at_the_end(cam, f"# {CANARY}\n")
    await cam.get_by_role("button", name="Come back without it").focus()
    await cam.keyboard.press("Enter")
    await expect(ida.locator(".private-bar")).to_have_count(0)
    await expect(cam.locator(".cm-content")).not_to_contain_text(CANARY)
    assert not any(CANARY.encode() in frame for frame in heard)
