"""Tasks of every kind on their way to a run: what is sent, what is compared, and what people are shown."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import Call, Callee, Case, CaseJudged, Comparison, Mode, Verdict
from server.core.asks import AskCase
from server.core.events import CaseAdded
from server.core.fitting import part_for
from server.core.frozen import freeze, input_digest, thaw
from server.core.generated import answers_spec, fill_expected, generated_inputs, needs_making, reference, unanswered
from server.core.judging import examples_spec, hidden_spec, shown_examples, shown_hidden
from server.core.own_case import CaseRefused, own_case
from server.core.signature import parse_class
from server.core.stubs import lacking, starter
from server.core.tables import table_misfit
from server.core.task import ClassShape, Part, Solution, Task, TaskCase, TaskProblem, open_parts
from server.core.words import StubStyle
from tests.core.kinds import CALLS, class_task, in_place_task, nodes_task, project_task, shape, sql_task, stdin_task
from tests.core.tasks import ADD, GOOD, JAVASCRIPT, PYTHON, case, group, part, task

SQL = StubStyle("sql", "sql", "snake", "", "", {})


def spec_of(some: Task, style: StubStyle = PYTHON) -> Any:
    return examples_spec(some, style, run="r", source="code")


def answered(id: str, got: Any) -> CaseJudged:
    return CaseJudged("r", id, Verdict.UNCHECKED, got)


# What is sent -------------------------------------------------------------------------------------------------------


def test_a_class_case_is_the_life_of_one_object_in_the_languages_own_names() -> None:
    spec = spec_of(class_task(), JAVASCRIPT)
    assert (spec.mode, spec.function, spec.compare) == (Mode.CLASS, "", Comparison("exact", 1e-9))
    (sent,) = spec.cases
    assert sent.calls == (
        Call("Desk", [1], checked=False),
        Call("lend", ["Ida", 2.0], True),
        Call("giveBack", [["7"]], checked=False),
        Call("lend", ["Cam", None], checked=False),
    )
    assert sent.checked
    assert spec_of(class_task()).cases[0].calls[2] == Call("give_back", [[7]], checked=False)
    assert [callee.name for callee in spec_of(class_task()).callees] == ["Desk", "lend", "give_back"]


def test_a_program_reads_its_input_and_what_it_prints_is_compared_by_words() -> None:
    spec = spec_of(stdin_task())
    assert (spec.mode, spec.function, spec.callees) == (Mode.PROGRAM, "", ())
    assert spec.cases == (Case("example-1", expected="7\n", stdin="3 4\n"),)
    assert spec.compare == Comparison("tokens", 0.0)
    near = spec_of(stdin_task(compare="tolerance", tolerance=1e-6))
    assert near.compare == Comparison("tokens", 1e-6)
    assert spec_of(stdin_task(compare="checker", checker="def check")).compare == Comparison(
        "checker", 0.0, checker="def check"
    )


def test_tables_are_filled_before_the_candidates_statements() -> None:
    spec = spec_of(sql_task(), SQL)
    assert (spec.mode, spec.function) == (Mode.FUNCTION, "query")
    (sent,) = spec.cases
    assert sent.args == ["CREATE TABLE t (a);\nINSERT INTO t VALUES (1);\n"]
    assert sent.expected == {"columns": ["a"], "rows": [[1]]}
    assert spec.compare == Comparison("rows", ordered=True, named=False)


def test_an_answer_may_be_an_argument_that_the_function_changed() -> None:
    (sent,) = spec_of(in_place_task()).cases
    assert (sent.args, sent.back, sent.expected) == (["x", [2, 1]], 1, [1, 2])
    assert in_place_task().parts[0].answers.name == "list"


def test_nodes_are_sent_as_what_they_are_and_compared_as_their_values() -> None:
    first, empty = spec_of(nodes_task()).cases
    assert first.args == [{"$linked": [1, 2]}, [{"$tree": [1.0, None, 2.0]}, {"$tree": []}]]
    assert first.expected == [3]
    assert empty.args == [{"$linked": []}, []]
    assert empty.expected is None
    assert shown_examples(nodes_task())[0].args["of"] == [[1, None, 2, None], []]


def test_a_project_has_no_cases_and_begins_with_its_first_file() -> None:
    spec = spec_of(project_task())
    assert spec.cases == ()
    assert spec.mode is Mode.FUNCTION
    assert starter(project_task(), PYTHON) == "x = 1\n"
    assert starter(project_task(), JAVASCRIPT) == ""
    with_case = replace(project_task(), examples=(case("example-1", {}),))
    assert spec_of(with_case).cases == (Case("example-1", checked=False),)


@pytest.mark.parametrize("some", [class_task(), stdin_task(), sql_task()], ids=lambda some: some.kind)
def test_the_panel_shows_what_the_author_wrote(some: Task) -> None:
    (shown,) = shown_examples(some)
    assert (shown.args, shown.expected) == (some.examples[0].args, some.examples[0].expected)


def test_parts_that_nobody_has_to_unlock_are_open_without_being_named() -> None:
    second = replace(part("twice(b: int) -> int", 2), unlock="start")
    both = task(parts=(part(ADD), second), examples=(case("example-1", {"b": 1}, 2, part=2),))
    assert open_parts(both) == {1, 2}
    assert spec_of(both).cases == (Case("example-1", [1], expected=2, function="twice"),)
    assert [callee.name for callee in spec_of(both).callees] == ["add", "twice"]
    assert "def twice" in starter(both, PYTHON)


def test_hidden_cases_come_in_an_order_drawn_from_the_seed_and_are_listed_in_the_authors() -> None:
    many = task(hidden=(group("edge", *(case(f"edge-{n}", {"a": n, "b": 0}, n) for n in range(20))),))
    orders = {
        tuple(case.id for case in hidden_spec(many, PYTHON, run="r", source="", made={}, seed=seed).cases)
        for seed in range(5)
    }
    assert len(orders) == 5
    assert {frozenset(order) for order in orders} == {frozenset(f"edge-{n}" for n in range(20))}
    again = hidden_spec(many, PYTHON, run="r2", source="other", made={}, seed=3)
    assert tuple(case.id for case in again.cases) in orders
    assert [shown.case for shown in shown_hidden(many, {})] == [f"edge-{n}" for n in range(20)]


def test_a_language_says_what_keeps_it_from_a_kind_of_task() -> None:
    assert lacking("stdin", [], replace(PYTHON, programs=False)) == ("way to run a program",)
    assert lacking("stdin", [], replace(PYTHON, programs=True)) == ()
    assert (lacking("sql", [], SQL), lacking("sql", [], PYTHON)) == ((), ("tables",))
    assert lacking("project", [], SQL) == ()
    assert lacking("class", [shape()], JAVASCRIPT) == ("bigint",)


# Cases of one's own -------------------------------------------------------------------------------------------------


def own(some: Task, args: dict[str, Any], expected: Any = None, *, checked: bool = True) -> AskCase | CaseRefused:
    return own_case(AskCase(some.slug, "mine", args, expected, checked), some)


def test_cam_adds_a_case_to_a_program_and_to_tables() -> None:
    kept = own(stdin_task(), {"stdin": "1 2"}, "3")
    assert isinstance(kept, AskCase)
    assert (kept.args, kept.expected) == ({"stdin": "1 2"}, "3")
    assert own(stdin_task(), {"stdin": "1 2"}, 3) == CaseRefused(
        "answer: expected text (string), found the number 3. Put the text in quotes."
    )
    assert isinstance(own(sql_task(), {"seed": ""}, {"columns": [], "rows": []}), AskCase)
    assert isinstance(own(sql_task(), {"seed": ""}, checked=False), AskCase)
    refused = own(sql_task(), {"seed": ""}, [["Ida"]])
    assert isinstance(refused, CaseRefused)
    assert refused.message.startswith("answer: expected columns and rows, found a list of 1.")


def test_cam_adds_calls_and_what_they_should_answer_is_read_from_them() -> None:
    kept = own(class_task(), {"calls": CALLS}, "whatever")
    assert isinstance(kept, AskCase)
    assert (kept.expected, kept.checked) == ([True], True)
    seen = own(class_task(), {"calls": CALLS[:1] + CALLS[2:]})
    assert isinstance(seen, AskCase)
    assert (seen.expected, seen.checked) == (None, False)
    assert own(class_task(), {"calls": ["Desk(1)", "sell()"]}) == CaseRefused(
        "Call 2: there is no method 'sell'. The methods are: lend, give_back."
    )
    assert own(class_task(), {"calls": []}) == CaseRefused(
        "Call 1: there is no call. Begin with the constructor: Desk(...)."
    )
    assert own(class_task(), {"calls": 5}) == CaseRefused(
        "calls: expected a list (list[string]), found the number 5. Put the values in square brackets: [ ]."
    )


def test_a_number_that_a_browser_cannot_hold_is_refused_in_calls_too() -> None:
    long = parse_class(["Sum()", "add(a: long)"])
    assert isinstance(long, ClassShape)
    some = class_task()
    some = replace(some, parts=(replace(some.parts[0], shape=long),))
    refused = own(some, {"calls": ["Sum()", f"add({2**60})"]})
    assert isinstance(refused, CaseRefused)
    assert "beyond 9007199254740991" in refused.message


def test_a_project_takes_no_cases() -> None:
    assert own(project_task(), {}) == CaseRefused("This task has tests of its own and no cases. Run its tests instead.")


def test_an_own_case_of_a_class_finds_its_part_by_the_class() -> None:
    some = class_task()
    second = replace(some.parts[0], number=2, shape=replace(shape(), name="Shelf"))
    both = replace(some, parts=(some.parts[0], second))
    found = part_for(both, {"calls": ["Shelf(1)"]}, {1, 2})
    assert found is second
    added = CaseAdded("own1", "class", "mine", {"calls": CALLS}, [True], True)
    unchecked = CaseAdded("own2", "class", "mine", {"calls": CALLS}, None, False)
    spec = examples_spec(both, PYTHON, run="r", source="", own=[added, unchecked])
    assert [case.checked for case in spec.cases] == [True, True, False]
    assert not any(call.checked for call in spec.cases[2].calls)


# Answers of the good solution ---------------------------------------------------------------------------------------


def test_a_case_without_an_answer_is_answered_by_the_good_solution_before_it_runs() -> None:
    open_case = replace(case("edge-2", {"a": 2, "b": 2}), answer="missing")
    some = task(hidden=(group("edge", case("edge-1", {"a": 1, "b": 1}, 2), open_case),))
    assert needs_making(some)
    assert unanswered(some) == (open_case,)
    spec = answers_spec(some, unanswered(some), GOOD, PYTHON, run="r")
    assert spec.cases == (Case("edge-2", [2, 2], checked=False, lot=GOOD.file),)
    made = fill_expected(some, unanswered(some), GOOD, [answered("edge-2", 4)])
    assert isinstance(made, dict)
    run = hidden_spec(some, PYTHON, run="r", source="", made=made)
    assert [(case.id, case.expected) for case in run.cases] == [("edge-1", 2), ("edge-2", 4)]
    with pytest.raises(KeyError, match="edge"):
        hidden_spec(some, PYTHON, run="r", source="", made={})


def test_what_is_kept_of_an_answer_is_used_while_the_input_is_the_same() -> None:
    open_case = replace(case("edge-2", {"a": 2, "b": 2}), answer="missing")
    kept = freeze([replace(open_case, expected=4)])
    assert kept == {"edge-2": {"in": input_digest(open_case), "out": 4}}
    assert thaw(open_case, kept) == replace(open_case, expected=4, answer="frozen")
    changed = replace(open_case, args={"a": 3, "b": 2})
    assert thaw(changed, kept) == changed
    given = replace(open_case, answer="given", expected=5)
    assert thaw(given, kept) == given
    assert not needs_making(task(hidden=(group("edge", thaw(open_case, kept)),)))


def made_by(some: Task, got: Any, answer: Any) -> TaskCase | TaskProblem:
    """The one generated case of the task, when the generator gave `got` and the good solution `answer`."""
    (seeded,) = (f"{hidden.name}-seed-1" for hidden in some.hidden)
    cases = generated_inputs(some, [answered(seeded, got)])
    if isinstance(cases, TaskProblem):
        return cases
    made = fill_expected(some, cases, GOOD, [answered(seeded, answer)])
    return made if isinstance(made, TaskProblem) else made["more"][0]


MORE = (group("more", seeds=(1,)),)


def test_a_generator_may_leave_out_the_one_name_that_there_is() -> None:
    text = made_by(stdin_task(hidden=MORE), "1 2\n", "3\n")
    assert isinstance(text, TaskCase)
    assert (text.args, text.expected) == ({"stdin": "1 2\n"}, "3\n")
    table = {"columns": ["a"], "rows": [[None]]}
    rows = made_by(sql_task(hidden=MORE), {"seed": "--"}, table)
    assert isinstance(rows, TaskCase)
    assert rows.expected == table
    wrong = made_by(sql_task(hidden=MORE), "--", [1])
    assert isinstance(wrong, TaskProblem)
    assert "expected columns and rows" in wrong.what


def test_generated_calls_are_checked_for_what_the_good_solution_answered() -> None:
    calls = ["Desk(1)", 'lend("Ida", null)', 'give_back(["8"])']
    made = made_by(class_task(hidden=MORE), calls, [True, None])
    assert isinstance(made, TaskCase)
    assert made.args == {"calls": ["Desk(1)", 'lend("Ida", null) -> true', 'give_back(["8"])']}
    assert made.expected == [True]
    short = made_by(class_task(hidden=MORE), calls, [True])
    assert isinstance(short, TaskProblem)
    assert "not one answer for each call" in short.what
    odd = made_by(class_task(hidden=MORE), calls, ["yes", None])
    assert isinstance(odd, TaskProblem)
    assert "call 2: answer: expected true or false" in odd.what
    bad = made_by(class_task(hidden=MORE), ["Desk()"], [])
    assert isinstance(bad, TaskProblem)
    assert "calls[0]: Desk takes 1 values, and here are 0" in bad.what


def test_trees_come_back_from_the_good_solution_as_the_format_writes_them() -> None:
    some = nodes_task()
    tree = made_by(some, {"list": [1], "of": []}, [1, None, 2])
    assert isinstance(tree, TaskCase)
    assert tree.expected == [1, None, 2]
    none = made_by(some, {"list": [1], "of": []}, None)
    assert isinstance(none, TaskCase)
    assert none.expected == []


def test_the_good_solution_of_a_kind_is_one_whose_language_carries_it() -> None:
    good = Solution("good.sql", "good", "sql", "")
    styles = {"python": PYTHON, "sql": SQL}
    assert reference(sql_task(solutions=(GOOD, good)), styles) == good
    assert reference(task(solutions=(good, GOOD)), styles) == GOOD


@pytest.mark.parametrize(
    ("value", "path", "what"),
    [
        (5, "out", "expected columns and rows, found the number 5"),
        ({"columns": [1], "rows": []}, "out.columns", "the columns are not a list of names"),
        ({"columns": "a", "rows": []}, "out.columns", "the columns are not a list of names"),
        ({"columns": ["a"], "rows": {}}, "out.rows", "expected a list of rows, found a mapping of 0"),
        ({"columns": ["a"], "rows": [[1], 2]}, "out.rows[1]", "expected a list of 1, found the number 2"),
        ({"columns": ["a"], "rows": [[1, 2]]}, "out.rows[0]", "expected a list of 1, found a list of 2"),
        ({"columns": ["a"], "rows": [[[]]]}, "out.rows[0][0]", "expected null, a number or text, found a list of 0"),
    ],
)
def test_what_is_no_table_is_told_with_its_place(value: Any, path: str, what: str) -> None:
    misfit = table_misfit(value, "out")
    assert misfit
    assert (misfit.path, misfit.what) == (path, what)


def test_a_table_is_one() -> None:
    assert table_misfit({"columns": ["a", "b"], "rows": [[1, None], ["x", 2.5]]}, "out") is None


def test_what_a_class_offers_goes_along_with_its_words() -> None:
    assert spec_of(class_task()).callees[0] == Callee("Desk", ("int",), of="Desk", constructs=True)
    assert isinstance(class_task().parts[0], Part)
