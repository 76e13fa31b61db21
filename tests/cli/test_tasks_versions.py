"""`greenroom tasks versions`: what is kept for interviews, and what nobody needs any more (SPEC: L9)."""

from pathlib import Path

from server.core.interview import Interview
from server.live.ports_library import TaskVersion
from server.store.lock import alone_at
from server.store.tasks import TaskFolders
from tests.cli.commands import greenroom
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.databases import database
from tests.fakes import StillClock
from tests.house import new_house
from tests.store.task_files import CASES, write


async def planned(tmp_path: Path) -> Interview:
    """An interview with a task whose folder has changed since; and a version that no interview has."""
    root = tmp_path / "tasks"
    write(root)
    store = database(tmp_path / "greenroom.db")
    house = new_house(tmp_path, store=store, clock=StillClock(), tasks=TaskFolders(root, [PYTHON, JAVASCRIPT]))
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["add"])
    assert isinstance(interview, Interview)
    write(root, files={"cases.yaml": CASES.replace("out: 3", "out: 4")})
    await store.keep_version(TaskVersion("add", "e" * 64, 0, b"x" * 3000))
    await house.close()
    return interview


async def test_l9_what_no_interview_pins_is_listed_and_goes_when_its_owner_says_so(tmp_path: Path) -> None:
    interview = await planned(tmp_path)
    where = ("--data", tmp_path, "--tasks", tmp_path / "tasks")
    told = await greenroom("tasks", "versions", *where)
    assert told.exit_code == 0, told.output
    first, second, count, hint = told.output.splitlines()
    assert first.startswith(f"add  {interview.versions[0][:12]}  kept on ")
    assert first.endswith(", 1 KB, 1 interview")
    assert second == f"add  {'e' * 12}  kept on 1970-01-01, 3 KB, no interview"
    assert (count, hint) == ("2 versions kept, 4 KB.", "1 of them is pinned by no interview: --remove removes it.")
    done = await greenroom("tasks", "versions", "--remove", *where)
    assert "1 version removed, 3 KB. Whatever an interview pins is still here." in done.output
    again = await greenroom("tasks", "versions", "--remove", *where)
    assert again.output.splitlines()[0].startswith("0 versions removed, 0 KB.")

    store = database(tmp_path / "greenroom.db")
    house = new_house(
        tmp_path, store=store, clock=StillClock(), tasks=TaskFolders(tmp_path / "tasks", [PYTHON, JAVASCRIPT])
    )
    found = await house.interview(interview.id)
    assert found
    task = house.pins.of(found).task("add")
    assert task
    assert task.examples[0].expected == 3, "as it was planned"
    await house.close()


async def test_l9_nothing_is_removed_beside_a_server(tmp_path: Path) -> None:
    """It may be about to plan an interview with just such a version."""
    await planned(tmp_path)
    with alone_at(f"sqlite:///{tmp_path / 'greenroom.db'}"):
        done = await greenroom("tasks", "versions", "--remove", "--data", tmp_path)
    assert done.exit_code != 0
    assert "Stop it, or choose another folder" in done.output
