"""Practice in a real browser: Ida alone, with hints and hidden tests of her own; then Ida and Cam, who swap roles."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.browsers import axe, chromium, person, shoot
from tests.browser.test_journey import ROOT, come_in, editor, link_of
from tests.server.processes import Server, free_port

TASK = "Alert storms"


async def opens_a_room(ida: Page, server: Server, whom: str) -> None:
    await ida.goto(link_of(server))
    await ida.get_by_role("link", name="Practice").click()
    await ida.get_by_role("radio", name=re.compile(f"^{whom}")).check()
    await ida.get_by_label("Your name").fill("Ida")
    await ida.get_by_role("radio", name=re.compile(TASK)).check()
    assert await axe(ida) == ""
    await shoot(ida, f"practice-{whom.lower().replace(' ', '-')}")
    await ida.get_by_role("button", name="Open the room").click()
    await editor(ida).wait_for()


async def runs_hidden_tests(ida: Page, server: Server) -> None:
    """A sandbox that has just started checks its walls first; the room says so until they have held."""
    await server.sandbox_is("checked")
    await expect(ida.locator("#hidden-unsafe")).to_have_count(0)
    await ida.get_by_role("button", name="Run the hidden tests").click()
    passed = ida.get_by_role("tab", name=re.compile(r"Hidden\s*\d+ of \d+"))
    await expect(passed).to_be_visible(timeout=90_000)


@pytest.mark.browser
@pytest.mark.server
@pytest.mark.docker
async def test_ida_practises_alone(tmp_path: Path) -> None:
    server = Server(tmp_path, ROOT / "tasks", free_port(), sandbox="auto")
    await server.start()
    try:
        async with chromium() as browser:
            ida = await person(browser)
            await opens_a_room(ida, server, "Alone")
            await ida.get_by_role("button", name="Show me a hint").click()
            await expect(ida.get_by_role("heading", name="A hint for you")).to_be_visible()
            await expect(ida.get_by_role("button", name="Show me the next hint")).to_be_visible()
            await ida.get_by_role("tab", name=re.compile("^Hidden")).click()
            await runs_hidden_tests(ida, server)
            assert await axe(ida) == ""
            await shoot(ida, "practice-alone-room")
            await ida.get_by_role("button", name="End practice").click()
            await ida.get_by_role("button", name="End", exact=True).click()
            await expect(ida.get_by_role("heading", name="Well practised")).to_be_visible()
            await expect(ida.get_by_role("link", name="How did it go?")).to_be_visible()
            await shoot(ida, "practice-alone-closed")
            await ida.get_by_role("link", name="Watch the replay").click()
            await expect(ida.get_by_role("slider", name=re.compile("time", re.IGNORECASE)).first).to_be_visible()
            assert await axe(ida) == ""
    finally:
        await server.stop()


@pytest.mark.browser
@pytest.mark.server
async def test_ida_and_cam_swap_roles(tmp_path: Path) -> None:
    server = Server(tmp_path, ROOT / "tasks", free_port())
    await server.start()
    try:
        async with chromium() as browser:
            ida, cam = await person(browser), await person(browser)
            await opens_a_room(ida, server, "With somebody")
            await ida.get_by_role("button", name="Invite").click()
            link = await ida.locator("#invite input").input_value()
            await come_in(cam, link)
            await editor(cam).wait_for()
            await shoot(cam, "practice-peers-room")
            await ida.get_by_role("button", name="Swap roles").click()
            await expect(ida.get_by_role("tab", name="Guide")).to_have_count(0)
            await expect(cam.get_by_role("heading", name="Well practised")).to_be_visible()
            await shoot(cam, "practice-peers-closed")
            await cam.get_by_role("link", name="Go on with swapped roles").click()
            await editor(cam).wait_for()
            await expect(cam.get_by_role("tab", name="Guide")).to_be_visible()
            assert cam.url == ida.url
    finally:
        await server.stop()
