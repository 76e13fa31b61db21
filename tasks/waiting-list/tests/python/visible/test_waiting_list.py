import pytest
from candidate import AlreadyIn, NotIn, WaitingList


def test_seats_first_then_the_line():
    workshop = WaitingList(2)
    assert [workshop.join(name) for name in ("Ana", "Ben", "Eve")] == [True, True, False]
    assert workshop.seated() == ["Ana", "Ben"]
    assert workshop.waiting() == ["Eve"]


def test_a_free_seat_goes_to_whoever_waits_longest():
    workshop = WaitingList(1)
    for name in ("Ana", "Ben", "Eve"):
        workshop.join(name)
    workshop.leave("Ana")
    assert workshop.seated() == ["Ben"]
    assert workshop.waiting() == ["Eve"]


def test_nobody_joins_twice():
    workshop = WaitingList(1)
    workshop.join("Ana")
    with pytest.raises(AlreadyIn):
        workshop.join("Ana")


def test_nobody_leaves_who_is_not_in():
    with pytest.raises(NotIn):
        WaitingList(1).leave("Ana")


def test_a_move_is_announced():
    moved = []
    workshop = WaitingList(1)
    workshop.on_seat(lambda name: moved.append(name))
    workshop.join("Ana")
    workshop.join("Ben")
    workshop.leave("Ana")
    assert moved == ["Ben"]
