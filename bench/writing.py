"""`writing`: a task of two hundred cases is written in Chromium, beside one of three: what a key costs the page.

In the time of its own thread on the processor, which says the same on a busy machine; the longest piece of work is what
holds a person up.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.async_api import Browser, Page, async_playwright

from bench.greenroom import Greenroom, greenroom
from bench.processes import HOST, CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, spread, table
from server.live.doors import sign_in_link
from setup import machine
from tests.browser.browsers import FLAGS

LARGE: Final = 200
SMALL: Final = 3
"""Cases."""
MOST_MS: Final = 50.0
"""What browsers call a long task: from there on a person notices."""
FIELDS: Final = {"the statement": ("Statement", "Say what goes in"), "a cell": ("start of case 2", "123456")}
"""The field's label, and what is typed in it."""
KEPT: Final = "Not saved yet. Kept as a draft."
TRACED: Final = ["toplevel", "disabled-by-default-devtools.timeline"]
PATIENCE_MS: Final = 60_000


def writing(rounds: int) -> Report:
    """The table and the goals. Raises `CannotMeasure` without Chromium or the web bundle."""
    if not machine.browser():
        raise CannotMeasure("No Chromium is installed. Run: sudo apt-get install chromium")
    found: dict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory(prefix="greenroom-bench-") as place:
        tasks = Path(place)
        for cases in (LARGE, SMALL):
            _write(tasks / f"of-{cases}", cases)
        with greenroom(tasks=tasks) as server:
            for round in range(rounds):
                say(f"writing, round {round + 1} of {rounds}")
                for name, ms in asyncio.run(_round(server)).items():
                    found[name].append(ms)
    spreads = {name: Spread.of(figures) for name, figures in found.items()}
    rows, goals = [], []
    for what in ("the longest work", "a key, with what settles"):
        for field in FIELDS:
            large, small = (spreads[f"{what} {field} {cases}"] for cases in (LARGE, SMALL))
            rows.append([f"{what}, in {field}", spread(large), spread(small), number(large.over(small))])
            if what == "the longest work":
                goals.append(Goal(f"{what} while typing in {field} of {LARGE} cases, ms", large, MOST_MS))
    return Report(table(["ms of the processor", f"{LARGE} cases", f"{SMALL} cases", "÷"], rows), goals)


async def _round(server: Greenroom) -> dict[str, float]:
    found = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=machine.browser(), args=FLAGS)
        for cases in (LARGE, SMALL):
            for field, (label, keys) in FIELDS.items():
                longest, each = await _typed(browser, server, cases, label, keys)
                found[f"the longest work {field} {cases}"] = longest
                found[f"a key, with what settles {field} {cases}"] = each
        await browser.close()
    return found


async def _typed(browser: Browser, server: Greenroom, cases: int, label: str, keys: str) -> tuple[float, float]:
    """Milliseconds of the longest piece of work, and of all work for each key, until what was typed is kept."""
    here = f"http://{HOST}:{server.port}"
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(sign_in_link(here, (server.data / "secret").read_text().strip()))
    await page.goto(f"{here}/tasks/of-{cases}/edit")
    await page.get_by_label(label, exact=True).first.click()
    await browser.start_tracing(page=page, categories=TRACED)
    for key in keys:
        await page.keyboard.type(key)
        await page.evaluate("new Promise(requestAnimationFrame)")
    await page.locator(".author-footer .saved", has_text=KEPT).wait_for()
    work = _work(json.loads(await browser.stop_tracing()))
    await _take_back(page, here, cases)
    await context.close()
    return max(work), sum(work) / len(keys)


def _work(trace: Mapping[str, list[dict[str, object]]]) -> list[float]:
    """Processor's milliseconds of each piece of work of the pages' own threads. Raises `CannotMeasure`."""
    events = trace["traceEvents"]
    named = (each for each in events if each["name"] == "thread_name" and "CrRendererMain" in str(each["args"]))
    threads = {(each["pid"], each["tid"]) for each in named}
    tasks = (each for each in events if str(each["name"]).endswith("RunTask") and (each["pid"], each["tid"]) in threads)
    if work := [float(str(each.get("tdur", 0))) / 1000 for each in tasks]:
        return work
    raise CannotMeasure("Chromium did not tell of its work.")


async def _take_back(page: Page, here: str, cases: int) -> None:
    """The next round begins with what is saved."""
    await page.get_by_role("button", name="Back to what is saved").click()
    await page.locator(".author-footer .saved[data-saved=saved]").wait_for()


def _write(folder: Path, cases: int) -> None:
    """A function task with so many cases, solutions in three languages and a long statement."""
    (folder / "solutions").mkdir(parents=True)
    signature = "merge(busy: list[tuple[int, int]], start: int, name: string, opts: dict[string, int]) -> list[int]"
    (folder / "task.yaml").write_text(f'title: Large\nkind: function\nsignature: "{signature}"\n')
    (folder / "statement.md").write_text("Words and **more** of them.\n\n" * 60)
    lines = [
        f'{{name: "case {at}", in: {{busy: [[1, {at}]], start: {at}, name: n, opts: {{a: 1}}}}, out: [{at}, 2]}}'
        for at in range(cases)
    ]
    text = "examples:\n" + "".join(f"  - {line}\n" for line in lines[:10]) + "hidden:\n"
    for at in range(10, cases, 38):
        text += f"  - group: g{at}\n    cases:\n" + "".join(f"      - {line}\n" for line in lines[at : at + 38])
    (folder / "cases.yaml").write_text(text if cases > 10 else text.replace("hidden:\n", ""))
    for name in ("good.py", "good.js", "good.java"):
        (folder / "solutions" / name).write_text("".join(f"# line {at}\n" for at in range(150)))
