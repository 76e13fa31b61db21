"""Generated cases: what is asked of gen.py and of the good solution, and what is made of their answers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import Case, CaseJudged, Verdict
from server.core.generated import (
    answers_spec,
    fill_expected,
    generated_groups,
    generated_inputs,
    generator_spec,
    reference,
)
from server.core.task import Solution, Task, TaskCase, TaskProblem
from tests.core.tasks import GOOD, JAVASCRIPT, PYTHON, case, group, part, task

STYLES = {"python": PYTHON, "javascript": JAVASCRIPT}


def adding() -> Task:
    return task(
        parts=(part("add(a: int, b: int) -> int"), part("add_all(of: list[int]) -> int", 2)),
        hidden=(
            group("edge", case("edge-1", {"a": 0, "b": 0}, 0)),
            group("large", seeds=(1, 2), kwargs={"n": 50}),
            group("all of them", part=2, seeds=(7,)),
        ),
    )


def answered(case: str, got: Any, verdict: Verdict = Verdict.UNCHECKED, message: str = "") -> CaseJudged:
    return CaseJudged("r", case, verdict, got, message)


INPUTS = [
    answered("large-seed-1", {"b": 2, "a": 1}),
    answered("large-seed-2", {"a": 3, "b": 4}),
    answered("all-of-them-seed-7", {"of": [5, 6]}),
]


def inputs(of: Task) -> tuple[TaskCase, ...]:
    cases = generated_inputs(of, INPUTS)
    assert isinstance(cases, tuple)
    return cases


def test_the_generator_is_asked_once_for_each_seed() -> None:
    spec = generator_spec(adding(), run="r")
    assert (spec.language, spec.function, spec.source) == ("python", "generate", adding().generator)
    assert spec.cases == (
        Case("large-seed-1", [1], {"n": 50}, checked=False, lot="gen.py"),
        Case("large-seed-2", [2], {"n": 50}, checked=False, lot="gen.py"),
        Case("all-of-them-seed-7", [7], {}, checked=False, lot="gen.py"),
    )
    assert [group.name for group in generated_groups(adding())] == ["large", "all of them"]


def test_its_answers_become_cases_in_the_order_of_the_signature() -> None:
    cases = inputs(adding())
    assert [(case.id, case.name, case.part) for case in cases] == [
        ("large-seed-1", "seed 1", 1),
        ("large-seed-2", "seed 2", 1),
        ("all-of-them-seed-7", "seed 7", 2),
    ]
    assert list(cases[0].args.items()) == [("a", 1), ("b", 2)]


def test_the_good_solution_answers_them_and_the_cases_are_whole() -> None:
    spec = answers_spec(adding(), inputs(adding()), GOOD, PYTHON, run="r")
    assert spec.source == GOOD.source
    assert spec.cases == (
        Case("large-seed-1", [1, 2], checked=False, lot="good.py"),
        Case("large-seed-2", [3, 4], checked=False, lot="good.py"),
        Case("all-of-them-seed-7", [[5, 6]], checked=False, lot="good.py", function="add_all"),
    )
    results = [answered("large-seed-1", 3), answered("large-seed-2", 7), answered("all-of-them-seed-7", 11)]
    made = fill_expected(adding(), inputs(adding()), GOOD, results)
    assert isinstance(made, Mapping)
    assert {group: [case.expected for case in cases] for group, cases in made.items()} == {
        "large": [3, 7],
        "all of them": [11],
    }


def test_the_only_right_answer_of_an_any_of_task_is_the_good_one() -> None:
    chosen = task(hidden=(group("large", seeds=(1,)),), compare="any_of")
    cases = generated_inputs(chosen, INPUTS[:1])
    assert isinstance(cases, tuple)
    made = fill_expected(chosen, cases, GOOD, [answered("large-seed-1", 3)])
    assert isinstance(made, Mapping)
    assert made["large"][0].expected == [3]


def test_bigints_come_back_as_text() -> None:
    big = task(parts=(part("f() -> list[bigint]"),), hidden=(group("large", seeds=(1,)),))
    cases = generated_inputs(big, [answered("large-seed-1", {})])
    assert isinstance(cases, tuple)
    made = fill_expected(big, cases, GOOD, [answered("large-seed-1", [10**30, "7"])])
    assert isinstance(made, Mapping)
    assert made["large"][0].expected == [str(10**30), "7"]
    wrong = fill_expected(big, cases, GOOD, [answered("large-seed-1", [True])])
    assert isinstance(wrong, TaskProblem)


@pytest.mark.parametrize(
    ("results", "what", "mend"),
    [
        ([], "generate(seed=1) of the hidden group 'large' did not come back.", "Run it again"),
        (
            [answered("large-seed-1", None, Verdict.RUNTIME_ERROR, "ValueError: no")],
            "'large' ended with runtime error: ValueError: no",
            "Mend gen.py",
        ),
        ([answered("large-seed-1", None, Verdict.TIME_LIMIT)], "ended with time limit: no message", "10 CPU seconds"),
        ([answered("large-seed-1", [1, 2])], "does not return the parameters by name", "Return a dict"),
        (
            [answered("large-seed-1", {"a": 1})],
            "returns values that do not fit: b: this parameter is missing",
            "Give it a value of type int",
        ),
        ([answered("large-seed-1", {"a": 1, "b": "x"})], "do not fit: b: expected a whole number", "without quotes"),
    ],
)
def test_a_generator_that_goes_wrong_is_told_in_its_own_name(results: list[CaseJudged], what: str, mend: str) -> None:
    problem = generated_inputs(adding(), results)
    assert isinstance(problem, TaskProblem)
    assert (problem.slug, problem.file) == ("add", "gen.py")
    assert what in problem.what
    assert mend in problem.mend


@pytest.mark.parametrize(
    ("results", "what"),
    [
        ([], "the answer to 'seed 1' of the hidden group 'large' did not come back."),
        ([answered("large-seed-1", "three")], "'large' does not fit: expected a whole number (int), found the text"),
        ([answered("large-seed-1", None, Verdict.MEMORY_LIMIT, "too much")], "ended with memory limit: too much"),
    ],
)
def test_a_good_solution_that_is_not_good_is_told_in_its_own_name(results: list[CaseJudged], what: str) -> None:
    problem = fill_expected(adding(), inputs(adding()), GOOD, results)
    assert isinstance(problem, TaskProblem)
    assert problem.file == "solutions/good.py"
    assert what in problem.what


def test_pythons_good_solution_counts_where_there_is_one() -> None:
    javascript = Solution("good.js", "good", "javascript", "")
    wrong = Solution("wrong.py", "wrong", "python", "")
    assert reference(task(solutions=(javascript, GOOD, wrong)), STYLES) == GOOD
    assert reference(task(solutions=(javascript, wrong)), STYLES) == javascript
    assert reference(task(solutions=(javascript,)), {"python": PYTHON}) is None
    by_hand = replace(GOOD, file="good-by-hand.py")
    assert reference(task(solutions=(javascript, by_hand, GOOD)), STYLES) == GOOD
    assert reference(task(solutions=(javascript, by_hand)), STYLES) == by_hand
