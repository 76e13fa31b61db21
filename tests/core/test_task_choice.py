"""The planning form's choice of tasks stays usable with thousands of them (SPEC: L3, L7)."""

from typing import Any

from server.core.task_choice import ALL, SHOWN, Choice, choice
from server.core.task_listing import Row, Sought
from server.core.task_summary import summary
from tests.core.tasks import task


def rows(count: int, **changed: Any) -> list[Row]:
    made = [summary(task(slug=f"t{number:02}", title=f"T {number:02}")) for number in range(count - 1)]
    return [*(Row(each, "proven") for each in made), Row(summary(task(slug="odd", title="Odd", **changed)), "proven")]


def offered(count: int, sought: Sought | None = None, *chosen: str, leaked: bool = False, **changed: Any) -> Choice:
    return choice(rows(count, **changed), chosen, sought or Sought(), 0, leaked=leaked)


def test_a_small_library_is_offered_whole() -> None:
    few = offered(ALL)
    assert (len(few.rows), few.filtered, few.chosen) == (ALL, False, [])


def test_of_many_the_chosen_ones_come_first_and_a_page_of_what_was_sought() -> None:
    many = offered(40, Sought(words="t 3"), "t01", "odd")
    assert [row.task.slug for row in many.chosen] == ["t01", "odd"]
    slugs = [row.task.slug for row in many.rows]
    assert slugs == ["t03", "t13", "t23", *(f"t{number}" for number in range(30, 39))]
    assert len(offered(90).rows) == SHOWN
    assert (many.count, many.filtered) == (12, True)


def test_what_is_retired_is_not_offered_and_what_has_leaked_to_who_asks() -> None:
    assert len(offered(5, status="retired").rows) == 4
    assert len(offered(5, status="leaked").rows) == 4
    assert len(offered(5, leaked=True, status="leaked").rows) == 5


def test_what_was_chosen_stays_whatever_became_of_it() -> None:
    assert [row.task.slug for row in offered(5, None, "odd", status="retired").chosen] == ["odd"]
