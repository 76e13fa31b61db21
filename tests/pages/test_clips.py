"""Clip links: Ida shares a part of an interview; whoever has the link sees that part, and nothing else opens."""

import json

import pytest

from server.core import asks as a
from server.core import events as e
from server.core.clip import DAY_MS
from server.core.document import seed
from server.core.ids import CANDIDATE, HOST
from server.core.inputs import Asks
from server.core.interview import Interview
from server.core.roles import Role
from tests.fakes import CANARY, StillClock
from tests.house import seat
from tests.pages.test_again import at_the_replay, lines, room_data
from tests.pages.visitors import Town, Visitor

SCRIPT = "slots/solution.js"


@pytest.fixture
async def interview(town: Town) -> Interview:
    """Ida writes a note and runs the hidden tests every ten seconds, for a minute; Cam writes."""
    interview = await town.interview()
    live = await town.house.enter(interview.id)
    assert live is not None
    clock = town.house.clock
    assert isinstance(clock, StillClock)
    ida, cam = seat(HOST, Role.HOST), seat(CANDIDATE, Role.CANDIDATE)
    with live.seated(ida, 0), live.seated(cam, 0):
        for number in range(6):
            clock.ms += 10_000
            live.typed(cam, seed({SCRIPT: f"wrote {number}\n"}, client=70 + number), None)
            town.house.ask(live, ida, Asks(HOST, Role.HOST, a.AskNote(f"note {number}"), f"n{number}"))
            town.house.ask(
                live, ida, Asks(HOST, Role.HOST, a.AskRun("slots", "javascript", e.Suite.HIDDEN), f"r{number}")
            )
            await town.house.settled()
    await town.house.end(interview)
    return await town.now(interview)


def wanted(form: str, **changed: str) -> dict[str, str]:
    return {
        "from": "25000",
        "to": "45000",
        "days": "7",
        "audience": "candidate",
        "notes": "",
        "form-token": form,
        **changed,
    }


async def shared(town: Town, interview: Interview, **changed: str) -> tuple[Visitor, str, str]:
    """Ida at the replay, the path of the clip that she has shared, and her form's token."""
    ida, form = await at_the_replay(town, interview)
    assert await ida.posts(f"/interviews/{interview.id}/clips", wanted(form, **changed)) == 201, ida.page.text
    link = json.loads(ida.page.text)["link"]
    return ida, link.removeprefix("http://greenroom.test"), form


async def everything(who: Visitor, path: str) -> str:
    """Every byte that the link leads to."""
    assert await who.opens(path) == 200 or who.page.status_code == 503
    page = who.page.text
    assert await who.opens(f"{path}/track") == 200
    index = who.page.text
    header = json.loads(index.splitlines()[0])
    parts = [page, index]
    for number in range(len(header["chunks"])):
        assert await who.opens(f"{path}/track/chunks/{number}") == 200
        parts.append(who.page.text)
    for run in header["sheets"]:
        assert await who.opens(f"{path}/track/sheets/{run}") == 200
        parts.append(who.page.text)
    return "\n".join(parts)


async def test_whoever_has_the_link_sees_that_part(town: Town, interview: Interview) -> None:
    _, path, _ = await shared(town, interview)
    max = town.stranger()
    assert await max.opens(path) == 200
    data = room_data(max)
    assert (data["role"], data["room"], data["replay"]) == ("candidate", "", f"{path}/track")
    assert data["clip"]["from"] == 25_000
    assert "form" not in data
    assert "interviewer" not in data["tasks"][0]
    assert max.page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in max.page.headers["x-robots-tag"]
    assert max.page.headers["cache-control"] == "no-store"
    assert not max.client.cookies
    told = await everything(max, path)
    header = next(json.loads(line) for line in told.splitlines() if line.startswith('{"format"'))
    assert (header["from"], header["length"]) == (25_000, 45_000)
    assert "wrote 2" in told
    assert "wrote 4" not in told


@pytest.mark.parametrize(
    ("audience", "notes", "sees_notes", "sees_hidden"),
    [("candidate", "", False, False), ("host", "", False, True), ("host", "yes", True, True)],
)
async def test_canaries(
    town: Town, interview: Interview, audience: str, notes: str, sees_notes: bool, sees_hidden: bool
) -> None:
    _, path, _ = await shared(town, interview, audience=audience, notes=notes)
    told = await everything(town.stranger(), path)
    assert (CANARY in told) is sees_hidden
    assert ("note 2" in told) is sees_notes
    assert "note 1" not in told
    assert "note 4" not in told
    assert interview.id not in told
    for run in ("r0", "r1", "r4", "r5"):
        assert f'"{run}"' not in told


async def test_a_link_opens_nothing_else(town: Town, interview: Interview) -> None:
    _, path, _ = await shared(town, interview, audience="host", notes="yes")
    max = town.stranger()
    await everything(max, path)
    assert await max.opens(f"{path}/track/proof") == 404
    assert await max.opens(f"{path}/track/chunks/99") == 404
    assert await max.opens(f"{path}/track/sheets/r0") == 404
    for elsewhere in ("record", "replay", "track", "timeline.ndjson", "clips"):
        assert await max.opens(f"/interviews/{interview.id}/{elsewhere}") == 403
    assert await max.opens(f"/rooms/{interview.id}") == 403


async def test_gone_is_gone_and_reads_the_same_as_never_there(town: Town, interview: Interview) -> None:
    ida, path, form = await shared(town, interview)
    max = town.stranger()
    assert await max.opens(path) == 200
    (clip,) = await town.house.clips.all(interview.id)
    assert await ida.posts(f"/interviews/{interview.id}/clips/{clip.id}/revoke", {"form-token": form}) == 200
    assert ida.at == f"/interviews/{interview.id}/record"
    seen = set()
    for where in (path, f"/clips/{'x' * 32}", f"{path}x"):
        for rest in ("", "/track", "/track/chunks/0", "/track/sheets/r2"):
            assert await max.opens(where + rest) == 404
            seen.add(max.text.split("<main")[1])
    assert len(seen) == 1
    _, late, _ = await shared(town, interview, days="1")
    assert await max.opens(late) == 200
    assert isinstance(town.house.clock, StillClock)
    town.house.clock.ms += DAY_MS
    assert await max.opens(late) == 404
    assert max.text.split("<main")[1] in seen


async def test_the_token_is_told_once_and_kept_nowhere(town: Town, interview: Interview) -> None:
    ida, path, _ = await shared(town, interview)
    token = path.removeprefix("/clips/")
    (clip,) = await town.house.store.clips(interview.id)
    assert token not in repr(clip)
    assert await ida.opens(f"/interviews/{interview.id}/clips") == 200
    assert token not in ida.page.text
    assert clip.digest not in ida.page.text
    (told,) = json.loads(ida.page.text)["clips"]
    assert (told["from"], told["to"], told["audience"], told["notes"]) == (25_000, 45_000, "candidate", False)
    assert await ida.opens(f"/interviews/{interview.id}/record") == 200
    assert "0:25 to 0:45" in ida.text
    assert token not in ida.page.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"from": ""}, "from"),
        ({"to": "x"}, "from"),
        ({"from": "45000"}, "to"),
        ({"to": "60001"}, "to"),
        ({"days": ""}, "days"),
        ({"days": "0"}, "days"),
        ({"days": "367"}, "days"),
        ({"audience": "max"}, "audience"),
        ({"notes": "yes"}, "notes"),
    ],
)
async def test_a_clip_that_cannot_be_is_refused_in_words(
    town: Town, interview: Interview, changed: dict[str, str], field: str
) -> None:
    ida, form = await at_the_replay(town, interview)
    assert await ida.posts(f"/interviews/{interview.id}/clips", wanted(form, **changed)) == 422
    (said,) = lines(ida)
    assert said["field"] == field
    assert said["message"].endswith(".")
    assert await town.house.clips.all(interview.id) == []


async def test_only_idas_own_page_shares_and_takes_back(town: Town, interview: Interview) -> None:
    ida, path, form = await shared(town, interview)
    (clip,) = await town.house.clips.all(interview.id)
    revoke = f"/interviews/{interview.id}/clips/{clip.id}/revoke"
    for where in (f"/interviews/{interview.id}/clips", revoke):
        assert await ida.posts(where, wanted(form), origin="https://max.example") == 403
        assert await ida.posts(where, wanted("x")) == 403
        assert await town.stranger().posts(where, wanted(form)) == 403
    assert await town.stranger().opens(path) == 200
    assert await ida.posts(revoke, {"form-token": form}, accept="application/json") == 200
    assert json.loads(ida.page.text) == {"clips": []}
    assert await ida.posts(revoke, {"form-token": form}, accept="application/json") == 200, "pressed twice"


async def test_ida_of_another_interview_takes_back_nothing_here(town: Town, interview: Interview) -> None:
    _, path, _ = await shared(town, interview)
    (clip,) = await town.house.clips.all(interview.id)
    other = await town.interview("Max")
    ida, form = await at_the_replay(town, other)
    assert await ida.posts(f"/interviews/{other.id}/clips/{clip.id}/revoke", {"form-token": form}) == 200
    assert await town.stranger().opens(path) == 200


async def test_the_whole_interview_is_shared_with_cam(town: Town, interview: Interview) -> None:
    _, path, _ = await shared(town, interview, **{"from": "0", "to": "60000"})
    told = await everything(town.stranger(), path)
    assert all(f"wrote {number}" in told for number in range(6))
    assert CANARY not in told
    assert "note_written" not in told
