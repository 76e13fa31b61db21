"""The plans of the house: shipped ones stay as they are, own ones keep every version."""

from dataclasses import replace

import pytest

from server.core.agenda import Mistake, Plan, Stage, StageKind
from server.live.plans import STALE, Plans
from server.store.memory import Memory
from server.store.plan_files import shipped
from tests.fakes import StillClock

STAGES = (Stage("Coding task", 40, kind=StageKind.TASK), Stage("Closing", 20, kind=StageKind.CLOSING))


@pytest.fixture
def plans() -> Plans:
    return Plans(Memory(), StillClock(), shipped())


async def made(plans: Plans, title: str = "Älter & calmer") -> Plan:
    plan = await plans.make(title, STAGES)
    assert isinstance(plan, Plan)
    return plan


async def test_an_own_plan_has_a_readable_id_and_begins_with_version_1(plans: Plans) -> None:
    plan = await made(plans)
    assert plan.id.startswith("alter-calmer-")
    assert plan.version == 1
    assert (await made(plans)).id != plan.id
    assert (await made(plans, "日本")).id.startswith("plan-")
    assert [each.plan.id for each in await plans.all()][:3] == ["45", "60", "90"]


async def test_every_change_makes_a_version_and_the_old_one_stays(plans: Plans) -> None:
    first = await made(plans)
    second = await plans.change(first.id, 1, "Calmer", STAGES)
    assert isinstance(second, Plan)
    assert (second.id, second.version) == (first.id, 2)
    old, new = await plans.find(first.id, 1), await plans.find(first.id)
    assert old
    assert new
    assert (old.plan, old.newest, new.plan, new.newest) == (first, False, second, True)
    assert [each.plan.version for each in await plans.versions(first.id)] == [2, 1]
    assert [each.plan for each in await plans.all() if each.own] == [second]


async def test_a_plan_that_is_as_before_stays(plans: Plans) -> None:
    first = await made(plans)
    assert await plans.change(first.id, 1, first.title, STAGES) == first
    assert len(await plans.versions(first.id)) == 1


async def test_of_two_changes_at_once_the_second_is_told(plans: Plans) -> None:
    first = await made(plans)
    assert isinstance(await plans.change(first.id, 1, "One", STAGES), Plan)
    assert await plans.change(first.id, 1, "Other", STAGES) == (Mistake(STALE),)


async def test_what_is_no_plan_is_not_kept(plans: Plans) -> None:
    assert isinstance(await plans.make("", STAGES), tuple)
    first = await made(plans)
    assert isinstance(await plans.change(first.id, 1, "Calm", STAGES[:1]), tuple)
    assert await plans.change("60", 1, "Calm", STAGES) == (Mistake(STALE),)
    assert await plans.change("none", 1, "Calm", STAGES) == (Mistake(STALE),)


async def test_a_shipped_plan_is_found_in_its_version(plans: Plans) -> None:
    sixty = next(plan for plan in shipped() if plan.id == "60")
    found = await plans.find("60", sixty.version)
    assert found
    assert (found.plan, found.own) == (sixty, False)
    assert await plans.find("60", 99) is None
    assert await plans.find("nothing") is None
    assert replace(found, own=True) != found
