"""Preparing an interview: what ticks itself, what people tick, and who went to the room with what open."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import LanguageStatus, SandboxStatus, Verdict
from server.core.agenda import Plan, Stage
from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Setup
from tests.fakes import READY, SLOTS, FakeLibrary, FakeSandbox
from tests.pages.visitors import Town, Visitor

PREPARE = "/interviews/{}/prepare"


async def at_the_list(town: Town, interview: Interview) -> Visitor:
    ida = await town.ida(interview)
    assert await ida.opens(PREPARE.format(interview.id)) == 200
    return ida


async def presses(who: Visitor, interview: Interview, **fields: str) -> int:
    return await who.sends(PREPARE.format(interview.id), **fields)


async def test_the_reference_solution_runs_in_the_sandbox_and_ticks_itself(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    ida = await at_the_list(town, interview)
    assert "0 of 6 done" in ida.text
    assert 'hx-trigger="load"' in ida.text, "it runs as soon as the page is open"
    assert await presses(ida, interview, do="prove") == 200
    assert {spec.source for spec in sandbox.specs} == {SLOTS.solutions[0].source}
    assert sum(len(spec.cases) for spec in sandbox.specs) == 5
    assert "passes all 5 tests, in Python" in ida.text
    assert "1 of 6 done" in ida.text
    assert 'hx-trigger="load"' not in ida.text


async def test_a_solution_that_does_not_pass_is_said_with_the_mend(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    sandbox.answer = lambda spec, case: Verdict.WRONG if case.startswith("edge-1") else Verdict.PASSED
    ida = await at_the_list(town, interview)
    await presses(ida, interview, do="prove")
    assert "passes 4 of 5 tests" in ida.text
    assert "greenroom tasks check slots" in ida.text
    assert "0 of 6 done" in ida.text


async def test_a_task_that_changed_is_to_be_tried_again(town: Town, library: FakeLibrary) -> None:
    interview = await town.interview()
    ida = await at_the_list(town, interview)
    await presses(ida, interview, do="prove")
    library.put(replace(SLOTS, digest="1" * 64))
    await ida.opens(PREPARE.format(interview.id))
    assert "1 of 6 done" in ida.text  # the interview goes on with the version that was tried
    await ida.opens(f"/interviews/{interview.id}")
    await ida.sends(f"/interviews/{interview.id}/versions")
    await ida.opens(PREPARE.format(interview.id))
    assert "0 of 6 done" in ida.text
    assert 'hx-trigger="load"' in ida.text


async def test_what_could_not_run_just_then_is_tried_with_the_next_visit(town: Town, sandbox: FakeSandbox) -> None:
    interview = await town.interview()
    sandbox.now = SandboxStatus(
        True, "", (LanguageStatus("python", True),), unsafe="The sandbox is still being checked."
    )
    await town.house.look_at_sandbox()
    ida = await at_the_list(town, interview)
    await presses(ida, interview, do="prove")
    assert "still being checked" in ida.text
    assert 'hx-trigger="load"' in ida.text
    sandbox.now = READY
    await town.house.look_at_sandbox()
    await presses(ida, interview, do="prove")
    assert "1 of 6 done" in ida.text
    assert 'hx-trigger="load"' not in ida.text


@pytest.mark.parametrize(
    ("task", "status", "words"),
    [
        (replace(SLOTS, solutions=()), None, "has no reference solution"),
        (SLOTS, SandboxStatus(False, "Docker does not answer."), "Docker does not answer."),
        (SLOTS, SandboxStatus(True, "", (LanguageStatus("python", False, "Python is not set up."),)), "Python is not"),
        (replace(SLOTS, hidden=(), examples=()), None, "has no tests that"),
        (None, None, "not in the library any more"),
    ],
)
async def test_what_cannot_be_tried_says_why(
    town: Town, library: FakeLibrary, sandbox: FakeSandbox, task: Any, status: SandboxStatus | None, words: str
) -> None:
    if task is not None:
        library.put(task)
    interview = await town.interview()
    if task is None:  # an interview of before, which has pinned nothing
        interview = replace(interview, versions=())
        await town.house.store.save_interview(interview)
        library.drop("slots")
    if status is not None:
        sandbox.now = status
        await town.house.look_at_sandbox()
    ida = await at_the_list(town, interview)
    await presses(ida, interview, do="prove")
    assert words in ida.text
    assert "0 of 6 done" in ida.text


async def test_it_takes_ten_seconds_at_most(town: Town, sandbox: FakeSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.preparing.PROOF_SECONDS", 0.0)
    sandbox.go.clear()
    interview = await town.interview()
    ida = await at_the_list(town, interview)
    await presses(ida, interview, do="prove")
    assert "It was not through after 0 seconds." in ida.text
    await town.house.settled()


async def test_it_runs_once_at_a_time(town: Town, sandbox: FakeSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.again.TURN_SECONDS", 0.0)
    interview = await town.interview()
    ida, again = await at_the_list(town, interview), await at_the_list(town, interview)
    sandbox.go.clear()
    first = asyncio.create_task(presses(ida, interview, do="prove"))
    while not sandbox.specs:  # noqa: ASYNC110 the fake has no event for it
        await asyncio.sleep(0)
    assert await presses(again, interview, do="prove") == 409
    assert "running already" in again.text
    sandbox.go.set()
    assert await first == 200


async def test_ida_ticks_and_takes_back_and_opening_the_rubric_ticks_itself(town: Town) -> None:
    interview = await town.interview()
    ida = await at_the_list(town, interview)
    await presses(ida, interview, do="tick", item="cv")
    assert "1 of 6 done" in ida.text
    await presses(ida, interview, do="untick", item="cv")
    assert "0 of 6 done" in ida.text
    await presses(ida, interview, do="rubric", item="rubric")
    assert "1 of 6 done" in ida.text
    assert 'id="rubric-title"' in ida.text
    for odd in ({"do": "tick", "item": "x"}, {"do": "tick", "item": "solution"}, {"do": "dance"}):
        assert await presses(ida, interview, **odd) == 200
    assert "1 of 6 done" in ida.text


async def test_the_panel_shares_one_list_and_an_observer_looks_on(town: Town) -> None:
    interview = await town.interview()
    panel = (Member("p1", "Pat", Role.PANELIST), Member("p2", "Olu", Role.OBSERVER))
    plan = Plan("sixty", 2, "Sixty minutes", (Stage("Coding task", 60),))
    changed = await town.house.change_setup(interview, Setup(panel=panel, plan=plan, pace=1.5, breaks=True))
    assert isinstance(changed, Interview)
    pat, olu = town.stranger(), town.stranger()
    for who, id in ((pat, "p1"), (olu, "p2")):
        await who.opens(f"/join/{interview.id}?key={town.house.key(changed, id)}")
        assert await who.opens(PREPARE.format(interview.id)) == 200
    assert "1 of 7 done" in pat.text, "the plan ticks the agenda"
    for words in ("“Sixty minutes”, version 2", "Everything takes 1.5 times as long. Breaks stop the clock."):
        assert words in pat.text
    await presses(pat, changed, do="tick", item="roles")
    await olu.opens(PREPARE.format(interview.id))
    assert "2 of 7 done" in olu.text
    assert "Pat, " in olu.text
    assert "<form" not in olu.text.split("<main")[1]


async def test_b3_going_to_the_room_with_open_items_takes_one_press_and_is_kept(town: Town) -> None:
    interview = await town.interview()
    ida = await at_the_list(town, interview)
    assert "Go to the room with 6 open" in ida.text
    assert await presses(ida, interview, do="begin") in (200, 503)
    assert ida.at == f"/rooms/{interview.id}"
    await ida.opens(PREPARE.format(interview.id))
    assert "with role and level, CV, reference solution, rubric, agenda and accommodations open" in ida.text


async def test_after_the_end_there_is_nothing_to_prepare(town: Town) -> None:
    interview = await town.interview()
    ida = await at_the_list(town, interview)
    await town.house.end(interview)
    await ida.opens(PREPARE.format(interview.id))
    assert ida.at == f"/interviews/{interview.id}/record"
