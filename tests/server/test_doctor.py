"""`greenroom doctor` tells whoever runs the house what is wrong with it, and what to do."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sandbox.doctor import State
from server.cli import checks, main
from server.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A house in a folder of its own, without runs."""
    return Settings(data=tmp_path / "data", tasks=tmp_path / "tasks", sandbox="off")


async def test_a_database_that_takes_a_write_works(settings: Settings) -> None:
    assert (await checks.database(settings)).state is State.WORKS


async def test_a_database_that_cannot_be_made_is_broken_and_says_where_else(settings: Settings) -> None:
    settings.data.touch()
    found = await checks.database(settings)
    assert found.state is State.BROKEN
    assert "GREENROOM_DATA" in found.mend


def test_a_room_that_is_not_built_is_broken(tmp_path: Path) -> None:
    found = checks.bundle(tmp_path)
    assert found.state is State.BROKEN
    assert found.mend == "Run: make up"


def test_a_room_that_is_built_works(tmp_path: Path) -> None:
    (tmp_path / ".vite").mkdir()
    room = {"src/room.tsx": {"file": "assets/room.js", "src": "src/room.tsx", "isEntry": True}}
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(room))
    assert checks.bundle(tmp_path).state is State.WORKS


def test_the_space_is_measured_where_the_data_will_be(tmp_path: Path) -> None:
    assert "free" in checks.space(tmp_path / "not" / "yet" / "made").found


def test_a_broken_task_is_a_note_that_names_its_file(settings: Settings) -> None:
    (settings.tasks / "kettle").mkdir(parents=True)
    (settings.tasks / "kettle" / "task.yaml").write_text("title: [unclosed\n")
    found = checks.tasks(settings)
    assert found.state is State.NOTE
    assert "kettle/task.yaml" in found.mend


async def test_runs_that_are_switched_off_are_a_note(settings: Settings) -> None:
    assert [check.state for check in await checks.runs(settings)] == [State.NOTE]


async def test_a_sandbox_that_does_not_answer_is_broken(settings: Settings, tmp_path: Path) -> None:
    found = await checks.runs(replace(settings, sandbox=f"unix:{tmp_path}/nobody.sock"))
    assert [check.state for check in found] == [State.BROKEN]


def test_the_command_fails_while_something_is_broken_and_says_so_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    shown = CliRunner().invoke(main, ["doctor", "--sandbox", "off", "--data", str(tmp_path / "data")])
    assert shown.exit_code == 1
    assert "✗ broken" in shown.output
    assert "GREENROOM_DATA" in shown.output
