"""Accounts at the doors: what each opens. Ida owns the house, Pat interviews, Olu reads, and Max must not get in."""

from dataclasses import replace

import pytest

from server.core.accounts import Rank
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.listing import Wanted
from server.core.roles import Role
from server.core.setup import Member, Setup
from tests.pages.joining import WORDS, ended, joins, signs_in
from tests.pages.test_doors import HOSTS, IN, INSIDERS, INTERVIEWERS, TABLE
from tests.pages.visitors import Town

# Who gets in where ----------------------------------------------------------------------------------------------------

OPENED = [path for (method, path), who in TABLE.items() if method == "GET" and who in (HOSTS, INTERVIEWERS, INSIDERS)]
PARTS = {"number": 0, "format": "git"}


@pytest.mark.parametrize("path", OPENED)
async def test_p4_an_account_is_in_an_interview_what_its_place_there_says(town: Town, path: str) -> None:
    (pat, pats), (olu, olus), (max_, _), (viewer, _) = [
        await joins(town, name, rank)
        for name, rank in (
            ("Pat", Rank.INTERVIEWER),
            ("Olu", Rank.INTERVIEWER),
            ("Max", Rank.INTERVIEWER),
            ("Reader", Rank.VIEWER),
        )
    ]
    setup = Setup((Member("p1", "Pat", Role.PANELIST, pats),), account=olus)
    opened = await town.house.open_interview("Backend engineer", "Olu", "Cam", ["slots"], setup=setup)
    assert isinstance(opened, Interview)
    expected = TABLE["GET", path]
    where = path.replace(":int", "").format(id=opened.id, **PARTS)
    assert await olu.opens(where) == IN, "the host"
    assert await (await town.owner()).opens(where) == IN
    assert await pat.opens(where) == expected[2], "on the panel"
    assert await max_.opens(where) == 404, "has no place in it"
    assert await viewer.opens(where) == 404, "it has not ended"


@pytest.mark.parametrize("path", OPENED)
async def test_p4_a_viewer_reads_what_has_ended_and_others_still_do_not(town: Town, path: str) -> None:
    interview = await ended(town, Setup())
    (max_, _), (olu, _) = await joins(town, "Max"), await joins(town, "Olu", Rank.VIEWER)
    where = path.replace(":int", "").format(id=interview.id, **PARTS)
    readable = {
        "/interviews/{id}/record", "/interviews/{id}/record.json", "/interviews/{id}/replay",
        "/interviews/{id}/timeline.ndjson", "/interviews/{id}/track", "/interviews/{id}/track/chunks/{number:int}",
        "/interviews/{id}/export/{format}", "/interviews/{id}/export/offline.html",
    }  # fmt: skip
    assert await olu.opens(where) == (IN if path in readable else 404)
    assert await max_.opens(where) == 404


async def test_p9_max_reads_the_same_of_an_interview_that_is_not_his_and_of_none(town: Town) -> None:
    there = await town.interview()
    max_, _ = await joins(town, "Max")
    seen = []
    for id in (there.id, "aaaaaaaaaaaa"):
        assert await max_.opens(f"/interviews/{id}/record") == 404
        seen.append(max_.text.split("<main")[1])
    assert seen[0] == seen[1]


@pytest.mark.parametrize("rank", [Rank.INTERVIEWER, Rank.VIEWER])
async def test_p2_pages_of_the_house_open_by_rank(town: Town, rank: Rank) -> None:
    who, _ = await joins(town, rank=rank)
    plans = IN if rank is Rank.INTERVIEWER else 403
    wanted = {"/": IN, "/account": IN, "/people": 403, "/tasks": plans, "/tasks/slots": plans, "/interviews/new": plans}
    assert {path: await who.opens(path) for path in wanted} == wanted


async def test_an_interviewer_sees_their_own_interviews_only_and_hosts_what_they_plan(town: Town) -> None:
    await town.interview(title="Somebody else’s")
    pat, id = await joins(town)
    await pat.opens("/")
    assert "Somebody else’s" not in pat.text
    await pat.opens("/interviews/new")
    assert 'value="Pat"' in pat.text
    assert await pat.sends("/interviews/new", title="Mine", candidate="Cam", tasks=["slots"]) == 200, pat.text
    await pat.opens("/")
    assert "Mine" in pat.text
    (mine,) = await town.house.store.listed(Wanted(account=id))
    assert mine.setup.account == id
    owner = await town.owner()
    assert "Mine" in owner.text
    assert "Somebody else’s" in owner.text


async def test_a_panel_member_written_with_their_address_comes_in_by_their_account(town: Town) -> None:
    pat, id = await joins(town)
    owner = await town.owner()
    await owner.opens("/interviews/new")
    assert "Pat &lt;pat@example.org&gt;" in owner.text
    sent: dict[str, str | list[str]] = {"title": "T", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}
    panel: dict[str, str | list[str]] = {
        "panel-name": ["Pat <pat@example.org>"],
        "panel-role": ["panelist"],
        "panel-id": [""],
    }
    assert await owner.sends("/interviews/new", **sent, **panel) == 200, owner.text
    assert "Comes in by signing in" in owner.text
    (planned,) = await town.house.store.listed(Wanted(account=id))
    (member,) = planned.setup.panel
    assert (member.name, member.role, member.account) == ("Pat", Role.PANELIST, id)
    assert await pat.opens(f"/rooms/{planned.id}") == 200
    max_ = town.stranger()
    assert await max_.opens(town.link(planned, member.id)) == 403, "the link alone takes nobody's place"
    assert "Sign in to come in" in max_.text
    assert await max_.opens(f"/rooms/{planned.id}") == 403
    assert await pat.opens(town.link(planned, member.id)) == 200


# The owner ------------------------------------------------------------------------------------------------------------


async def test_the_owners_link_signs_in_as_the_first_owner_who_can(town: Town) -> None:
    pat, _ = await joins(town, rank=Rank.OWNER)
    owner = await town.owner()
    assert "Owner" in owner.text
    await pat.opens("/people")
    assert await pat.sends(f"/people/{OWNER}/disable") == 200, pat.text
    assert await owner.opens("/") == 403
    assert "Pat" in (await town.owner()).text


async def test_the_owner_takes_a_name_and_an_address_and_signs_in_with_a_password(town: Town) -> None:
    owner = await town.owner()
    await owner.opens("/account")
    assert await owner.sends("/account/name", name="Ida", email=" Ida@Example.org ") == 200
    assert "Saved" in owner.text
    assert await owner.sends("/account/password", password=WORDS) == 200
    ida = await signs_in(town, "IDA@example.org", WORDS)
    assert ida.at == "/"
    assert "Ida" in ida.text


async def test_a_house_of_before_has_its_tokens_and_its_owner(town: Town) -> None:
    interview = await town.interview()
    await town.house.store.save_interview(replace(interview, setup=Setup()))
    owner = await town.owner()
    assert await owner.opens(f"/interviews/{interview.id}") == 200
