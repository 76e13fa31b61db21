"""`greenroom export`, beside a server or without one."""

import zipfile
from pathlib import Path

import pytest

from server.core import events as e
from server.core.ids import HOST
from server.core.interview import Interview
from server.exporting import FORMATS
from tests.cli.commands import greenroom
from tests.fakes import StillClock
from tests.house import new_house


@pytest.fixture
async def interview(tmp_path: Path) -> Interview:
    """An interview in the folder's database, whose task is in no library any more."""
    house = new_house(tmp_path, clock=StillClock())
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(opened, Interview)
    house.store.journal.append(
        opened.id, e.Entry(3, 5_000, 5_000, HOST, e.NoteWritten("n1", "private words", "", "", 0))
    )
    await house.close()
    return opened


@pytest.mark.parametrize("name", [format.name for format in FORMATS])
async def test_a_file_is_written_for_each_format(tmp_path: Path, interview: Interview, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = await greenroom("export", interview.id, name, "--data", tmp_path, "--out", out)
    assert done.exit_code == 0, done.output
    (made,) = out.iterdir()
    assert made.stat().st_size > 0
    assert str(made) in done.stderr
    assert "up-to-now" in made.name


async def test_the_candidates_copy_has_no_notes(tmp_path: Path, interview: Interview) -> None:
    for edition, there in (("host", True), ("candidate", False)):
        words = ("export", interview.id, "transcript.txt", "--data", tmp_path, "--edition", edition, "--out", "-")
        done = await greenroom(*words)
        assert done.exit_code == 0, done.output
        assert ("private words" in done.stdout) is there
        assert done.stdout.startswith("Backend engineer\n====")


async def test_files_of_a_task_that_is_gone_are_still_there(tmp_path: Path, interview: Interview) -> None:
    made = tmp_path / "traces.zip"
    done = await greenroom("export", interview.id, "editing-traces", "--data", tmp_path, "--out", made)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == ["slots/solution.py.json"]


async def test_a_file_that_is_there_stays(tmp_path: Path, interview: Interview) -> None:
    made = tmp_path / "mine.txt"
    made.write_text("kept")
    done = await greenroom("export", interview.id, "transcript.txt", "--data", tmp_path, "--out", made)
    assert done.exit_code == 1
    assert f"{made} is there already" in done.output
    assert made.read_text() == "kept"


async def test_an_unknown_interview_and_an_unknown_place_are_said(tmp_path: Path, interview: Interview) -> None:
    for id in ("aaaaaaaaaaaa", "../../etc"):
        done = await greenroom("export", id, "git", "--data", tmp_path)
        assert done.exit_code == 1
        assert f"There is no interview {id}" in done.output
    done = await greenroom("export", interview.id, "git", "--data", tmp_path, "--out", tmp_path / "no" / "where.bundle")
    assert "cannot be written: No such file or directory" in done.output
