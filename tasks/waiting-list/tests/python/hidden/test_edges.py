import pytest
from candidate import AlreadyIn, NotIn, WaitingList


def full(seats, *names):
    workshop = WaitingList(seats)
    for name in names:
        workshop.join(name)
    return workshop


def test_leaving_the_line_moves_nobody():
    moved = []
    workshop = full(1, "cook", "baker", "florist")
    workshop.listen(lambda name: moved.append(name))
    workshop.leave("baker")
    assert (workshop.seated(), workshop.waiting(), moved) == (["cook"], ["florist"], [])


def test_who_waits_cannot_join_again():
    workshop = full(1, "cook", "baker")
    with pytest.raises(AlreadyIn):
        workshop.join("baker")
    assert workshop.waiting() == ["baker"]


def test_who_left_may_come_back_at_the_end():
    workshop = full(1, "cook", "baker", "florist")
    workshop.leave("baker")
    assert workshop.join("baker") is False
    assert workshop.waiting() == ["florist", "baker"]


def test_a_seat_that_is_given_anew_comes_last():
    workshop = full(2, "cook", "baker", "florist")
    workshop.leave("cook")
    assert workshop.seated() == ["baker", "florist"]


def test_no_seats_at_all():
    workshop = full(0, "cook")
    assert (workshop.seated(), workshop.waiting()) == ([], ["cook"])


def test_everybody_who_listens_hears_in_order():
    heard = []
    workshop = full(1, "cook", "baker")
    workshop.listen(lambda name: heard.append(("first", name)))
    workshop.listen(lambda name: heard.append(("second", name)))
    workshop.leave("cook")
    assert heard == [("first", "baker"), ("second", "baker")]


def test_a_seat_is_taken_before_it_is_announced():
    seen = []
    workshop = full(1, "cook", "baker")
    workshop.listen(lambda name: seen.append((name, workshop.seated(), workshop.waiting())))
    workshop.leave("cook")
    assert seen == [("baker", ["baker"], [])]


def test_leaving_twice():
    workshop = full(1, "cook")
    workshop.leave("cook")
    with pytest.raises(NotIn):
        workshop.leave("cook")
