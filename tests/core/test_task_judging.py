"""From a task to a run: the right cases, in the right order, spelled for the language, and nothing that is not open."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import Case, Comparison, Limits
from server.core.events import CaseAdded, CaseShown, Reveal
from server.core.fitting import part_for
from server.core.judging import (
    EXAMPLES,
    OWN,
    examples_spec,
    group_prefixes,
    hidden_spec,
    limits_for,
    shown_examples,
    shown_hidden,
)
from server.core.task import Task, TaskLimits, open_parts
from tests.core.tasks import JAVASCRIPT, PYTHON, case, group, part, task

TWO_PARTS = (part("free_slots(busy: list[int], end: int) -> int"), part("common_slots(all_of: list[int]) -> int", 2))


def slots() -> Task:
    return task(
        parts=TWO_PARTS,
        slug="slots",
        examples=(
            case("example-1", {"end": 9, "busy": [1]}, 5, name="one meeting"),
            case("example-2", {"all_of": []}, 0, part=2),
        ),
        hidden=(
            group("edge", case("edge-1", {"busy": [], "end": 0}, 0)),
            group("large", seeds=(1,)),
            group("many", case("many-1", {"all_of": [3]}, 3, part=2), part=2),
        ),
        limits=TaskLimits(time=1.0, memory=128, output=8, by_language={"python": 2.0}),
    )


def own(args: dict[str, Any], expected: Any = None, *, checked: bool = True, of: str = "slots") -> CaseAdded:
    return CaseAdded("own1", of, "Cam's idea", args, expected, checked)


MADE = {"large": (case("large-seed-1", {"busy": [7], "end": 8}, 1, name="seed 1"),)}


def test_examples_go_by_position_in_the_order_of_the_signature() -> None:
    spec = examples_spec(slots(), PYTHON, run="r1", source="code")
    assert (spec.run, spec.language, spec.source, spec.function) == ("r1", "python", "code", "free_slots")
    assert spec.cases == (Case("example-1", [[1], 9], expected=5),)
    assert spec.compare == Comparison("exact", 1e-9)


def test_each_part_names_its_own_function_once_it_is_unlocked() -> None:
    spec = examples_spec(slots(), JAVASCRIPT, run="r", source="", parts={1, 2})
    assert spec.function == "freeSlots"
    assert spec.cases[1] == Case("example-2", [[]], expected=0, function="commonSlots")


def test_a_later_part_is_neither_run_nor_shown_before_its_time() -> None:
    everything = (
        *examples_spec(slots(), PYTHON, run="r", source="").cases,
        *hidden_spec(slots(), PYTHON, run="r", source="", made=MADE).cases,
    )
    assert [case.id for case in everything] == ["example-1", "edge-1", "large-seed-1"]
    shown = (*shown_examples(slots()), *shown_hidden(slots(), MADE))
    assert [case.case for case in shown] == ["example-1", "edge-1", "large-seed-1"]
    assert open_parts(slots()) == {1}


def test_an_own_case_whose_answer_fits_no_more_is_left_out_and_no_run_fails_of_it() -> None:
    now = task(parts=(part("free_slots(busy: list[int]) -> dict[string, float]"),), slug="slots", examples=())
    for answer in (5, [1], {"a": "b"}, None):
        assert examples_spec(now, PYTHON, run="r", source="", own=(own({"busy": []}, answer),)).cases == ()
        assert shown_examples(now, (own({"busy": []}, answer),)) == ()
    fits = own({"busy": []}, {"a": 1.5})
    assert len(examples_spec(now, PYTHON, run="r", source="", own=(fits,)).cases) == 1


def test_an_own_case_calls_the_part_that_it_was_written_for_and_in_an_old_record_the_first_that_takes_it() -> None:
    twice = task(parts=(part("total(of: list[int]) -> int"), part("largest(of: list[int]) -> int", 2)), slug="slots")
    old = own({"of": [1]}, 1)
    cases = (old, replace(old, part=1), replace(old, part=2), replace(old, part=3))
    spec = examples_spec(twice, PYTHON, run="r", source="", own=cases, parts={1, 2})
    assert [sent.function or spec.function for sent in spec.cases] == ["total", "total", "largest"]
    closed = examples_spec(twice, PYTHON, run="r", source="", own=cases)
    assert [sent.function or closed.function for sent in closed.cases] == ["total", "total"]


def test_cams_own_cases_come_after_the_examples_and_find_their_function() -> None:
    cases = (
        own({"end": 3, "busy": []}, 3),
        own({"all_of": [1]}, checked=False),
        own({"busy": [], "end": 0}, of="another-task"),
        own({"busy": "the task has changed since", "end": 0}),
        own({"busy": [], "end": 0}, "the task has changed since"),
    )
    spec = examples_spec(slots(), PYTHON, run="r", source="", own=cases, parts={1, 2})
    assert spec.cases[2:] == (
        Case("own1", [[], 3], expected=3),
        Case("own1", [[1]], checked=False, function="common_slots"),
    )
    shown = shown_examples(slots(), cases, {1, 2})
    assert [case.group for case in shown] == [EXAMPLES, EXAMPLES, OWN, OWN]
    assert len(examples_spec(slots(), PYTHON, run="r", source="", own=cases).cases) == 2


def test_what_is_shown_is_what_runs_in_the_same_order() -> None:
    spec = hidden_spec(slots(), PYTHON, run="r", source="", made=MADE, parts={1, 2})
    shown = shown_hidden(slots(), MADE, {1, 2})
    assert [case.id for case in spec.cases] == [case.case for case in shown] == ["edge-1", "large-seed-1", "many-1"]
    assert shown[1] == CaseShown("large-seed-1", "seed 1", "large", {"busy": [7], "end": 8}, 1, True)


def test_a_huge_generated_input_runs_whole_and_is_shown_short() -> None:
    made = {"large": (case("large-seed-1", {"busy": list(range(50_000)), "end": 8}, 1),)}
    (shown,) = (case for case in shown_hidden(slots(), made) if case.group == "large")
    assert shown.args == {"busy": "(list of 50,000, too long to show)", "end": 8}
    assert len(hidden_spec(slots(), PYTHON, run="r", source="", made=made).cases[1].args[0]) == 50_000


def test_a_group_that_was_not_generated_is_not_left_out_silently() -> None:
    with pytest.raises(KeyError, match="large"):
        hidden_spec(slots(), PYTHON, run="r", source="", made={})


def test_limits_are_those_of_the_task_and_language() -> None:
    assert limits_for(slots(), "python") == Limits(cpu_seconds=2.0, wall_seconds=6.0, memory_mb=128, shown_bytes=8192)
    assert limits_for(slots(), "javascript").cpu_seconds == 1.0
    assert limits_for(task(), "python").cpu_seconds == 5.0


def test_of_several_right_answers_each_is_sent_and_cams_single_one_joins_them() -> None:
    chosen = task(examples=(case("example-1", {"a": 1, "b": 2}, [3, 4]),), compare="any_of")
    added = own({"a": 0, "b": 0}, 7, of="add")
    unchecked = own({"a": 0, "b": 0}, checked=False, of="add")
    spec = examples_spec(chosen, PYTHON, run="r", source="", own=[added, unchecked])
    assert spec.compare.kind == "any_of"
    assert [case.expected for case in spec.cases] == [[3, 4], [7], None]


def test_a_bigint_is_a_number_for_python_and_text_for_people() -> None:
    digits = "123456789012345678901234567890"
    big = task(
        parts=(part("f(a: list[bigint?], b: tuple[bigint, int], c: dict[string, bigint]) -> bigint"),),
        examples=(case("example-1", {"a": [digits, None], "b": ["1", 2], "c": {"x": "-3"}}, digits),),
    )
    (sent,) = examples_spec(big, PYTHON, run="r", source="").cases
    assert sent.args == [[int(digits), None], {"$tuple": [1, 2]}, {"x": -3}]
    assert sent.expected == int(digits)
    (text,) = examples_spec(big, JAVASCRIPT, run="r", source="").cases
    assert text.expected == digits
    assert shown_examples(big)[0].args["a"] == [digits, None]


def test_a_tuple_is_told_apart_from_a_list_where_the_language_does() -> None:
    pairs = task(
        parts=(part("f(a: list[tuple[int, tuple[float, bool]?]]) -> list[tuple[int, float?]]"),),
        examples=(case("example-1", {"a": [[1, [2, True]], [3, None]]}, [[1, 2], [3, None]]),),
    )
    (sent,) = examples_spec(pairs, PYTHON, run="r", source="").cases
    assert sent.args == [[{"$tuple": [1, {"$tuple": [2.0, True]}]}, {"$tuple": [3, None]}]]
    assert sent.expected == [[1, 2.0], [3, None]]
    (plain,) = examples_spec(pairs, JAVASCRIPT, run="r", source="").cases
    assert plain.args == [[[1, [2.0, True]], [3, None]]]
    assert shown_examples(pairs)[0].args == {"a": [[1, [2, True]], [3, None]]}


def test_a_float_is_compared_as_a_float_even_where_the_author_wrote_an_integer() -> None:
    half = task(parts=(part("f(a: float) -> float"),), examples=(case("example-1", {"a": 2}, 1),))
    (sent,) = examples_spec(half, PYTHON, run="r", source="").cases
    assert [type(value) for value in (*sent.args, sent.expected)] == [float, float]


def test_a_case_finds_its_part_by_its_parameters() -> None:
    assert part_for(slots(), {"busy": 0, "end": 0}, {1}) == TWO_PARTS[0]
    assert part_for(slots(), {"all_of": 0}, {1}) is None
    assert part_for(slots(), {"all_of": 0}, {1, 2}) == TWO_PARTS[1]


def test_case_ids_begin_differently_for_every_group() -> None:
    names = ["Edge cases", "edge/cases", "example", "own", "!?", "large", "large seed"]
    assert group_prefixes(names) == (
        "edge-cases", "edge-cases-g2", "example-g3", "own-g4", "group", "large", "large-seed-g7",
    )  # fmt: skip


def test_what_cam_may_hear_of_a_hidden_case_goes_along_with_it() -> None:
    cases = (case("edge-1", {"a": 1, "b": 1}, 2), replace(case("edge-2", {"a": 2, "b": 1}, 3), reveal="all"))
    quiet = task(hidden=(group("edge", *cases),))
    assert [shown.reveal for shown in shown_hidden(quiet, {})] == [Reveal.NEVER, Reveal.ALL]
    named = task(hidden=(group("edge", *cases),), feedback="names")
    assert [shown.reveal for shown in shown_hidden(named, {})] == [Reveal.NAME, Reveal.ALL]


def test_a_group_that_needs_more_time_gives_it_to_the_hidden_run() -> None:
    times = zip(slots().hidden, (0.0, 3.0, 9.0), strict=True)
    some = replace(slots(), hidden=tuple(replace(group, time=time) for group, time in times))
    spec = hidden_spec(some, PYTHON, run="r", source="", made=MADE)
    assert (spec.limits.cpu_seconds, spec.limits.wall_seconds) == (3.0, 8.0)
    assert hidden_spec(some, PYTHON, run="r", source="", made=MADE, parts={1, 2}).limits.cpu_seconds == 9.0
    assert examples_spec(some, PYTHON, run="r", source="").limits.cpu_seconds == 2.0
    assert hidden_spec(slots(), PYTHON, run="r", source="", made=MADE).limits.cpu_seconds == 2.0
