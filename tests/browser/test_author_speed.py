"""A task of two hundred cases is written as lightly as one of three, by the processor's time, whoever else works."""

import json
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.browsers import person
from tests.browser.test_author import home_of, house
from tests.browser.test_journey import link_of

LONGEST_MS: Final = 50
"""Of one piece of work between two keys, in the processor's time; it takes 20 ms where this was written."""
TRACED: Final = ["toplevel", "disabled-by-default-devtools.timeline"]


def write_large(folder: Path) -> None:
    (folder / "solutions").mkdir(parents=True)
    signature = "merge(busy: list[tuple[int, int]], start: int, name: string, opts: dict[string, int]) -> list[int]"
    (folder / "task.yaml").write_text(f'title: Large\nkind: function\nsignature: "{signature}"\n')
    (folder / "statement.md").write_text("Words and **more** of them.\n\n" * 60)

    def case(at: int) -> str:
        return f'{{name: "case {at}", in: {{busy: [[1, {at}]], start: {at}, name: n, opts: {{a: 1}}}}, out: [{at}, 2]}}'

    groups = (
        f"  - group: g{of}\n    cases:\n" + "".join(f"      - {case(at)}\n" for at in range(38)) for of in range(5)
    )
    examples = "".join(f"  - {case(at)}\n" for at in range(10))
    (folder / "cases.yaml").write_text(f"examples:\n{examples}hidden:\n{''.join(groups)}")
    for name in ("good.py", "good.js", "good.java"):
        (folder / "solutions" / name).write_text("".join(f"# line {at}\n" for at in range(150)))


async def longest_ms(browser: Browser, page: Page, keys: str) -> float:
    """The longest piece of work of the page's own thread while these are typed, and settled."""
    await browser.start_tracing(page=page, categories=TRACED)
    for key in keys:
        await page.keyboard.type(key)
        await page.evaluate("new Promise(requestAnimationFrame)")
    await expect(page.locator(".author-footer .saved")).to_have_text("Not saved yet. Kept as a draft.")
    events = json.loads(await browser.stop_tracing())["traceEvents"]
    named = [each for each in events if each["name"] == "thread_name"]
    threads = {(each["pid"], each["tid"]) for each in named if each["args"]["name"] == "CrRendererMain"}
    work = [each for each in events if each["name"].endswith("RunTask") and (each["pid"], each["tid"]) in threads]
    assert work, "the browser tells of its work"
    return max(float(each.get("tdur", 0)) / 1000 for each in work)


@pytest.mark.browser
@pytest.mark.server
async def test_typing_in_a_task_of_two_hundred_cases_never_holds_the_page_up(tmp_path: Path, browser: Browser) -> None:
    async with house(tmp_path) as (server, tasks):
        write_large(tasks / "large")
        ida = await person(browser)
        await ida.goto(link_of(server))
        await ida.goto(f"{home_of(ida)}tasks/large/edit")
        await ida.get_by_label("Statement", exact=True).click()
        assert await longest_ms(browser, ida, "Say what goes in") < LONGEST_MS
        await ida.get_by_label("start of case 7", exact=True).first.click()
        assert await longest_ms(browser, ida, "123456") < LONGEST_MS
