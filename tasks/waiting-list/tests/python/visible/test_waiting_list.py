import pytest
from candidate import AlreadyIn, NotIn, WaitingList


def test_seats_first_then_the_line():
    workshop = WaitingList(2)
    assert [workshop.join(name) for name in ("cook", "baker", "florist")] == [True, True, False]
    assert workshop.seated() == ["cook", "baker"]
    assert workshop.waiting() == ["florist"]


def test_a_free_seat_goes_to_whoever_waits_longest():
    workshop = WaitingList(1)
    for name in ("cook", "baker", "florist"):
        workshop.join(name)
    workshop.leave("cook")
    assert workshop.seated() == ["baker"]
    assert workshop.waiting() == ["florist"]


def test_nobody_joins_twice():
    workshop = WaitingList(1)
    workshop.join("cook")
    with pytest.raises(AlreadyIn):
        workshop.join("cook")


def test_nobody_leaves_who_is_not_in():
    with pytest.raises(NotIn):
        WaitingList(1).leave("cook")


def test_a_move_is_announced():
    moved = []
    workshop = WaitingList(1)
    workshop.listen(lambda name: moved.append(name))
    workshop.join("cook")
    workshop.join("baker")
    workshop.leave("cook")
    assert moved == ["baker"]
