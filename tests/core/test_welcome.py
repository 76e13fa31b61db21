"""What a candidate reads before they come in."""

import pytest

from server.core import welcome
from server.core.agenda import Plan, Stage
from server.core.roles import Role
from server.core.setup import PACES, Member, Practice, PrivatePolicy, Setup

PLAN = Plan("short", 1, "Short", (Stage("Welcome", 5), Stage("Coding task", 30), Stage("Talk", 0)))


def test_without_a_plan_there_are_no_steps_and_the_tasks_say_how_long() -> None:
    assert welcome.steps(Setup()) == ()
    assert welcome.about_minutes(Setup(), 40) == 40
    assert welcome.about_minutes(Setup(pace=1.25), 40) == 50


@pytest.mark.parametrize(("pace", "minutes"), [*zip(PACES, [(5, 30), (7, 38), (8, 45), (10, 60), (0, 0)], strict=True)])
def test_minutes_are_those_that_were_agreed(pace: float, minutes: tuple[int, int]) -> None:
    found = welcome.steps(Setup(plan=PLAN, pace=pace))
    assert tuple(step.minutes for step in found) == (*minutes, 0)
    assert welcome.about_minutes(Setup(plan=PLAN, pace=pace), 99) == sum(minutes)


def test_everybody_who_will_be_there_has_a_part_and_observers_are_declared() -> None:
    parts = {role: welcome.part_of(Member("m", "Pat", role), "Ida") for role in Role}
    assert len(set(parts.values())) == len(Role) - 1, "who practises alone is told as a candidate is"
    assert "looks on" in parts[Role.OBSERVER]
    members = [Member("host", "Ida", Role.HOST), Member("p", "Olu", Role.OBSERVER), Member("c", "Cam", Role.CANDIDATE)]
    assert welcome.who_sees(Setup(), members) == "Ida and Olu, and the people who run this Greenroom"
    assert welcome.who_sees(Setup(practice=Practice.PEERS), members[:1]) == "Ida and you"


def test_tools_have_a_calm_default() -> None:
    assert welcome.tools_words(Setup(tools="  A pen.  "), "Ida") == "A pen."
    assert "ask Ida" in welcome.tools_words(Setup(tools="  "), "Ida")


def test_each_policy_of_private_thinking_has_its_own_sentence() -> None:
    assert len({welcome.private_words(policy) for policy in PrivatePolicy}) == len(PrivatePolicy)
