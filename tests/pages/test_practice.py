"""Practice: Ida alone, then Ida and Cam who swap roles. What they did is theirs, and each sees their own side of it."""

import json
import re
from typing import Any

import pytest

from server.core import asks as a
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.listing import PAGE
from server.core.roles import Role
from server.core.setup import Practice, Setup
from server.live.planning import Refused
from tests.fakes import CANARY
from tests.house import seat
from tests.pages.joining import joins
from tests.pages.visitors import Forms, Town, Visitor

SOLO = {"name": "Ida", "task": "slots", "minutes": "45", "with": "solo"}


def data(who: Visitor) -> dict[str, Any]:
    block = who.page.text.split('<script type="application/json" id="room-data">')[1].split("</script>")[0]
    parsed: dict[str, Any] = json.loads(block)
    return parsed


async def newest(town: Town) -> Interview:
    return next(iter(await town.house.interviews()))


async def practises(town: Town, **other: str) -> tuple[Visitor, Interview]:
    ida = await town.owner()
    assert await ida.opens("/practice") == 200
    assert await ida.sends("/practice", **{**SOLO, **other}) == 200, ida.text
    return ida, await newest(town)


async def test_ida_practises_alone_and_sees_nothing_hidden(town: Town) -> None:
    ida, room = await practises(town)
    assert ida.at == f"/rooms/{room.id}"
    told = data(ida)
    assert (told["role"], told["me"], told["practice"]) == ("learner", "candidate", "solo")
    assert told["tasks"][0]["hints"] == 1
    assert "links" not in told
    assert CANARY not in ida.page.text
    assert room.setup.plan is not None
    assert room.setup.plan.minutes == 45
    assert (room.host, room.candidate, room.setup.practice) == ("", "Ida", Practice.SOLO)


async def test_alone_she_helps_herself_to_a_hint_and_ends_it(town: Town) -> None:
    ida, room = await practises(town)
    live = await town.house.enter(room.id)
    assert live is not None
    live.feed(i.Arrives(CANDIDATE, "Ida", Role.LEARNER))
    assert live.room.state is State.LIVE
    live.feed(i.Asks(CANDIDATE, Role.LEARNER, a.AskHint("slots", 1), "h"))
    assert ("slots", 1) in live.room.hinted
    live.feed(i.Asks(CANDIDATE, Role.LEARNER, a.AskEnd(), "e"))
    await town.house.settled()
    for path in ("record", "replay", "track"):
        assert await ida.opens(f"/interviews/{room.id}/{path}") == 200
    assert await ida.opens(f"/interviews/{room.id}/record.json") == 403
    assert await ida.opens(town.link(room, CANDIDATE)) == 200
    assert ida.at == f"/interviews/{room.id}/record"
    assert "Ida practised" in ida.text


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name": " "}, "Write a name"),
        ({"name": "x" * 81}, "the most is 80"),
        ({"task": "nosuch"}, "Choose a task"),
        ({"minutes": "44"}, "how long"),
        ({"minutes": "9" * 30}, "how long"),
    ],
)
async def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    town: Town, other: dict[str, str], words: str
) -> None:
    ida = await town.owner()
    await ida.opens("/practice")
    assert await ida.sends("/practice", **{**SOLO, **other}) == 422
    assert words in ida.text
    assert other.get("name", "Ida").strip() in ida.text


async def peers(town: Town) -> tuple[Visitor, Visitor, Interview]:
    ida, room = await practises(town, **{"with": "peers"})
    assert data(ida)["role"] == "host"
    cam = await town.cam(room)
    live = await town.house.enter(room.id)
    assert live is not None
    live.feed(i.Arrives(HOST, "Ida", Role.HOST))
    live.feed(i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE))
    return ida, cam, room


async def test_two_swap_roles_and_find_each_other_in_the_next_room(town: Town) -> None:
    ida, cam, room = await peers(town)
    assert await cam.opens(f"/interviews/{room.id}/next") == 404
    assert "not been swapped" in cam.text
    await cam.opens(f"/rooms/{room.id}")
    assert await cam.posts(f"/interviews/{room.id}/swap", {"form-token": data(cam)["form"]}) == 200, cam.text
    following = (await town.now(room)).setup.following
    assert cam.at == f"/rooms/{following}"
    assert (data(cam)["role"], data(cam)["name"]) == ("host", "Cam")
    assert (await town.now(room)).state is State.ENDED
    assert await ida.opens(f"/interviews/{room.id}/next") == 200
    assert ida.at == f"/rooms/{following}"
    assert (data(ida)["role"], data(ida)["name"]) == ("candidate", "Ida")
    assert CANARY not in ida.page.text
    again = await town.house.practising.swap(room, {HOST: "Ida", CANDIDATE: "Cam"})
    assert isinstance(again, Interview)
    assert again.id == following


async def test_who_answered_has_their_edition_of_the_replay_when_it_has_ended(town: Town) -> None:
    ida, cam, room = await peers(town)
    assert await cam.opens(f"/interviews/{room.id}/replay") == 403
    live = await town.house.enter(room.id)
    assert live is not None
    live.feed(i.Asks(HOST, Role.HOST, a.AskNote(f"a note {CANARY}"), "n"))
    await town.house.end(room)
    await town.house.settled()
    for path in ("record", "replay", "track", "track/chunks/0"):
        assert await cam.opens(f"/interviews/{room.id}/{path}") == 200, path
        assert CANARY not in cam.page.text
    assert await ida.opens(f"/interviews/{room.id}/record") == 200
    assert CANARY in ida.page.text
    assert await cam.opens(f"/interviews/{room.id}/timeline.ndjson") == 403


async def test_an_owner_deletes_a_practice_room_and_reads_nothing_of_it_k11(town: Town) -> None:
    cam, _ = await joins(town, "Cam")
    await cam.opens("/practice")
    assert await cam.sends("/practice", **{**SOLO, "name": "Cam"}) == 200
    room, owner = await newest(town), await town.owner()
    live = await town.house.enter(room.id)
    assert live is not None
    live.feed(i.Arrives(CANDIDATE, "Cam", Role.LEARNER))
    await town.house.stored(room.id)
    assert await owner.opens("/data/practice") == 200
    assert "<strong>Cam</strong>" in owner.page.text
    assert "still open" in owner.text
    main = owner.page.text.partition("<main")[2]
    for word in (room.title, *room.tasks):
        assert word not in main, "not even the task"
    for page in ("", "/record", "/replay", "/data", "/erase"):
        assert await owner.opens(f"/interviews/{room.id}{page}") == 404, page
    await owner.opens("/data/practice")
    delete = f"/data/practice/{room.id}/delete"
    assert await owner.sends(delete, confirm="Kim") == 422
    assert 'value="Kim"' in owner.page.text, "what was typed is not lost"
    assert await owner.sends(delete, confirm="cam") == 200
    assert "The practice room is deleted" in owner.text
    assert "There is no practice room" in owner.text
    assert await town.house.interview(room.id) is None
    assert await cam.opens(f"/rooms/{room.id}") == 410
    assert "deleted" in cam.text


async def test_a_practice_room_is_not_deleted_while_somebody_is_in_it_k11(town: Town) -> None:
    owner, room = await practises(town)
    await owner.opens("/data/practice")
    live = await town.house.enter(room.id)
    assert live is not None
    live.seats.add(seat(CANDIDATE, Role.LEARNER))
    assert await owner.sends(f"/data/practice/{room.id}/delete", confirm="Ida") == 422
    assert "Somebody is in this room now" in owner.text
    live.seats.clear()
    assert await owner.sends(f"/data/practice/{room.id}/delete", confirm="Ida") == 200


async def test_an_interview_is_not_deleted_as_if_it_were_practice_k11(town: Town) -> None:
    owner, room = await practises(town)
    interview = await town.interview()
    await owner.opens("/data/practice")
    token = Forms(owner.page.text).found[f"/data/practice/{room.id}/delete"]
    for id in (interview.id, "aaaaaaaaaaaa", "..%2f"):
        assert await owner.posts(f"/data/practice/{id}/delete", {**token, "confirm": "Cam"}) == 404
    assert await town.house.interview(interview.id)


async def test_many_practice_rooms_are_listed_page_by_page(town: Town) -> None:
    owner = await town.owner()
    for number in range(PAGE + 1):
        setup = Setup(practice=Practice.SOLO)
        made = Interview(
            f"practice{number:04d}", "T", "", f"Ida {number}", ("slots",), State.PLANNED, number, setup=setup
        )
        await town.house.store.add_interview(made)
    await owner.opens("/data/practice")
    assert f"<strong>Ida {PAGE}</strong>" in owner.page.text
    assert "<strong>Ida 0</strong>" not in owner.page.text
    (older,) = re.findall(r'href="(/data/practice\?after=[^"]+)"', owner.page.text)
    await owner.opens(older)
    assert "<strong>Ida 0</strong>" in owner.page.text
    delete = f"/data/practice/practice{0:04d}/delete"
    assert await owner.sends(delete, confirm="Kim") == 422
    assert "<strong>Ida 0</strong>" in owner.page.text, "what was chosen stays, whatever page it is on"


async def test_only_those_who_practise_together_can_swap(town: Town) -> None:
    interview = await town.interview()
    refused = await town.house.practising.swap(interview, {HOST: "Ida", CANDIDATE: "Cam"})
    assert isinstance(refused, Refused)
    assert "two people practise" in refused.message
    alone = await town.house.practising.alone("Ida", "slots", 0)
    assert isinstance(alone, Interview)
    assert alone.setup.plan is None
    assert isinstance(await town.house.practising.swap(alone, {}), Refused)
    max = await town.cam(await town.interview("Max"), "Max")
    assert await max.posts(f"/interviews/{alone.id}/swap", {}) == 403


async def test_ida_finds_again_what_she_practised_in_any_browser(town: Town) -> None:
    ida, room = await practises(town)
    await ida.opens("/practice")
    assert f'href="/rooms/{room.id}"' in ida.text
    await town.house.end(room)
    elsewhere = await town.owner()
    await elsewhere.opens("/practice")
    assert f'href="/interviews/{room.id}/record"' in elsewhere.text
    assert await elsewhere.opens(f"/interviews/{room.id}/record") == 200
    assert "Ida practised" in elsewhere.text
    pat, _ = await joins(town)
    await pat.opens("/practice")
    assert room.id not in pat.text
    assert await pat.opens(f"/interviews/{room.id}/record") == 404


async def test_the_owner_of_the_house_does_not_see_what_others_practise(town: Town) -> None:
    pat, _ = await joins(town)
    await pat.opens("/practice")
    assert await pat.sends("/practice", **{**SOLO, "name": "Pat"}) == 200, pat.text
    room, owner = await newest(town), await town.owner()
    for path in (f"/rooms/{room.id}", f"/interviews/{room.id}/record"):
        assert await owner.opens(path) == 404
    for path in ("/", "/practice"):
        await owner.opens(path)
        assert room.id not in owner.text


async def test_a_candidate_of_an_interview_has_no_replay_of_it(town: Town) -> None:
    interview = await town.interview()
    cam = await town.cam(interview)
    await town.house.end(interview)
    for path in ("record", "replay", "track"):
        assert await cam.opens(f"/interviews/{interview.id}/{path}") == 403
