"""A project's tests as runs: named where they can be, through the wall where they ask for it."""

from dataclasses import replace

import pytest

from server.core.events import Reveal
from server.core.projects import ALL, count_of_tests, is_walled, shown_tests, suite_spec
from server.core.proof import case_count
from server.core.task import Project, Task
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
    assert (spec.command, spec.source, spec.files) == ("", "x = 3", {"more.py": "y = 2\n"})


@pytest.mark.parametrize("text", ["# from candidate import x", "from candidates import x", "x = 'import candidate'"])
def test_what_only_looks_so_is_not(text: str) -> None:
    assert not is_walled(project(visible={"test_app.py": text}, hidden={}).projects["python"])


def test_tests_that_nobody_can_name_are_one_case() -> None:
    task = project(visible={"app.test.js": "test('adds', () => {})"}, hidden={"test_x.py": "def ("})
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
