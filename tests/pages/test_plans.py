"""The pages of plans: Ida reads the shipped ones and makes her own, without scripts and without losing a word."""

import pytest

from server.core.agenda import Plan
from tests.pages.visitors import Town, Visitor


async def own(town: Town, ida: Visitor, title: str = "Our <hour>") -> Plan:
    await ida.opens("/plans/new?from=60")
    assert await ida.sends("/plans/new", title=title) == 200, ida.text
    plans = [each.plan for each in await town.house.plans.all() if each.own and each.plan.title == title]
    return plans[-1]


async def test_the_shipped_plans_are_there_to_read(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/plans")
    for label in ("45@1", "60@1", "90@1"):
        assert label in ida.text
    assert await ida.opens("/plans/60") == 200
    assert "Introduce everybody by name" in ida.text
    assert await ida.opens("/plans/60/edit") == 404, "what is shipped stays as it is"
    for path in ("/plans/none", "/plans/60?version=9", "/plans/60?version=x", "/plans/none/edit"):
        assert await ida.opens(path) == 404


async def test_a_plan_of_ones_own_begins_as_a_copy(town: Town) -> None:
    ida = await town.owner()
    plan = await own(town, ida)
    assert ida.at == f"/plans/{plan.id}"
    assert "Our &lt;hour&gt;" in ida.text
    sixty = await town.house.plans.find("60")
    assert sixty
    assert plan.stages == sixty.plan.stages
    await ida.opens("/interviews/new")
    assert f'value="{plan.label}"' in ida.text


async def test_every_change_is_a_version_and_old_ones_stay_to_be_read(town: Town) -> None:
    ida = await town.owner()
    plan = await own(town, ida)
    edit = f"/plans/{plan.id}/edit"
    await ida.opens(edit)
    assert await ida.sends(edit, title="Calmer") == 200
    assert "@2" in ida.text
    await ida.opens(f"/plans/{plan.id}?version=1")
    assert "This is version 1" in ida.text
    assert "Our &lt;hour&gt;" in ida.text
    other = await town.owner()
    await other.opens(edit)
    await ida.opens(edit)
    assert await ida.sends(edit, title="Calmer still") == 200
    assert await other.sends(edit, title="Otherwise") == 422
    assert "changed this plan meanwhile" in other.text
    assert 'value="Otherwise"' in other.text


async def test_stages_come_go_and_move_without_scripts(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/plans/new?from=45")
    assert ida.text.count('name="stage-title"') == 4
    assert await ida.sends("/plans/new", **{"stage-more": "1"}) == 200
    assert ida.text.count('name="stage-title"') == 5
    assert await ida.sends("/plans/new", **{"stage-up": "3"}) == 200
    titles = [part.split('"')[0] for part in ida.text.split('name="stage-title" value="')[1:]]
    assert titles == ["Welcome", "Coding task", "", "Walk-through", "Closing"]
    assert await ida.sends("/plans/new", **{"stage-drop": "2"}) == 200
    assert ida.text.count('name="stage-title"') == 4
    assert "Introduce everybody by name" in ida.text
    assert len(await town.house.plans.all()) == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Give the plan a title"),
        ({"stage-minutes": ["4", "x", "7", "8"]}, "1 to 240 minutes"),
        ({"stage-title": ["Welcome", "Welcome", "C", "D"]}, "There is a stage “Welcome” already"),
        ({"stage-kind": ["welcome", "task", "talk", "talk"]}, "The last stage must be a closing"),
        ({"stage-title": []}, "1 to 20 stages"),
        ({"stage-goal": ["g" * 601, "", "", ""]}, "under 600 characters"),
    ],
)
async def test_what_is_no_plan_is_told_beside_its_field_and_nothing_is_lost(
    town: Town, typed: dict[str, str | list[str]], words: str
) -> None:
    ida = await town.owner()
    await ida.opens("/plans/new?from=45")
    assert await ida.sends("/plans/new", **{"title": "Kept title", **typed}) == 422
    assert words in ida.text
    if "title" not in typed:
        assert 'value="Kept title"' in ida.text
    assert len(await town.house.plans.all()) == 3
