"""A project's tests as runs: named where they can be, through the wall where they ask for it."""

from dataclasses import replace

import pytest

from server.core.borrowed import answer_of
from server.core.events import Reveal
from server.core.project_files import ProjectFile
from server.core.projects import (
    ALL,
    Work,
    count_of_tests,
    is_walled,
    program_at,
    program_of,
    rules_of,
    sent_work,
    shown_tests,
    source_of,
    starters,
    suite_spec,
    with_first,
    work_digest,
    work_of,
)
from server.core.proof import case_count
from server.core.task import Project, Solution, Task
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.fakes import SLOTS

RUN = "pytest -q --junitxml=$REPORT"
VISIBLE = """
import helpers

def test_adds(): ...
async def test_waits_its_turn(): ...
def helper(): ...
class TestMany:
    def test_inside(self): ...
    def other(self): ...
class Other:
    def test_not_collected(self): ...
"""
HIDDEN = "def test_last_in_first_out(): ...\n"
FILES = {"app.py": "x = 1\n", "more.py": "y = 2\n"}


def project(**more: object) -> Task:
    fields = {"run": RUN, "open": ("app.py",), "files": FILES, "visible": {"test_app.py": VISIBLE}, "hidden": {}}
    made = Project(**{**fields, "hidden": {"test_more.py": HIDDEN}, **more})  # type: ignore[arg-type]
    return replace(SLOTS, kind="project", examples=(), hidden=(), projects={"python": made, "javascript": made})


def test_each_test_function_is_a_case() -> None:
    spec = suite_spec(project(), PYTHON, run="r", source="x = 3", hidden=False)
    assert spec.cases == (
        "test_app.py::test_adds",
        "test_app.py::test_waits_its_turn",
        "test_app.py::TestMany::test_inside",
    )
    assert (spec.run, spec.language, spec.command, list(spec.tests)) == ("r", "python", RUN, ["test_app.py"])


def test_the_source_stands_for_the_first_file_to_see() -> None:
    spec = suite_spec(project(), PYTHON, run="r", source="x = 3", hidden=False)
    assert spec.files == {"more.py": "y = 2\n", "app.py": "x = 3"}


def test_hidden_tests_are_a_run_of_their_own() -> None:
    spec = suite_spec(project(), PYTHON, run="r", source="", hidden=True)
    assert (spec.cases, list(spec.tests)) == (("test_more.py::test_last_in_first_out",), ["test_more.py"])


def test_tests_that_ask_for_the_candidate_are_behind_the_wall() -> None:
    task = project(run="", visible={"test_app.py": "from candidate import Stack\n\ndef test_x(): ...\n"})
    spec = suite_spec(task, PYTHON, run="r", source="x = 3", hidden=False)
    assert is_walled(task.projects["python"])
    assert (spec.command, spec.source, spec.files) == ("", "x = 3", {"more.py": "y = 2\n", "app.py": "x = 3"})


@pytest.mark.parametrize("text", ["# from candidate import x", "from candidates import x", "x = 'import candidate'"])
def test_what_only_looks_so_is_not(text: str) -> None:
    assert not is_walled(project(visible={"test_app.py": text}, hidden={}).projects["python"])


def test_tests_that_nobody_can_name_are_one_case() -> None:
    task = project(visible={"app.test.js": "test(made, () => {})"}, hidden={"test_x.py": "def ("})
    assert suite_spec(task, JAVASCRIPT, run="r", source="", hidden=False).cases == (ALL,)
    assert suite_spec(task, JAVASCRIPT, run="r", source="", hidden=True).cases == (ALL,)
    assert suite_spec(project(visible={}), PYTHON, run="r", source="", hidden=False).cases == ()


def test_people_read_what_a_test_is_about() -> None:
    shown = shown_tests(project(), PYTHON, hidden=True)
    assert [(each.case, each.name, each.group) for each in shown] == [
        ("test_more.py::test_last_in_first_out", "last in first out", "test_more.py")
    ]
    assert {each.group for each in shown_tests(project(), PYTHON, hidden=False)} == {"examples"}


def test_hidden_tests_are_named_to_a_candidate_where_their_author_says_so() -> None:
    named = replace(project(), feedback="names")
    assert [each.reveal for each in shown_tests(named, PYTHON, hidden=True)] == [Reveal.NAME]
    assert [each.reveal for each in shown_tests(project(), PYTHON, hidden=True)] == [Reveal.NEVER]


def test_a_proof_counts_the_tests() -> None:
    assert count_of_tests(project()) == case_count(project()) == 4


STORE = Solution("good.py", "good", "python", "x = 1\n", {"store.py": "s = 1\n"})


def test_a_project_begins_with_the_files_to_open_the_others_and_the_given_tests() -> None:
    made = project(files={**FILES, "a.py": "", "conftest.py": ""}, fixed=("more.py",)).projects["python"]
    begin = starters(made, "python")
    assert [(each.path, each.fixed) for each in begin] == [
        ("app.py", False),
        ("a.py", False),
        ("conftest.py", True),
        ("more.py", True),
        ("test_app.py", True),
    ]


def test_nobodys_file_takes_the_place_of_a_test() -> None:
    rules = rules_of(project(fixed=("more.py",)).projects["python"], "python")
    assert rules.kept == {"test_app.py", "test_more.py", "more.py"}
    walled = project(run="", visible={"test_app.py": "from candidate import x"}).projects["python"]
    assert (rules.flat, rules_of(walled, "python").flat, "solution.py" in rules_of(walled, "python").kept) == (
        False,
        True,
        True,
    )


def test_all_files_run_as_they_stand_but_for_the_tasks_own() -> None:
    """What a page wrote into a file that nobody changes, or called like a test, is not what runs."""
    task = project(files={**FILES, "conftest.py": "real"}, fixed=("more.py",))
    mine = {"app.py": "x = 9", "more.py": "forged", "conftest.py": "forged", "test_app.py": "forged", "lib/z.py": "z"}
    own = {"test_own.py": "def test_o(): ...", "test_more.py": "forged"}
    work = Work({**mine, **own}, "x = 9", "app.py")
    seen = suite_spec(task, PYTHON, run="r", source=work, hidden=False)
    assert seen.files == {
        "app.py": "x = 9",
        "more.py": "y = 2\n",
        "conftest.py": "real",
        "lib/z.py": "z",
        "test_own.py": "def test_o(): ...",
        "test_more.py": "forged",
    }
    hidden = suite_spec(task, PYTHON, run="r", source=work, hidden=True)
    assert (hidden.tests, "test_own.py" in hidden.files, "test_more.py" in hidden.files) == (
        {"test_more.py": HIDDEN},
        False,
        False,
    )


def test_behind_the_wall_a_compiled_first_file_is_there_once() -> None:
    task = project(run="", visible={"test_app.py": "from candidate import x\ndef test_x(): ..."})
    go = replace(PYTHON, language="go")
    task = replace(task, projects={"go": task.projects["python"]})
    assert suite_spec(task, go, run="r", source="x = 3", hidden=False).files == {"more.py": "y = 2\n"}


def test_a_solution_may_be_a_folder_whose_files_go_over_the_starter_code() -> None:
    task = project()
    source = source_of(task, STORE)
    assert isinstance(source, Work)
    assert (source.files["store.py"], source.first, source.size) == ("s = 1\n", FILES["app.py"], 18)
    assert answer_of(task, STORE) == source
    changed = with_first(task, STORE, "x = 2\n")
    assert isinstance(changed, Work)
    assert changed.files == {**source.files, "app.py": "x = 2\n"}
    one = replace(STORE, files=None)
    assert (source_of(task, one), with_first(task, one, "x = 2\n")) == ("x = 1\n", "x = 2\n")
    assert answer_of(task, one) == "x = 1\n"


def test_a_rooms_files_are_read_by_what_they_are_called_now() -> None:
    texts = {"python.1": "one", "python.2": "two", "python.3": "three"}
    files = [
        ProjectFile("python.1", "main.py"),
        ProjectFile("python.2", "lib/b.py"),
        ProjectFile("python.3", "c.py", deleted=True),
    ]
    work = work_of(files, texts.__getitem__)
    assert work == Work({"main.py": "one", "lib/b.py": "two"}, "one", "main.py")
    assert work_of([replace(files[0], deleted=True), files[1]], texts.__getitem__) == Work({"lib/b.py": "two"}, "")
    assert work_of([], texts.__getitem__) == Work({}, "")
    assert work_digest(work) != work_digest(replace(work, files={"main.py": "one"}))


def test_any_file_runs_as_a_program_beside_the_others() -> None:
    work = Work({"main.py": "one", "b.py": "two", "lib/c.py": "three"}, "one", "main.py")
    files = {"python.2": ProjectFile("python.2", "b.py"), "python.3": ProjectFile("python.3", "d.py", deleted=True)}
    assert program_of(work, files, "python.2") == ("two", {"main.py": "one"})
    for text in ("", "python.3"):
        assert program_of(work, files, text) == ("one", {"b.py": "two"})
    assert program_of("alone", {}, "") == ("alone", {})


def test_a_project_that_a_page_sends_is_read_as_what_it_is() -> None:
    files = [("b.py", "two"), ("a.py", "one")]
    assert sent_work(files, "a.py") == Work({"b.py": "two", "a.py": "one"}, "one", "a.py")
    assert sent_work(files, "gone.py") == Work({"b.py": "two", "a.py": "one"}, "")
    assert program_at(Work(dict(files), "two", "b.py"), "a.py") == ("one", {"b.py": "two"})
    assert "leads nowhere else" in str(sent_work([("../a.py", "")], ""))
    assert "a.py already" in str(sent_work([*files, ("a.py", "")], ""))
    assert sent_work([(f"f{n}.py", "") for n in range(301)], "") == "These are more than 300 files, which is the most."
