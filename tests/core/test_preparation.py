"""The preparation checklist, B1 to B3."""

from dataclasses import replace

import pytest

from server.core import preparation as p
from server.core.agenda import Plan
from server.core.interview import Interview, State
from server.core.preparation import Item, Preparation
from server.core.roles import Role
from server.core.setup import Member, Setup

INTERVIEW = Interview("k3v9x0q2m1ab", "Backend engineer", "Ida", "Cam", ("slots",), State.PLANNED, 1)
NOTHING = Preparation()
NOW = ("d1",)
GOOD = p.Proved(NOW, True, ("All passed.",), 900, 5)


def tick(item: Item, by: str = "host") -> p.Tick:
    return p.Tick(item, by, by.title(), 7)


def test_nobody_splits_roles_with_themselves() -> None:
    assert Item.ROLES not in p.items_of(INTERVIEW)
    panel = Setup(panel=(Member("p1", "Pat", Role.PANELIST),))
    assert p.items_of(replace(INTERVIEW, setup=panel)) == tuple(Item)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.HOST, True), (Role.PANELIST, True), (Role.OBSERVER, False), (Role.CANDIDATE, False), (Role.LEARNER, False)],
)
def test_b1_hosts_and_panelists_tick(role: Role, may: bool) -> None:
    assert p.may_prepare(role) is may


def test_b1_each_ticks_once_and_takes_only_their_own_back() -> None:
    kept = p.ticked(p.ticked(p.ticked(NOTHING, tick(Item.CV)), tick(Item.CV)), tick(Item.CV, "p1"))
    assert [each.by for each in kept.ticks] == ["host", "p1"]
    assert p.is_done(Item.CV, INTERVIEW, kept, NOW)
    kept = p.unticked(kept, Item.CV, "host")
    assert [each.by for each in kept.ticks] == ["p1"]
    assert not p.is_done(Item.CV, INTERVIEW, p.unticked(kept, Item.CV, "p1"), NOW)


def test_b2_nobody_ticks_the_solution_by_hand() -> None:
    assert p.ticked(NOTHING, tick(Item.SOLUTION)) == NOTHING
    assert not p.is_done(Item.SOLUTION, INTERVIEW, NOTHING, NOW)


def test_b2_the_solutions_tick_holds_for_these_versions_of_the_tasks() -> None:
    kept = p.proven(NOTHING, GOOD)
    assert p.is_done(Item.SOLUTION, INTERVIEW, kept, NOW)
    assert not p.is_done(Item.SOLUTION, INTERVIEW, kept, ("d2",))
    assert not p.is_done(Item.SOLUTION, INTERVIEW, p.proven(kept, replace(GOOD, good=False)), NOW)


def test_b2_a_chosen_plan_ticks_the_agenda() -> None:
    planned = replace(INTERVIEW, setup=Setup(plan=Plan("sixty", 1, "Sixty minutes", ())))
    assert p.is_done(Item.AGENDA, planned, NOTHING, NOW)
    assert not p.is_done(Item.AGENDA, INTERVIEW, NOTHING, NOW)
    assert p.is_done(Item.AGENDA, INTERVIEW, p.ticked(NOTHING, tick(Item.AGENDA)), NOW)


def test_b3_who_went_with_what_open_is_kept_and_the_newest_stay() -> None:
    kept = p.proven(p.ticked(NOTHING, tick(Item.BRIEF)), GOOD)
    left = p.still_open(INTERVIEW, kept, NOW)
    assert left == (Item.CV, Item.RUBRIC, Item.AGENDA, Item.ACCOMMODATIONS)
    for at in range(p.BEGUN_MAX + 3):
        kept = p.begun(kept, p.Began("host", "Ida", at, left))
    assert (len(kept.began), kept.began[-1].at) == (p.BEGUN_MAX, p.BEGUN_MAX + 2)
