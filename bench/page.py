"""`page`: the room in a real Chromium with an empty cache: what comes over the wire, and when one can type.

Three moments, from the start of the navigation: the editor is there, the document is in it, and a letter that was
typed stands in it. Beside it a plain page of the same server, which no room can beat.
"""

import asyncio
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from playwright.async_api import Browser, Page, async_playwright

from bench.greenroom import Greenroom, greenroom
from bench.processes import HOST, CannotMeasure
from bench.progress import say
from bench.report import Report
from bench.stats import Spread, number, spread, table
from setup import machine
from tests.browser.browsers import FLAGS

LOADS: Final = 3
"""Loads of each kind in a round, each of a room of its own in a browser context of its own."""
PATIENCE_MS: Final = 30_000
TYPED: Final = "ß"
"""A letter that no task has."""
NETWORKS: Final[Mapping[str, tuple[float, float]]] = {"loopback": (0, 0), "10 Mbit/s, 40 ms": (10, 40)}
"""Mbit/s and round trip in ms; 0 is without a limit."""

WATCH: Final = f"""
window.moments = {{}};
const look = () => {{
  const editor = document.querySelector('.cm-content[contenteditable="true"]');
  if (!editor) return;
  const text = editor.textContent;
  window.moments.editor ??= performance.now();
  if (text.length > 20) window.moments.document ??= performance.now();
  if (text.includes("{TYPED}")) window.moments.typed ??= performance.now();
}};
new MutationObserver(look).observe(document, {{subtree: true, childList: true, characterData: true, attributes: true}});
"""


def page(rounds: int) -> Report:
    """The table. Raises `CannotMeasure` without Chromium or the web bundle."""
    if not machine.browser():
        raise CannotMeasure("No Chromium is installed. Run: sudo apt-get install chromium")
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    with greenroom() as server:
        plain = f"http://{HOST}:{server.port}/no-such-page"
        for round in range(rounds):
            say(f"page, round {round + 1} of {rounds}")
            for network, figures in asyncio.run(_round(server, plain)):
                found[network].append(figures)
    rows = []
    for network, loads in found.items():
        spreads = {name: Spread.of([load[name] for load in loads]) for name in loads[0]}
        floor = spreads["plain"]
        row = [spread(spreads[name]) for name in ("editor", "document", "typed", "plain")]
        rows.append([network, *row, number(spreads["typed"].over(floor)), spread(spreads["kib"])])
    head = ["cold cache", "editor there ms", "document in it ms", "a letter typed ms", "plain page ms", "÷", "KiB"]
    return Report(table(head, rows))


def _here(link: str, port: int) -> str:
    """The link on the address that is measured, whatever the server calls itself."""
    return f"http://{HOST}:{port}/{link.split('/', 3)[3]}"


async def _round(server: Greenroom, plain: str) -> list[tuple[str, dict[str, float]]]:
    figures = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=machine.browser(), args=FLAGS)
        for _ in range(LOADS):
            for network, (megabits, round_trip) in NETWORKS.items():
                room = server.open_interview()["links"]["host"]
                loaded = await _load(browser, _here(room, server.port), megabits, round_trip)
                loaded["plain"] = await _plain(browser, plain, megabits, round_trip)
                figures.append((network, loaded))
        await browser.close()
    return figures


async def _load(browser: Browser, room: str, megabits: float, round_trip: float) -> dict[str, float]:
    page, received = await _fresh(browser, megabits, round_trip)
    await page.add_init_script(WATCH)
    await page.goto(room, wait_until="commit")
    try:
        await page.locator(".cm-content", has_text=re.compile(r".{20}")).wait_for(timeout=PATIENCE_MS)
        await page.locator(".cm-content").focus()
        await page.keyboard.insert_text(TYPED)
        await page.locator(".cm-content", has_text=TYPED).wait_for(timeout=PATIENCE_MS)
    except Exception as error:
        raise CannotMeasure(f"The room does not open in Chromium (is the bundle built?): {error}") from error
    moments: dict[str, float] = await page.evaluate("window.moments")
    await page.wait_for_load_state("networkidle")
    await page.context.close()
    return {**moments, "kib": sum(received) / 1024}


async def _plain(browser: Browser, address: str, megabits: float, round_trip: float) -> float:
    page, _ = await _fresh(browser, megabits, round_trip)
    await page.goto(address)
    loaded: float = await page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    await page.context.close()
    return loaded


async def _fresh(browser: Browser, megabits: float, round_trip: float) -> tuple[Page, list[float]]:
    """A page of a browser that has never been here, and the sizes of what it receives, as they come."""
    context = await browser.new_context()
    page = await context.new_page()
    tools = await context.new_cdp_session(page)
    received: list[float] = []

    def finished(event: dict[str, Any]) -> None:
        received.append(event["encodedDataLength"])

    tools.on("Network.loadingFinished", finished)
    await tools.send("Network.enable")
    if megabits:
        rate = megabits * 1e6 / 8
        limits = {"offline": False, "latency": round_trip, "downloadThroughput": rate, "uploadThroughput": rate}
        await tools.send("Network.emulateNetworkConditions", limits)
    return page, received
