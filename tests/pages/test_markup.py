"""Markup in every field is text: typed wherever something can be typed, it is an element on no page of anybody."""

import re

from server.core import asks as a
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.roles import Role
from tests.pages.joining import invited, joins
from tests.pages.spoken import said_twice
from tests.pages.visitors import Town, Visitor
from tests.spec_tables import read_table

NASTY = '<img src=x onerror="alert(1)">"\'&{{7*7}}'
"""One line of 41 characters: it fits into every field."""


async def planned(town: Town, owner: Visitor) -> Interview:
    """Every word of the planning form is markup, and so are everybody's names."""
    await owner.opens("/interviews/new")
    words = dict.fromkeys(("title", "host", "candidate", "tools", "next_steps", "hear_by"), NASTY)
    panel: dict[str, str | list[str]] = {
        "panel-name": [NASTY, f"{NASTY}2"],
        "panel-role": ["panelist", "observer"],
        "panel-id": ["", ""],
    }
    assert await owner.sends("/interviews/new", **words, **panel, tasks=["slots"], facts="yes") == 200, owner.text
    (interview,) = await town.house.interviews()
    assert interview.title == NASTY
    return interview


async def lived(town: Town, interview: Interview) -> None:
    live = await town.house.enter(interview.id)
    assert live is not None
    live.feed(i.Arrives(HOST, NASTY, Role.HOST))
    live.feed(i.Arrives(CANDIDATE, NASTY, Role.CANDIDATE))
    said: list[tuple[str, Role, a.Ask]] = [
        (HOST, Role.HOST, a.AskStage(NASTY, 5)),
        (HOST, Role.HOST, a.AskNote(NASTY)),
        (HOST, Role.HOST, a.AskSay(NASTY)),
        (CANDIDATE, Role.CANDIDATE, a.AskSay(NASTY)),
        (CANDIDATE, Role.CANDIDATE, a.AskCase("slots", NASTY, {"busy": [NASTY]}, NASTY)),
        (CANDIDATE, Role.CANDIDATE, a.AskScratch("slots", "python", NASTY)),
    ]
    for number, (person, role, ask) in enumerate(said):
        live.feed(i.Asks(person, role, ask, f"n{number}"))
    await town.house.stored(interview.id)


def pages_of(interview: Interview) -> list[str]:
    """Every address of the house that can be read and needs no more than an interview."""
    rows = [name.split(" ")[1] for name in read_table("Doors") if name.startswith("GET ")]
    parts = {"id": interview.id, "slug": "slots", "plan": "60", "number:int": "0", "format": "transcript-md"}
    found = [re.sub(r"{([^}]+)}", lambda part: parts.get(part[1], "{"), row) for row in rows]
    return [path for path in found if "{" not in path]


async def test_what_anybody_types_is_an_element_on_no_page(town: Town) -> None:
    owner = await town.owner()
    await owner.opens("/account")
    await owner.sends("/account/name", name=NASTY, email="ida@example.org")
    await joins(town, "Pat")
    interview = await planned(town, owner)
    cam = town.stranger()
    await cam.opens(town.link(interview, CANDIDATE))
    assert await cam.sends(f"/join/{interview.id}", name=NASTY, agree="yes") == 200, cam.text
    people = [owner, cam]
    for member in interview.setup.panel:
        people.append(await town.panelist(interview, member))
    await lived(town, interview)
    shown = 0
    for ended in (False, True):
        if ended:
            await town.house.end(interview)
            await town.house.settled()
        for who in people:
            for path in pages_of(interview):
                await who.opens(path)
                if who.page.headers.get("content-type", "").startswith("text/html"):
                    assert "<img" not in who.page.text, path
                    shown += who.page.status_code == 200 and "&lt;img src=x" in who.page.text
    assert shown > 30  # it was there to be shown


def test_a_hint_in_a_label_that_describes_too_is_found() -> None:
    twice = '<label><span id="n">Name</span><input name="a"{} aria-describedby="w"><span id="w">Hint</span></label>'
    assert said_twice(twice.format("")) == ["a"]
    assert said_twice(twice.format(' aria-labelledby="n"')) == []
    assert said_twice(twice.format(' aria-labelledby="n w"')) == ["a"]
    assert said_twice(twice.format(' aria-labelledby="elsewhere"')) == ["a"]


async def test_no_hint_and_no_problem_is_said_twice(town: Town) -> None:
    owner = await town.owner()
    interview = await planned(town, owner)
    made = await invited(town)
    cam, pat, max_ = town.stranger(), town.stranger(), town.stranger()
    join, comes = f"/join/{interview.id}", f"/invitations/{made.token}"
    seen = 0
    for path in pages_of(interview):
        await owner.opens(path)
        if owner.page.headers.get("content-type", "").startswith("text/html"):
            assert said_twice(owner.text) == [], path
            seen += "aria-labelledby" in owner.text
    assert seen > 4
    await cam.opens(town.link(interview, CANDIDATE))
    for who, opens, sends, typed in (
        (owner, "/interviews/new", "/interviews/new", {"title": "", "host": "", "candidate": "", "plan-it": "yes"}),
        (owner, "/practice", "/practice", {"name": ""}),
        (owner, "/account", "/account/name", {"name": ""}),
        (owner, "/account", "/account/password", {"password": "short"}),
        (owner, "/people", "/people/invite", {"name": "", "email": "no address"}),
        (owner, "/tasks/import", "/tasks/import", {"format": "greenroom"}),
        (owner, f"/interviews/{interview.id}/data", f"/interviews/{interview.id}/delete", {"confirm": "Max"}),
        (cam, "", join, {"name": ""}),
        (pat, comes, comes, {"name": "", "password": "short"}),
        (max_, "/sign-in", "/sign-in", {"email": "max@example.org", "password": "a guess of Max"}),
    ):
        if opens:
            await who.opens(opens)
        assert said_twice(who.text) == [], opens
        await who.sends(sends, **typed)
        assert "aria-invalid" in who.text, sends
        assert said_twice(who.text) == [], sends
