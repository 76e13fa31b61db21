"""What the house wants to have waiting: one container for each room and language, and when it says so."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.contract import Mode, Warm
from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.document import seed
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.core.room import Room
from server.core.room_state import TaskFacts
from server.core.task import TaskLimits
from server.live.house import WISH_AGAIN_MS, House
from server.live.live_room import LiveRoom
from server.live.wishes import EDITED_MS, wishes
from tests.fakes import SLOTS, FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house, seat

LIBRARY = FakeLibrary()
PYTHON, JAVASCRIPT = (Warm(language, 1, 256, Mode.FUNCTION) for language in ("python", "javascript"))


def room(*looks: tuple[str, str]) -> Room:
    """A room with Ida and Cam in it, who look at these languages of the task `slots`."""
    made = Room({"slots": TaskFacts("slots", "Slots", ("python", "javascript"))})
    for person, role in ((HOST, Role.HOST), (CANDIDATE, Role.CANDIDATE)):
        made.receive(i.Arrives(person, person, role), 0, 0)
    for person, language in looks:
        made.looking[person] = e.Switched("slots", language)
    return made


def wanted(*rooms: Room) -> tuple[Warm, ...]:
    return wishes((each, LIBRARY.task) for each in rooms)


def test_where_nobody_has_chosen_it_is_the_first_language_of_the_first_task() -> None:
    assert wanted(room()) == (PYTHON,)


def test_who_looks_at_the_same_shares_one() -> None:
    assert wanted(room((HOST, "javascript"), (CANDIDATE, "javascript"))) == (JAVASCRIPT,)


def test_two_languages_in_one_room_are_two() -> None:
    assert wanted(room((HOST, "python"), (CANDIDATE, "javascript"))) == (JAVASCRIPT, PYTHON)


def test_every_room_counts_and_the_most_wanted_comes_first() -> None:
    rooms = [room((CANDIDATE, "javascript")), room(), room()]
    assert wanted(*rooms) == (Warm("python", 2), Warm("javascript", 1))


def test_who_has_left_looks_at_nothing_unless_everybody_has() -> None:
    one = room((HOST, "javascript"), (CANDIDATE, "python"))
    one.receive(i.Leaves(HOST), 0, 0)
    assert wanted(one) == (PYTHON,)
    one.receive(i.Leaves(CANDIDATE), 0, 0)
    assert wanted(one) == (JAVASCRIPT, PYTHON)


def test_a_task_that_is_gone_wants_nothing() -> None:
    assert wishes([(room(), lambda slug: None)]) == ()
    assert wanted(Room({})) == ()


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def house(tmp_path: Path, sandbox: FakeSandbox, clock: StillClock) -> AsyncIterator[House]:
    house = new_house(tmp_path, sandbox=sandbox, clock=clock)
    yield house
    await house.close()


async def opened(house: House) -> LiveRoom:
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(interview, Interview)
    live = await house.enter(interview.id)
    assert live is not None
    return live


async def test_the_sandbox_hears_of_a_room_when_somebody_comes_and_not_again_until_it_changes(
    house: House, sandbox: FakeSandbox
) -> None:
    live = await opened(house)
    await house.wish()
    assert sandbox.warmed == []
    ida = seat(HOST, Role.HOST)
    with live.seated(ida, 0):
        await house.wish()
        await house.wish()
        assert sandbox.warmed == [(PYTHON,)]
        house.ask(live, ida, i.Asks(HOST, Role.HOST, a.AskSwitch("slots", "javascript"), "x"))
        await house.wish()
        assert sandbox.warmed == [(PYTHON,), (JAVASCRIPT,)]
    await house.wish()
    assert sandbox.warmed[-1] == ()


async def test_what_stays_is_said_again_for_a_sandbox_that_has_forgotten(
    house: House, sandbox: FakeSandbox, clock: StillClock
) -> None:
    live = await opened(house)
    with live.seated(seat(HOST, Role.HOST), 0):
        await house.wish()
        clock.ms += WISH_AGAIN_MS
        await house.wish()
    assert sandbox.warmed == [(PYTHON,), (PYTHON,)]


async def test_a_room_that_was_edited_just_now_is_live_though_nobody_is_there(
    house: House, sandbox: FakeSandbox, clock: StillClock
) -> None:
    live = await opened(house)
    cam = seat(CANDIDATE, Role.CANDIDATE)
    with live.seated(cam, 0):
        live.typed(cam, seed({"slots/solution.py": "x"}), None)
    await house.wish()
    clock.ms += EDITED_MS
    await house.wish()
    assert sandbox.warmed == [(PYTHON,), ()]


async def test_a_room_wants_what_its_interview_was_planned_with_whatever_the_library_has_now(
    tmp_path: Path, sandbox: FakeSandbox
) -> None:
    library = FakeLibrary()
    house = new_house(tmp_path, sandbox=sandbox, tasks=library)
    live = await opened(house)
    library.put(replace(SLOTS, digest="1" * 64, limits=TaskLimits(memory=1024)))
    with live.seated(seat(HOST, Role.HOST), 0):
        await house.wish()
    assert sandbox.warmed == [(PYTHON,)]
    await house.close()
