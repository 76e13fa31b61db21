"""The replay's buttons: run the tests on the code of a moment, and go on from there. For interviewers alone."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from sandbox.contract import SandboxStatus, Verdict
from server.core import events as e
from server.core.interview import Interview, State
from server.live.again import About, Waits
from server.live.history import Begins, Case, Change, Done, Found, Seen, Tried
from server.live.planning import Refused
from server.pages.again import line
from tests.fakes import FakeSandbox
from tests.pages.visitors import Town, Visitor

GOLDEN = Path(__file__).parents[1] / "wire" / "again.json"
RUN = "/interviews/{}/again/run"
HISTORY = "/interviews/{}/again/history"
RESUME = "/interviews/{}/again/resume"


async def at_the_replay(town: Town, interview: Interview) -> tuple[Visitor, str]:
    """Ida with the replay open, and the token that its page sends."""
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/replay") == 200
    return ida, str(room_data(ida)["form"])


def room_data(who: Visitor) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="room-data">(.*?)</script>', who.page.text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def asked(form: str, **changed: str) -> dict[str, str]:
    return {"at": "0", "task": "slots", "language": "python", "suite": "examples", "form-token": form, **changed}


def lines(who: Visitor) -> list[dict[str, Any]]:
    return [json.loads(each) for each in who.page.text.splitlines()]


async def test_ida_runs_the_tests_on_the_code_of_a_moment(town: Town) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    assert await ida.posts(RUN.format(interview.id), asked(form)) == 200
    assert ida.page.headers["content-type"] == "application/x-ndjson"
    said = lines(ida)
    assert [each["type"] for each in said] == ["about", "event", "waits", "event", "event", "event"]
    assert said[0]["task_changed"] is False
    assert said[1]["event"]["kind"] == "run_started"
    assert said[-1]["event"]["data"]["passed"] == 2
    await ida.posts(RUN.format(interview.id), asked(form, suite="hidden"))
    assert lines(ida)[-1]["event"]["data"]["total"] == 3


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"at": "-1"}, "at"),
        ({"at": ""}, "at"),
        ({"at": "1e3"}, "at"),
        ({"at": "٣"}, "at"),
        ({"at": "9" * 4000}, "at"),
        ({"at": "5"}, "at"),
        ({"suite": "scratch"}, "suite"),
        ({"suite": ""}, "suite"),
        ({"task": "../../etc"}, "task"),
        ({"task": ""}, "task"),
        ({"language": "klingon"}, ""),
    ],
)
async def test_what_cannot_be_is_refused_in_words(town: Town, changed: dict[str, str], field: str) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    assert await ida.posts(RUN.format(interview.id), asked(form, **changed)) == 422
    (said,) = lines(ida)
    assert (said["type"], said["field"]) == ("refused", field)
    assert said["message"].endswith(".")


def test_the_lines_are_those_that_the_browsers_tests_read() -> None:
    """`GOLDEN=write` after a wanted change, and look at the difference."""
    told = [
        About(965_000, "a" * 64, "d" * 64, task_changed=True),
        Waits(2),
        e.Entry(1, 965_000, 1_795_312_800_000, "host", e.RunEnded("r", e.Suite.HIDDEN, Verdict.WRONG, "", 1, 3, 4.5)),
        Begins((Seen(60_000, 0, 0), Seen(1_188_000, 9, 9)), (Case("c1", "overlapping"),), task_changed=False),
        Tried(1, 2),
        Found((Change("c1", 1, passes=True, first=True, untried=0),)),
        Done(2, 2),
        Refused("This task was not part of this interview.", "task"),
    ]
    now = [json.loads(line(each)) for each in told]
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(json.dumps(now, indent=2, ensure_ascii=False) + "\n")
    assert json.loads(GOLDEN.read_text()) == now


async def test_without_a_sandbox_the_run_says_why(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    sandbox.now = SandboxStatus(False, "Docker does not answer.")
    await town.house.look_at_sandbox()
    assert await ida.posts(RUN.format(interview.id), asked(form)) == 422
    assert lines(ida)[0]["message"] == "Docker does not answer."


@pytest.mark.parametrize("path", [RUN, HISTORY, RESUME])
async def test_another_site_cannot_press_idas_buttons(town: Town, path: str, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    where = path.format(interview.id)
    assert await ida.posts(where, asked(form), origin="https://max.example") == 403
    assert await ida.posts(where, asked(form), sec_fetch_site="cross-site") == 403
    assert await ida.posts(where, asked("x")) == 403
    cam = await town.cam(interview)
    assert await cam.posts(where, asked(form)) == 403
    assert sandbox.specs == []
    assert len(await town.house.interviews()) == 1


async def test_ida_goes_on_from_a_moment_and_is_there_at_once(town: Town) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    assert await ida.posts(RESUME.format(interview.id), {"at": "0", "form-token": form}) == 200
    room = ida.at.removeprefix("/rooms/")
    assert room != interview.id
    told = room_data(ida)
    assert (told["role"], told["title"]) == ("host", "Practice: Backend engineer")
    forked = await town.house.interview(room)
    assert forked is not None
    assert forked.state is State.PLANNED
    assert await ida.opens(f"/interviews/{room}/record") == 200
    assert f'href="/interviews/{interview.id}/replay#t=0"' in ida.page.text
    assert await ida.opens(f"/interviews/{interview.id}/record") == 200, "hers as before"


async def test_nobody_goes_on_from_a_moment_that_is_not_there(town: Town) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    for at in ("1", "", "x"):
        assert await ida.posts(RESUME.format(interview.id), {"at": at, "form-token": form}) == 422
        assert "Back to the replay" in ida.text


async def test_ida_asks_when_a_case_first_passed(town: Town) -> None:
    interview = await town.interview()
    ida, form = await at_the_replay(town, interview)
    where = HISTORY.format(interview.id)
    assert await ida.posts(where, asked(form, case="example-1")) == 200
    said = lines(ida)
    assert [each["type"] for each in said] == ["begins", "found", "tried", "found", "tried", "done"]
    assert said[3]["changes"] == [{"case": "example-1", "version": 0, "passes": True, "first": True, "untried": 0}]
    assert await ida.posts(where, asked(form, case="gone")) == 422
    assert await ida.posts(where, asked(form, suite="scratch")) == 422
