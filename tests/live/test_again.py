"""Running the code of an earlier moment, and going on from there: the interview itself stays as it was."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.contract import SandboxStatus
from server.core import asks as a
from server.core import events as e
from server.core.document import seed
from server.core.ids import CANDIDATE, HOST
from server.core.inputs import Asks
from server.core.interview import Interview, State
from server.core.roles import Role
from server.live.again import BUSY, EMPTY, NOT_IN_IT, About, Asked, Waits
from server.live.house import House
from server.live.planning import Refused
from server.live.specs import NO_TASK
from tests.fakes import SLOTS, FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house, seat

JAVASCRIPT = "slots/solution.js"


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
async def house(tmp_path: Path, sandbox: FakeSandbox, clock: StillClock, library: FakeLibrary) -> AsyncIterator[House]:
    house = new_house(tmp_path, sandbox=sandbox, clock=clock, tasks=library)
    await house.look_at_sandbox()
    yield house
    await house.close()


@pytest.fixture
async def interview(house: House, clock: StillClock) -> Interview:
    """Cam comes, writes “first” after a second and “second” after another, adds a case in between; then it ends."""
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    live = await house.enter(opened.id)
    assert live is not None
    cam = seat(CANDIDATE, Role.CANDIDATE)
    with live.seated(cam, 0):
        clock.ms += 1_000
        live.typed(cam, seed({JAVASCRIPT: "first"}, client=71), None)
        house.ask(live, cam, asks(a.AskSwitch("slots", "javascript")))
        clock.ms += 1_000
        house.ask(live, cam, asks(a.AskCase("slots", "mine", {"busy": [1, 1]}, 0)))
        clock.ms += 1_000
        live.typed(cam, seed({JAVASCRIPT: "second "}, client=72), None)
        clock.ms += 1_000
    await house.end(opened)
    return await now(house, opened)


def asks(ask: a.Ask) -> Asks:
    return Asks(CANDIDATE, Role.CANDIDATE, ask, "f1")


async def now(house: House, interview: Interview) -> Interview:
    found = await house.interview(interview.id)
    assert found is not None
    return found


def asked(at: int = 1_500, suite: e.Suite = e.Suite.EXAMPLES, language: str = "javascript") -> Asked:
    return Asked(at, "slots", language, suite)


async def told(house: House, interview: Interview, what: Asked) -> list[object]:
    return [each async for each in house.again.run(interview, what)]


def kinds(said: list[object]) -> list[str]:
    return [e.KIND_OF[type(each.event)] for each in said if isinstance(each, e.Entry)]


async def test_the_tests_run_on_the_code_of_then(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    before = [entry async for entry in house.entries(interview.id)]
    said = await told(house, interview, asked())
    assert sandbox.specs[0].source == "first"
    assert kinds(said) == ["run_started", "case_judged", "case_judged", "run_ended"]
    about, started = said[0], said[1]
    assert isinstance(about, About)
    assert not about.task_changed
    assert isinstance(started, e.Entry)
    assert (started.at, started.by) == (1_500, HOST)
    assert isinstance(started.event, e.RunStarted)
    assert started.event.digest == about.digest
    assert [entry async for entry in house.entries(interview.id)] == before, "nothing of it is on the timeline"


async def test_own_cases_are_those_of_then(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    await told(house, interview, asked(4_000))
    assert len(sandbox.specs[0].cases) == 3
    assert "second" in sandbox.specs[0].source
    kept = [entry.event async for entry in house.entries(interview.id) if isinstance(entry.event, e.CaseAdded)]
    assert [each.part for each in kept] == [1], "what it was found to be about, where nobody said"


async def test_the_hidden_tests_run_too(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    said = await told(house, interview, asked(suite=e.Suite.HIDDEN))
    assert kinds(said).count("case_judged") == 3
    assert len(sandbox.specs[0].cases) == 3


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Asked(-1, "slots", "javascript", e.Suite.EXAMPLES), "no moment"),
        (Asked(4_001, "slots", "javascript", e.Suite.EXAMPLES), "has 4 seconds"),
        (Asked(500, "slots", "javascript", e.Suite.EXAMPLES), EMPTY),
        (Asked(500, "other", "javascript", e.Suite.EXAMPLES), NOT_IN_IT),
        (Asked(500, "slots", "cobol", e.Suite.EXAMPLES), "cannot be solved in this language"),
        (Asked(500, "slots", "klingon", e.Suite.EXAMPLES), "cannot be solved in this language"),
    ],
)
async def test_what_cannot_run_is_said(house: House, interview: Interview, what: Asked, words: str) -> None:
    (refused,) = await told(house, interview, what)
    assert isinstance(refused, Refused)
    assert words in refused.message


async def test_without_a_sandbox_it_says_why(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    sandbox.now = SandboxStatus(False, "Docker does not answer.")
    await house.look_at_sandbox()
    assert await told(house, interview, asked()) == [Refused("Docker does not answer.")]


async def test_a_task_that_is_gone_or_another_one_now_is_said(
    house: House, interview: Interview, library: FakeLibrary
) -> None:
    library.put(replace(SLOTS, digest="1" * 64))
    about = (await told(house, interview, asked()))[0]
    assert isinstance(about, About)
    assert not about.task_changed  # it has pinned what it was planned with (L4)
    interview = replace(interview, versions=())  # one of before, which has not
    about = (await told(house, interview, asked()))[0]
    assert isinstance(about, About)
    assert about.task_changed
    library.drop("slots")
    assert await told(house, interview, asked()) == [Refused(NO_TASK)]


async def test_one_at_a_time_and_who_goes_away_kills_theirs(
    house: House, interview: Interview, sandbox: FakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.live.again.TURN_SECONDS", 0.0)
    sandbox.go.clear()
    first = house.again.run(interview, asked())
    assert isinstance(await anext(first), About)
    started = await anext(first)
    assert isinstance(started, e.Entry)
    assert isinstance(started.event, e.RunStarted)
    assert await anext(first) == Waits(0)
    waiting = asyncio.ensure_future(anext(first))
    await asyncio.sleep(0)
    assert await told(house, interview, asked()) == [Refused(BUSY)]
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await house.settled()
    assert sandbox.killed == [started.event.run]
    sandbox.go.set()
    assert kinds(await told(house, interview, asked()))[-1] == "run_ended"


async def test_a_room_to_practise_in_goes_on_from_a_moment(house: House, interview: Interview) -> None:
    before = [entry async for entry in house.entries(interview.id)]
    forked = await house.fork(interview, 2_500)
    assert isinstance(forked, Interview)
    assert (forked.title, forked.host, forked.tasks) == ("Practice: Backend engineer", "Ida", ("slots",))
    entries = [entry async for entry in house.entries(forked.id)]
    assert [e.KIND_OF[type(entry.event)] for entry in entries] == [
        "opened",
        "forked",
        "edited",
        "case_added",
        "switched",
    ]
    assert entries[1].event == e.Forked(interview.id, 2_500)
    files = await house.files(forked.id)
    assert files[JAVASCRIPT] == "first"
    assert files["slots/solution.py"].startswith("def count_free")
    assert [entry async for entry in house.entries(interview.id)] == before
    live = await house.enter(forked.id)
    assert live is not None
    with live.seated(seat(HOST, Role.HOST), 0):
        assert live.room.state is State.LIVE
        ida = seat(HOST, Role.HOST)
        house.ask(live, ida, Asks(HOST, Role.HOST, a.AskRun("slots", "javascript"), "r1"))
        await house.settled()
    assert isinstance(live.talk[-1].event, e.Left)
    assert any(isinstance(entry.event, e.RunEnded) for entry in live.talk)


async def test_practice_of_practice_is_called_practice_once(house: House, interview: Interview) -> None:
    once = await house.fork(interview, 2_500)
    assert isinstance(once, Interview)
    twice = await house.fork(once, 0)
    assert isinstance(twice, Interview)
    assert twice.title == once.title


async def test_nobody_goes_on_from_a_time_that_is_not_there_or_without_a_task(
    house: House, interview: Interview, library: FakeLibrary
) -> None:
    refused = await house.fork(interview, 4_001)
    assert isinstance(refused, Refused)
    library.drop("slots")
    refused = await house.fork(replace(interview, versions=()), 1_000)  # one of before, which has pinned nothing
    assert isinstance(refused, Refused)
    assert "library" in refused.message
    assert len(await house.interviews()) == 1
