"""Another site cannot act as somebody who is here: what changes something is refused when a foreign page asks."""

import re

import pytest

from server.core.roles import Role
from server.core.setup import Member
from tests.pages.visitors import Forms, Town
from tests.spec_tables import read_table

PANEL = (Member("pat", "Pat", Role.PANELIST),)
CHANGING = [tuple(name.split(" ")[:2]) for name in read_table("Doors") if not name.startswith("GET ")]
FOREIGN = (
    {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
    {"origin": "https://evil.example", "sec_fetch_site": ""},  # an old browser
)


def test_there_is_something_to_try() -> None:
    assert {method for method, _ in CHANGING} == {"POST", "PUT", "DELETE"}


@pytest.mark.parametrize(("method", "path"), CHANGING)
async def test_nothing_is_done_for_a_foreign_page_even_with_the_sessions_token(
    town: Town, method: str, path: str
) -> None:
    interview = await town.interview(panel=PANEL)
    where = re.sub(r"{([^}:]+)[^}]*}", lambda part: {"id": interview.id, "slug": "slots"}.get(part[1], "0"), path)
    refused = 401 if path.startswith("/api/") else 403  # a program shows its token; no cookie counts there
    key = town.house.key(interview, Role.CANDIDATE)
    before = (await town.house.store.interviews(), await town.house.reception.accounts.all())
    inside = (
        (await town.owner(), "/tasks"),
        (await town.ida(interview), f"/interviews/{interview.id}"),
        (await town.panelist(interview, PANEL[0]), f"/interviews/{interview.id}/record"),
        (await town.cam(interview), f"/rooms/{interview.id}"),
    )
    now = [entry async for entry in town.house.entries(interview.id)]
    for who, page in inside:
        assert await who.opens(page) == 200
        tokens = [form["form-token"][0] for form in Forms(who.page.text).found.values() if "form-token" in form]
        token = tokens[0] if tokens else ""
        for said in FOREIGN:
            if method == "POST":
                assert await who.posts(where, {"form-token": token, "key": key, "do": "save"}, **said) == refused
            else:
                assert await who.does(method, where, {}, form_token=token, **said) == refused
    assert (await town.house.store.interviews(), await town.house.reception.accounts.all()) == before
    assert [entry async for entry in town.house.entries(interview.id)] == now
