"""An interview goes on with the versions of its tasks that it was planned with (SPEC: L4, L5), on real folders."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.contract import RunSpec
from server.core import asks as a
from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.inputs import Agrees, Asks
from server.core.interview import Interview
from server.core.roles import Role
from server.live.again import About, Asked
from server.live.house import House
from server.live.planning import Refused
from server.live.ports import Store
from server.store.memory import Memory
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.databases import database
from tests.fakes import FakeSandbox
from tests.house import new_house, seat
from tests.store.task_files import CASES, TASK, write

FILE = "add/solution.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "tasks"
    write(root)
    return root


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture(params=["database", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Memory() if request.param == "memory" else database(tmp_path / "pins.db")


@pytest.fixture
async def house(tmp_path: Path, root: Path, sandbox: FakeSandbox, store: Store) -> AsyncIterator[House]:
    house = await opened(tmp_path, root, sandbox, store)
    yield house
    await house.close()


async def opened(tmp_path: Path, root: Path, sandbox: FakeSandbox, store: Store) -> House:
    house = new_house(tmp_path, store=store, sandbox=sandbox, tasks=TaskFolders(root, [PYTHON, JAVASCRIPT]))
    await house.look_at_sandbox()
    return house


async def planned(house: House) -> Interview:
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["add"])
    assert isinstance(interview, Interview)
    return interview


async def now(house: House, interview: Interview) -> Interview:
    found = await house.interview(interview.id)
    assert found
    return found


def change(root: Path) -> None:
    """The example's answer is another one, and so is the signature."""
    (root / "add" / "cases.yaml").write_text(CASES.replace("out: 3", "out: 4").replace("a: ", "x: "))
    (root / "add" / "task.yaml").write_text(TASK.replace("(a: int", "(x: int"))


async def runs(house: House, sandbox: FakeSandbox, interview: Interview) -> RunSpec:
    """Cam runs the examples in the room: what the sandbox is sent."""
    live = await house.enter(interview.id)
    assert live
    cam = seat(CANDIDATE, Role.CANDIDATE)
    with live.seated(cam, 0):
        house.ask(live, cam, Asks(CANDIDATE, Role.CANDIDATE, a.AskRun("add", "python", e.Suite.EXAMPLES), "r1"))
        await house.settled()
    return sandbox.specs[-1]


async def test_a_planned_interview_goes_on_with_the_version_that_it_was_planned_with(
    house: House, root: Path, sandbox: FakeSandbox
) -> None:
    interview = await planned(house)
    change(root)
    spec = await runs(house, sandbox, await now(house, interview))
    assert [case.expected for case in spec.cases] == [3]
    await house.end(interview)
    ended = await now(house, interview)
    about = await anext(house.again.run(ended, Asked(0, "add", "python", e.Suite.EXAMPLES)))
    assert isinstance(about, About)
    assert not about.task_changed
    (title,) = [task.title for slug in ended.tasks if (task := house.pins.of(ended).task(slug))]
    assert title == "Add two numbers"


async def test_a_room_that_is_open_goes_on_with_it_too(house: House, root: Path, sandbox: FakeSandbox) -> None:
    interview = await planned(house)
    assert await house.enter(interview.id)
    change(root)
    assert [case.expected for case in (await runs(house, sandbox, interview)).cases] == [3]


async def test_a_folder_that_is_gone_takes_nothing_away(
    tmp_path: Path, house: House, root: Path, sandbox: FakeSandbox, store: Store
) -> None:
    interview = await planned(house)
    shutil.rmtree(root / "add")
    again = await opened(tmp_path, root, sandbox, store)  # as after a restart: nothing is remembered
    spec = await runs(again, sandbox, await now(again, interview))
    assert [case.expected for case in spec.cases] == [3]
    assert "def add(a: int" in spec.source


async def test_the_newer_version_is_taken_before_it_begins(house: House, root: Path, sandbox: FakeSandbox) -> None:
    interview = await planned(house)
    assert house.pins.newer(interview) == ()
    change(root)
    assert house.pins.newer(interview) == ("add",)
    renewed = await house.renew(interview)
    assert isinstance(renewed, Interview)
    assert house.pins.newer(await now(house, interview)) == ()
    live = await house.enter(interview.id)
    assert live
    assert "def add(x: int" in live.document.text(FILE)
    assert [entry.event for entry in live.talk if isinstance(entry.event, e.VersionTaken)] == [
        e.VersionTaken("add", renewed.versions[0])
    ]
    assert [case.expected for case in (await runs(house, sandbox, renewed)).cases] == [4]


async def test_what_somebody_wrote_before_stays_when_a_newer_version_is_taken(house: House, root: Path) -> None:
    interview = await planned(house)
    live = await house.enter(interview.id)
    assert live
    live.write(live.document.replacement(FILE, "# Ida's own beginning\n", client=71))
    change(root)
    await house.renew(interview)
    live = await house.enter(interview.id)
    assert live
    assert live.document.text(FILE) == "# Ida's own beginning\n"


async def test_nobody_takes_another_version_once_it_has_begun(house: House, root: Path) -> None:
    interview = await planned(house)
    live = await house.enter(interview.id)
    assert live
    live.feed(Agrees("Cam", "2026-11-2"))
    with live.seated(seat(CANDIDATE, Role.CANDIDATE), 0):
        change(root)
        refused = await house.renew(interview)
    assert isinstance(refused, Refused)
    assert "goes on with the version" in refused.message
    assert house.pins.newer(await now(house, interview)) == ("add",)


async def test_a_practice_room_from_a_moment_has_the_versions_of_then(house: House, root: Path) -> None:
    interview = await planned(house)
    change(root)
    fork = await house.fork(await now(house, interview), 0)
    assert isinstance(fork, Interview)
    assert fork.versions == interview.versions


async def test_an_interview_of_before_goes_on_with_what_the_library_has(house: House, root: Path, store: Store) -> None:
    interview = Interview("aaaabbbbcccc", "Old", "Ida", "Cam", ("add",), (await planned(house)).state, created=1)
    await store.add_interview(interview)
    change(root)
    assert house.pins.newer(interview) == ()
    task = house.pins.of(await now(house, interview)).task("add")
    assert task
    assert task.examples[0].expected == 4


async def test_versions_beyond_what_is_held_are_read_again(
    house: House, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.live.pins.KNOWN_MAX", 1)
    first = await planned(house)
    for number in range(3):
        (root / "add" / "statement.md").write_text(f"Add them, {number}.\n")
        await now(house, await planned(house))
    task = house.pins.of(await now(house, first)).task("add")
    assert task
    assert task.parts[0].statement == "Add them.\n"
