"""The pages in a real Chromium: nothing for axe to find, nothing that overflows, and forms that work on plain http."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from server.core.accounts import Rank
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.roles import Role
from server.live.accounts import Invited
from server.live.doors import sign_in_link
from server.pages.bundle import WEB, Bundle
from server.store.memory import Memory
from setup import machine
from tests.fakes import FakeLibrary, FakeSandbox
from tests.house import Place, new_house, serving
from tests.pages.test_record import STORY, told

pytestmark = [pytest.mark.browser, pytest.mark.server]

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP greenroom.test 127.0.0.1",
]  # fmt: skip
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
FOUND = "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
LOOKS: list[tuple[int, Any]] = [(1440, "light"), (360, "dark")]


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    assert Bundle(WEB / "dist").entry("src/pages.ts"), "The web bundle is not built. Run: make test"
    house = new_house(tmp_path, store=Memory(), sandbox=FakeSandbox(), tasks=FakeLibrary())
    async with serving(house) as place:
        yield place


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=machine.browser(), args=FLAGS)
        yield browser
        await browser.close()


async def lived(place: Place) -> Interview:
    """An interview that went as the record's story says."""
    interview = await place.interview()
    for entry in told(STORY):
        place.house.store.journal.append(interview.id, entry)
    await place.house.store.journal.flush(interview.id)
    return interview


async def look(page: Page, address: str, complaints: list[str]) -> None:
    """Open an address, open what is folded, and write down whatever is wrong with the page."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    answer = await page.goto(address)
    assert answer is not None
    await page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    await page.evaluate("document.fonts.ready")
    await page.evaluate(AXE.read_text())
    wrong = [f"axe: {found}" for found in await page.evaluate(FOUND)]
    if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("wider than the screen")
    # A page that says no is a failed resource to Chromium's console; that is no news.
    wrong += [words for words in heard if answer.ok or "Failed to load resource" not in words]
    complaints += [f"{address} at {page.viewport_size}: {each}" for each in wrong]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_axe_finds_nothing_and_nothing_overflows_on_any_page(place: Place, width: int, scheme: Any) -> None:
    planned, record = await place.interview(), await lived(place)
    over = await place.interview()
    await place.house.end(over)
    link = f"{place.url}/join/{{}}?key={{}}"
    people = place.house.reception.accounts
    invited = await people.invite(OWNER, "Pat " + "long " * 12, "pat@example.org", Rank.INTERVIEWER)
    assert isinstance(invited, Invited)
    once = await people.sign_in_link(await people.first_owner(), "")
    outside = [
        f"{place.url}/sign-in",
        f"{place.url}/sign-in/once/{once}",
        f"{place.url}/invitations/{invited.token}",
        place.url,
        f"{place.url}/nothing",
        link.format(planned.id, "wrong"),
        link.format(planned.id, place.house.key(planned, Role.CANDIDATE)),
        link.format(over.id, place.house.key(over, Role.CANDIDATE)),
    ]
    inside = ["/", "/interviews/new", f"/interviews/{planned.id}", f"/interviews/{record.id}/record"]
    inside += [f"/interviews/{planned.id}/prepare", f"/interviews/{planned.id}/lobby"]
    inside += [f"/interviews/{planned.id}/setup", f"/interviews/{planned.id}"]
    inside += ["/plans", "/plans/60", "/plans/new", "/people", "/account", "/tasks", "/tasks/slots", "/nothing"]
    complaints: list[str] = []
    async with chromium() as browser:
        context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for address in outside:
            await look(await context.new_page(), address, complaints)
        await (await context.new_page()).goto(sign_in_link(place.url, place.house.secret))
        for path in inside:
            await look(await context.new_page(), place.url + path, complaints)
    assert not complaints


@pytest.mark.parametrize("host", ["127.0.0.1", "greenroom.test"])
async def test_ida_plans_and_cam_comes_in_on_an_address_with_or_without_secure_context(place: Place, host: str) -> None:
    """A browser hides where a form comes from on plain http; the pages must work there all the same."""
    url = f"http://{host}:{place.address.rpartition(':')[2]}"
    async with chromium() as browser:
        ida, cam = await browser.new_context(), await browser.new_context()
        link = await _plan(ida, sign_in_link(url, place.house.secret))
        page = await cam.new_page()
        await page.goto(link)
        await page.get_by_label("Your name").fill("Camille")
        await page.get_by_label("I have read").check()
        await page.get_by_role("button", name="Come in").click()
        await page.wait_for_url("**/rooms/*")
        (interview,) = await place.house.store.interviews()
        assert await place.house.agreed(interview)
        page = ida.pages[0]
        await page.get_by_text("End the interview").click()
        await page.get_by_role("button", name="End it for everybody").click()
        await page.wait_for_url("**/record")


async def _plan(ida: BrowserContext, sign_in: str) -> str:
    """Sign in, plan an interview, and read the candidate's link from the page."""
    page = await ida.new_page()
    await page.goto(sign_in)
    await page.get_by_role("link", name="Plan an interview").click()
    await page.get_by_label("Title").fill("Backend engineer")
    await page.get_by_label("Your name").fill("Ida")
    await page.get_by_label("The candidate’s name").fill("Cam")
    await page.get_by_label("Count the free slots").check()
    await page.get_by_role("button", name="Plan it").click()
    await page.wait_for_url("**/interviews/*")
    return await page.get_by_label("Cam’s link").input_value()
