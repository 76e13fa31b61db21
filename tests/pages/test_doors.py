"""Who may come in to which page: every address, tried by everybody. A new route that is not in this table fails."""

from dataclasses import replace

import pytest
from starlette.routing import Route

from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.live.doors import sign_in_token
from tests.pages.joining import joins
from tests.pages.visitors import Town, Visitor
from tests.spec_tables import hold, read_table

PEOPLE = ("owner", "Ida", "Pat", "Olu", "Cam", "Max with another room's link", "stranger", "another interviewer")
"""Ida hosts the room, Pat is on its panel, Olu observes, Cam is its candidate; Max is the candidate of another one and
must not get in. The last has an account here, and no place in this interview."""

IN, NO, GONE = 200, 403, 404
HOSTS = (IN, IN, NO, NO, NO, NO, NO, GONE)
INTERVIEWERS = (IN, IN, IN, IN, NO, NO, NO, GONE)
INSIDERS = (IN, IN, IN, IN, IN, NO, NO, GONE)

TABLE = {
    (name.split(" ")[0], name.split(" ")[1]): tuple(int(cell) for cell in cells)
    for name, cells in read_table("Doors").items()
}
"""Status by person, as SPEC.md has it."""

PANEL = (Member("pat", "Pat", Role.PANELIST), Member("olu", "Olu", Role.OBSERVER))


async def everybody(town: Town, interview: Interview) -> dict[str, Visitor]:
    other = await town.interview("Max")
    return dict(
        zip(
            PEOPLE,
            (
                await town.owner(),
                await town.ida(interview),
                *[await town.panelist(interview, member) for member in PANEL],
                await town.cam(interview),
                await town.cam(other, "Max"),
                town.stranger(),
                (await joins(town, "Max"))[0],
            ),
            strict=True,
        )
    )


def test_every_route_is_in_the_table(town: Town) -> None:
    routes = {
        (method, route.path)
        for route in town.app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert routes == set(TABLE)


@pytest.mark.parametrize(("method", "path"), TABLE)
async def test_each_door_lets_in_whom_it_should(town: Town, method: str, path: str) -> None:
    interview = await town.interview(panel=PANEL)
    people = await everybody(town, interview)
    parts = {
        "slug": "slots",
        "plan": "60",
        "name": "room-1a2b.js",
        "number": 0,
        "run": "r1",
        "format": "git",
        "clip": "c1",
        "file": "feedback.md",
        "token": "t" * 32,
        "account": "owner",
        "once": "o" * 32,
        "invitation": "i" * 32,
        "session": "s1",
    }
    where = path.replace(":int", "").format(id=interview.id, **parts)
    came = {}
    for name, person in people.items():
        came[name] = await (person.opens(where) if method == "GET" else person.does(method, where))
    hold("Doors", {f"{method} {path}": [str(status) for status in came.values()]})


@pytest.mark.parametrize("path", ["/interviews/{}", "/interviews/{}/record", "/interviews/{}/timeline.ndjson"])
async def test_max_cannot_tell_an_interview_that_exists_from_one_that_does_not(town: Town, path: str) -> None:
    max = town.stranger()
    there = await town.interview()
    await max.opens(path.format(there.id))
    seen = (max.page.status_code, max.text.split("<main")[1])
    await max.opens(path.format("aaaaaaaaaaaa"))
    assert (max.page.status_code, max.text.split("<main")[1]) == seen


async def test_the_owner_is_told_when_an_interview_does_not_exist(town: Town) -> None:
    owner = await town.owner()
    for id in ("aaaaaaaaaaaa", "..%2f..%2fetc", "A" * 500):
        assert await owner.opens(f"/interviews/{id}") == 404


async def test_cams_cookie_opens_cams_room_only(town: Town) -> None:
    mine, other = await town.interview(), await town.interview("Max")
    cam = await town.cam(mine)
    for cookie in list(cam.client.cookies.jar):
        cam.client.cookies.set(cookie.name.replace(mine.id, other.id), cookie.value or "")
    assert await cam.opens(f"/rooms/{mine.id}") == 200
    assert await cam.opens(f"/rooms/{other.id}") == 403


@pytest.mark.parametrize("forged", ["", "x", "owner", "Im93bmVyIg.aaaa.bbbb", "é" * 20, "a" * 4000])
async def test_a_forged_cookie_opens_nothing(town: Town, forged: str) -> None:
    max = town.stranger()
    interview = await town.interview()
    cookie = f"greenroom={forged}; greenroom-{interview.id}={forged}".encode()
    for path in ("/", f"/rooms/{interview.id}"):
        answer = await max.client.get(path, headers={b"cookie": cookie})
        assert answer.status_code == 403


async def test_a_sign_in_link_is_not_a_session(town: Town) -> None:
    max = town.stranger()
    max.client.cookies.set("greenroom", sign_in_token(town.house.secret))
    assert await max.opens("/") == 403


async def test_a_renewed_link_ends_the_cookies_of_the_old_one(town: Town) -> None:
    interview = await town.interview()
    ida, cam = await town.ida(interview), await town.cam(interview)
    await town.house.store.save_interview(replace(await town.now(interview), generation=2))
    assert await ida.opens(f"/interviews/{interview.id}") == 403
    assert await cam.opens(f"/rooms/{interview.id}") == 403
    assert await cam.opens(town.link(interview, Role.CANDIDATE)) == 404


async def test_the_owner_signs_out(town: Town) -> None:
    owner = await town.owner()
    assert await owner.sends("/sign-out") == 200
    assert owner.at == "/sign-in"
    assert await owner.opens("/") == 403
    assert "private" in owner.text


async def test_an_old_or_broken_sign_in_link_says_how_to_get_a_new_one(town: Town) -> None:
    for token in ("", "x", sign_in_token(town.house.secret)[:-2]):
        owner = town.stranger()
        assert await owner.opens(f"/sign-in?token={token}") == 403
        assert "greenroom link" in owner.text


async def test_the_sign_in_token_leaves_the_address_bar_and_no_cookie_is_readable_by_scripts(town: Town) -> None:
    answer = await town.stranger().client.get(f"/sign-in?token={sign_in_token(town.house.secret)}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


async def test_whoever_is_taken_off_the_panel_has_nothing_left(town: Town) -> None:
    interview = await town.interview(panel=PANEL)
    pat = await town.panelist(interview, PANEL[0])
    assert await pat.opens(f"/interviews/{interview.id}/record") == 200
    changed = await town.house.change_setup(interview, Setup(panel=PANEL[1:]))
    assert isinstance(changed, Interview)
    assert await pat.opens(f"/interviews/{interview.id}/record") == 403
    assert await pat.opens(f"/rooms/{interview.id}") == 403
    assert await pat.opens(town.link(interview, "pat")) == 404
    olu = await town.panelist(changed, PANEL[1])
    assert await olu.opens(f"/interviews/{interview.id}/record") == 200
