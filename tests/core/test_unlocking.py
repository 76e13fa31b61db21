"""The later parts of a task: told when they are unlocked and not before."""

from dataclasses import replace

from server.core import events as e
from server.core.unlocking import facts_of, later_parts, opened_parts
from tests.core.kinds import in_place_task
from tests.core.tasks import ADD, case, part, task

TWO = task(
    parts=(part(ADD), part("total(items: list[int]) -> int", 2)),
    examples=(case("example-1", {"a": 1, "b": 2}, 3), case("example-2", {"items": [1, 2]}, 3, part=2)),
)
OPENED = e.PartOpened(
    "add",
    2,
    "Part 2",
    "Do it.",
    (e.PartExample("example-2", "example-2", {"items": [1, 2]}, 3),),
    (e.PartParam("items", "list[int]"),),
    "int",
)


def test_a_later_part_is_told_as_a_whole() -> None:
    assert later_parts(TWO) == (OPENED,)
    facts = facts_of(TWO)
    assert (facts.open, facts.later) == (frozenset({1}), (OPENED,))


def test_a_part_whose_answer_is_its_argument_says_so() -> None:
    first = in_place_task().parts[0]
    later = task(parts=(part(ADD), part("sort_all(name: string, items: list[int]) -> int", 2)))
    (second,) = later.parts[1:]
    moved = replace(later, parts=(later.parts[0], replace(second, signature=first.signature, back=first.back)))
    assert later_parts(moved)[0].back == "items"


def test_which_parts_were_open_at_a_moment() -> None:
    entries = [e.Entry(1, 0, 0, "room", e.Started()), e.Entry(2, 60_000, 0, "host", OPENED)]
    assert opened_parts(TWO, entries, 59_999) == {1}
    assert opened_parts(TWO, entries, 60_000) == {1, 2}
    assert opened_parts(task(slug="other"), entries, 60_000) == {1}
