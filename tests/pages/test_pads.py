"""The pad: what somebody tries where nobody records it. It runs, is told to them alone, and nothing is left of it."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
import structlog

from sandbox.contract import SandboxStatus
from server.core.interview import Interview
from server.core.roles import Role
from server.live.pads import RUNS_MAX, WINDOW_MS
from server.pages import application
from tests.fakes import FakeSandbox, StillClock
from tests.house import new_house
from tests.pages.visitors import Town, Visitor

RUN = "/interviews/{}/pad/run"
CANARY = "canary-warm-3e7d"


def tried(**changed: str) -> dict[str, str]:
    return {"task": "", "language": "python", "source": "print(1)", "stdin": "", "suite": "scratch", **changed}


def lines(who: Visitor) -> list[dict[str, Any]]:
    return [json.loads(each) for each in who.page.text.splitlines()]


def kinds(who: Visitor) -> list[str]:
    return [each["event"]["kind"] if each["type"] == "event" else each["type"] for each in lines(who)]


def key(town: Town, interview: Interview, role: Role = Role.CANDIDATE) -> dict[str, str]:
    return {"key": town.house.key(interview, role)}


async def test_cam_in_the_lobby_runs_a_program_before_agreeing_to_anything(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    cam = town.stranger()
    assert await cam.posts(RUN.format(interview.id), tried(stdin="3\n") | key(town, interview)) == 200
    assert cam.page.headers["content-type"] == "application/x-ndjson"
    assert kinds(cam) == ["run_started", "waits", "printed", "run_ended"]
    assert lines(cam)[2]["event"]["data"]["text"] == "read 3\n"
    assert sandbox.scratches[0].source == "print(1)"


async def test_cam_runs_the_three_examples_of_the_warm_up(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    cam = town.stranger()
    await cam.posts(RUN.format(interview.id), tried(suite="examples") | key(town, interview))
    assert kinds(cam) == ["run_started", "waits", "case_judged", "case_judged", "case_judged", "run_ended"]
    assert [case.expected for case in sandbox.specs[0].cases] == [9, 5, -1]


async def test_in_the_room_the_pad_takes_the_interviews_own_task(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    cam = await town.cam(interview)
    assert await cam.posts(RUN.format(interview.id), tried(task="slots", suite="examples")) == 403, "no token, no key"
    form = tried(task="slots", suite="examples") | key(town, interview)
    assert await cam.posts(RUN.format(interview.id), form) == 200
    assert sandbox.specs[0].function == "count_free"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"suite": "hidden"}, "suite"),
        ({"suite": ""}, "suite"),
        ({"task": "other"}, "task"),
        ({"task": "../../etc"}, "task"),
        ({"language": "klingon"}, "language"),
        ({"language": "ada", "suite": "examples"}, "suite"),
        ({"source": "x" * (128 * 1024 + 1)}, "source"),
        ({"stdin": "é" * (32 * 1024 + 1)}, "stdin"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(
    town: Town, changed: dict[str, str], field: str, sandbox: FakeSandbox
) -> None:
    interview = await town.interview()
    cam = town.stranger()
    assert await cam.posts(RUN.format(interview.id), tried(**changed) | key(town, interview)) == 422
    (said,) = lines(cam)
    assert (said["type"], said["field"]) == ("refused", field)
    assert said["message"].endswith(".")
    assert not sandbox.scratches
    assert not sandbox.specs


async def test_a_mebibyte_is_not_even_read(town: Town) -> None:
    interview = await town.interview()
    cam = town.stranger()
    assert await cam.posts(RUN.format(interview.id), tried(source="x" * 1024 * 1024) | key(town, interview)) == 413


async def test_max_has_no_pad_here(town: Town, sandbox: FakeSandbox) -> None:
    interview, other = await town.interview(), await town.interview("Max")
    max = town.stranger()
    for given in ({"key": "x"}, key(town, other), key(town, interview, Role.HOST), {}):
        assert await max.posts(RUN.format(interview.id), tried() | given) == 403
    assert await max.posts(RUN.format("aaaaaaaaaaaa"), tried() | key(town, interview)) == 403
    there = await max.posts(RUN.format(interview.id), tried() | key(town, interview), origin="https://max.example")
    assert there == 403, "another site cannot have a candidate's browser run things"
    assert not sandbox.scratches


async def test_after_the_end_there_is_no_pad(town: Town) -> None:
    interview = await town.interview()
    await town.house.end(interview)
    cam = town.stranger()
    assert await cam.posts(RUN.format(interview.id), tried() | key(town, interview)) == 410


async def test_one_run_goes_at_a_time_for_each_person(
    town: Town, sandbox: FakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.live.again.TURN_SECONDS", 0.0)
    interview = await town.interview()
    cam, again, ida = town.stranger(), town.stranger(), await town.ida(interview)
    sandbox.go.clear()
    first = asyncio.create_task(cam.posts(RUN.format(interview.id), tried() | key(town, interview)))
    while not sandbox.scratches:  # noqa: ASYNC110 the fake has no event for it
        await asyncio.sleep(0)
    assert await again.posts(RUN.format(interview.id), tried() | key(town, interview)) == 422
    assert "running already" in lines(again)[0]["message"]
    assert ida.page.status_code == 200
    sandbox.go.set()
    assert await first == 200


async def test_nobody_runs_it_more_often_than_anybody_could(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    cam, clock = town.stranger(), town.house.clock
    assert isinstance(clock, StillClock)
    for _ in range(RUNS_MAX):
        assert await cam.posts(RUN.format(interview.id), tried() | key(town, interview)) == 200
    assert await cam.posts(RUN.format(interview.id), tried() | key(town, interview)) == 422
    assert "within a minute" in lines(cam)[0]["message"]
    clock.ms += WINDOW_MS
    assert await cam.posts(RUN.format(interview.id), tried() | key(town, interview)) == 200


async def test_without_a_sandbox_the_pad_says_why(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    sandbox.now = SandboxStatus(False, "Docker does not answer.")
    await town.house.look_at_sandbox()
    cam = town.stranger()
    assert await cam.posts(RUN.format(interview.id), tried() | key(town, interview)) == 422
    assert lines(cam)[0]["message"] == "Docker does not answer."


async def test_b4_nothing_of_it_is_in_the_data_folder_the_timeline_or_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the real database; the whole way with real containers is in tests/browser/test_warm_up.py."""
    sandbox = FakeSandbox()
    house = new_house(tmp_path, sandbox=sandbox)
    await house.look_at_sandbox()
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    town = Town(house, application(house))
    cam = town.stranger()
    with structlog.testing.capture_logs() as logged:
        for suite in ("scratch", "examples"):
            form = tried(source=f"print('{CANARY}')", stdin=CANARY, suite=suite) | key(town, opened)
            assert await cam.posts(RUN.format(opened.id), form) == 200
    assert CANARY in sandbox.scratches[0].source
    assert CANARY in sandbox.specs[0].source
    told = [entry async for entry in house.entries(opened.id)]
    assert CANARY not in repr(told)
    await house.close()
    assert CANARY not in repr(logged)
    said = capsys.readouterr()
    assert CANARY not in said.out + said.err
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert CANARY.encode() not in file.read_bytes(), file


def warm_up_of(who: Visitor) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="room-data">(.*?)</script>', who.page.text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


async def test_the_warm_up_has_the_exercise_alone_in_the_interviews_languages(town: Town) -> None:
    interview = await town.interview()
    cam = town.stranger()
    mine = key(town, interview)["key"]
    assert await cam.opens(f"/join/{interview.id}/warm-up?key={mine}") == 200
    data = warm_up_of(cam)
    assert [task["slug"] for task in data["tasks"]] == ["warm-up"]
    assert "Count the free slots" not in cam.page.text, "the task is a surprise until the room opens"
    assert [language["id"] for language in data["languages"]] == ["python", "javascript"]
    assert "def largest" in data["warm_up"]["starters"]["python"]
    assert (data["key"], data["role"]) == (mine, "candidate")
    assert data["warm_up"]["back"] == f"/join/{interview.id}?key={mine}"


async def test_ida_tries_the_warm_up_with_a_token_of_her_own(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/lobby") == 200
    assert "This is Cam’s welcome" in ida.text
    assert await ida.opens(f"/join/{interview.id}/warm-up") == 200
    data = warm_up_of(ida)
    assert (data["key"], data["warm_up"]["back"]) == ("", f"/interviews/{interview.id}/lobby")
    assert await ida.posts(RUN.format(interview.id), tried() | {"form-token": data["form"]}) == 200
    assert sandbox.scratches
