"""Figures that people will argue with have to be right."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.stats import Spread, number, quantile, spread, table

FIGURES = st.lists(st.floats(-1e9, 1e9), min_size=1)


@pytest.mark.parametrize(
    ("q", "expected"), [(0, 1), (0.01, 1), (0.1, 1), (0.11, 2), (0.5, 5), (0.51, 6), (0.99, 10), (1, 10)]
)
def test_a_quantile_is_the_value_at_its_rank(q: float, expected: float) -> None:
    assert quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], q) == expected


@given(FIGURES, st.floats(0, 1))
def test_a_quantile_was_seen_and_enough_values_do_not_exceed_it(values: list[float], q: float) -> None:
    found = quantile(values, q)
    assert found in values
    assert sum(value <= found for value in values) >= q * len(values)


def test_without_values_there_is_no_figure() -> None:
    assert math.isnan(quantile([], 0.5))
    assert spread(Spread.of([])) == "–"


@given(FIGURES)
def test_a_spread_is_in_order(values: list[float]) -> None:
    found = Spread.of(values)
    assert found.low <= found.middle <= found.high


def test_a_ratio_compares_the_middles() -> None:
    assert Spread.of([1, 2, 90]).over(Spread.of([4])) == 0.5
    assert math.isnan(Spread.of([1]).over(Spread.of([])))
    assert math.isnan(Spread.of([1]).over(Spread.of([0])))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.424, "0.42"), (4.2, "4.20"), (42.04, "42"), (42.06, "42.1"), (4213.4, "4,213"), (-0.5, "-0.50")],
)
def test_a_number_has_the_digits_that_mean_something(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_spread_of_one_run_is_one_number() -> None:
    assert spread(Spread.of([5.0])) == "5.00"
    assert spread(Spread.of([1, 2, 3])) == "2.00 (1.00–3.00)"


def test_a_table_lines_up() -> None:
    assert table(["load", "p50 ms"], [["1 room", "0.5"], ["400 rooms", "12.5"]]).splitlines() == [
        "| load      | p50 ms |",
        "|-----------|-------:|",
        "| 1 room    |    0.5 |",
        "| 400 rooms |   12.5 |",
    ]
