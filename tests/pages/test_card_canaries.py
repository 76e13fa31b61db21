"""Nobody reads another's card too early, and a candidate never reads a card or a private note, by any route."""

from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
from starlette.routing import Route

from server.core import asks as a
from server.core import inputs as i
from server.core.accounts import Account, Rank, Standing
from server.core.ids import HOST
from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.setup import Setup
from tests.house import seat
from tests.pages.card_people import IDAS, PAT, PATS, Panel, filled, panel_of
from tests.pages.visitors import ORIGIN, Town, Visitor

NOTE, SELF = "note-canary-5d21", "self-canary-88e4"


@pytest.fixture
async def panel(town: Town) -> Panel:
    panel = await panel_of(town, ended=False)
    live = await town.house.enter(panel.interview.id)
    assert live is not None
    asked = i.Asks(HOST, Role.HOST, a.AskNote(NOTE), "n1")
    town.house.ask(live, seat(HOST, Role.HOST), asked)
    await town.house.end(panel.interview)
    panel = Panel(await town.now(panel.interview), panel.ida, panel.pat, panel.olu, panel.cam)
    assert panel.interview.state is State.ENDED
    return panel


FILL = {"number": 0, "run": "r1", "format": "transcript.txt", "clip": "c1", "token": "t" * 32, "slug": "slots"}
FILES = ("feedback.html", "feedback.md", "growth.json")


def unpacked(zip: bytes) -> str:
    """Everything in a zip."""
    with ZipFile(BytesIO(zip)) as opened:
        return "".join(opened.read(name).decode(errors="replace") for name in opened.namelist())


async def everywhere(town: Town, panel: Panel, who: Visitor) -> str:
    """Every byte that this person gets from any address, also as the page's script asks for it."""
    got = ""
    for route in town.app.routes:
        assert isinstance(route, Route)
        others = dict.fromkeys(route.param_convertors, "x")
        pattern = route.path.replace(":int", "").replace(":path", "")
        for name in FILES if "{file}" in pattern else ("x",):
            path = pattern.format_map({**others, **FILL, "file": name, "id": panel.interview.id})
            got += await _asked(who, route, path)
    return got


MORE = {
    "scorecard": "?amend",
    "feedback": "?preview",
    "{format}": "?edition=candidate",
    "offline.html": "?edition=candidate",
}
"""What else there is to ask at an address that ends so."""
LARGE = ("export", "track", "data.zip")
"""Files: the same whoever's script asks, and slow to make."""


async def _asked(who: Visitor, route: Route, path: str) -> str:
    got = ""
    ends = ["", *(more for end, more in MORE.items() if route.path.endswith(end))]
    scripts = [{}] if any(part in path for part in LARGE) else [{}, {"hx-request": "true"}]
    for end, headers in product(ends, scripts) if "GET" in (route.methods or ()) else ():
        answer = await who.client.get(path + end, headers=headers, follow_redirects=True)
        got += unpacked(answer.content) if answer.content.startswith(b"PK") else answer.text
    if "POST" in (route.methods or ()) and path != "/sign-out":
        said = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
        got += (await who.client.post(path, content="", headers=said)).text
    return got


async def test_no_route_shows_a_card_to_who_must_not_read_it_yet(town: Town, panel: Panel) -> None:
    owner = await town.owner()
    await panel.pat.opens(panel.at("scorecard"))
    await panel.pat.sends(panel.at("scorecard"), do="save", **filled(PATS))
    for who in (owner, panel.ida, panel.olu, panel.cam, town.stranger()):
        assert PATS not in await everywhere(town, panel, who), "a draft"
    await panel.gives(panel.pat, PATS)
    for who in (owner, panel.ida, panel.olu, panel.cam, town.stranger()):
        assert PATS not in await everywhere(town, panel, who), "a card while Ida's is missing"
    await panel.gives(panel.ida, IDAS)
    assert PATS in await everywhere(town, panel, panel.ida), "now it can be read: the canary would have been found"


async def test_an_owner_who_is_not_on_the_panel_reads_no_card_and_writes_none_for_the_host(town: Town) -> None:
    idas = Account("idas-account", "Ida", "ida@example.org", Rank.INTERVIEWER, Standing.ACTIVE, created=1, joined=1)
    assert await town.house.store.accounts.add(idas)
    setup = Setup(panel=(PAT,), account=idas.id)
    opened = await town.house.open_interview("Backend", "Ida", "Cam", ["slots"], setup=setup)
    assert isinstance(opened, Interview)
    ida, pat, owner = await town.ida(opened), await town.panelist(opened, PAT), await town.owner()
    await town.house.end(opened)
    panel = Panel(await town.now(opened), ida, pat, owner, owner)
    assert await owner.opens(panel.at("scorecard")) == 403
    await ida.opens(panel.at("scorecard"))
    await ida.sends(panel.at("scorecard"), do="save", **filled(IDAS))
    assert IDAS not in await everywhere(town, panel, owner), "a draft"
    await panel.gives(ida, IDAS)
    assert IDAS not in await everywhere(town, panel, owner), "a card while Pat's is missing"
    await panel.gives(pat, PATS)
    assert await owner.opens(panel.at("debrief")) == 200
    assert IDAS in owner.text
    assert await owner.sends(panel.at("debrief"), do="decide", choice="yes", rationale="Sound.") == 200
    assert "<strong>Yes</strong>, Ida," not in owner.text, "it stands under the owner's own name"
    assert await owner.opens(panel.at("rating")) == 403


async def test_a_candidate_is_told_nothing_of_cards_notes_scores_and_decision_but_what_was_sent(
    town: Town, panel: Panel
) -> None:
    await panel.gives(panel.ida, IDAS)
    await panel.gives(panel.pat, PATS, "1")
    await panel.ida.opens(panel.at("debrief"))
    await panel.ida.sends(panel.at("debrief"), do="decide", choice="definitely-no", rationale="rationale-canary")
    await panel.ida.opens(panel.at("feedback"))
    plain = {"well": "Calm.", "work-on": "Cases.", "practice": "", "comment-code": "Good."}
    moments = {f"moment-{part}-{at}": "" for part in ("where", "words") for at in range(1, 7)}
    await panel.ida.sends(panel.at("feedback"), do="preview", **plain, **moments)
    assert await panel.ida.sends(panel.at("feedback"), do="send") == 200
    await panel.cam.opens(panel.at("my-feedback"))
    await panel.cam.sends(panel.at("my-feedback"), do="open")
    for who in (panel.cam, town.stranger()):
        seen = await everywhere(town, panel, who)
        for canary in (IDAS, PATS, NOTE, "rationale-canary", "of 4", "Definitely not"):
            assert canary not in seen
    assert "Calm." in await everywhere(town, panel, panel.cam)


async def test_what_a_candidate_thinks_is_theirs_alone(town: Town, panel: Panel) -> None:
    rated = {"clarity": "1", "fairness": "1", "comfort": "1", "together": "1", "words": SELF}
    await panel.cam.opens(panel.at("rating"))
    assert await panel.cam.sends(panel.at("rating"), **rated) == 200
    await panel.cam.opens(panel.at("my-feedback"))
    fields = {"self-code": "2", "self-words-code": SELF, "again": SELF}
    assert await panel.cam.sends(panel.at("my-feedback"), do="keep", **fields) == 200
    for who in (await town.owner(), panel.ida, panel.pat, panel.olu, town.stranger()):
        assert SELF not in await everywhere(town, panel, who)
    assert SELF in await everywhere(town, panel, panel.cam)
