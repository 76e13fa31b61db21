"""Who opened what: every address is noted or says why not, the log is thinned, and each side reads its own words."""

import pytest
from starlette.routing import Route

from server.core.accounts import Rank
from server.core.interview import Interview
from server.core.rights import Access, Reader, Thing, Way, may_know
from server.core.roles import Role
from server.core.track.parts import Edition
from server.live.ports import ApiToken
from server.pages.access import told
from server.pages.opened import NOT_NOTED, THINGS
from server.pages.tokens import digest
from tests.pages.joining import joins
from tests.pages.lives import lived
from tests.pages.visitors import Town

FEEDBACK = "/interviews/{id}/feedback"
"""Opens only after the cards: tested with them."""
NOON = 1_795_312_800_000


async def log_of(town: Town, interview: Interview) -> list[tuple[Way, str, Thing]]:
    return sorted((each.way, each.name, each.thing) for each in await town.house.access.of(interview.id))


def test_every_address_of_an_interview_is_noted_or_says_why_not(town: Town) -> None:
    """An address that names an interview, or opens a part of one, cannot be forgotten."""
    addresses = {
        route.path
        for route in town.app.routes
        if isinstance(route, Route) and "GET" in (route.methods or ()) and {"id", "token"} & set(route.param_convertors)
    }
    assert addresses == set(THINGS) | set(NOT_NOTED)
    assert not set(THINGS) & set(NOT_NOTED)
    assert all(NOT_NOTED.values())


@pytest.mark.parametrize("path", [path for path in THINGS if path.startswith("/interviews/") and path != FEEDBACK])
async def test_whatever_an_owner_opens_is_noted(town: Town, path: str) -> None:
    interview = await lived(town)
    await town.house.end(interview)
    await town.house.settled()
    run = next(iter((await town.house.tracks.read_index(await town.now(interview), Edition.HOST)).sheets))
    owner = await town.owner()
    where = path.replace(":int", "").format(id=interview.id, number=0, run=run, format="transcript.txt")
    assert await owner.opens(where) == 200, path
    assert (Way.ACCOUNT, "", THINGS[path]) in await log_of(town, interview)


async def test_a_program_and_who_has_a_link_to_a_part_are_noted(town: Town) -> None:
    interview = await lived(town)
    await town.house.store.add_token(ApiToken("t1", "Ida's calendar", digest("secret"), 1))
    reader = town.stranger().client
    headers = {"authorization": "Bearer secret"}
    for path in (f"/api/interviews/{interview.id}/timeline", f"/api/interviews/{interview.id}/export/transcript.txt"):
        assert (await reader.get(path, headers=headers)).status_code == 200
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    log = await log_of(town, interview)
    assert (Way.TOKEN, "Ida's calendar", Thing.TIMELINE) in log
    assert (Way.TOKEN, "Ida's calendar", Thing.EXPORT) in log
    assert (Way.MEMBER, "Ida", Thing.RECORD) in log


async def test_who_is_not_let_in_and_what_is_not_there_is_not_noted(town: Town) -> None:
    interview = await lived(town)
    max_, owner = town.stranger(), await town.owner()
    await max_.opens(f"/interviews/{interview.id}/record")
    assert await owner.opens(f"/interviews/{interview.id}/track/sheets/none") == 404
    assert await owner.opens(f"/interviews/{interview.id}/export/nothing") == 404
    assert await log_of(town, interview) == []


async def test_one_line_an_hour_for_a_person_and_a_thing(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    for _ in range(3):
        await ida.opens(f"/interviews/{interview.id}/record")
    assert await log_of(town, interview) == [(Way.MEMBER, "Ida", Thing.RECORD)]


async def test_a_viewer_is_called_one(town: Town) -> None:
    interview = await lived(town)
    await town.house.end(interview)
    olu, _ = await joins(town, "Olu", Rank.VIEWER)
    assert await olu.opens(f"/interviews/{interview.id}/record") == 200
    owner = await town.owner()
    await owner.opens(f"/interviews/{interview.id}/access")
    assert "Olu, viewer</td><td>opened the record" in owner.text


async def test_nobody_waits_for_the_log(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)

    async def never(self: object, accesses: object) -> None:
        raise AssertionError("the request's own path stores nothing")

    monkeypatch.setattr(type(town.house.store), "add_accesses", never)
    assert await ida.opens(f"/interviews/{interview.id}/record") == 200


async def test_ida_and_cam_read_who_opened_the_record_each_in_their_words(town: Town) -> None:
    interview = await lived(town)
    cam = await town.cam(interview)
    ida, owner = await town.ida(interview), await town.owner()
    await town.house.store.add_token(ApiToken("t1", "Ida's calendar", digest("secret"), 1))
    await town.stranger().client.get(
        f"/api/interviews/{interview.id}/timeline", headers={"authorization": "Bearer secret"}
    )
    await owner.opens(f"/interviews/{interview.id}/record")
    await ida.opens(f"/interviews/{interview.id}/replay")
    await ida.opens(f"/interviews/{interview.id}/debrief")
    await town.house.end(interview)
    await cam.opens(f"/interviews/{interview.id}/closing")
    assert "kept for 12 months, then deleted" in cam.text
    assert f'href="/interviews/{interview.id}/access"' in cam.text
    assert await cam.opens(f"/interviews/{interview.id}/access") == 200
    assert "Ida, interviewer</td><td>opened the replay" in cam.text
    assert "Somebody who runs this Greenroom</td><td>opened the record" in cam.text
    assert "calendar" not in cam.text
    assert "debrief" not in cam.text, "what interviewers write among themselves is theirs"
    assert await ida.opens(f"/interviews/{interview.id}/access") == 200
    assert "calendar" in ida.text
    assert "debrief" in ida.text


async def test_before_anybody_opens_anything_it_says_so(town: Town) -> None:
    interview = await town.interview()
    cam = await town.cam(interview)
    await cam.opens(f"/interviews/{interview.id}/access")
    assert "Nobody has yet" in cam.text


def test_every_way_and_every_thing_has_words() -> None:
    lines = [Access("r", NOON + n, way, "x", "Ida", thing) for n, way in enumerate(Way) for thing in Thing]
    for role in (Role.HOST, Role.CANDIDATE):
        assert {line.at for line in told(lines, role)} == {NOON + n for n in range(len(Way))}
        assert all(line.who and line.what for line in told(lines, role))
    assert {thing for thing in Thing if not may_know(Role.CANDIDATE, thing)} == {
        Thing.SCORECARD,
        Thing.DEBRIEF,
        Thing.ACCESS,
        Thing.ERASING,
        Thing.CLIPS,
    }


async def test_a_name_from_a_cookie_is_cut_and_a_deleted_interview_logs_nothing(town: Town) -> None:
    interview = await town.interview()
    town.house.access.note(interview.id, Reader(Way.MEMBER, "host", "x" * 500), Thing.RECORD)
    (line,) = await town.house.access.of(interview.id)
    assert len(line.name) == 80
    await town.house.rights.delete(interview, "an owner")
    town.house.access.note(interview.id, Reader(Way.MEMBER, "host", "Ida"), Thing.REPLAY)
    assert await town.house.access.of(interview.id) == []
