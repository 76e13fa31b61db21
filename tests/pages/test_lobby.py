"""The candidate's way in: the link, the welcome, what they agree to, and the end."""

import asyncio
import hashlib
from dataclasses import replace

import pytest

from server.core.agenda import Plan, Stage
from server.core.events import Agreed
from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.setup import Member, PrivatePolicy, Setup
from server.live.planning import TERMS, TERMS_WITH_FACTS
from server.pages.bundle import WEB
from tests.pages.visitors import Town

MARKUP = "<img src=x onerror=alert(1)>\"'&{{7777*7777}}"


def test_the_words_on_recording_have_not_changed_without_their_version() -> None:
    """Who changes the words of terms.html gives TERMS a new value, and then this digest; so with terms-facts.html."""

    def digest(name: str) -> str:
        return hashlib.sha256((WEB / "templates" / name).read_bytes()).hexdigest()[:12]

    assert (TERMS, digest("terms.html")) == ("2026-11-2", "53a8cdb084d3")
    assert (TERMS_WITH_FACTS, digest("terms-facts.html")) == ("2026-11-2-facts", "f826dae5e63d")


async def test_cam_reads_what_is_recorded_before_coming_in(town: Town) -> None:
    interview = await town.interview()
    cam = town.stranger()
    assert await cam.opens(town.link(interview, Role.CANDIDATE)) == 200
    for words in (
        "Welcome, Cam",
        "Ida",
        "no camera, no microphone",
        "everything typed",
        "about 20 minutes",
        "How long",
    ):
        assert words in cam.text
    assert "Count the free slots" not in cam.text, "the task is a surprise until the room opens"
    assert cam.page.headers["cache-control"] == "no-store"


async def test_cam_reads_who_will_be_there_and_an_observer_is_declared(town: Town) -> None:
    interview = await town.interview()
    panel = (Member("p1", "Pat", Role.PANELIST), Member("p2", "Olu", Role.OBSERVER))
    changed = await town.house.change_setup(interview, Setup(panel=panel))
    assert isinstance(changed, Interview)
    cam = town.stranger()
    await cam.opens(town.link(interview, Role.CANDIDATE))
    for words in (
        "leads the interview",
        "interviews you together with Ida",
        "looks on",
        "Ida, Pat and Olu, and the people",
    ):
        assert words in cam.text


async def test_cam_reads_the_agenda_at_the_pace_that_was_agreed_and_never_a_reason(town: Town) -> None:
    interview = await town.interview()
    plan = Plan("sixty", 1, "Sixty minutes", (Stage("Welcome", 5, goal="canary-goal"), Stage("Coding task", 30)))
    setup = Setup(
        plan=plan, pace=1.5, breaks=True, tools="Your own notes.\nNo chat programs.", private=PrivatePolicy.RECORDED
    )
    assert isinstance(await town.house.change_setup(interview, setup), Interview)
    cam = town.stranger()
    await cam.opens(town.link(interview, Role.CANDIDATE))
    for words in ("about 53 minutes", "8 min", "45 min", "Breaks are agreed", "Your own notes.", "in the replay"):
        assert words in cam.text
    for words in ("canary-goal", "1.5", "accommodation", "pace"):
        assert words not in cam.text
    assert isinstance(await town.house.change_setup(interview, replace(setup, pace=0.0)), Interview)
    await cam.opens(town.link(interview, Role.CANDIDATE))
    assert "No part of it has a limit" in cam.text
    assert " min<" not in cam.text


async def test_ida_looks_at_the_welcome_without_becoming_cam(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    await ida.opens(town.link(interview, Role.CANDIDATE))
    assert "This is Cam’s welcome" in ida.text
    assert town.house.key(interview, "candidate") not in ida.page.text, "her browser must not ask as Cam"
    assert await ida.opens(f"/rooms/{interview.id}") == 200
    assert '"role":"host"' in ida.page.text


async def test_cam_agrees_and_is_in_at_an_address_without_the_key(town: Town) -> None:
    interview = await town.interview()
    cam = await town.cam(interview, "Camille")
    assert cam.at == f"/rooms/{interview.id}"
    assert not cam.page.url.query
    agreed = [entry async for entry in town.house.entries(interview.id) if isinstance(entry.event, Agreed)]
    assert [entry.event for entry in agreed] == [Agreed("Camille", TERMS)]
    assert '"name":"Camille"' in cam.text


async def test_cams_link_on_two_devices_at_once_lets_both_in_and_cam_agrees_in_one_name(town: Town) -> None:
    interview = await town.interview()
    laptop, phone = town.stranger(), town.stranger("198.51.100.9")
    for device in (laptop, phone):
        assert await device.opens(town.link(interview, Role.CANDIDATE)) == 200
    where = f"/join/{interview.id}"
    came = await asyncio.gather(*(each.sends(where, name="Camille", agree="yes") for each in (laptop, phone)))
    assert came == [200, 200]
    for device in (laptop, phone):
        assert device.at == f"/rooms/{interview.id}"
        assert await device.opens(device.at) == 200, "neither puts the other out"
        assert '"name":"Camille"' in device.text
    entries = [entry async for entry in town.house.entries(interview.id)]
    assert {entry.event.name for entry in entries if isinstance(entry.event, Agreed)} == {"Camille"}


async def test_cam_who_is_in_already_is_not_asked_again(town: Town) -> None:
    interview = await town.interview()
    cam = await town.cam(interview)
    assert await cam.opens(town.link(interview, Role.CANDIDATE)) == 200
    assert cam.at == f"/rooms/{interview.id}"


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "Write a name"), ("   ", "Write a name"), ("x" * 10_000, "10,000 characters"), ("Cam\x00", "control")],
)
async def test_a_name_that_cannot_be_used_comes_back_with_a_sentence(town: Town, name: str, words: str) -> None:
    interview = await town.interview()
    cam = town.stranger()
    await cam.opens(town.link(interview, Role.CANDIDATE))
    assert await cam.sends(f"/join/{interview.id}", name=name, agree="yes") == 422
    assert words in cam.text
    assert "checked" in cam.text, "nothing that was given is lost"
    assert not await town.house.agreed(interview)


async def test_without_agreeing_the_room_stays_closed_and_the_name_stays_written(town: Town) -> None:
    interview = await town.interview()
    cam = town.stranger()
    await cam.opens(town.link(interview, Role.CANDIDATE))
    assert await cam.sends(f"/join/{interview.id}", name="Camille") == 422
    assert 'value="Camille"' in cam.text
    assert "Tick this" in cam.text
    assert await cam.opens(f"/rooms/{interview.id}") == 403


async def test_a_name_with_markup_is_only_text(town: Town) -> None:
    interview = await town.interview(candidate=MARKUP, host=MARKUP, title=MARKUP)
    cam = await town.cam(interview, MARKUP)
    ida = await town.ida(interview)
    owner = await town.owner()
    for who, path in (
        (cam, f"/rooms/{interview.id}"),
        (town.stranger(), town.link(interview, Role.CANDIDATE)),
        (owner, "/"),
        (owner, "/interviews/new"),
        (ida, f"/interviews/{interview.id}"),
        (ida, f"/interviews/{interview.id}/record"),
        (ida, f"/rooms/{interview.id}"),
    ):
        assert await who.opens(path) == 200
        assert "<img" not in who.text, path
        assert str(7777 * 7777) not in who.text, path


@pytest.mark.parametrize("key", ["wrong", "x" * 10_000, "é", "%00", "../../etc/passwd"])
async def test_a_wrong_key_and_an_unknown_room_read_the_same(town: Town, key: str) -> None:
    interview = await town.interview()
    seen = set()
    for id in (interview.id, "aaaaaaaaaaaa", "nonsense"):
        max = town.stranger()
        status = await max.opens(f"/join/{id}?key={key}")
        seen.add((status, max.text.split("<main")[1]))
    assert len(seen) == 1
    assert seen.pop()[0] == 404


async def test_a_link_without_its_key_says_that_it_is_not_complete(town: Town) -> None:
    interview = await town.interview()
    cam = town.stranger()
    assert await cam.opens(f"/join/{interview.id}") == 400
    assert "not complete" in cam.text


async def test_ida_comes_in_by_her_link_without_being_asked(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    assert ida.at == f"/rooms/{interview.id}"
    assert '"role":"host"' in ida.text


async def test_ida_sees_cams_welcome_but_her_browser_does_not_become_cams(town: Town) -> None:
    interview = await town.interview()
    for ida in (await town.ida(interview), await town.owner()):
        assert await ida.opens(town.link(interview, Role.CANDIDATE)) == 200
        assert "private window" in ida.text
        assert f'action="/join/{interview.id}"' not in ida.text
        key = town.house.key(interview, Role.CANDIDATE)
        await ida.posts(f"/join/{interview.id}", {"key": key, "name": "Cam", "agree": "yes"})
        assert await ida.opens(f"/rooms/{interview.id}") == 200
        assert '"role":"host"' in ida.text
    assert not await town.house.agreed(interview)


async def test_after_the_end_cams_links_and_cookie_open_only_a_goodbye(town: Town) -> None:
    interview = await town.interview()
    cam, late = await town.cam(interview), town.stranger()
    await town.house.end(interview)
    assert (await town.now(interview)).state is State.ENDED
    link = town.link(interview, Role.CANDIDATE)
    key = town.house.key(interview, Role.CANDIDATE)
    assert await cam.opens(f"/rooms/{interview.id}") == 410
    assert "has ended" in cam.text
    assert f'data-forget="{interview.id}"' in cam.text
    for who in (cam, late):
        assert await who.opens(link) == 200
        assert who.at == f"/interviews/{interview.id}/closing"
        assert f'data-forget="{interview.id}"' in who.text
    assert await late.posts(f"/join/{interview.id}", {"key": key, "name": "Cam", "agree": "yes"}) == 200
    assert late.at == f"/interviews/{interview.id}/closing"


async def test_after_the_end_idas_link_opens_the_record(town: Town) -> None:
    interview = await town.interview()
    await town.house.end(interview)
    ida = await town.ida(interview)
    assert ida.at == f"/interviews/{interview.id}/record"
    await ida.opens(f"/rooms/{interview.id}")
    assert ida.at == f"/interviews/{interview.id}/record"
