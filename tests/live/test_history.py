"""When a case first passed and when it broke: asked of a recorded interview, answered by trying its versions."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.contract import RunSpec, SandboxStatus, Verdict
from server.core import asks as a
from server.core import events as e
from server.core.document import seed
from server.core.ids import CANDIDATE
from server.core.inputs import Asks
from server.core.interview import Interview
from server.core.roles import Role
from server.live.again import EMPTY, Asked
from server.live.history import NO_CASE, Begins, Change, Done, Found, Told, Tried
from server.live.house import House
from server.live.planning import Refused
from tests.fakes import SLOTS, FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house, seat

SCRIPT = "slots/solution.js"
TESTS = Asked(0, "slots", "javascript", e.Suite.EXAMPLES)
LINES = 8


@pytest.fixture
def sandbox() -> FakeSandbox:
    """“two free” passes with four lines or more, “none free” with two to five."""
    sandbox = FakeSandbox()

    def answer(spec: RunSpec, case: str) -> Verdict:
        lines = spec.source.count("line")
        passes = lines >= 4 if case == "example-1" else 2 <= lines <= 5
        return Verdict.PASSED if passes else Verdict.WRONG

    sandbox.answer = answer
    return sandbox


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
async def house(tmp_path: Path, sandbox: FakeSandbox, library: FakeLibrary) -> AsyncIterator[House]:
    house = new_house(tmp_path, sandbox=sandbox, clock=StillClock(), tasks=library)
    await house.look_at_sandbox()
    yield house
    await house.close()


@pytest.fixture
async def interview(house: House) -> Interview:
    """Cam writes a line every three seconds, and runs the tests on the third."""
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    live = await house.enter(opened.id)
    assert live is not None
    cam = seat(CANDIDATE, Role.CANDIDATE)
    assert isinstance(house.clock, StillClock)
    with live.seated(cam, 0):
        for number in range(1, LINES + 1):
            house.clock.ms += 3_000
            live.typed(cam, seed({SCRIPT: "line\n"}, client=70 + number), None)
            if number == 3:
                house.ask(live, cam, Asks(CANDIDATE, Role.CANDIDATE, a.AskRun("slots", "javascript"), "r1"))
                await house.settled()
    await house.end(opened)
    found = await house.interview(opened.id)
    assert found is not None
    return found


async def told(house: House, interview: Interview, case: str = "", asked: Asked = TESTS) -> list[Told]:
    return [each async for each in house.history.of(interview, asked, case)]


def changes(said: list[Told]) -> tuple[Change, ...]:
    return next(each for each in reversed(said) if isinstance(each, Found)).changes


async def test_every_change_is_found_and_what_the_runs_said_is_not_tried_again(
    house: House, interview: Interview, sandbox: FakeSandbox
) -> None:
    sandbox.specs.clear()
    said = await told(house, interview)
    begins = said[0]
    assert isinstance(begins, Begins)
    assert [version.at for version in begins.versions] == [3_000 * n for n in range(1, LINES + 1)]
    assert [(case.case, case.name) for case in begins.cases] == [("example-1", "two free"), ("example-2", "none free")]
    assert changes(said) == (
        Change("example-2", 1, True, True, 0),
        Change("example-1", 3, True, True, 0),
        Change("example-2", 5, False, False, 0),
    )
    assert said[-1] == Done(LINES, LINES)
    assert len(sandbox.specs) == LINES - 1, "Cam ran the third"
    assert Tried(1, LINES) in said
    assert [entry async for entry in house.entries(interview.id)][-1].event == e.Ended()


async def test_asked_again_it_is_known_at_once_also_after_a_restart(
    house: House, interview: Interview, sandbox: FakeSandbox, library: FakeLibrary
) -> None:
    first = changes(await told(house, interview))
    sandbox.specs.clear()
    assert changes(await told(house, interview)) == first
    assert sandbox.specs == []
    library.put(replace(SLOTS, digest="1" * 64))
    again = await told(house, replace(interview, versions=()))  # one of before, which has pinned nothing
    assert isinstance(again[0], Begins)
    assert again[0].task_changed
    assert len(sandbox.specs) == LINES, "of another version of the task nothing is known, not even from the runs"


async def test_one_case_alone_is_run_alone(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    sandbox.specs.clear()
    said = await told(house, interview, "example-1")
    assert [change.case for change in changes(said)] == ["example-1"]
    assert {tuple(case.id for case in spec.cases) for spec in sandbox.specs} == {("example-1",)}
    assert await told(house, interview, "gone") == [Refused(NO_CASE, "case")]


async def test_the_hidden_cases_have_a_story_too(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    said = await told(house, interview, asked=replace(TESTS, suite=e.Suite.HIDDEN))
    assert len({change.case for change in changes(said)}) == 3


async def test_a_file_in_which_nobody_wrote_has_no_story(house: House, interview: Interview) -> None:
    live = await house.open_interview("Another", "Ida", "Cam", ["slots"])
    assert isinstance(live, Interview)
    assert await told(house, live) == [Refused(EMPTY)]


async def test_trouble_on_the_way_is_said_and_what_was_found_stays(
    house: House, interview: Interview, sandbox: FakeSandbox
) -> None:
    sandbox.answer = lambda spec, case: 1 / 0  # type: ignore[assignment, return-value] # the sandbox breaks
    said = await told(house, interview)
    done = said[-1]
    assert isinstance(done, Done)
    assert done.tried == 1
    assert "sandbox did not answer" in done.why


async def test_without_a_sandbox_nothing_is_tried(house: House, interview: Interview, sandbox: FakeSandbox) -> None:
    sandbox.now = SandboxStatus(False, "Docker does not answer.")
    await house.look_at_sandbox()
    assert await told(house, interview) == [Refused("Docker does not answer.")]


async def test_who_goes_away_kills_the_run_and_keeps_what_was_found(
    house: House, interview: Interview, sandbox: FakeSandbox
) -> None:
    sandbox.specs.clear()
    asking = house.history.of(interview, TESTS)
    async for each in asking:
        if isinstance(each, Tried) and each.tried == 4:
            break
    await asking.aclose()
    ran = len(sandbox.specs)
    assert ran == 3
    await told(house, interview)
    assert len(sandbox.specs) == LINES - 1
