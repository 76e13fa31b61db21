"""Cam's way in, on real parts: the welcome, the device check, the warm-up, the editor settings, and the room with them.

And B4 with real containers: what Cam tries in the warm-up is afterwards nowhere.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.async_api import Page, WebSocket, expect

from server.exporting import FORMATS
from tests.browser.browsers import COMPLAINTS, axe, chromium, person, shoot
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.docker]

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
CANARY = "canary-warm-8d21"
PROGRAM = f"""
const {{ readFileSync }} = require("fs");
console.log("{CANARY} printed", readFileSync(0, "utf8").trim());
function largest(numbers) {{
  return Math.max(0, ...numbers); // {CANARY}
}}
"""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", TASKS, free_port(), sandbox="auto", log=tmp_path / "log")
    await server.start()
    yield server
    await server.stop()


def listen(page: Page) -> list[bytes]:
    """Every frame that this page's sockets get from now on."""
    heard: list[bytes] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: heard.append(data if isinstance(data, bytes) else data.encode()))

    page.on("websocket", opened)
    return heard


async def chooses_the_settings(cam: Page) -> None:
    """Vim, dark and JavaScript, by keyboard alone."""
    await cam.get_by_role("button", name="Editor settings").press("Enter")
    await cam.get_by_label("Usual").first.press("ArrowRight")
    await expect(cam.get_by_role("radio", name="Vim")).to_be_checked()
    await cam.get_by_role("radio", name="As the system").press("ArrowRight")
    await cam.keyboard.press("ArrowRight")
    await expect(cam.get_by_role("radio", name="Dark")).to_be_checked()
    await cam.get_by_label("Language to begin in").select_option("javascript")
    assert await axe(cam) == ""
    await cam.get_by_role("button", name="Done").press("Enter")


async def has_the_settings(cam: Page) -> None:
    await expect(cam.locator("html")).to_have_attribute("data-theme", "dark")
    await expect(cam.get_by_role("button", name=re.compile("^Language: JavaScript"))).to_be_visible()
    await expect(cam.locator(".cm-vim-panel")).to_contain_text("NORMAL")
    await expect(cam.get_by_text("Vim keys")).to_be_visible()


async def warms_up(cam: Page) -> None:
    """Write, run and print the canary; one of the exercise's examples does not pass at first."""
    await cam.locator(".cm-content").click()
    await cam.keyboard.type("ggdGi")
    await cam.keyboard.insert_text(PROGRAM)
    await cam.keyboard.press("Escape")
    await cam.keyboard.press("Tab")
    assert not await cam.evaluate("document.activeElement.classList.contains('cm-content')"), "Esc, then Tab leaves it"
    await cam.keyboard.press("Control+Enter")
    await expect(cam.get_by_role("tab", name=re.compile(r"Tests\s*2 of 3"))).to_be_visible(timeout=60_000)
    await cam.get_by_role("tab", name="Program").click()
    await cam.get_by_label("Input").fill(f"{CANARY} read")
    await cam.get_by_role("button", name=re.compile("Run program")).click()
    await expect(cam.get_by_role("log", name="Output")).to_contain_text(f"{CANARY} printed {CANARY} read")


def read(server: Server, token: str, path: str) -> bytes:
    request = Request(f"http://127.0.0.1:{server.port}{path}", headers={"Authorization": f"Bearer {token}"})
    with urlopen(request, timeout=60) as answer:
        body: bytes = answer.read()
    return body


async def test_cam_warms_up_comes_in_with_the_same_settings_and_nothing_of_it_is_kept(
    server: Server, tmp_path: Path
) -> None:
    token = (await server.command("token", "create")).strip()
    plan = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}
    interview: dict[str, Any] = await server.api(token, "/interviews", plan)
    async with chromium() as browser:
        ida, cam = await person(browser), await person(browser)
        heard = listen(ida)
        await ida.goto(interview["links"]["host"])
        await expect(ida.locator(".cm-content")).to_contain_text("def count_free")
        await cam.goto(interview["links"]["candidate"])
        await expect(cam.get_by_text("Everything works.")).to_be_visible(timeout=60_000)
        for words in ("works, nothing to install", "ms to the room and back", "answered in"):
            await expect(cam.get_by_text(words)).to_be_visible()
        assert await axe(cam) == ""
        await shoot(cam, "lobby")
        await chooses_the_settings(cam)
        await cam.get_by_role("link", name="Open the warm-up").click()
        await has_the_settings(cam)
        await warms_up(cam)
        assert await axe(cam) == ""
        await shoot(cam, "warm-up")
        kept = await cam.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert CANARY not in kept
        await cam.get_by_role("link", name="Back to the welcome").click()
        await cam.get_by_label("I have read what is recorded and agree").check()
        await cam.get_by_role("button", name="Come in").click()
        await has_the_settings(cam)
        await expect(cam.locator(".cm-content")).to_contain_text("countFree")
        await cam.reload(wait_until="commit")
        await expect(cam.locator("html")).to_have_attribute("data-theme", "dark")
        await has_the_settings(cam)
        await expect(ida.get_by_text("In progress")).to_be_visible()
        assert COMPLAINTS[cam] == []
    await server.api(token, f"/interviews/{interview['id']}/end", {})
    for what in ("timeline", *(f"export/{each.name}" for each in FORMATS)):
        taken = await asyncio.to_thread(read, server, token, f"/api/interviews/{interview['id']}/{what}")
        assert CANARY.encode() not in taken, what
    assert heard
    assert CANARY.encode() not in b"".join(heard)
    await server.stop()
    assert CANARY not in server.said
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name.startswith("greenroom.db") for file in files)
    assert (tmp_path / "log").stat().st_size > 0, "the log is where it is searched"
    for file in files:
        assert CANARY.encode() not in file.read_bytes(), file
