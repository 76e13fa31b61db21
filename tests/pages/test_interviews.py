"""Ida plans interviews, finds them by their state, and ends one."""

import pytest

from server.core.interview import State
from server.core.roles import Role
from tests.fakes import FakeLibrary
from tests.pages.visitors import ORIGIN, Town

PLAN: dict[str, str | list[str]] = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}


async def test_before_the_first_interview_the_page_says_what_to_do(town: Town) -> None:
    ida = await town.owner()
    assert "No interviews yet" in ida.text
    assert 'href="/interviews/new"' in ida.text


async def test_ida_plans_an_interview_and_gets_the_candidates_link(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    assert await ida.sends("/interviews/new", **PLAN) == 200
    (interview,) = await town.house.store.interviews()
    assert ida.at == f"/interviews/{interview.id}"
    assert (interview.title, interview.host, interview.candidate, interview.tasks) == (
        "Backend engineer",
        "Ida",
        "Cam",
        ("slots",),
    )
    assert f"{ORIGIN}{town.link(interview, Role.CANDIDATE)}".replace("&", "&amp;") in ida.text


async def test_the_form_knows_idas_name_from_last_time_and_the_task_she_came_with(town: Town) -> None:
    await town.interview(host="Ida R.")
    ida = await town.owner()
    await ida.opens("/interviews/new?task=slots")
    assert 'value="Ida R."' in ida.text
    assert 'value="slots" checked' in ida.text


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("title", "", "title of 1 to 120"),
        ("title", "x" * 10_000, "title of 1 to 120"),
        ("title", "two\nlines", "on one line"),
        ("host", "", "Write a name"),
        ("candidate", "y" * 10_000, "10,000 characters"),
        ("tasks", [], "Choose 1 to"),
        ("tasks", ["../../etc"], "no task"),
        ("tasks", ["slots"] + [f"t{n}" for n in range(50)], "Choose 1 to"),
    ],
)
async def test_what_cannot_be_used_gets_a_sentence_at_its_field_and_nothing_typed_is_lost(
    town: Town, field: str, wrong: str | list[str], words: str
) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    typed = {**PLAN, "title": "Kept title", "host": "Kept host", "candidate": "Kept cam", field: wrong}
    assert await ida.sends("/interviews/new", **typed) == 422
    said = ida.text.split(f'id="{field}-words">')[1].split("</span>")[0]
    assert words in said
    assert f'<span class="problem" id="{field}-words">' in ida.text
    for kept in {"Kept title", "Kept host", "Kept cam"} & {str(value) for value in typed.values()}:
        assert f'value="{kept}"' in ida.text
    assert not await town.house.store.interviews()


async def test_a_form_without_any_field_is_refused_with_a_sentence(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    assert await ida.sends("/interviews/new") == 422


async def test_without_tasks_there_is_nothing_to_plan_and_the_page_says_so(town: Town) -> None:
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    library._tasks.clear()
    ida = await town.owner()
    await ida.opens("/interviews/new")
    assert "no task to work on" in ida.text


async def test_home_lists_interviews_by_state_with_counts(town: Town) -> None:
    planned, ended = await town.interview("Cam"), await town.interview("Cam the second")
    await town.interview("Cam the third")
    await town.house.end(ended)
    ida = await town.owner()
    groups = [part.split("</h2>")[0] for part in ida.text.split('<h2 id="group-')[1:]]
    assert [group.split('">')[0] for group in groups] == ["planned", "ended"]
    assert [group.split('class="number">')[1].split("<")[0] for group in groups] == ["2", "1"]
    assert f'href="/interviews/{planned.id}"' in ida.text
    assert f'href="/interviews/{ended.id}/record"' in ida.text


async def test_ida_ends_an_interview_and_lands_on_its_record(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}")
    assert await ida.sends(f"/interviews/{interview.id}/end") == 200
    assert ida.at == f"/interviews/{interview.id}/record"
    assert (await town.now(interview)).state is State.ENDED
    await ida.opens(f"/interviews/{interview.id}")
    assert ida.at == f"/interviews/{interview.id}/record"


async def test_ending_twice_is_one_end(town: Town) -> None:
    interview = await town.interview()
    ida, too = await town.owner(), await town.owner()
    for who in (ida, too):
        await who.opens(f"/interviews/{interview.id}")
    assert await ida.sends(f"/interviews/{interview.id}/end") == 200
    assert await too.sends(f"/interviews/{interview.id}/end") == 200
    kinds = [type(entry.event).__name__ async for entry in town.house.entries(interview.id)]
    assert kinds.count("Ended") == 1


async def test_an_interview_whose_task_has_left_the_library_still_opens(town: Town) -> None:
    interview = await town.interview()
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    library._tasks.clear()
    ida = await town.owner()
    for path in ("", "/record", "/record.json"):
        assert await ida.opens(f"/interviews/{interview.id}{path}") == 200
    assert await ida.opens(f"/rooms/{interview.id}") == 200
    assert await ida.opens("/") == 200


async def test_an_open_page_goes_to_the_record_when_the_interview_ends_elsewhere(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    await town.house.end(interview)
    answer = await ida.client.get(f"/interviews/{interview.id}", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (200, f"/interviews/{interview.id}/record")
