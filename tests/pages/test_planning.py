"""Ida plans an interview with a panel, a plan and what was agreed, and sets it up otherwise afterwards."""

from dataclasses import replace

import pytest

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.setup import PrivatePolicy
from server.live.again import pinned
from server.live.planning import Refused
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.pages.visitors import ORIGIN, Town, Visitor

WORDS: dict[str, str | list[str]] = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}


async def planned(town: Town, ida: Visitor, **typed: str | list[str]) -> Interview:
    await ida.opens("/interviews/new")
    assert await ida.sends("/interviews/new", **{**WORDS, **typed}) == 200, ida.text
    found = await town.house.interview(ida.at.rpartition("/")[2])
    assert found
    return found


async def test_three_fields_and_a_task_suffice(town: Town) -> None:
    interview = await planned(town, await town.owner())
    setup = interview.setup
    assert setup.plan
    assert (setup.plan.label, setup.pace, setup.panel) == ("60@1", 1.0, ())
    assert (setup.private, setup.keeps_code, setup.breaks) == (PrivatePolicy.RELEASED, True, False)
    assert setup.tools
    assert setup.hear_by == "within five working days"


async def test_everything_that_was_agreed_is_kept_and_everybody_has_a_link(town: Town) -> None:
    ida = await town.owner()
    typed: dict[str, str | list[str]] = {
        "panel-id": ["", "", ""],
        "panel-name": ["Pat", " ", "Olu"],
        "panel-role": ["panelist", "panelist", "observer"],
        "plan": "90@1",
        "pace": "1.5",
        "breaks": "yes",
        "private": "not_recorded",
        "tools": "Anything\r\nyou like.",
        "next_steps": "We write.",
        "hear_by": "Friday, 4 December",
        "keeps_code": [],
    }
    interview = await planned(town, ida, **typed)
    setup = interview.setup
    assert [(member.name, member.role) for member in setup.panel] == [("Pat", Role.PANELIST), ("Olu", Role.OBSERVER)]
    assert setup.plan
    assert (setup.plan.id, setup.pace, setup.breaks, setup.keeps_code) == ("90", 1.5, True, False)
    assert (setup.private, setup.tools) == (PrivatePolicy.NOT_RECORDED, "Anything\nyou like.")
    for member in setup.panel:
        assert f"{ORIGIN}{town.link(interview, member.id)}".replace("&", "&amp;") in ida.text
    assert "90@1" in ida.text
    assert "9 min" in ida.text  # six minutes of welcome, at this pace


async def test_rows_of_the_panel_come_and_go_without_scripts_and_nothing_is_lost(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    typed = {**WORDS, "panel-name": ["Pat"], "panel-role": ["observer"], "tools": "Kept <tools>", "pace": "2"}
    assert await ida.sends("/interviews/new", **typed, **{"panel-more": "1"}) == 200
    assert ida.text.count('name="panel-name"') == 2
    assert await ida.sends("/interviews/new", **{"panel-drop": "1"}) == 200
    assert ida.text.count('name="panel-name"') == 1
    assert 'value="Pat"' in ida.text
    assert "Kept &lt;tools&gt;" in ida.text
    assert 'value="slots" checked' in ida.text
    assert 'name="pace" value="2" checked' in ida.text
    assert not await town.house.store.interviews()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("plan", {"plan": "none-such"}, "There is no plan “none-such”"),
        ("plan", {"plan": "60@99"}, "There is no plan “60@99”"),
        ("plan", {"plan": "60@x"}, "There is no plan"),
        ("pace", {"pace": "7"}, "1.25, 1.5 or 2 times"),
        ("pace", {"pace": "fast"}, "1.25, 1.5 or 2 times"),
        ("tools", {"tools": "t" * 2_001}, "2,001 characters"),
        ("hear_by", {"hear_by": "h" * 121}, "on one line"),
        ("panel", {"panel-name": ["p" * 81]}, "81 characters"),
        ("panel", {"panel-name": [f"Pat {n}" for n in range(13)]}, "at most 12"),
    ],
)
async def test_what_cannot_be_is_told_beside_its_field(
    town: Town, field: str, typed: dict[str, str | list[str]], words: str
) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    assert await ida.sends("/interviews/new", **{**WORDS, "candidate": "Kept", **typed}) == 422
    assert words in ida.text.split(f'class="problem" id="{field}-words">')[1].split("</span>")[0]
    assert 'value="Kept"' in ida.text
    assert not await town.house.store.interviews()


async def test_what_was_agreed_last_time_is_offered_again_but_not_what_one_person_needed(town: Town) -> None:
    ida = await town.owner()
    changed: dict[str, str | list[str]] = {"panel-name": ["Pat"], "pace": "2", "breaks": "yes", "hear_by": "in March"}
    await planned(town, ida, **changed, plan="45@1")
    again = await planned(town, ida)
    assert again.setup.plan
    assert (again.setup.plan.id, again.setup.hear_by) == ("45", "in March")
    assert (again.setup.pace, again.setup.breaks, again.setup.panel) == (1.0, False, ())


async def test_another_one_like_this_begins_with_its_title_and_tasks(town: Town) -> None:
    ida = await town.owner()
    first = await planned(town, ida, title="Like this")
    await ida.opens(f"/interviews/new?like={first.id}")
    assert 'value="Like this"' in ida.text
    assert 'value="slots" checked' in ida.text


async def test_a_planned_interview_is_set_up_otherwise_and_links_stay(town: Town) -> None:
    ida = await town.owner()
    interview = await planned(town, ida, **{"panel-name": ["Pat", "Olu"], "panel-role": ["panelist", "observer"]})
    pat, olu = interview.setup.panel
    links = [town.link(interview, id) for id in (Role.HOST, Role.CANDIDATE, pat.id)]
    where = f"/interviews/{interview.id}/setup"
    assert await ida.opens(where) == 200
    assert 'value="60@1" checked' in ida.text
    assert await ida.sends(where, **{"panel-drop": "1"}) == 200
    assert await ida.sends(where, pace="1.25", plan="none") == 200
    assert ida.at == f"/interviews/{interview.id}"
    now = await town.now(interview)
    assert (now.setup.panel, now.setup.plan, now.setup.pace) == ((pat,), None, 1.25)
    assert [town.link(now, id) for id in (Role.HOST, Role.CANDIDATE, pat.id)] == links
    gone = town.stranger()
    assert await gone.opens(town.link(interview, olu.id)) == 404


async def test_until_it_begins_the_title_the_names_and_the_tasks_change(town: Town, library: FakeLibrary) -> None:
    library.put(replace(SLOTS, slug="other", title="Another task"))
    ida = await town.owner()
    interview = await planned(town, ida)
    where = f"/interviews/{interview.id}/setup"
    await ida.opens(where)
    assert await ida.sends(where, title="Site reliability engineer", candidate="Cam C", tasks=["other"]) == 200
    now = await town.now(interview)
    assert (now.title, now.candidate, now.tasks) == ("Site reliability engineer", "Cam C", ("other",))
    told = [entry.event async for entry in town.house.entries(interview.id) if isinstance(entry.event, e.Opened)]
    assert [(each.title, each.tasks) for each in told] == [(interview.title, ("slots",)), (now.title, ("other",))]
    assert pinned([entry async for entry in town.house.entries(interview.id)]).keys() == {"other"}
    # Cam reads it in the lobby, and the room that opens is the new one.
    cam = town.stranger()
    await cam.opens(town.link(interview, Role.CANDIDATE))
    assert "Site reliability engineer" in cam.text
    live = await town.house.enter(interview.id)
    assert live is not None
    assert list(live.room.tasks) == ["other"]
    # What is wrong is said beside its field, with everything else as it was typed.
    await ida.opens(where)
    assert await ida.sends(where, title="", candidate="Cam") == 422
    assert "Give the interview a title" in ida.text
    assert await ida.opens(where) == 200
    assert await ida.sends(where) == 200  # nothing new is told once
    assert len([entry async for entry in town.house.entries(interview.id)]) == 3


async def test_a_task_that_has_left_the_library_stays_planned(town: Town, library: FakeLibrary) -> None:
    library.put(replace(SLOTS, slug="other", title="Another task"))
    ida = await town.owner()
    interview = await planned(town, ida, tasks=["slots", "other"])
    library.drop("slots")
    where = f"/interviews/{interview.id}/setup"
    await ida.opens(where)
    assert await ida.sends(where, title="Backend") == 200
    now = await town.now(interview)
    assert (now.title, set(now.tasks)) == ("Backend", {"slots", "other"})


async def test_once_it_has_begun_only_the_panel_changes(town: Town) -> None:
    ida = await town.owner()
    interview = await planned(town, ida)
    cam = await town.cam(interview)
    assert await cam.opens(f"/interviews/{interview.id}/setup") == 403
    live = await town.house.enter(interview.id)
    assert live
    live.feed(i.Arrives("candidate", "Cam", Role.CANDIDATE))
    where = f"/interviews/{interview.id}/setup"
    await ida.opens(where)
    assert "It has begun" in ida.text
    typed: dict[str, str | list[str]] = {"panel-name": ["Pat"], "pace": "2", "plan": "none"}
    assert await ida.sends(where, **typed) == 200
    now = await town.now(interview)
    assert [member.name for member in now.setup.panel] == ["Pat"]
    assert now.setup.plan
    assert now.setup.pace == 1.0
    refused = await town.house.replan(now, "Another", "Ida", "Cam", ["slots"])
    assert isinstance(refused, Refused)
    assert "has begun" in refused.message
    await town.house.end(interview)
    await ida.opens(where)
    assert ida.at == f"/interviews/{interview.id}/record"
    assert (await town.now(interview)).state is State.ENDED


async def test_cams_room_has_the_agenda_and_none_of_what_is_idas(town: Town) -> None:
    ida = await town.owner()
    interview = await planned(town, ida, pace="2")
    cam = await town.cam(interview)
    await cam.opens(f"/rooms/{interview.id}")
    assert '"title":"Welcome","minutes":10' in cam.text
    assert "goal" not in cam.text
    assert "Introduce everybody" not in cam.text
    assert "60@1" not in cam.text
    assert CANARY not in cam.text
    await ida.opens(f"/rooms/{interview.id}")
    assert "Introduce everybody" in ida.text


async def test_the_record_says_by_which_plan_it_went_and_what_was_skipped(town: Town) -> None:
    ida = await town.owner()
    interview = await planned(town, ida)
    live = await town.house.enter(interview.id)
    assert live
    live.feed(i.Arrives("candidate", "Cam", Role.CANDIDATE))
    for title in ("Welcome", "Coding task"):
        live.feed(i.Asks("host", Role.HOST, a.AskStage(title, 5), f"id-{title}"))
    record = f"/interviews/{interview.id}/record"
    await ida.opens(record)
    assert "60@1" in ida.text
    await ida.opens(f"{record}.json")
    plan = ida.page.json()["plan"]
    assert plan["label"] == "60@1"
    turns = [(stage["title"], stage["turn"]) for stage in plan["stages"]]
    assert turns[:4] == [
        ("Welcome", "done"),
        ("Past work", "skipped"),
        ("Coding task", "going"),
        ("Walk-through", "coming"),
    ]
    without = await town.interview("Kim")
    await ida.opens(f"/interviews/{without.id}/record.json")
    assert ida.page.json()["plan"] is None


async def test_of_a_large_library_the_form_offers_what_is_looked_for(town: Town, library: FakeLibrary) -> None:
    for number in range(100):
        library.put(replace(SLOTS, slug=f"t-{number:02}", title=f"Number {number:02}", minutes=30 + number))
    ida = await town.owner()
    await ida.opens("/interviews/new?task=t-39")
    assert "The first 48 of 100: say more of what you look for." in ida.text
    assert 'value="t-39" checked' in ida.text
    typed = {"title": "Typed already", "find-words": "number 2"}
    await ida.sends("/interviews/new", **typed)  # Enter in the field for words: nothing is planned
    assert ida.at == "/interviews/new"
    assert 'value="Typed already"' in ida.text
    assert 'value="t-39" checked' in ida.text
    assert 'value="t-20"' in ida.text
    assert 'value="t-30"' not in ida.text
    await ida.sends("/interviews/new", **{"find-tasks": "1", "find-words": "", "find-minutes": "30"})
    assert "2 tasks found." in ida.text
    await ida.sends("/interviews/new", **{"find-tasks": "1", "find-words": "nothing has this"})
    assert "No task is like this." in ida.text
