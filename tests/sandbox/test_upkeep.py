"""What the pool makes and drops: wishes, a cap, quiet moments, pauses after trouble, and nothing kept for ever."""

from typing import Any

from sandbox.hardening import Recipe
from sandbox.upkeep import (
    BUSY_SECONDS,
    IDLE_SECONDS,
    LATER,
    PAUSE_SECONDS,
    QUICK_SECONDS,
    WISH_SECONDS,
    Next,
    Sight,
    Upkeep,
)

PY, JS, GO = (Recipe(name, 256, 64) for name in ("python", "javascript", "go"))


def filled(upkeep: Upkeep, now: float = 0.0, **sight: Any) -> list[Recipe]:
    """What waits once everything has been made and dropped that this needs, in a quiet house."""
    waiting = list(sight.pop("waiting", ()))
    for _ in range(100):
        step = upkeep.next(Sight(now, waiting=waiting, **sight))
        if step.make:
            waiting.append((step.make, now))
        elif step.drop is not None:
            del waiting[step.drop]
        else:
            return [recipe for recipe, _ in waiting]
    raise AssertionError("it never rests")


def test_what_is_wished_for_is_made() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 2, JS: 1}, 0.0)
    assert sorted(each.image for each in filled(upkeep)) == ["javascript", "python", "python"]


def test_a_new_wish_replaces_the_old_one_but_drops_nothing_while_there_is_room() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 2}, 0.0)
    waiting = [(PY, 0.0), (PY, 0.0)]
    upkeep.wish({JS: 1}, 0.0)
    assert filled(upkeep, waiting=waiting) == [PY, PY, JS]


def test_one_of_each_language_comes_before_the_second_of_any() -> None:
    upkeep = Upkeep(3)
    upkeep.wish({PY: 5, JS: 5, GO: 1}, 0.0)
    assert set(filled(upkeep)) == {PY, JS, GO}


def test_when_there_is_no_room_what_nobody_wishes_for_makes_it() -> None:
    upkeep = Upkeep(2)
    upkeep.wish({JS: 1, GO: 1}, 0.0)
    assert filled(upkeep, now=5.0, waiting=[(PY, 1.0), (PY, 2.0)]) == [JS, GO]


def test_without_a_pool_nothing_is_made() -> None:
    upkeep = Upkeep(0)
    upkeep.wish({PY: 3}, 0.0)
    upkeep.used(PY, 0.0)
    assert upkeep.next(Sight(0.0)) == Next(again=LATER)


def test_what_was_used_waits_again_though_nobody_wished_for_it() -> None:
    upkeep = Upkeep(8)
    upkeep.used(GO, 0.0)
    assert filled(upkeep, now=60.0) == [GO]
    assert filled(upkeep, now=IDLE_SECONDS) == []


def test_what_was_used_just_now_has_one_more_where_there_is_room() -> None:
    upkeep = Upkeep(3)
    upkeep.wish({PY: 1, JS: 1}, 0.0)
    upkeep.used(PY, 0.0)
    assert filled(upkeep, now=BUSY_SECONDS - 1) == [PY, JS, PY]
    assert filled(upkeep, now=BUSY_SECONDS) == [PY, JS]
    upkeep = Upkeep(2)
    upkeep.wish({PY: 1, JS: 1}, 0.0)
    upkeep.used(PY, 0.0)
    assert filled(upkeep) == [PY, JS]


def test_what_was_used_last_comes_first() -> None:
    upkeep = Upkeep(3)
    upkeep.wish({PY: 1, JS: 1, GO: 1}, 0.0)
    upkeep.used(JS, 1.0)
    upkeep.used(GO, 2.0)
    assert filled(upkeep, now=9.0) == [GO, JS, PY]


def test_nothing_is_made_while_a_run_waits_or_starts_or_leaves() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 1}, 0.0)
    assert upkeep.next(Sight(0.0, pressing=True)) == Next(again=LATER)


def test_nothing_is_made_beside_a_run_that_has_just_begun() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 1}, 0.0)
    assert upkeep.next(Sight(0.4, runs=[0.0, 0.1])) == Next(again=QUICK_SECONDS + 0.1 - 0.4)
    assert upkeep.next(Sight(QUICK_SECONDS + 0.1, runs=[0.0, 0.1])).make == PY


def test_one_is_made_at_a_time() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 2}, 0.0)
    assert upkeep.next(Sight(0.0, making=[PY])) == Next(again=LATER)
    assert upkeep.next(Sight(9.0, making=[PY], runs=[0.0])) == Next(again=LATER)
    assert Upkeep(8, makers=2, _wished={PY: 2}).next(Sight(0.0, making=[PY])).make == PY


def test_what_is_being_made_counts() -> None:
    upkeep = Upkeep(8, makers=2)
    upkeep.wish({PY: 1}, 0.0)
    assert upkeep.next(Sight(0.0, making=[PY])) == Next(again=LATER)


def test_what_does_not_stand_is_not_tried_again_at_once_and_others_are() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 1, JS: 1}, 0.0)
    upkeep.failed(PY, 0.0)
    assert upkeep.next(Sight(1.0)).make == JS
    assert upkeep.next(Sight(1.0, waiting=[(JS, 1.0)])) == Next(again=PAUSE_SECONDS - 1.0)
    assert upkeep.next(Sight(PAUSE_SECONDS, waiting=[(JS, 1.0)])).make == PY


def test_a_container_that_has_waited_long_gives_way_to_a_fresh_one() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 1}, IDLE_SECONDS - 60)
    waiting = [(PY, 0.0)]
    assert upkeep.next(Sight(IDLE_SECONDS - 30, waiting=waiting)) == Next(again=30.0)
    assert upkeep.next(Sight(IDLE_SECONDS, waiting=waiting)).drop == 0
    assert upkeep.next(Sight(IDLE_SECONDS)).make == PY


def test_a_wish_that_is_not_said_again_is_forgotten() -> None:
    upkeep = Upkeep(8)
    upkeep.wish({PY: 1}, 0.0)
    assert upkeep.next(Sight(WISH_SECONDS - 1)).make == PY
    assert upkeep.next(Sight(WISH_SECONDS)) == Next(again=LATER)
