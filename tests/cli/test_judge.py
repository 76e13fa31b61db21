"""`greenroom judge`, against the real sandbox: what an author reads, and what a script gets."""

import json
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from tests.cli.commands import TASKS, greenroom

SOLUTIONS = TASKS / "split-discount" / "solutions"


@pytest.fixture
def where(sandbox: SandboxClient, tmp_path: Path) -> tuple[object, ...]:
    return ("--tasks", TASKS, "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")


@pytest.mark.docker
async def test_a_good_solution_passes_everything(where: tuple[object, ...]) -> None:
    done = await greenroom("judge", "split-discount", SOLUTIONS / "good.py", "--hidden", *where)
    assert done.exit_code == 0, done.output
    assert "All 5 cases passed." in done.output
    assert "wrong" not in done.output


@pytest.mark.docker
async def test_a_wrong_one_shows_what_came_instead_and_does_not_exit_with_0(where: tuple[object, ...]) -> None:
    done = await greenroom(
        "judge", TASKS / "split-discount", SOLUTIONS / "wrong-float-fractions.js", "--hidden", *where
    )
    assert done.exit_code == 1
    assert "got       [" in done.output
    assert "expected  [" in done.output


@pytest.mark.docker
async def test_a_script_gets_one_object(where: tuple[object, ...]) -> None:
    done = await greenroom("judge", "split-discount", SOLUTIONS / "good.py", "--json", *where)
    told = json.loads(done.output)
    assert (told["task"], told["language"], told["passed"]) == ("split-discount", "python", True)
    assert [suite["suite"] for suite in told["suites"]] == ["examples"]
    assert {case["verdict"] for case in told["suites"][0]["cases"]} == {"passed"}


async def test_a_misspelt_task_is_asked_back() -> None:
    done = await greenroom("judge", "split-discont", SOLUTIONS / "good.py", "--tasks", TASKS)
    assert done.exit_code == 1
    assert "Did you mean split-discount?" in done.output


@pytest.mark.parametrize(("count", "words"), [(2, "There are: task-0, task-1."), (50, "There are 50 others.")])
async def test_a_task_that_is_like_none_is_asked_back_without_filling_the_screen(
    tmp_path: Path, count: int, words: str
) -> None:
    for number in range(count):
        (tmp_path / f"task-{number}").mkdir()
        (tmp_path / f"task-{number}" / "task.yaml").write_text("title: One\n")
    done = await greenroom("judge", "zzz", SOLUTIONS / "good.py", "--tasks", tmp_path)
    assert words in done.output


async def test_a_file_whose_language_nobody_can_tell_is_asked_back(tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("?")
    done = await greenroom("judge", "split-discount", tmp_path / "answer.txt", "--tasks", TASKS)
    assert "Add --language" in done.output


async def test_switched_off_runs_say_so() -> None:
    done = await greenroom("judge", "split-discount", SOLUTIONS / "good.py", "--tasks", TASKS, "--sandbox", "off")
    assert done.exit_code == 1
    assert "switched off" in done.output
