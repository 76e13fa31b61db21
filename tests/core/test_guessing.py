"""P7: a few wrong tries are free, then there are waits that grow and end."""

import pytest

from server.core import guessing
from server.core.guessing import FORGET, MINUTE, NONE, Tries, forgiven, place_of, sentence, wait, wrong


def after(times: int, at: int = 1_000) -> Tries:
    tries = NONE
    for _ in range(times):
        tries = wrong(tries, at)
    return tries


@pytest.mark.parametrize(
    ("times", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (20, 15), (10_000, 15)]
)
def test_p7_the_waits_grow_up_to_fifteen_minutes(times: int, minutes: int) -> None:
    assert wait(after(times), 5, 1_000) == minutes * MINUTE


def test_p7_a_wait_ends() -> None:
    tries = after(6)
    assert wait(tries, 5, 1_000 + MINUTE) == MINUTE
    assert wait(tries, 5, 1_000 + 2 * MINUTE) == 0


def test_p7_a_clock_that_was_set_back_makes_no_longer_wait() -> None:
    assert wait(after(5, at=MINUTE * 900), 5, 0) == MINUTE


def test_p7_a_day_later_all_is_forgotten() -> None:
    tries = after(50)
    assert wait(tries, 5, 1_000 + FORGET) == 0
    assert wrong(tries, 1_000 + FORGET).wrong == 1


def test_a_try_that_was_right_does_not_count() -> None:
    assert forgiven(after(3)).wrong == 2
    assert forgiven(NONE).wrong == 0


def test_the_sentence_says_when() -> None:
    assert "in a minute" in sentence(1)
    assert "in 2 minutes" in sentence(MINUTE + 1)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_one_customers_addresses_are_one_place(address: str, place: str) -> None:
    assert place_of(address) == place


def test_the_first_wait_is_no_longer_than_the_most() -> None:
    assert guessing.WAIT_FIRST <= guessing.WAIT_MOST
