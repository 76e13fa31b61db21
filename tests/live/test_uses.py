"""How tasks were used is counted when interviews end, and can be counted anew (SPEC: L6)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.core import asks as a
from server.core import events as e
from server.core.ids import CANDIDATE, HOST
from server.core.inputs import Agrees, Asks
from server.core.interview import Interview
from server.core.roles import Role
from server.core.seal.erasures import Erasure
from server.core.setup import Practice, Setup
from server.core.task import Project
from server.core.task_listing import Used
from server.live.house import House
from tests.fakes import FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house, seat


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def house(tmp_path: Path, clock: StillClock) -> AsyncIterator[House]:
    house = new_house(tmp_path, clock=clock, sandbox=FakeSandbox())
    await house.look_at_sandbox()
    yield house
    await house.close()


async def held(house: House, clock: StillClock, minutes: int, setup: Setup | None = None) -> Interview:
    """Cam solves it after so many minutes: everything passes here."""
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"], setup=setup or Setup())
    assert isinstance(interview, Interview)
    live = await house.enter(interview.id)
    assert live
    live.feed(Agrees("Cam", "2026-11-2"))
    with live.seated(seat(CANDIDATE, Role.CANDIDATE), 0), live.seated(host := seat(HOST, Role.HOST), 0):
        clock.ms += minutes * 60_000
        house.ask(live, host, Asks(HOST, Role.HOST, a.AskRun("slots", "python", e.Suite.HIDDEN), "r1"))
        await house.settled()
        clock.ms += 60_000
    await house.end(interview)
    await house.settled()
    return interview


async def test_an_interview_counts_when_it_ends_and_only_sums_are_told(house: House, clock: StillClock) -> None:
    for minutes in (10, 20, 30):
        await held(house, clock, minutes)
    told, versions = await house.uses.of("slots")
    assert (told.times, told.minutes, told.solved) == (3, 20, 100)
    assert [digest for digest, _ in versions] == ["0" * 64]
    assert (await house.uses.used())["slots"].times == 3


async def test_practice_does_not_count(house: House, clock: StillClock) -> None:
    await held(house, clock, 10, Setup(practice=Practice.PEERS))
    assert await house.uses.used() == {}
    assert list(await house.store.uncounted()) == []


async def test_counted_anew_it_is_the_same(house: House, clock: StillClock) -> None:
    interview = await held(house, clock, 10)
    before = await house.uses.used()
    assert await house.uses.recount() == 1
    assert await house.uses.used() == before
    ended = await house.interview(interview.id)
    assert ended
    assert before == {"slots": Used(1, ended.ended)}


async def test_what_ended_while_the_server_was_killed_is_counted_at_the_next_start(
    house: House, clock: StillClock
) -> None:
    await held(house, clock, 10)
    await house.store.forget_uses()
    await house.start()
    await house.settled()
    assert (await house.uses.used())["slots"].times == 1


async def test_an_interview_that_is_gone_or_goes_on_is_not_counted(house: House, clock: StillClock) -> None:
    await house.uses.count("aaaabbbbcccc")
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(interview, Interview)
    await house.uses.count(interview.id)
    assert await house.uses.used() == {}


async def test_deleted_it_is_in_no_sum_any_more(house: House, clock: StillClock) -> None:
    interview, *_ = [await held(house, clock, minutes) for minutes in (10, 20, 30)]
    ended = await house.interview(interview.id)
    assert ended
    assert await house.rights.delete(ended, "Ida") is None
    assert (await house.uses.of("slots"))[0].times == 2
    assert await house.uses.recount() == 2
    told, _ = await house.uses.of("slots")
    assert (told.times, told.minutes, told.solved) == (2, None, None), "a sum of two is somebody's result"


async def test_of_an_interview_whose_run_was_erased_the_sums_stay_as_they_were(house: House, clock: StillClock) -> None:
    interview, *_ = [await held(house, clock, minutes) for minutes in (10, 20, 30)]
    before = await house.uses.of("slots")
    assert before[0].solved == 100
    assert await erased(house, interview)
    assert await house.uses.recount() == 2
    assert await house.uses.of("slots") == before


async def test_of_an_interview_that_was_erased_before_it_was_counted_nothing_is_told(
    house: House, clock: StillClock
) -> None:
    """What is left of it would say that nobody solved anything."""
    interview = await held(house, clock, 10)
    await house.store.forget_uses()
    assert await erased(house, interview)
    assert await house.uses.catch_up() == 1
    assert await house.uses.used() == {}
    assert list(await house.store.uncounted()) == []


async def test_a_project_is_solved_when_all_its_tests_passed(house: House, clock: StillClock) -> None:
    library = house.tasks
    assert isinstance(library, FakeLibrary)
    tests = {"test_a.py": "def test_a(): ...\ndef test_b(): ...\n"}
    project = Project("pytest", ("app.py",), {"app.py": "x = 1\n"}, {}, tests)
    slots = library.task("slots")
    assert slots
    library.put(replace(slots, kind="project", projects={"python": project}))
    for minutes in (10, 20, 30):
        await held(house, clock, minutes)
    told, _ = await house.uses.of("slots")
    assert (told.times, told.minutes, told.solved) == (3, 20, 100)


async def erased(house: House, interview: Interview) -> bool:
    """What its runs printed, and with that the runs."""
    await house.sealing.seal(interview.id)
    ended = await house.interview(interview.id)
    assert ended
    chosen = [each.seq for each in await house.store.talk(interview.id) if isinstance(each.event, e.CaseJudged)]
    return isinstance(await house.rights.erase(ended, chosen, "Ida"), Erasure)
