"""The library of tasks on disk while its files change: what is read once, and what is read again."""

from pathlib import Path

import pytest

from server.store.task_format import folder as folders
from tests.store.task_files import TASK, library, task_of, wholes, write


def test_a_folder_is_read_once_and_again_when_a_file_changes(tmp_path: Path) -> None:
    folder = write(tmp_path)
    write(tmp_path, "other")
    tasks = library(tmp_path)
    first, other = tasks.task("add"), tasks.task("other")
    assert first
    assert tasks.task("add") is first
    assert tasks.tasks() is tasks.tasks()
    assert wholes(tasks)[0] is first

    (folder / "statement.md").write_text("Add them well.\n")
    second = tasks.task("add")
    assert second
    assert second.parts[0].statement == "Add them well.\n"
    assert second.digest != first.digest
    assert tasks.task("other") is other


def test_a_mistake_and_its_mend_are_both_noticed(tmp_path: Path) -> None:
    folder = write(tmp_path)
    tasks = library(tmp_path)
    assert tasks.task("add")
    (folder / "task.yaml").write_text("title: [\n")
    assert tasks.task("add") is None
    assert [problem.file for problem in tasks.problems()] == ["task.yaml"]
    (folder / "task.yaml").write_text(TASK)
    assert tasks.task("add")
    assert list(tasks.problems()) == []


def test_folders_come_and_go(tmp_path: Path) -> None:
    tasks = library(tmp_path)
    assert list(tasks.tasks()) == []
    folder = write(tmp_path)
    assert [task.slug for task in tasks.tasks()] == ["add"]
    folder.rename(tmp_path / "plus")
    assert [task.slug for task in tasks.tasks()] == ["plus"]
    assert tasks.task("add") is None
    (tmp_path / "plus").rename(tmp_path.parent / f"{tmp_path.name}-gone")
    assert tasks.task("plus") is None
    assert list(tasks.tasks()) == []


def test_tasks_come_by_title(tmp_path: Path) -> None:
    for slug, title in (("a", "zebra"), ("b", "Apple"), ("c", "mango")):
        write(tmp_path, slug, {"task.yaml": TASK.replace("Add two numbers", title)})
    assert [task.title for task in library(tmp_path).tasks()] == ["Apple", "mango", "zebra"]


def test_the_shared_rubric_is_for_tasks_without_their_own(tmp_path: Path) -> None:
    levels = "{1: a, 2: b, 3: c, 4: d}\n"
    (tmp_path / "rubric.yaml").write_text(f"code: {levels}")
    write(tmp_path)
    write(tmp_path, "own", {"rubric.yaml": f"talk: {levels}"})
    tasks = library(tmp_path)
    assert [list(task.rubric) for task in wholes(tasks)] == [["code"], ["talk"]]

    (tmp_path / "rubric.yaml").write_text("code: {1: a}\n")
    problems = tasks.problems()
    assert {(problem.slug, problem.file, problem.line) for problem in problems} == {("", "rubric.yaml", 1)}
    assert [list(task.rubric) for task in wholes(tasks)] == [[], ["talk"]]

    (tmp_path / "rubric.yaml").unlink()
    assert list(tasks.problems()) == []


def test_one_task_has_the_shared_rubric_as_it_is_now_also_where_it_is_pinned(tmp_path: Path) -> None:
    levels = "{1: a, 2: b, 3: c, 4: d}\n"
    (tmp_path / "rubric.yaml").write_text(f"code: {levels}")
    write(tmp_path)
    tasks = library(tmp_path)
    packed = tasks.pack("add")
    assert packed
    assert list(packed[0].rubric) == ["code"]
    (tmp_path / "rubric.yaml").write_text(f"talking: {levels}")
    packed = tasks.pack("add")
    assert packed
    task = tasks.unpack("add", packed[1])
    assert task
    assert list(task.rubric) == list(packed[0].rubric) == ["talking"]
    (tmp_path / "rubric.yaml").unlink()
    task = tasks.task("add")
    assert task
    assert task.rubric == {}


@pytest.mark.parametrize(
    "slug", ["", ".", "..", "add/", "/add", "../add", "add\0", "\ud800", "x" * 5_000, ".lock", "node_modules"]
)
def test_a_name_that_is_no_folder_of_a_task_is_none(tmp_path: Path, slug: str) -> None:
    write(tmp_path)
    (tmp_path / ".lock").mkdir()
    tasks = library(tmp_path)
    assert tasks.task("add")
    assert tasks.task(slug) is None


def test_a_library_that_is_not_there_says_so_and_may_still_come(tmp_path: Path) -> None:
    tasks = library(tmp_path / "tasks")
    assert list(tasks.tasks()) == []
    (problem,) = tasks.problems()
    assert (problem.slug, problem.file) == ("", "tasks")
    assert "cannot be read: No such file or directory." in problem.what
    write(tmp_path / "tasks")
    assert [task.slug for task in tasks.tasks()] == ["add"]
    assert list(tasks.problems()) == []


def test_files_that_vanish_or_refuse_while_they_are_read_are_a_problem_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path)
    found = folders.scan(folder)
    (folder / "guide.md").write_text("x")
    seen = folders.scan(folder)
    (folder / "guide.md").unlink()
    monkeypatch.setattr("server.store.tasks.scan", lambda _: seen)
    assert [(problem.file, problem.what) for problem in library(tmp_path).problems()] == [
        ("guide.md", "The file cannot be read: No such file or directory.")
    ]

    def gone(_: Path) -> tuple[folders.Found, ...]:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("server.store.tasks.scan", gone)
    (problem,) = library(tmp_path).problems()
    assert (problem.slug, problem.what) == ("add", "The folder cannot be read: No such file or directory.")
    assert len(seen) == len(found) + 1


def test_the_digest_is_that_of_the_content_alone(tmp_path: Path) -> None:
    here, there = task_of(tmp_path / "here"), task_of(tmp_path / "there")
    assert here.digest == there.digest
    assert len(here.digest) == 64
    moved = task_of(tmp_path / "more", {"solutions/wrong-minus.py": None, "solutions/wrong-plus.py": "x"})
    assert moved.digest != here.digest
