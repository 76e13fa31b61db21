"""When a project's test first passed and when it broke: all files of each version run together."""

from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import pytest

from sandbox.contract import CaseJudged, Finished, Piece, SuiteSpec, Verdict
from server.core import asks as a
from server.core import events as e
from server.core.document import seed
from server.core.ids import CANDIDATE
from server.core.inputs import Asks
from server.core.interview import Interview
from server.core.roles import Role
from server.live.again import Asked
from server.live.history import NO_CASE, Begins, Case, Done, Found, Told
from server.live.house import House
from server.live.planning import Refused
from server.store.tasks import TaskFolders
from tests.fakes import FakeLibrary, FakeSandbox, StillClock
from tests.house import known_languages, new_house, seat

PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"
WORK = ("lending-desk", "python")
TESTS = Asked(0, *WORK, e.Suite.EXAMPLES)
OUT, BACK = "desk_test.py::test_a_tool_goes_out_once", "desk_test.py::test_a_tool_comes_back"
MADE = "desk_test.py::test_of_its_own[3]"


class Suites(FakeSandbox):
    """A tool goes out once there are loans; the framework names one test more than can be read."""

    async def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        self.suites.append(spec)
        passed = "loan" in spec.files.get("loans.py", "")
        for case in (OUT, BACK, MADE):
            verdict = Verdict.PASSED if passed or case == BACK else Verdict.WRONG
            yield CaseJudged(spec.run, case, verdict)
        yield Finished(spec.run, Verdict.PASSED if passed else Verdict.WRONG, "", 3 if passed else 1, 3, 1.0)


@pytest.fixture
def sandbox() -> Suites:
    return Suites()


@pytest.fixture
async def house(tmp_path: Path, sandbox: Suites) -> AsyncIterator[House]:
    task = TaskFolders(PROJECTS, [each.style for each in known_languages()]).task(WORK[0])
    assert task is not None
    house = new_house(tmp_path, sandbox=sandbox, clock=StillClock(), tasks=FakeLibrary(task))
    await house.look_at_sandbox()
    yield house
    await house.close()


@pytest.fixture
async def interview(house: House) -> Interview:
    """Cam makes `loans.py`, writes in it, runs the tests, and deletes it."""
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", [WORK[0]])
    assert isinstance(opened, Interview)
    live = await house.enter(opened.id)
    assert live is not None
    cam, clock = seat(CANDIDATE, Role.CANDIDATE), house.clock
    assert isinstance(clock, StillClock)

    def later(ask: a.Ask) -> None:
        clock.ms += 3_000
        house.ask(live, cam, Asks(CANDIDATE, Role.CANDIDATE, ask, "r1"))

    with live.seated(cam, 0):
        later(a.AskFileCreate(*WORK, "loans.py"))
        clock.ms += 3_000
        live.typed(cam, seed({"lending-desk/python.4": "loan\n"}, client=70), None)
        later(a.AskRun(*WORK))
        await house.settled()
        later(a.AskFileDelete(*WORK, "loans.py"))
    await house.end(opened)
    found = await house.interview(opened.id)
    assert found is not None
    return found


async def told(house: House, interview: Interview, case: str = "") -> list[Told]:
    return [each async for each in house.history.of(interview, TESTS, case)]


async def test_a_projects_test_has_a_story(house: House, interview: Interview, sandbox: Suites) -> None:
    assert len(sandbox.suites) == 1
    said = await told(house, interview)
    begins = said[0]
    assert isinstance(begins, Begins)
    assert [(each.at, each.file) for each in begins.versions] == [
        (0, ""),
        (3_000, ""),
        (6_000, "python.4"),
        (12_000, ""),
    ]
    assert begins.cases[-1] == Case(MADE, "test_of_its_own[3]"), "as the framework named it"
    found = next(each for each in reversed(said) if isinstance(each, Found))
    assert [(each.case, each.version, each.passes, each.first) for each in found.changes if each.case != MADE] == [
        (BACK, 0, True, True),
        (OUT, 2, True, True),
        (OUT, 3, False, False),
    ]
    assert said[-1] == Done(4, 4)
    assert len(sandbox.suites) == 3, "Cam ran the third, and the fourth is the first again"


async def test_one_test_that_only_the_framework_named(house: House, interview: Interview) -> None:
    said = await told(house, interview, MADE)
    assert isinstance(said[0], Begins)
    assert said[0].cases == (Case(MADE, "test_of_its_own[3]"),)
    assert await told(house, interview, "gone") == [Refused(NO_CASE, "case")]
