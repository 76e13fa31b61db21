"""Tokens and their accounts: a token may do what its account may, and stops with it."""

import pytest

from server.core.accounts import Rank, Standing
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.live.ports import ApiToken
from server.pages.tokens import digest
from tests.pages.joining import ended, joins
from tests.pages.visitors import Town

PLAN = {"title": "T", "host": "Pat", "candidate": "Cam", "tasks": ["slots"]}


async def token(town: Town, account: str) -> dict[str, str]:
    """The headers of a program with a token of this account."""
    made = f"grt_{account}"
    await town.house.store.add_token(ApiToken(f"t-{account}", "a program", digest(made), 1, account))
    return {"authorization": f"Bearer {made}"}


async def status(town: Town, headers: dict[str, str], path: str) -> int:
    return (await town.stranger().client.get(f"/api{path}", headers=headers)).status_code


async def test_an_interviewers_token_sees_what_its_account_has_a_place_in(town: Town) -> None:
    _, pats = await joins(town)
    pat = await token(town, pats)
    other = await town.interview()
    on_panel = await town.house.open_interview(
        "T", "Ida", "Cam", ["slots"], setup=Setup((Member("p1", "Pat", Role.PANELIST, pats),))
    )
    assert isinstance(on_panel, Interview)
    program = town.stranger().client
    planned = await program.post("/api/interviews", json=PLAN, headers=pat)
    assert planned.status_code == 201
    mine = planned.json()["id"]
    listed = (await program.get("/api/interviews", headers=pat)).json()["interviews"]
    assert {each["id"] for each in listed} == {mine, on_panel.id}
    assert await status(town, pat, f"/interviews/{mine}") == 200
    assert await status(town, pat, f"/interviews/{on_panel.id}") == 404, "that answer has everybody's links"
    assert await status(town, pat, f"/interviews/{on_panel.id}/timeline") == 200
    for path in ("", "/timeline", "/export/git"):
        assert await status(town, pat, f"/interviews/{other.id}{path}") == 404
    for id in (other.id, on_panel.id):
        assert (await program.post(f"/api/interviews/{id}/end", headers=pat)).status_code == 404
    assert (await program.post(f"/api/interviews/{mine}/end", headers=pat)).status_code == 200


async def test_a_viewers_token_reads_what_has_ended_and_does_nothing(town: Town) -> None:
    _, olus = await joins(town, "Olu", Rank.VIEWER)
    olu, program = await token(town, olus), town.stranger().client
    planned, over = await town.interview(), await ended(town, Setup())
    assert await status(town, olu, f"/interviews/{over.id}/timeline") == 200
    assert await status(town, olu, f"/interviews/{planned.id}/timeline") == 404
    assert await status(town, olu, f"/interviews/{over.id}") == 404
    assert await status(town, olu, "/tasks") == 403
    assert (await program.post("/api/interviews", json=PLAN, headers=olu)).status_code == 403
    listed = (await program.get("/api/interviews", headers=olu)).json()["interviews"]
    assert [each["id"] for each in listed] == [over.id]


async def test_p1_a_token_stops_when_its_account_is_disabled(town: Town) -> None:
    _, pats = await joins(town)
    pat = await token(town, pats)
    assert await status(town, pat, "/tasks") == 200
    await town.house.reception.accounts.change(OWNER, pats, state=Standing.DISABLED)
    assert await status(town, pat, "/tasks") == 401


@pytest.mark.parametrize("path", ["/interviews", "/tasks"])
async def test_a_token_of_before_is_the_first_owners(town: Town, path: str) -> None:
    await town.house.store.add_token(ApiToken("t1", "of before", digest("secret"), 1))
    assert await status(town, {"authorization": "Bearer secret"}, path) == 200


async def test_a_token_of_nobody_opens_nothing(town: Town) -> None:
    assert await status(town, await token(town, "nobody"), "/tasks") == 401
