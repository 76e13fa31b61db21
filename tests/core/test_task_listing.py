"""Looking for tasks: what each filter means, and that an address says all of it (SPEC: L3)."""

from typing import Any

import pytest

from server.core.task_listing import DAY_MS, Row, Sought, Used, choices, find, read_sought
from server.core.task_summary import summary
from tests.core.tasks import task

NOW = 1_800_000_000_000


def row(slug: str, proof: str = "proven", used: Used | None = None, **changed: Any) -> Row:
    return Row(summary(task(**{"slug": slug, "title": slug.title(), **changed})), proof, used or Used())


ROWS = (
    row("bags", skills=("care", "Cost"), tags=("lists",), minutes=20, difficulty="medium"),
    row("cups", "changed", Used(3, NOW - 10 * DAY_MS), kind="sql", languages=("sql",), minutes=45),
    row("dogs", "unproven", Used(1, NOW - 200 * DAY_MS), status="leaked", skills=("care",)),
    row("eggs", "failed", Used(1, NOW - 400 * DAY_MS), status="retired", title="Old Eggs"),
)


def found(**sought: Any) -> list[str]:
    return [each.task.slug for each in find(ROWS, Sought(**sought), NOW).rows]


@pytest.mark.parametrize(
    ("sought", "slugs"),
    [
        ({}, ["bags", "cups", "dogs"]),
        ({"status": "retired"}, ["eggs"]),
        ({"status": "leaked"}, ["dogs"]),
        ({"status": "all"}, ["bags", "cups", "dogs", "eggs"]),
        ({"words": "CARE bag"}, ["bags"]),
        ({"words": "nothing has this"}, []),
        ({"kind": "sql"}, ["cups"]),
        ({"level": "medium"}, ["bags"]),
        ({"minutes": 30}, ["bags", "dogs"]),
        ({"skill": "care"}, ["bags", "dogs"]),
        ({"language": "sql"}, ["cups"]),
        ({"tag": "lists"}, ["bags"]),
        ({"proof": "changed"}, ["cups"]),
        ({"used": "never"}, ["bags"]),
        ({"used": "month"}, ["cups"]),
        ({"used": "year"}, ["cups", "dogs"]),
        ({"used": "rested"}, ["bags", "dogs"]),
        ({"order": "used"}, ["cups", "dogs", "bags"]),
        ({"order": "minutes"}, ["bags", "dogs", "cups"]),
    ],
)
def test_each_filter_keeps_what_it_says(sought: dict[str, Any], slugs: list[str]) -> None:
    assert found(**sought) == slugs


def test_what_is_retired_is_counted_where_it_is_not_shown() -> None:
    assert find(ROWS, Sought(), NOW).retired == 1
    assert find(ROWS, Sought(words="bags"), NOW).retired == 0
    assert find(ROWS, Sought(status="all"), NOW).retired == 0


def test_a_page_holds_so_many_and_the_last_one_stands_for_those_beyond() -> None:
    first = find(ROWS, Sought(), NOW, size=2)
    assert ([each.task.slug for each in first.rows], first.count, first.page, first.pages) == (
        ["bags", "cups"],
        3,
        1,
        2,
    )
    last = find(ROWS, Sought(page=9), NOW, size=2)
    assert ([each.task.slug for each in last.rows], last.page) == (["dogs"], 2)
    assert find((), Sought(), NOW).pages == 1


def test_an_address_says_everything_and_comes_back_the_same() -> None:
    sought = Sought("two words", "sql", "hard", 30, "care & cost", "java", "a", "never", "failed", "all", "used", 3)
    text = sought.query
    assert text.startswith("?words=two+words&kind=sql")
    pairs = dict(pair.split("=") for pair in text[1:].split("&"))
    assert pairs["skill"] == "care+%26+cost"
    assert read_sought({**pairs, "words": " two  words ", "skill": "care & cost"}) == sought
    assert (Sought().query, Sought().narrow, Sought(order="used", page=2).narrow, sought.narrow) == (
        "",
        False,
        False,
        True,
    )


def test_the_filters_that_few_need_are_open_where_one_of_them_asks() -> None:
    assert not Sought("words", level="easy", skill="care").further
    assert Sought(tag="lists").further


def test_what_is_not_understood_asks_for_nothing() -> None:
    asked = {"kind": "poem", "level": "x", "minutes": "soon", "used": "x", "proof": "x", "status": "x", "order": "x"}
    assert read_sought({**asked, "page": "-1"}) == Sought()
    assert read_sought({"minutes": "99999"}).minutes == 480


def test_there_is_to_choose_from_what_the_tasks_have() -> None:
    offered = choices(ROWS)
    assert offered.skills == [("care", 2), ("Cost", 1)]
    assert offered.tags == [("lists", 1)]
    assert offered.languages == [("javascript", 3), ("python", 3), ("sql", 1)]
