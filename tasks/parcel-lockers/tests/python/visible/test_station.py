import pytest
from candidate import Codes, NoSpace, Station, UnknownCode


def station(keep=3, **lockers):
    return Station(lockers or {"A1": "S", "A2": "M", "A3": "L"}, Codes(), keep)


def test_a_parcel_goes_into_the_smallest_locker():
    here = station()
    here.deposit("p1", "M", 1)
    assert here.where("p1") == "A2"
    assert here.free() == {"S": 1, "M": 0, "L": 1}


def test_a_larger_locker_when_the_small_one_is_taken():
    here = station()
    here.deposit("p1", "S", 1)
    here.deposit("p2", "S", 1)
    assert here.where("p2") == "A2"


def test_a_code_takes_the_parcel_out_once():
    here = station()
    code = here.deposit("p1", "S", 1)
    assert here.collect(code) == "p1"
    assert here.where("p1") is None
    with pytest.raises(UnknownCode):
        here.collect(code)


def test_no_space():
    here = station(A1="S")
    with pytest.raises(NoSpace):
        here.deposit("p1", "M", 1)
    assert here.free() == {"S": 1, "M": 0, "L": 0}


def test_overdue_parcels_are_cleared():
    here = station(keep=3)
    here.deposit("p1", "S", 1)
    here.deposit("p2", "S", 5)
    assert here.overdue(5) == ["p1"]
    assert here.clear(5) == ["p1"]
    assert here.overdue(5) == []
    assert here.where("p1") is None
