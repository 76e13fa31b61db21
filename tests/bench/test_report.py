"""What was promised is held against what was found, and never kept without a figure."""

import pytest

from bench.relay_load import Outcome
from bench.relay_tables import closed_lines, flood_table, goals, pace_table
from bench.report import Goal, goals_table
from bench.stats import Spread


def outcome(p99: float = 1.0, cpu_us: float = 100.0, paced: bool = True, closed: tuple[int, ...] = ()) -> Outcome:
    """A run of a hundred keystrokes in ten seconds, heard by both readers."""
    return Outcome(
        typed=100,
        seconds=10.0,
        latencies=[p99] * 200,
        late=[0.1] if paced else [],
        server_cpu=cpu_us * 100 / 1e6,
        closed=list(closed),
    )


@pytest.mark.parametrize(
    ("found", "bound", "least", "kept"),
    [
        ([1, 2, 9], 2, False, True),
        ([1, 2.1, 2.2], 2, False, False),
        ([1, 2, 9], 2, True, True),
        ([1, 1.9, 9], 2, True, False),
        ([], 2, False, False),
        ([], 2, True, False),
    ],
)
def test_a_goal_is_kept_by_the_middle_of_its_runs(found: list[float], bound: float, least: bool, kept: bool) -> None:
    assert Goal("a figure", Spread.of(found), bound, least).kept is kept


def test_a_goal_that_is_missed_stands_out() -> None:
    text = goals_table([Goal("fast", Spread.of([1]), 2), Goal("whole", Spread.of([99]), 100, least=True)])
    assert "|  yes |" in text
    assert "|   NO |" in text


def test_greenroom_is_held_to_its_goals_and_the_others_are_not() -> None:
    results = {
        ("400 rooms", "Greenroom"): [outcome(p99=3.0), outcome(p99=2.0)],
        ("400 rooms", "bare ASGI relay"): [outcome(p99=1.0), outcome(p99=2.0)],
        ("100 rooms, as fast as it goes", "Greenroom"): [outcome(paced=False)],
    }
    delivered, ratio, cpu, _, rate = goals(results)
    assert (delivered.found.middle, delivered.kept) == (100, True)
    assert (ratio.found, ratio.kept) == (Spread(1.0, 2.0, 3.0), False)
    assert cpu.kept
    assert cpu.found.middle == pytest.approx(100)
    assert (rate.found.middle, rate.kept) == (10, False)


def test_the_tables_have_a_row_for_each_system_and_hide_nothing() -> None:
    paced = {("1 room", "Greenroom"): [outcome(closed=(4408, 4408))], ("1 room", "bare ASGI relay"): [outcome(0.5)]}
    text = pace_table(paced, ["1 room"], ["Greenroom", "bare ASGI relay"])
    assert len(text.splitlines()) == 4
    assert "100.00%" in text
    assert closed_lines(paced) == ["1 room, Greenroom: 2 connections were closed, with 4408."]
    assert "| Greenroom |" in flood_table({("flood", "Greenroom"): [outcome(paced=False)]}, "flood", ["Greenroom"])


def test_without_deliveries_nothing_is_claimed() -> None:
    lost = Outcome(typed=100, seconds=10.0, late=[0.1])
    results = {("1 room", "Greenroom"): [lost], ("1 room", "bare ASGI relay"): [outcome()]}
    assert [goal.kept for goal in goals(results)] == [False, False]
