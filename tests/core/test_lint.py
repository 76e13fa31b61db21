"""What a task as a whole is told: cases that catch nothing, hidden ones that everybody sees, what is missing."""

from dataclasses import replace

import pytest

from sandbox.contract import Verdict
from server.core.findings import Result
from server.core.lint import group_findings, leak_findings, lint, stub_findings
from server.core.task import Guide, Task
from tests.core.good import good_task
from tests.core.tasks import case, group, part, task

PASSED, WRONG = Verdict.PASSED, Verdict.WRONG
HIDDEN = (group("edges", case("edges-1", {"a": 0, "b": 0}, 0)), group("large", seeds=(1,)))
TASK = task(examples=(case("example-1", {"a": 1, "b": 2}, 3),), hidden=HIDDEN)


def told(task: Task, *failing: str) -> list[str]:
    """What is said where one wrong solution fails these groups."""
    places = ("examples", "edges", "large")
    results = tuple(Result(each, "a", WRONG if each in failing else PASSED) for each in places)
    return [finding.what for finding in group_findings(task, {"wrong-a.py": results})]


def test_groups_that_catch_something_leave_nothing_to_say() -> None:
    assert told(TASK, "edges", "large") == []
    assert group_findings(TASK, {}) == ()
    assert group_findings(task(), {"wrong-a.py": (Result("examples", "a", WRONG),)}) == ()


def test_a_group_that_catches_nothing_is_told() -> None:
    assert told(TASK, "edges") == ["The hidden group 'large' catches no solution."]


def test_hidden_cases_that_add_nothing_to_the_examples_are_told() -> None:
    what = "Every wrong solution already fails an example, so the hidden cases add nothing."
    assert told(TASK, "examples", "edges", "large") == [what]


def test_the_untouched_starter_code_fails_the_examples() -> None:
    passing, failing = (Result("examples", "a", PASSED),), (Result("examples", "a", WRONG),)
    assert stub_findings(TASK, "python", failing) == ()
    assert stub_findings(TASK, "python", ()) == ()
    (found,) = stub_findings(TASK, "python", passing)
    assert found.what == "The untouched starter code in python passes all examples."
    assert stub_findings(replace(TASK, stub_passes=True), "python", passing) == ()
    (found,) = stub_findings(replace(TASK, kind="project"), "python", passing)
    assert (found.file, found.mend[:25]) == ("tests/python/visible", "Add a visible test that i")


def test_a_checker_that_breaks_on_starter_code_is_told_once_and_elsewhere() -> None:
    broken = (Result("examples", "a", Verdict.INTERNAL_ERROR, message="Tell the author.", note="TypeError"),)
    assert stub_findings(TASK, "python", broken) == ()


def test_starter_code_that_is_no_program_is_a_problem_whatever_it_fails() -> None:
    broken = (Result("examples", "a", Verdict.COMPILE_ERROR, message="no such type"),)
    for told in (TASK, replace(TASK, stub_passes=True)):
        (found,) = stub_findings(told, "kotlin", broken)
        assert found.what == "The untouched starter code in kotlin does not compile: no such type"
    tables = replace(TASK, kind="sql")  # which begin with an empty file
    assert stub_findings(tables, "sql", broken) == ()
    assert len(stub_findings(replace(tables, stubs={"sql": "SELEC 1"}), "sql", broken)) == 1
    (found,) = stub_findings(TASK, "kotlin", (Result("examples", "a", Verdict.COMPILE_LIMIT),))
    assert (found.what, found.mend) == (
        "The untouched starter code in kotlin could not be tried.",
        "Prove again when the machine is less busy.",
    )


def test_a_hidden_case_that_is_an_example_is_told() -> None:
    shown = case("example-1", {"a": 0, "b": 0}, 0)
    (found,) = leak_findings(replace(TASK, examples=(shown,)))
    assert (found.weight, found.what) == ("warning", "The hidden case edges/edges-1 is an example too.")


def test_hidden_cases_that_are_all_examples_hide_nothing() -> None:
    shown = case("example-1", {"a": 0, "b": 0}, 0)
    (found,) = leak_findings(replace(TASK, examples=(shown,), hidden=HIDDEN[:1]))
    assert (found.weight, found.what) == ("problem", "Every hidden case is an example too.")


@pytest.mark.parametrize(
    ("statement", "file"),
    [("Try [11, 22, 33] too.", "statement.md"), ("Try [11,22,33].", "statement.md"), ("Try.", "")],
)
def test_a_hidden_input_in_a_text_of_the_candidates_is_told(statement: str, file: str) -> None:
    signature = "total(items: list[int], flag: bool) -> int"
    parts = (replace(part(signature), statement=statement), part("later() -> int", 2))
    kept = group("edges", case("edges-1", {"items": [11, 22, 33], "flag": True}, 66))
    empty = group("empty", case("empty-1", {"items": [], "flag": False}, 0))
    found = leak_findings(task(parts, (case("example-1", {"items": [1], "flag": True}, 1),), (kept, empty)))
    assert [finding.file for finding in found] == ([file] if file else [])


def test_a_hidden_text_of_several_lines_is_found_as_it_is_typed() -> None:
    shown = replace(part("run(stdin: string) -> string"), statement="For example:\n\n    ann\nbob\n")
    kept = group("names", case("names-1", {"stdin": "ann\nbob\n"}, ""), case("names-2", {"stdin": "cem\nbob\n"}, ""))
    found = leak_findings(task((shown,), hidden=(kept,), stubs={"python": "# try\ncem\nbob\n"}))
    assert [finding.file for finding in found] == ["statement.md", "the stub in python"]


def test_a_whole_task_lacks_nothing() -> None:
    whole = good_task()
    assert lint(whole) == ()
    assert [found.what for found in lint(replace(whole, source="a book"))] == [
        "It comes from elsewhere, and has no license:."
    ]
    bare = replace(whole, guide=Guide("Some words."))
    assert [found.what for found in lint(bare)] == ["There are no hints.", "There is nothing for who is through early."]


def test_what_a_bare_task_lacks_is_told() -> None:
    found = lint(task(said=frozenset({"difficulty", "minutes"})))
    assert [each.file for each in found] == [
        "guide.md",
        "cases.yaml",
        "task.yaml",
        "statement.md",
        "guide.md",
        "guide.md",
        "rubric.yaml",
        "solutions/",
    ]
