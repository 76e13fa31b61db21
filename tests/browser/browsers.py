"""Real browsers for tests: Chromium with nothing of its own on the network, one context for each person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, Literal

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright, expect

from server.pages.bundle import WEB
from setup import machine

FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
SHOTS: Final = Path(__file__).parent / "shots"
"""Pictures for people to look at; never in the repository."""
AXE: Final = WEB / "node_modules" / "axe-core" / "axe.min.js"
FIND: Final = (
    "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
)

WIDE: Final = (1440, 900)
MIDDLE: Final = (1024, 768)
PHONE: Final = (390, 844)

expect.set_options(timeout=60_000)  # a bound for a busy machine: each wait ends with what it waits for


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=machine.browser(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def person(browser: Browser, size: tuple[int, int] = WIDE, scheme: Literal["light", "dark"] = "light") -> Page:
    """A page of somebody's own browser; what its console complains of is kept in `complaints_of`."""
    context: BrowserContext = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location}") if _complains(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    COMPLAINTS[page] = complaints
    return page


def _complains(said: ConsoleMessage) -> bool:
    return said.type in ("error", "warning")


COMPLAINTS: Final[dict[Page, list[str]]] = {}


async def shoot(page: Page, name: str) -> None:
    """A picture at three widths, light and dark."""
    SHOTS.mkdir(exist_ok=True)
    before = page.viewport_size
    assert before is not None
    for width, height in (WIDE, MIDDLE, PHONE):
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            await page.evaluate("document.fonts.ready")
            await page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png")
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size(before)


async def axe(page: Page) -> str:
    """What the accessibility checker finds wrong with this page now, a line each; "" when nothing."""
    await page.evaluate(AXE.read_text())
    found: list[tuple[str, list[str]]] = await page.evaluate(FIND)
    return "\n".join(f"{rule}: {' '.join(nodes)[:300]}" for rule, nodes in found)


async def type_at_the_end(page: Page, words: str) -> None:
    """Into the editor, behind everything."""
    await page.locator(".cm-content").click()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(words)
