"""Ida at the page that writes tasks: how she types there, and the worked example of docs/authoring.md."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import Locator, Page, expect

from tests.browser.browsers import chromium, person
from tests.browser.test_journey import ROOT, link_of
from tests.server.processes import Server, free_port

DOC: Final = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
PROVING_MS: Final = 180_000
"""A bound for a busy machine."""


def blocks(kind: str) -> list[tuple[str, str]]:
    """The example's blocks of this kind: what stands beside the kind, and the text."""
    return re.findall(rf"^```{kind}(?: ([^\n]*))?\n(.*?)^```$", DOC, re.DOTALL | re.MULTILINE)


def block(kind: str) -> str:
    ((_, text),) = blocks(kind)
    return text.rstrip("\n")


def tables() -> list[list[list[str]]]:
    """The example's two tables of cases, without their heads."""
    found = re.findall(r"^\| name \| minutes \| answer \|\n\|.*?\n((?:\|.*\n)+)", DOC, re.MULTILINE)
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()] for table in found]


def home_of(page: Page) -> str:
    return f"{'/'.join(page.url.split('/')[:3])}/"


async def write_into(page: Page, field: Locator, text: str) -> None:
    """Into a code editor, in the place of what is there."""
    await field.click()
    await page.keyboard.press("Control+a")
    await page.keyboard.press("Delete")
    await page.keyboard.insert_text(text)


async def begin(ida: Page, title: str) -> None:
    await ida.get_by_role("link", name="Tasks", exact=True).first.click()
    await ida.get_by_role("link", name="New task").click()
    await ida.get_by_label("Title").fill(title)
    await ida.get_by_role("button", name="Begin to write").click()
    await ida.get_by_label("Statement", exact=True).wait_for()


async def type_rows(ida: Page, rows: list[list[str]]) -> None:
    """Cell after cell, by keyboard alone, beginning in a name's cell."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if column > 0:
                await ida.keyboard.press("Tab")
            await ida.keyboard.press("Control+a")
            await ida.keyboard.type(cell)
        if at < len(rows) - 1:
            await ida.keyboard.press("Enter")
            await expect(ida.locator("[data-cell$='/name']:focus")).to_have_count(1)


async def add_lines(ida: Page, button: str, first: str, lines: list[str]) -> None:
    await ida.get_by_role("button", name=button).click()
    await expect(ida.get_by_label(first, exact=True)).to_be_focused()
    for at, line in enumerate(lines):
        await ida.keyboard.type(line)
        if at < len(lines) - 1:
            await ida.keyboard.press("Enter")
            await expect(ida.get_by_label(first.replace("1", str(at + 2)), exact=True)).to_be_focused()


async def write_the_example(ida: Page) -> None:
    examples, hidden = tables()
    await write_into(ida, ida.get_by_label("Statement", exact=True), block("statement"))
    await ida.get_by_label("Signature", exact=True).fill(block("signature"))
    await expect(ida.get_by_role("tab", name="Java", exact=True)).to_be_visible()
    await ida.get_by_role("button", name="Add an example").click()
    await expect(ida.locator("[data-cell='0/name']:focus")).to_have_count(1)
    await type_rows(ida, examples)
    await ida.get_by_role("button", name="Add a case").click()
    await expect(ida.locator("[data-cell='0/name']:focus")).to_have_count(1)
    await ida.evaluate("text => navigator.clipboard.writeText(text)", "\n".join("\t".join(row) for row in hidden))
    await ida.keyboard.press("Control+v")
    await expect(ida.get_by_text("3 rows are pasted.")).to_be_visible()
    await write_into(ida, ida.get_by_label("solutions/good.py"), block("good"))
    for about, text in blocks("wrong"):
        name, place = about.split(" ", 1)
        await ida.get_by_role("button", name="Add: wrong").click()
        await write_into(ida, ida.get_by_label("solutions/wrong-one.py"), text)
        await ida.get_by_label("What goes wrong in it").fill(name)
        await ida.keyboard.press("Tab")
        await ida.get_by_label(f"solutions/wrong-{name}.py").wait_for()
        await ida.get_by_label("What catches it").select_option(place)
    await add_lines(ida, "Add a hint", "Hints 1", block("hints").splitlines())
    await add_lines(ida, "Add a follow-up", "Follow-ups 1", block("follow-ups").splitlines())
    await ida.get_by_label("Skills").fill(block("skill"))


@asynccontextmanager
async def house(tmp_path: Path, sandbox: str = "off") -> AsyncIterator[tuple[Server, Path]]:
    """A server whose library holds nothing but the shared rubric, so that every change in it is the browser's."""
    tasks = tmp_path / "tasks"
    tasks.mkdir()
    (tasks / "rubric.yaml").write_bytes((ROOT / "tasks" / "rubric.yaml").read_bytes())
    server = Server(tmp_path / "data", tasks, free_port(), sandbox=sandbox)
    await server.start()
    try:
        yield server, tasks
    finally:
        await server.stop()


@asynccontextmanager
async def tolls(tmp_path: Path) -> AsyncIterator[tuple[Page, Path]]:
    """Ida, who has begun to write a function task, and the folder of tasks."""
    async with house(tmp_path) as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "Tolls")
        await ida.get_by_label("Signature", exact=True).fill("toll(axles: int) -> int")
        yield ida, tasks


async def saves(ida: Page) -> None:
    await ida.keyboard.press("Control+s")
    await expect(ida.locator(".author-footer .saved")).to_have_text("Saved")


async def proves(ida: Page, server: Server) -> None:
    await server.sandbox_is("checked")
    await ida.get_by_role("button", name="Prove", exact=True).click()
    await expect(ida.locator(".author-proof-words")).to_contain_text("It proves itself", timeout=PROVING_MS)
