"""The replay in a real Chromium: from a deep link, and from moment to moment, each until the right text is painted."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, Final

from playwright.async_api import Browser, Page

from bench.greenroom import Greenroom
from bench.processes import HOST, CannotMeasure

PATIENCE_MS: Final = 30_000
SEEKS: Final = 40
"""Moments, each in a part of the interview that was not loaded before."""
AGAIN: Final = 40
"""Seeks back to moments that were seen already."""

WATCH: Final = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({type: "longtask", buffered: true});
const clock = (ms) => {
  const two = (part) => String(Math.floor(part)).padStart(2, "0");
  const within = `${two(ms / 60000 % 60)}:${two(ms / 1000 % 60)}`;
  return ms < 3600000 ? within : `${Math.floor(ms / 3600000)}:${within}`;
};
// What stands in the editor is of that moment: every line that is drawn, in order, is in its text.
window.isShown = (ms, texts) => {
  const told = document.querySelector(".axis-time strong")?.textContent ?? "";
  const editor = document.querySelector(".cm-content");
  if (!editor || !told.endsWith(clock(ms))) return false;
  // Stretches of lines: what is far outside of the view is not drawn, but for the line of the selection.
  const stretches = [[]];
  for (const each of editor.children) {
    if (each.classList.contains("cm-line")) stretches.at(-1).push(each.textContent);
    else stretches.push([]);
  }
  const drawn = stretches.map((lines) => lines.join("\\n"));
  return drawn.join("").length > 20 && texts.some((text) => drawn.every((stretch) => text.includes(stretch)));
};
window.shown = (ms, texts) => new Promise((done, fail) => {
  const began = performance.now();
  const look = () => {
    if (window.isShown(ms, texts)) {
      // Asked just before a frame is painted: the task after it runs when it is.
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    } else if (performance.now() - began > 20000) fail(new Error(`not shown: ${ms}`));
    else requestAnimationFrame(look);
  };
  look();
});
window.seekTo = async (ms, texts) => {
  const began = performance.now();
  location.hash = `#t=${ms / 1000}`;
  return (await window.shown(ms, texts)) - began;
};
"""
"""A seek is measured from the change of the address to the task after the frame in which the right text was painted."""

Texts = Mapping[int, Sequence[str]]


def moments(length: int, count: int, chance: random.Random) -> list[int]:
    """Whole seconds spread over the interview, in an order of chance."""
    found = [int((n + chance.random()) * length / count) // 1000 * 1000 for n in range(count)]
    chance.shuffle(found)
    return found


async def measured(browser: Browser, server: Greenroom, link: str, room: str, texts: Texts) -> dict[str, list[float]]:
    """ms of the deep link, of seeks to what was not loaded and to what was; the longest task of all seeks."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = await context.new_page()
        tools = await context.new_cdp_session(page)
        await page.add_init_script(WATCH)
        await page.goto(link)
        times = list(texts)
        linked = await _linked(page, server, room, times[0], texts[times[0]])
        await tools.send("Network.enable")
        await tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        await page.evaluate("window.longest = 0")
        first = [await _seek(page, at, texts[at]) for at in times[1:]]
        chance = random.Random(7)
        seen: list[float] = []
        for _ in range(AGAIN):
            at = chance.choice(times[-6:])
            seen.append(await _seek(page, at, texts[at]))
        longest: float = await page.evaluate("window.longest")
        return {"link": [linked], "first": first, "seen": seen, "longest": [longest]}
    finally:
        await context.close()


async def _linked(page: Page, server: Greenroom, room: str, at: int, texts: Sequence[str]) -> float:
    """From the start of the navigation until the moment in the address is painted."""
    await page.goto(f"http://{HOST}:{server.port}/interviews/{room}/replay#t={at / 1000}", wait_until="commit")
    try:
        return float(await page.evaluate("([at, texts]) => window.shown(at, texts)", [at, texts]))
    except Exception as error:
        raise CannotMeasure(f"The replay does not open in Chromium (is the bundle built?): {error}") from error


async def _seek(page: Page, at: int, texts: Sequence[str]) -> float:
    found: Any = await page.evaluate("([at, texts]) => window.seekTo(at, texts)", [at, list(texts)])
    return float(found)
