"""What a good task has: the card that says what is missing and where it goes (SPEC: L1)."""

from dataclasses import replace
from typing import Any

import pytest

from server.core.good_task import missing, points
from server.core.task import Guide, Solution
from tests.core.good import SCALE, WRONG, good_task
from tests.core.tasks import GOOD, part, task

SAID = frozenset({"difficulty", "minutes"})


def test_a_good_task_has_every_point_and_lacks_none() -> None:
    assert missing(good_task()) == ()
    assert [point.key for point in points(good_task())] == [
        "skill", "level", "minutes", "statement", "hints", "extension", "rubric", "wrong",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "key", "what"),
    [
        ({"skills": ()}, "skill", "It does not say which skill it is about."),
        ({"said": frozenset({"minutes"})}, "level", "It does not say how hard it is."),
        ({"said": frozenset({"difficulty"})}, "minutes", "It does not say how long it takes."),
        ({"parts": (part("add(a: int, b: int) -> int"),)}, "statement", "It is too short to say everything."),
        ({"guide": Guide("", hints=("One.",), follow_ups=("Two?",))}, "hints", "It has 1 of 3 hints."),
        ({"guide": Guide("", follow_ups=("Two?",))}, "hints", "There are no hints."),
        ({"guide": Guide("", hints=("1", "2", "3"))}, "extension", "There is nothing for who is through early."),
        ({"rubric": {}}, "rubric", "There is no rubric."),
        ({"rubric": {"code": SCALE, "care": {1: "no"}}}, "rubric", "“care” does not say what each level looks like."),
        ({"solutions": (GOOD, *WRONG[:1])}, "wrong", "It has 1 of 2 wrong solutions."),
        ({"solutions": (GOOD, Solution("slow.py", "slow", "python", ""))}, "wrong", "There is no wrong solution."),
        ({"source": "a book"}, "license", "It comes from elsewhere, and has no license:."),
        ({"said": SAID | {"imported"}}, "license", "It comes from elsewhere, and has no license:."),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_where_it_goes(changed: dict[str, Any], key: str, what: str) -> None:
    (point,) = missing(good_task(**changed))
    assert (point.key, point.what) == (key, what)
    assert point.file
    assert point.how.endswith(".")


def test_a_later_part_is_an_extension_too() -> None:
    two = good_task()
    two = replace(two, parts=(*two.parts, part("more() -> int", 2)), guide=replace(two.guide, follow_ups=()))
    assert missing(two) == ()


def test_an_imported_task_with_a_licence_lacks_nothing() -> None:
    assert missing(good_task(source="a book", license="CC0-1.0")) == ()


def test_a_bare_task_lacks_everything_that_has_no_author() -> None:
    assert len(missing(task())) == 8
