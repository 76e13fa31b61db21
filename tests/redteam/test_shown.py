"""I7: what a hostile program, task or name makes of the pages that people look at: text, and nothing else.

In real browsers, on a real server, with a sandbox that answers whatever is worst. Under a test of the real engine (R46)
four tabs press Run and Stop as fast as they can.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import docker
import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.contract import Begun, CaseJudged, Finished, Piece, Printed, RunSpec, ScratchSpec, Verdict
from sandbox.hardening import OWNER_LABEL
from sandbox.service import owner_of
from server.core.interview import Interview
from server.core.roles import Role
from server.core.task import Param, Part, Signature, Type
from server.live.doors import sign_in_link
from server.live.planning import Refused
from tests.browser.browsers import COMPLAINTS, chromium, person
from tests.fakes import SLOTS, FakeLibrary, FakeSandbox
from tests.house import Place, new_house, serving
from tests.people import Person
from tests.people import page as seat
from tests.sandbox.gone import wait_until_gone
from tests.sandbox.relay import engine_socket
from tests.server.processes import Server, free_port

TASKS: Final = Path(__file__).parents[1] / "fixtures" / "tasks"

EVIL: Final = (
    '<img src=x onerror="window.__pwn=1"></script><script>window.__pwn=1</script><svg/onload=window.__pwn=1>'
    "</pre></textarea><style>*{display:none}</style><title>pwned</title>{{7*7}}${7*7}\u202e\u2066evil"
)
LINK: Final = "[x](javascript:window.__pwn=1) ![y](javascript:window.__pwn=1) <javascript:window.__pwn=1>"
TERMINAL: Final = "\x1b]0;pwned\x07\x1b[6n\x1b[c\x1b[2J\x1b]52;c;cHduZWQ=\x07\x07\x08\x00\x9b31m\x7f"
CELLS: Final = "=HYPERLINK(0)\n@SUM(1)\n+1\n-1"
WATCH: Final = """
    window.__blocked = [];
    document.addEventListener("securitypolicyviolation", event => window.__blocked.push(event.violatedDirective));
    window.alert = window.prompt = window.confirm = () => { window.__pwn = 1; };
"""
PATIENCE_MS: Final = 30_000


class Hostile(FakeSandbox):
    """Answers with whatever could do harm in a page, of any size."""

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        self.specs.append(spec)
        yield Begun(spec.run)
        for case in spec.cases:
            yield CaseJudged(
                spec.run,
                case.id,
                Verdict.WRONG,
                got={EVIL: [EVIL, TERMINAL], "__proto__": {"__pwn": 1}, "constructor": CELLS},
                message=EVIL,
                trace=f"{EVIL}\n{TERMINAL}",
                stdout=f"{EVIL}\n{CELLS}\n" + "\n".join(["o"] * 20_000),
                stderr=TERMINAL + "\r" * 60_000,
                note=EVIL,
            )
        yield Finished(spec.run, Verdict.WRONG, EVIL, 0, len(spec.cases), 1.0)

    async def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        yield Begun(spec.run)
        for text in (EVIL, TERMINAL, "z\u0301\u0327" * 20_000 + "\n", "\r" * 40_000, "l\n" * 40_000, "w" * 60_000):
            yield Printed(spec.run, "stdout", text)
            yield Printed(spec.run, "stderr", text[:1000])
        yield Printed(spec.run, "stdout", f"\n{EVIL}\nthe very end\n")
        yield Finished(spec.run, Verdict.RUNTIME_ERROR, EVIL, 0, 0, 1.0)


def hostile_task() -> Any:
    """The task `slots`, by an author who means ill."""
    signature = Signature("f", (Param("busy", Type("list", (Type("int"),))),), Type("int"))
    part = Part(1, EVIL, f"{EVIL}\n\n{LINK}\n\n```html\n{EVIL}\n```\n", signature, "start")
    examples = tuple(replace(each, name=EVIL, note=EVIL) for each in SLOTS.examples)
    return replace(SLOTS, title=EVIL, tags=(EVIL,), parts=(part,), examples=examples, author=EVIL)


@pytest.fixture
def sandbox() -> Hostile:
    return Hostile()


@pytest.fixture
async def place(tmp_path: Path, sandbox: Hostile) -> AsyncIterator[Place]:
    house = new_house(tmp_path, sandbox=sandbox, tasks=FakeLibrary(hostile_task()))
    async with serving(house) as place:
        yield place


async def planned(place: Place) -> Interview:
    opened = await place.house.open_interview(f"T {EVIL}"[:120], f"Ida {EVIL}"[:60], f"Cam {EVIL}"[:60], ("slots",))
    assert isinstance(opened, Interview), opened
    return opened


async def watched(browser: Browser) -> Page:
    """A page that remembers every script that ran and every one that was blocked."""
    page = await person(browser)
    await page.add_init_script(WATCH)
    return page


async def harmless(page: Page) -> None:
    """No script ran or had to be blocked, the page is there, and its title is nobody's but ours."""
    assert await page.evaluate("window.__pwn ?? ({}).__pwn ?? null") is None
    assert await page.evaluate("window.__blocked") == []
    assert await page.title() != "pwned"
    assert await page.locator("img[src=x], svg[onload], a[href^=javascript]").count() == 0
    assert await page.evaluate("getComputedStyle(document.body).display") != "none"
    assert COMPLAINTS[page] == []


async def come_in(place: Place, browser: Browser, interview: Interview) -> tuple[Page, Page]:
    """Ida and Cam in the room."""
    ida, cam = await watched(browser), await watched(browser)
    key = place.house.key(interview, Role.CANDIDATE)
    await cam.goto(f"{place.url}/join/{interview.id}?key={key}")
    await harmless(cam)
    await cam.get_by_label("I have read what is recorded and agree").check()
    await cam.get_by_role("button", name="Come in").click()
    await ida.goto(sign_in_link(place.url, place.house.secret))
    await harmless(ida)
    await ida.goto(f"{place.url}/interviews/{interview.id}")
    await harmless(ida)
    await ida.get_by_role("link", name="Open the room").click()
    for page in (ida, cam):
        await page.locator(".cm-content").wait_for()
    return ida, cam


@pytest.mark.browser
@pytest.mark.server
async def test_whatever_a_program_says_is_shown_as_text_in_the_room_and_in_its_record(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    interview = await planned(place)
    async with chromium() as browser:
        ida, cam = await come_in(place, browser, interview)
        async with seat(place.ida(interview)) as also_ida, seat(place.cam(interview)) as also_cam:
            await also_cam.ask("case", task="slots", name=EVIL[:80], args={"busy": [1]}, expected=0, checked=True)
            await also_ida.ask("note", text=f"{EVIL}\n\n{LINK}", task="slots", language="python", line=1)
            await also_ida.hears_event("case_added")
            await also_ida.hears_event("note_written")
        await cam.locator(".cm-content").click()
        await cam.keyboard.press("Control+Enter")
        for page in (ida, cam):
            await expect(page.get_by_role("tab", name=re.compile(r"Tests\s*0 of 3"))).to_be_visible(timeout=PATIENCE_MS)
            for closed in await page.locator("button[aria-expanded=false]").all():
                await closed.click()
            await harmless(page)
        assert "<script>window.__pwn=1</script>" in await cam.locator("body").inner_text()
        await ida.get_by_role("button", name="Run hidden tests").click()
        await expect(ida.get_by_text(re.compile("0 of 3")).first).to_be_visible(timeout=PATIENCE_MS)
        await harmless(ida)
        await harmless(cam)
        await place.house.end(interview)
        for path in ("record", "replay"):
            await ida.goto(f"{place.url}/interviews/{interview.id}/{path}")
            await ida.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            await harmless(ida)
        for path in ("/", "/tasks", "/tasks/slots"):
            await ida.goto(place.url + path)
            await harmless(ida)
    said = "".join(capfd.readouterr())
    assert "__pwn" not in said  # U12: what a program says is in no log


@pytest.mark.browser
@pytest.mark.server
async def test_a_flood_of_odd_characters_hangs_no_page_and_moves_no_cursor(place: Place) -> None:
    interview = await planned(place)
    async with chromium() as browser:
        ida, cam = await come_in(place, browser, interview)
        for page in (ida, cam):
            await page.get_by_role("tab", name="Program").click()
        await cam.get_by_role("button", name="Run program").click()
        for page in (ida, cam):
            log = page.get_by_role("log")
            await expect(log).to_contain_text("the very end", timeout=PATIENCE_MS)
            text = await log.inner_text()
            assert text.count("\n") < 3_000
            assert max(map(len, text.split("\n"))) < 6_000
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
            await harmless(page)
        await cam.locator(".cm-content").click()
        await cam.keyboard.type("# still here")
        await expect(ida.locator(".cm-content")).to_contain_text("# still here")


@pytest.mark.server
async def test_the_records_lines_keep_what_a_program_said_as_data(place: Place) -> None:
    interview = await planned(place)
    async with seat(place.cam(interview)) as cam:
        await cam.ask("run", task="slots", language="python")
        await cam.hears_event("run_ended")
        judged = await cam.hears_event("case_judged")
        assert judged["data"]["message"] == EVIL
        assert all("\n" not in frame for frame in cam.raw if isinstance(frame, str))
    lines = [entry async for entry in place.house.entries(interview.id)]
    assert lines
    assert json.loads(json.dumps(judged["data"]["got"]))["constructor"] == CELLS


NAMES: Final = ("", "\x00", "a\nb", "\u202egnp.exe", "a" * 300, "\x1b[31m", "\u2028", "\ud800")


@pytest.mark.server
@pytest.mark.parametrize("name", NAMES, ids=ascii)
async def test_a_name_that_would_deceive_is_refused_with_a_sentence(place: Place, name: str) -> None:
    for title, candidate in ((name, "Cam"), ("Backend engineer", name)):
        refused = await place.house.open_interview(title, "Ida", candidate, ("slots",))
        assert isinstance(refused, Refused)
        assert refused.message.endswith(".")


FORGED: Final[tuple[dict[str, Any], ...]] = (
    {"type": "events", "events": [{"seq": 1, "kind": "run_ended", "by": "room", "data": {"verdict": "passed"}}]},
    {"type": "run_ended", "run": "r", "verdict": "passed", "passed": 3, "total": 3},
    {"type": "case_judged", "run": "r", "case": "edge-1", "verdict": "passed"},
    {"type": "printed", "run": "r", "stream": "stdout", "text": "forged"},
    {"type": "saved", "upto": 1},
    {"type": "run", "task": "slots", "language": "python", "verdict": "passed", "suite": "passed"},
    {"type": "run", "task": "../slots", "language": "python; rm", "suite": "hidden"},
    {"type": "note", "text": "forged", "by": "host"},
)


@pytest.mark.server
@pytest.mark.parametrize("forged", FORGED, ids=lambda each: each["type"])
async def test_a_result_that_a_browser_sends_is_nobodys_result(place: Place, forged: dict[str, Any]) -> None:
    """T43, T44: only the server says results; whoever sends one is refused or sent away, and nobody hears of it."""
    interview, other = await planned(place), await place.interview()
    async with seat(place.ida(interview)) as ida, seat(place.ida(other)) as far:
        async with seat(place.cam(interview)) as cam:
            await cam.hears("welcome")
            await cam.send(json.dumps(forged))
            await asyncio.wait(
                {cam._reading, asyncio.ensure_future(cam._until(lambda: _refused(cam), "a refusal"))},
                return_when=asyncio.FIRST_COMPLETED,
            )
            assert _refused(cam) or cam.code == 4400
        async with seat(place.cam(interview)) as cam:
            await cam.ask("run", task="slots", language="python")
            ended = await ida.hears_event("run_ended")
            assert ended["data"]["verdict"] == "wrong"
        kinds = [event["kind"] for event in ida.events]
        assert kinds.count("run_ended") == 1
        assert "note_written" not in kinds
        assert [event for event in far.events if event["kind"].startswith("run")] == []


@pytest.mark.server
async def test_a_run_is_of_the_code_as_it_was_when_it_began_and_says_which(place: Place, sandbox: Hostile) -> None:
    """T43: who types on meanwhile, in whatever tab, changes nothing of it."""
    interview = await planned(place)
    async with seat(place.cam(interview)) as cam, seat(place.cam(interview)) as other_tab:
        await cam.sees("def f")
        await other_tab.sees("def f")
        await cam.type("# before\n", at=0)
        await cam.is_saved()
        await cam.ask("run", task="slots", language="python")
        await other_tab.type("# after\n", at=0)
        started = await cam.hears_event("run_started")
        await cam.hears_event("run_ended")
    source = sandbox.specs[0].source
    assert hashlib.sha256(source.encode()).hexdigest() == started["data"]["digest"]
    assert "# before" in source


def _refused(person: Person) -> bool | None:
    return any(frame["type"] == "refused" for frame in person.frames) or None


@pytest.mark.server
@pytest.mark.docker
async def test_fifty_presses_from_four_tabs_leave_one_run_at_a_time_and_no_container(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", TASKS, free_port(), sandbox="auto", GREENROOM_POOL="0")
    await server.start()
    engine = docker.APIClient(base_url=f"unix://{engine_socket()}", timeout=60)
    label = {"label": f"{OWNER_LABEL}={owner_of(tmp_path / 'data' / 'sandbox.sock')}"}
    try:
        token = (await server.command("token", "create")).strip()
        interview = await server.api(token, "/interviews", {"title": "Storm", "candidate": "Cam", "tasks": ["slots"]})
        address = interview["sync"]["candidate"]
        async with seat(address) as one, seat(address) as two, seat(address) as three, seat(address) as four:
            await one.sees("def count_free")
            for number in range(50):
                tab = (one, two, three, four)[number % 4]
                await (tab.ask("stop") if number % 2 else tab.ask("run", task="slots", language="python"))
            for tab in (one, two, three, four):
                await tab.ask("ping", n=1)
                await tab.hears("pong", n=1)  # all that was pressed has been dealt with
            await one.ask("stop")
            await one._until(lambda: _settled(one.events) or None, "an end of every run")
            assert _most_at_once(one.events) == 1
    finally:
        await server.stop()
    wait_until_gone(engine, label)
    engine.close()


def _settled(events: list[dict[str, Any]]) -> bool:
    kinds = [event["kind"] for event in events]
    return 0 < kinds.count("run_started") == kinds.count("run_ended")


def _most_at_once(events: list[dict[str, Any]]) -> int:
    running = most = 0
    for event in events:
        running += (event["kind"] == "run_started") - (event["kind"] == "run_ended")
        most = max(most, running)
    return most
