"""Who may come in to which page: every address, tried by everybody. A new route that is not in this table fails."""

from dataclasses import replace

import pytest
from starlette.routing import Route

from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.live.doors import sign_in_token
from tests.pages.visitors import Town, Visitor

PEOPLE = ("owner", "Ida", "Pat", "Olu", "Cam", "Max with another room's link", "stranger")
"""Ida hosts the room, Pat is on its panel, Olu observes, Cam is its candidate; Max is the candidate of another one and
must not get in."""

Statuses = tuple[int, int, int, int, int, int, int]

IN, NO, GONE = 200, 403, 404
ALL_IN = (IN, IN, IN, IN, IN, IN, IN)
OWNER_ONLY = (IN, NO, NO, NO, NO, NO, NO)
HOSTS = (IN, IN, NO, NO, NO, NO, NO)
INTERVIEWERS = (IN, IN, IN, IN, NO, NO, NO)
INSIDERS = (IN, IN, IN, IN, IN, NO, NO)
TOKEN = (401, 401, 401, 401, 401, 401, 401)
NO_FORM = (NO, NO, NO, NO, NO, NO, NO)
INCOMPLETE = (400, 400, 400, 400, 400, 400, 400)
NOT_HERE = (GONE, GONE, GONE, GONE, GONE, GONE, GONE)
NOT_HERE_FOR_INTERVIEWERS = (GONE, GONE, GONE, GONE, NO, NO, NO)
NOT_HERE_FOR_INSIDERS = (GONE, GONE, GONE, GONE, GONE, NO, NO)

TABLE: dict[tuple[str, str], Statuses] = {
    ("GET", "/"): OWNER_ONLY,
    ("GET", "/sign-in"): ALL_IN,
    ("POST", "/sign-in"): NO_FORM,
    ("POST", "/sign-in/mail"): NO_FORM,
    ("GET", "/sign-in/once/{once}"): NOT_HERE,
    ("POST", "/sign-in/once/{once}"): NO_FORM,
    ("GET", "/sign-in/provider"): (503,) * 7,
    ("GET", "/sign-in/provider/back"): INCOMPLETE,
    ("POST", "/sign-out"): NO_FORM,
    ("GET", "/invitations/{invitation}"): NOT_HERE,
    ("POST", "/invitations/{invitation}"): NO_FORM,
    ("GET", "/account"): OWNER_ONLY,
    ("POST", "/account/name"): NO_FORM,
    ("POST", "/account/password"): NO_FORM,
    ("POST", "/account/sessions/end"): NO_FORM,
    ("POST", "/account/sessions/{session}/end"): NO_FORM,
    ("GET", "/people"): OWNER_ONLY,
    ("POST", "/people/invite"): NO_FORM,
    ("POST", "/people/{account}/again"): NO_FORM,
    ("POST", "/people/{account}/link"): NO_FORM,
    ("POST", "/people/{account}/rank"): NO_FORM,
    ("POST", "/people/{account}/disable"): NO_FORM,
    ("POST", "/people/{account}/enable"): NO_FORM,
    ("GET", "/plans"): OWNER_ONLY,
    ("GET", "/plans/new"): OWNER_ONLY,
    ("POST", "/plans/new"): NO_FORM,
    ("GET", "/plans/{plan}"): OWNER_ONLY,
    ("GET", "/plans/{plan}/edit"): (GONE, NO, NO, NO, NO, NO, NO),
    ("POST", "/plans/{plan}/edit"): NO_FORM,
    ("GET", "/interviews/new"): OWNER_ONLY,
    ("POST", "/interviews/new"): NO_FORM,
    ("GET", "/interviews/{id}"): HOSTS,
    ("GET", "/interviews/{id}/closing"): INSIDERS,
    ("GET", "/interviews/{id}/closing/code.zip"): NOT_HERE_FOR_INSIDERS,
    ("GET", "/interviews/{id}/setup"): HOSTS,
    ("POST", "/interviews/{id}/setup"): NO_FORM,
    ("POST", "/interviews/{id}/end"): NO_FORM,
    ("GET", "/join/{id}"): INCOMPLETE,
    ("POST", "/join/{id}"): INCOMPLETE,
    ("GET", "/rooms/{id}"): INSIDERS,
    ("POST", "/interviews/{id}/pad/run"): NO_FORM,
    ("GET", "/join/{id}/warm-up"): INSIDERS,
    ("GET", "/interviews/{id}/lobby"): INTERVIEWERS,
    ("GET", "/interviews/{id}/prepare"): INTERVIEWERS,
    ("POST", "/interviews/{id}/prepare"): NO_FORM,
    ("GET", "/ping"): (204,) * 7,
    ("GET", "/interviews/{id}/private"): INSIDERS,
    ("POST", "/interviews/{id}/private"): NO_FORM,
    ("GET", "/interviews/{id}/record"): INTERVIEWERS,
    ("GET", "/interviews/{id}/record.json"): INTERVIEWERS,
    ("GET", "/interviews/{id}/replay"): INTERVIEWERS,
    ("GET", "/interviews/{id}/timeline.ndjson"): INTERVIEWERS,
    ("GET", "/interviews/{id}/track"): INTERVIEWERS,
    ("GET", "/interviews/{id}/track/chunks/{number:int}"): INTERVIEWERS,
    ("GET", "/interviews/{id}/track/sheets/{run}"): NOT_HERE_FOR_INTERVIEWERS,
    ("POST", "/interviews/{id}/again/run"): NO_FORM,
    ("POST", "/interviews/{id}/again/history"): NO_FORM,
    ("POST", "/interviews/{id}/again/resume"): NO_FORM,
    ("GET", "/interviews/{id}/track/proof"): NOT_HERE_FOR_INTERVIEWERS,
    ("GET", "/interviews/{id}/export/{format}"): INTERVIEWERS,
    ("GET", "/interviews/{id}/clips"): HOSTS,
    ("POST", "/interviews/{id}/clips"): NO_FORM,
    ("POST", "/interviews/{id}/clips/{clip}/revoke"): NO_FORM,
    ("GET", "/clips/{token}"): NOT_HERE,
    ("GET", "/clips/{token}/track"): NOT_HERE,
    ("GET", "/clips/{token}/track/chunks/{number:int}"): NOT_HERE,
    ("GET", "/clips/{token}/track/sheets/{run}"): NOT_HERE,
    ("GET", "/interviews/{id}/export/offline.html"): INTERVIEWERS,
    ("GET", "/interviews/{id}/scorecard"): (IN, IN, IN, NO, NO, NO, NO),
    ("POST", "/interviews/{id}/scorecard"): NO_FORM,
    ("GET", "/interviews/{id}/debrief"): INTERVIEWERS,
    ("POST", "/interviews/{id}/debrief"): NO_FORM,
    ("GET", "/interviews/{id}/feedback"): (NO, NO, NO, NO, NO, NO, NO),
    ("POST", "/interviews/{id}/feedback"): NO_FORM,
    ("GET", "/join/{id}/after"): NO_FORM,
    ("GET", "/interviews/{id}/my-feedback"): (NO, NO, NO, NO, IN, NO, NO),
    ("POST", "/interviews/{id}/my-feedback"): NO_FORM,
    ("GET", "/interviews/{id}/my-feedback/{file}"): (NO, NO, NO, NO, GONE, NO, NO),
    ("GET", "/interviews/{id}/rating"): (IN, IN, IN, NO, IN, NO, NO),
    ("POST", "/interviews/{id}/rating"): NO_FORM,
    ("GET", "/interviews/{id}/seal"): NOT_HERE_FOR_INSIDERS,
    ("GET", "/interviews/{id}/access"): (IN, IN, NO, NO, IN, NO, NO),
    ("GET", "/data"): OWNER_ONLY,
    ("GET", "/interviews/{id}/data"): OWNER_ONLY,
    ("GET", "/interviews/{id}/data.zip"): OWNER_ONLY,
    ("GET", "/interviews/{id}/erase"): OWNER_ONLY,
    ("POST", "/interviews/{id}/erase"): NO_FORM,
    ("POST", "/interviews/{id}/hold"): NO_FORM,
    ("POST", "/interviews/{id}/lift"): NO_FORM,
    ("POST", "/interviews/{id}/delete"): NO_FORM,
    ("GET", "/about/seal"): ALL_IN,
    ("GET", "/tasks"): OWNER_ONLY,
    ("GET", "/tasks/{slug}"): OWNER_ONLY,
    ("GET", "/practice"): OWNER_ONLY,
    ("POST", "/practice"): NO_FORM,
    ("POST", "/interviews/{id}/swap"): NO_FORM,
    ("GET", "/interviews/{id}/next"): NOT_HERE_FOR_INSIDERS,
    ("GET", "/healthz"): ALL_IN,
    ("GET", "/metrics"): TOKEN,
    ("GET", "/assets/{name}"): ALL_IN,
    ("GET", "/favicon.svg"): ALL_IN,
    ("POST", "/api/interviews"): TOKEN,
    ("GET", "/api/interviews"): TOKEN,
    ("GET", "/api/interviews/{id}"): TOKEN,
    ("POST", "/api/interviews/{id}/end"): TOKEN,
    ("GET", "/api/interviews/{id}/timeline"): TOKEN,
    ("GET", "/api/interviews/{id}/export/{format}"): TOKEN,
    ("GET", "/api/tasks"): TOKEN,
    ("GET", "/api/openapi.json"): ALL_IN,
}
"""Status by person. The forms are sent without their hidden token here, so they are refused even to an owner; what they
do with it is tested with each of them."""


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
        came[name] = await (person.opens(where) if method == "GET" else person.posts(where, {}))
    assert tuple(came.values()) == TABLE[method, path], came


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
