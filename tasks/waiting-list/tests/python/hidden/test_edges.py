import pytest
from candidate import AlreadyIn, NotIn, WaitingList


def full(seats, *names):
    workshop = WaitingList(seats)
    for name in names:
        workshop.join(name)
    return workshop


def test_leaving_the_line_moves_nobody():
    moved = []
    workshop = full(1, "Ana", "Ben", "Eve")
    workshop.on_seat(lambda name: moved.append(name))
    workshop.leave("Ben")
    assert (workshop.seated(), workshop.waiting(), moved) == (["Ana"], ["Eve"], [])


def test_who_waits_cannot_join_again():
    workshop = full(1, "Ana", "Ben")
    with pytest.raises(AlreadyIn):
        workshop.join("Ben")
    assert workshop.waiting() == ["Ben"]


def test_who_left_may_come_back_at_the_end():
    workshop = full(1, "Ana", "Ben", "Eve")
    workshop.leave("Ben")
    assert workshop.join("Ben") is False
    assert workshop.waiting() == ["Eve", "Ben"]


def test_no_seats_at_all():
    workshop = full(0, "Ana")
    assert (workshop.seated(), workshop.waiting()) == ([], ["Ana"])


def test_lists_are_not_the_lists_inside():
    workshop = full(1, "Ana", "Ben")
    names = workshop.seated()
    names.append("Max")
    assert workshop.seated() == ["Ana"]


def test_everybody_who_listens_hears_in_order():
    heard = []
    workshop = full(1, "Ana", "Ben")
    workshop.on_seat(lambda name: heard.append(("first", name)))
    workshop.on_seat(lambda name: heard.append(("second", name)))
    workshop.leave("Ana")
    assert heard == [("first", "Ben"), ("second", "Ben")]


def test_a_seat_is_taken_before_it_is_announced():
    seen = []
    workshop = full(1, "Ana", "Ben")
    workshop.on_seat(lambda name: seen.append((name, workshop.seated(), workshop.waiting())))
    workshop.leave("Ana")
    assert seen == [("Ben", ["Ben"], [])]


def test_leaving_twice():
    workshop = full(1, "Ana")
    workshop.leave("Ana")
    with pytest.raises(NotIn):
        workshop.leave("Ana")
