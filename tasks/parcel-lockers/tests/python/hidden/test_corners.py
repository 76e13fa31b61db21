import pytest
from candidate import AlreadyHere, Codes, NoSpace, Station, UnknownCode


def station(keep=3, **lockers):
    return Station(lockers or {"A1": "S", "A2": "M", "A3": "L"}, Codes(), keep)


def test_the_first_of_one_size_and_not_the_first_by_name():
    here = station(C1="M", A1="L", B1="M", D1="S")
    here.deposit("p1", "M", 1)
    here.deposit("p2", "M", 1)
    here.deposit("p3", "M", 1)
    assert [here.where(parcel) for parcel in ("p1", "p2", "p3")] == ["C1", "B1", "A1"]


def test_a_free_locker_is_used_again():
    here = station(A1="S", A2="S")
    code = here.deposit("p1", "S", 1)
    here.deposit("p2", "S", 1)
    here.collect(code)
    here.deposit("p3", "S", 2)
    assert here.where("p3") == "A1"
    assert here.free() == {"S": 0, "M": 0, "L": 0}


def test_refused_parcels_use_up_no_code():
    expected = Codes()
    here = station(A1="S", A2="S")
    assert here.deposit("p1", "S", 1) == expected.next()
    with pytest.raises(NoSpace):
        here.deposit("p2", "L", 1)
    with pytest.raises(AlreadyHere):
        here.deposit("p1", "S", 1)
    assert here.deposit("p3", "S", 1) == expected.next()


def test_already_here_comes_before_no_space():
    here = station(A1="S")
    here.deposit("p1", "S", 1)
    with pytest.raises(AlreadyHere):
        here.deposit("p1", "L", 2)


def test_a_parcel_may_come_back():
    here = station()
    first = here.deposit("p1", "S", 1)
    here.collect(first)
    second = here.deposit("p1", "L", 2)
    assert here.where("p1") == "A3"
    with pytest.raises(UnknownCode):
        here.collect(first)
    assert here.collect(second) == "p1"


def test_exactly_as_many_days_is_not_overdue():
    here = station(keep=3)
    here.deposit("p1", "S", 1)
    assert (here.overdue(4), here.clear(4), here.overdue(5)) == ([], [], ["p1"])
    assert here.where("p1") == "A1"


def test_overdue_in_the_order_of_their_days():
    here = station(keep=0, A1="L", A2="L", A3="S")
    here.deposit("p9", "S", 1)
    here.deposit("p5", "L", 1)
    here.deposit("p7", "S", 2)
    assert here.overdue(2) == ["p9", "p5"]
    assert here.overdue(3) == ["p9", "p5", "p7"]
    assert here.clear(3) == ["p9", "p5", "p7"]


def test_who_comes_back_waits_anew():
    here = station(keep=1)
    code = here.deposit("p1", "S", 1)
    here.deposit("p2", "S", 2)
    here.collect(code)
    here.deposit("p1", "S", 3)
    assert here.overdue(4) == ["p2"]
    assert here.overdue(5) == ["p2", "p1"]


def test_the_codes_of_cleared_parcels_are_of_no_use():
    here = station(keep=1)
    code = here.deposit("p1", "S", 1)
    other = here.deposit("p2", "S", 9)
    here.clear(9)
    with pytest.raises(UnknownCode):
        here.collect(code)
    assert here.free() == {"S": 1, "M": 0, "L": 1}
    assert here.collect(other) == "p2"


def test_an_overdue_parcel_can_be_collected_until_it_is_cleared():
    here = station(keep=1)
    code = here.deposit("p1", "S", 1)
    assert here.overdue(30) == ["p1"]
    assert here.collect(code) == "p1"
    assert here.clear(30) == []


def test_two_stations_do_not_know_each_other():
    here, there = station(), station()
    here.deposit("p1", "S", 1)
    assert there.where("p1") is None
    assert there.free() == {"S": 1, "M": 1, "L": 1}
