"""Task folders from anywhere: what a stranger's folder cannot do, whatever lies in it."""

import os
from pathlib import Path

import pytest

from tests.store.task_files import library, write


def test_a_link_may_lead_to_a_file_inside_the_folder(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "guide.md").symlink_to("statement.md")
    task = library(tmp_path).task("add")
    assert task
    assert task.guide.text == "Add them.\n"


def test_a_link_out_of_the_folder_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("## Hints\n- the host's secret\n")
    root = tmp_path / "tasks"
    folder = write(root)
    (folder / "guide.md").symlink_to("../../secret")
    (folder / "rubric.yaml").symlink_to("nowhere")
    (folder / "stubs").symlink_to("solutions")
    found = {(problem.file, problem.what) for problem in library(root).problems()}
    assert found == {
        ("guide.md", "The file is a link that leads out of the task's folder."),
        ("rubric.yaml", "The file cannot be looked at: No such file or directory."),
        ("stubs", "A folder is a link."),
    }
    assert library(root).task("add") is None


def test_a_folder_that_is_itself_a_link_out_is_never_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere")
    root = tmp_path / "tasks"
    write(root, "inside")
    (root / "outside").symlink_to(tmp_path / "elsewhere" / "add")
    (root / "again").symlink_to(root / "inside")
    folders = library(root)
    assert [task.slug for task in folders.tasks()] == ["again", "inside"]
    (problem,) = folders.problems()
    assert (problem.slug, problem.what) == ("outside", "The folder is a link that leads out of the folder of tasks.")


def test_a_pipe_among_the_files_does_not_hold_up_the_server(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path) / "guide.md")
    (problem,) = library(tmp_path).problems()
    assert (problem.file, problem.what) == ("guide.md", "This is not a regular file.")


def test_a_name_that_is_not_text_is_told_and_harms_nobody(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (Path(os.fsdecode(os.fsencode(folder) + b"/solutions")) / os.fsdecode(b"wrong-\xff.py")).write_text("")
    (problem,) = library(tmp_path).problems()
    assert (problem.what, problem.mend) == ("The file's name is not plain UTF-8.", "Rename it.")
    problem.file.encode()


@pytest.mark.parametrize("slug", ["../add", "", ".", "..", "add/../add", "/etc", "nobody", "add\0"])
def test_a_slug_from_an_address_opens_only_a_folder_of_the_library(tmp_path: Path, slug: str) -> None:
    write(tmp_path / "tasks")
    write(tmp_path)
    assert library(tmp_path / "tasks").task(slug) is None
