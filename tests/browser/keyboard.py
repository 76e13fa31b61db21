"""Going through a page by keyboard alone: what Tab comes to, what it should come to, and whether one sees where one is.

A page is walked once forwards and once backwards. What is found is told in sentences; nothing found is an empty list.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Locator, Page, expect

from tests.browser.browsers import axe

STOPS_MAX: Final = 400
SCRIPT: Final = Path(__file__).with_name("walk.js").read_text()


@dataclass(frozen=True, slots=True)
class Walked:
    stops: int
    wrong: list[str]


async def walk(page: Page) -> Walked:
    """Forwards through everything and backwards again. The page, or the dialog that is open, is as it is then."""
    await page.evaluate(SCRIPT)
    await page.evaluate("walk.start()")
    await expect(page.locator(".cm-editor.cm-focused")).to_have_count(0)
    before: dict[str, Any] = await page.evaluate("walk.all()")
    names: list[str] = before["names"]
    wrong: list[str] = list(before["wrong"])
    forwards = await _way(page, "Tab", len(names), wrong)
    backwards = await _way(page, "Shift+Tab", len(names), wrong)
    for way, key in ((forwards, "Tab"), (backwards, "Shift+Tab")):
        wrong += [f"{key} does not come to {names[at]}" for at in range(len(names)) if at not in way]
    if forwards != sorted(forwards):
        after = next(at for at, (one, two) in enumerate(pairwise(forwards)) if two < one)
        wrong.append(f"Tab jumps back from {names[forwards[after]]} to {names[forwards[after + 1]]}")
    return Walked(len(names), list(dict.fromkeys(wrong)))


async def _way(page: Page, key: str, count: int, wrong: list[str]) -> list[int]:
    """The stops that this key comes to, until it comes to one again or leaves the page."""
    seen: list[int] = []
    last = ""
    for _ in range(min(STOPS_MAX, 2 * count + 12)):
        await page.keyboard.press(key)
        here: dict[str, Any] = await page.evaluate("walk.where()")
        if here.get("editor"):
            await page.locator(".cm-editor.cm-focused").wait_for()  # it marks its line a moment later
            here = await page.evaluate("walk.where()")
        if here.get("editor") and here["at"] in seen:
            await page.keyboard.press("Escape")  # as the footer says: Esc, then Tab leaves the editor
            continue
        if here["at"] in seen or (here["at"] < 0 and here["name"] == "the page" and seen):
            break
        if here["at"] >= 0:
            seen.append(here["at"])
            wrong += here["wrong"]
        elif here["name"] == last:
            wrong.append(f"{key} is caught in {last}")
            break
        last = here["name"]
    return seen


OPENERS: Final = """() => [...document.querySelectorAll('button[popovertarget]:not([popovertargetaction]), summary, ' +
    'button[aria-haspopup]')]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest('[popover]'))
  .map((one, at) => { one.dataset.opener = at; return one.textContent.trim().slice(0, 40) || one.ariaLabel; })"""
OPEN: Final = """() => {
  const dialog = document.querySelector('dialog:modal'), popover = document.querySelector(':popover-open');
  const box = dialog ?? popover;
  const all = [...(box?.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]') ?? [])];
  return {
    kind: dialog ? 'dialog' : popover ? 'popover' : '',
    inside: !!box?.contains(document.activeElement),
    focusable: all.filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length,
  };
}"""


async def open_each(page: Page, *buttons: str) -> list[str]:
    """Open and close everything that opens, by Enter and Escape: each popover and disclosure, and the dialogs of these
    buttons. In a dialog everything is walked."""
    wrong: list[str] = []
    for at, name in enumerate(await page.evaluate(OPENERS)):
        opener = page.locator(f'[data-opener="{at}"]')
        if await opener.evaluate("one => one.tagName") == "SUMMARY":
            wrong += await _discloses(page, opener, name)
        elif await opener.get_attribute("aria-haspopup") == "menu":
            wrong += await _menu(page, opener, name)
        else:
            wrong += await _opens(page, opener, name)
    for name in buttons:
        wrong += await _opens(page, page.get_by_role("button", name=name).first, name)
    return wrong


async def _discloses(page: Page, summary: Locator, name: str) -> list[str]:
    was = await summary.evaluate("one => one.parentElement.open")
    for key, now in (("Enter", not was), ("Space", was)):
        await summary.focus()
        await page.keyboard.press(key)
        if await summary.evaluate("one => one.parentElement.open") is not now:
            return [f"{key} does not turn “{name}” over"]
        if not await summary.is_visible():  # it has given way to what it opened
            return []
    return []


async def _menu(page: Page, opener: Locator, name: str) -> list[str]:
    """A menu of the page's own: the arrows go through it, and Escape gives the focus back."""
    wrong: list[str] = []
    menu, here = page.locator("[role=menu]"), page.locator("[role=menuitem]:focus")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(here, f"“{name}” opens with the focus in it").to_have_count(1)
    first = await here.text_content()
    await page.keyboard.press("End")
    if await here.text_content() == first and await page.locator("[role=menuitem]:enabled").count() > 1:
        wrong.append(f"the keys do not go through what “{name}” opens")
    if said := await axe(page):
        wrong.append(f"axe in “{name}”: {said}")
    await page.keyboard.press("Escape")
    await expect(menu, f"Escape closes “{name}”").to_have_count(0)
    if not await opener.evaluate("one => one === document.activeElement"):
        wrong.append(f"closing “{name}” does not give the focus back")
    return wrong


async def _opens(page: Page, opener: Locator, name: str) -> list[str]:
    wrong: list[str] = []
    await opener.focus()
    await page.keyboard.press("Enter")
    await page.locator("dialog:modal, :popover-open").first.wait_for()
    here: dict[str, Any] = await page.evaluate(OPEN)
    if here["kind"] == "dialog":
        if not here["inside"]:
            wrong.append(f"“{name}” opens a dialog and leaves the focus outside")
        wrong += [f"in “{name}”: {each}" for each in (await walk(page)).wrong]
    else:
        if not here["inside"] and here["focusable"]:
            await page.keyboard.press("Tab")
            here = await page.evaluate(OPEN)
        if here["kind"] and here["focusable"] and not here["inside"]:
            wrong.append(f"Tab does not come into what “{name}” opens")
    if said := await axe(page):
        wrong.append(f"axe in “{name}”: {said}")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog:modal, :popover-open"), f"Escape closes “{name}”").to_have_count(0)
    if not await opener.evaluate("one => one === document.activeElement"):
        where = await page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        wrong.append(f"closing “{name}” gives the focus to {where}")
    return wrong
