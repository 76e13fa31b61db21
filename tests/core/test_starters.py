"""Starter code of several tasks stands in one file where that shows as much as a file each."""

from dataclasses import replace
from typing import Any

from sandbox.contract import Verdict
from server.core.findings import Result
from server.core.judging import examples_spec
from server.core.starters import MOST, Company, case_of, companies, decided
from server.core.stubs import starter
from server.core.task import Task, TaskLimits
from tests.core.tasks import PYTHON, case, part, task


def counting(slug: str, *signatures: str, **changed: Any) -> Task:
    """A task with these functions, and an example for each."""
    parts = tuple(part(text, number) for number, text in enumerate(signatures, start=1))
    examples = tuple(case(f"example-{each.number}", {"n": 1}, 2, part=each.number) for each in parts)
    return task(parts, examples, slug=slug, **changed)


SEATS = counting("seats", "seats(n: int) -> int", "rows(n: int) -> int")
TRAMS = counting("trams", "trams(n: int) -> int")
PAIR = Company((SEATS, TRAMS))


def slugs(*tasks: Task) -> list[list[str]]:
    return [[task.slug for task in company.tasks] for company in companies(tasks)]


def test_tasks_of_a_kind_share_a_file() -> None:
    assert slugs(SEATS, TRAMS) == [["seats", "trams"]]
    assert slugs(SEATS) == []


def test_what_is_compared_or_held_otherwise_stays_apart() -> None:
    other = replace(counting("prams", "prams(n: int) -> int"), compare="unordered")
    roomy = counting("crams", "crams(n: int) -> int", limits=TaskLimits(memory=512))
    assert slugs(SEATS, other, TRAMS, roomy) == [["seats", "trams"]]


def test_what_is_decided_by_a_program_or_passes_untouched_is_tried_alone() -> None:
    checked, passing = replace(TRAMS, checker="def check(): ..."), replace(TRAMS, stub_passes=True)
    without, project = replace(TRAMS, examples=()), replace(TRAMS, kind="project")
    written = replace(TRAMS, languages=("python",), stubs={"python": "..."})
    assert slugs(SEATS, checked, passing, without, project, written) == []


def test_no_name_stands_twice_in_a_file() -> None:
    again = counting("benches", "SEATS(n: int) -> int".lower())
    third = counting("halls", "halls(n: int) -> int")
    assert slugs(SEATS, again, TRAMS, third) == [["seats", "trams", "halls"]]


def test_a_file_holds_so_many_tasks_and_no_more() -> None:
    many = [counting(f"task-{number}", f"count{number}(n: int) -> int") for number in range(MOST + 2)]
    assert [len(each) for each in slugs(*many)] == [MOST, 2]


def test_every_case_calls_its_own_function_in_a_file_of_all() -> None:
    whole = PAIR.whole("python")
    assert whole
    assert [case.id for case in whole.examples] == ["seats example-1", "seats example-2", "trams example-1"]
    assert case_of(TRAMS, "example-1") == whole.examples[2].id
    numbers = {part.number for part in whole.parts}
    source = starter(whole, PYTHON, numbers)
    assert [line.partition("(")[0] for line in source.splitlines() if line.startswith("def")] == [
        "def seats",
        "def rows",
        "def trams",
    ]
    spec = examples_spec(whole, PYTHON, run="r", source=source, parts=numbers)
    assert (spec.function, [case.function for case in spec.cases]) == ("seats", ["", "rows", "trams"])


def test_code_that_its_author_wrote_and_languages_that_a_task_leaves_out_share_nothing() -> None:
    assert Company((SEATS, replace(TRAMS, stubs={"python": "..."}))).whole("python") is None
    assert Company((SEATS, replace(TRAMS, languages=("javascript",)))).whole("python") is None


def test_only_code_that_was_loaded_and_fails_is_decided_in_company() -> None:
    def results(*verdicts: Verdict) -> list[Result]:
        return [Result("examples", "a", verdict) for verdict in verdicts]

    assert decided(results(Verdict.PASSED, Verdict.WRONG))
    assert decided(results(Verdict.RUNTIME_ERROR))
    assert not decided([])
    assert not decided(results(Verdict.PASSED))
    assert not decided(results(Verdict.WRONG, Verdict.COMPILE_ERROR))
