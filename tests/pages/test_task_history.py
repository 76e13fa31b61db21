"""The history of a task on its page: changes, differences, and what is not committed yet."""

from pathlib import Path

import pytest
from dulwich import porcelain

from server.live.house import House
from server.pages import application
from server.pages.bundle import WEB
from server.pages.render import View
from server.store.memory import Memory
from server.store.task_history import GitHistory
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.fakes import FakeSandbox, StillClock
from tests.house import new_house
from tests.pages.visitors import Town
from tests.store.task_files import write
from tests.store.test_task_history import committed

ATTACK = "<script>alert(1)</script>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "tasks"
    write(root)
    return root


@pytest.fixture
async def house(tmp_path: Path, root: Path, sandbox: FakeSandbox) -> House:
    folders = TaskFolders(root, [PYTHON, JAVASCRIPT])
    return new_house(
        tmp_path, store=Memory(), sandbox=sandbox, tasks=folders, clock=StillClock(), task_history=GitHistory(root)
    )


@pytest.fixture
def town(house: House, dist: Path) -> Town:
    return Town(house, application(house, view=View(WEB / "templates", dist)))


async def test_a_folder_without_git_says_how_a_history_begins(town: Town) -> None:
    ida = await town.owner()
    assert await ida.opens("/tasks/add/history") == 200
    assert "No history is kept" in ida.text
    assert "git init" in ida.text


async def test_changes_and_what_is_different_are_shown_with_the_words_marked(town: Town, root: Path) -> None:
    porcelain.init(str(root))
    ida = await town.owner()
    await ida.opens("/tasks/add/history")
    assert "Not committed yet" in ida.text
    first = committed(root, f"Begin {ATTACK}")
    await ida.opens("/tasks/add/history")
    assert "This is its first version." in ida.text
    assert ATTACK not in ida.text
    (root / "add" / "statement.md").write_text("Add both.\n")
    await ida.opens("/tasks/add/history")
    assert "Not committed yet" in ida.text
    assert "Add <mark>them</mark>." in ida.text
    assert "Add <mark>both</mark>." in ida.text
    second = committed(root, "Say both")
    await ida.opens(f"/tasks/add/history?from={first}&to={second}")
    assert "<code>statement.md</code>" in ida.text
    assert "Say both" in ida.text
    await ida.opens(f"/tasks/add/history?from={second}&to={second}")
    assert "The task’s files are the same in both" in ida.text


@pytest.mark.parametrize(("path", "code"), [("add/history?from=x&to=now", 404), ("gone/history", 404)])
async def test_what_is_not_there_is_said(town: Town, root: Path, path: str, code: int) -> None:
    porcelain.init(str(root))
    committed(root, "First")
    ida = await town.owner()
    assert await ida.opens(f"/tasks/{path}") == code


async def test_the_history_of_an_address_that_is_empty_now_says_so(town: Town, root: Path) -> None:
    porcelain.init(str(root))
    committed(root, "First")
    (root / "add").rename(root / "elsewhere")
    ida = await town.owner()
    assert await ida.opens("/tasks/add/history") == 200
    assert "which is at this address no more" in ida.text
    assert 'href="/tasks/add"' not in ida.text
