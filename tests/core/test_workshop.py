"""A task's files as texts: which can be a folder, what a new task can be called, and what two versions differ in."""

import pytest

from server.core.workshop import (
    MAX_FILE,
    MAX_FILES,
    MAX_FOLDER,
    Checked,
    differences,
    files_problem,
    path_problem,
    rename_problem,
    slug_problem,
    taken,
)
from tests.core.tasks import task


@pytest.mark.parametrize("slug", ["a", "free-slots", "2-sums", "a" * 64])
def test_a_good_address_is_fine(slug: str) -> None:
    assert slug_problem(slug) == ""


@pytest.mark.parametrize(
    ("slug", "better"), [("Free Slots!", "free-slots"), ("-a", "such as a"), ("a" * 65, "a" * 64), ("ä", "at most 64.")]
)
def test_a_bad_address_comes_with_a_better_one(slug: str, better: str) -> None:
    assert better in slug_problem(slug)


@pytest.mark.parametrize(
    ("to", "interviews", "why"),
    [
        ("sums", 0, ""),
        ("add", 0, "It has this address already."),
        ("Sums", 0, "such as sums."),
        ("sums", 1, "One interview knows it by this address."),
        ("sums", 12, "12 interviews know it by this address. Copy it to the new one, and retire this one"),
    ],
)
def test_g12_an_address_is_another_one_while_no_interview_knows_the_old_one(to: str, interviews: int, why: str) -> None:
    problem = rename_problem("add", to, interviews)
    assert why in problem
    assert (problem == "") is (why == "")


def test_an_address_that_is_taken_is_named() -> None:
    assert taken("add").startswith("There is a task at “add” already")


@pytest.mark.parametrize("slug", ["new", "import", "check", "edit", "export"])
def test_addresses_of_the_house_are_taken(slug: str) -> None:
    assert "Choose another" in slug_problem(slug)


@pytest.mark.parametrize(
    "path", ["task.yaml", "solutions/good.py", "data/secret/large/3.in", "files/python/a b.py", "tests/é.py"]
)
def test_a_plain_name_is_a_files_name(path: str) -> None:
    assert path_problem(path) == ""


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../other/task.yaml", "a/../b", "a//b", "a/", "./a", "a\\b", "a\nb", "a\0b", "\ud800"],
)
def test_no_name_leads_out_of_the_folder(path: str) -> None:
    assert "no file's name" in path_problem(path)


@pytest.mark.parametrize("path", ["a" * 201, "/".join("abcdefghi")])
def test_a_name_is_neither_long_nor_deep(path: str) -> None:
    assert "too long" in path_problem(path)


@pytest.mark.parametrize("path", [".lock/expected.json", ".git/config", "a/.x", "task.yaml~", "__pycache__/a.py"])
def test_what_tasks_leave_out_is_not_written(path: str) -> None:
    assert "leave out" in path_problem(path)


def test_the_usual_files_are_a_task() -> None:
    assert files_problem({"task.yaml": "title: é\n", "solutions/good.py": "", "solutions/good.js": ""}) == ""


def test_a_case_of_five_megabytes_is_told_where_and_what_to_do() -> None:
    problem = files_problem({"cases.yaml": "x" * 5 * 1024 * 1024})
    assert problem == (
        "cases.yaml has 5,120 KB; a file of a task has at most 512 KB. "
        "Shorten it, or let gen.py make large inputs (generate:)."
    )


def test_files_are_few_small_and_text() -> None:
    assert "more than 300 files" in files_problem({f"{number}.md": "" for number in range(MAX_FILES + 1)})
    each = MAX_FILE
    assert "more than 4 MB" in files_problem({f"{number}.md": "x" * each for number in range(MAX_FOLDER // each + 1)})
    assert "half a character" in files_problem({"task.yaml": "\ud800"})
    assert "no file's name" in files_problem({"../a": ""})


def test_a_name_is_not_a_file_and_a_folder() -> None:
    assert files_problem({"a": "", "a/b": ""}) == "a cannot be a file and hold a/b. Rename one of the two."


def test_what_differs_is_told_file_by_file() -> None:
    before = {"same.md": "x\n", "changed.md": "one\ntwo\n", "gone.md": "g\n"}
    after = {"same.md": "x\n", "changed.md": "one\n2", "fresh.md": "f\n"}
    assert differences(before, after) == {
        "changed.md": "--- a/changed.md\n+++ b/changed.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
        "\\ No newline at end of file\n",
        "fresh.md": "--- /dev/null\n+++ b/fresh.md\n@@ -0,0 +1 @@\n+f\n",
        "gone.md": "--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-g\n",
    }


def test_only_a_task_without_a_problem_loads() -> None:
    found = task()
    problem = next(iter(found.notes), None)
    assert Checked((), (), found).loads
    assert not Checked((), (), None).loads
    assert problem is None
