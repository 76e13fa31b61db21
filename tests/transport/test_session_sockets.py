"""Sockets of people who came by an account: they last as long as the session, and not a frame longer."""

import asyncio
from dataclasses import replace

import pytest

from server.core.accounts import Rank, Standing
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.roles import Role
from server.core.sessions import Way
from server.core.setup import Member, Setup
from server.live.accounts import Invited
from server.live.sessions import Entered, Visit
from tests.house import Place
from tests.people import page

pytestmark = pytest.mark.server

HERE = Visit("203.0.113.7", "Firefox on Linux")


async def joins(place: Place, name: str = "Pat", rank: Rank = Rank.INTERVIEWER) -> Entered:
    """Somebody accepts an invitation."""
    reception = place.house.reception
    made = await reception.accounts.invite(OWNER, name, f"{name.lower()}@example.org", rank)
    assert isinstance(made, Invited)
    entered = await reception.entering.accept(made.token, name, "", HERE)
    assert isinstance(entered, Entered)
    return entered


async def planned(place: Place, account: str) -> Interview:
    setup = Setup((Member("pat", "Pat", Role.PANELIST, account),))
    opened = await place.house.open_interview("Backend engineer", "Ida", "Cam", ["slots"], setup=setup)
    assert isinstance(opened, Interview)
    return opened


def address(place: Place, interview: Interview, member: str, session: str) -> str:
    key = place.house.seat_key(interview, member, session)
    return f"ws://{place.address}/sync/{interview.id}?key={key}"


async def test_p1_who_is_disabled_is_sent_away_at_once_and_does_not_come_back(place: Place) -> None:
    pat = await joins(place)
    interview = await planned(place, pat.account.id)
    where = address(place, interview, "pat", pat.session.id)
    async with page(where) as here, page(place.cam(interview)) as cam:
        await here.sees("def count_free")
        assert await place.house.reception.accounts.change(OWNER, pat.account.id, state=Standing.DISABLED) == ""
        await here.is_sent_away(4401)
        await cam.ask("scratch", task="slots", language="python", stdin="")
    async with page(where) as late:
        await late.is_sent_away(4401)


async def test_p6_a_session_that_is_ended_takes_its_own_socket_along_and_no_other(place: Place) -> None:
    pat = await joins(place)
    sessions = place.house.reception.sessions
    other = await sessions.begin(pat.account, HERE, Way.LINK)
    interview = await planned(place, pat.account.id)
    async with (
        page(address(place, interview, "pat", pat.session.id)) as here,
        page(address(place, interview, "pat", other.session.id)) as there,
    ):
        await here.sees("def count_free")
        await there.sees("def count_free")
        assert await sessions.end(pat.account.id, other.session.id)
        await there.is_sent_away(4401)
        await here.type("# still here\n")
        await here.is_saved()


async def test_a_hosts_link_is_closed_when_the_account_that_planned_is_disabled(place: Place) -> None:
    pat = await joins(place)
    opened = await place.house.open_interview("T", "Pat", "Cam", ["slots"], setup=Setup(account=pat.account.id))
    assert isinstance(opened, Interview)
    async with page(place.ida(opened)) as host, page(place.cam(opened)) as cam:
        await host.sees("def count_free")
        await place.house.reception.accounts.change(OWNER, pat.account.id, state=Standing.DISABLED)
        await host.is_sent_away(4401)
        await cam.type("# cam stays\n")
        await cam.is_saved()
    async with page(place.ida(opened)) as late:
        await late.is_sent_away(4401)


async def test_p2_a_viewer_is_shown_out_of_the_room_they_were_in_as_an_interviewer(place: Place) -> None:
    pat = await joins(place)
    interview = await planned(place, pat.account.id)
    where = address(place, interview, "pat", pat.session.id)
    async with page(where) as here:
        await here.sees("def count_free")
        await place.house.reception.accounts.change(OWNER, pat.account.id, rank=Rank.VIEWER)
        await here.is_sent_away(4401)
    async with page(where) as late:
        await late.is_sent_away(4401)


async def test_max_cannot_make_a_key_of_anothers_session_or_use_the_link_of_who_has_an_account(place: Place) -> None:
    pat, max_ = await joins(place), await joins(place, "Max")
    interview = await planned(place, pat.account.id)
    keys = [
        place.house.key(interview, "pat"),
        place.house.seat_key(interview, "host", max_.session.id),
        place.house.seat_key(interview, "pat", max_.session.id),
        place.house.seat_key(interview, "pat", pat.session.id).replace(pat.session.id, max_.session.id),
        place.house.seat_key(replace(interview, generation=2), "pat", pat.session.id),
        f"{pat.session.id}.",
        f".{place.house.key(interview, 'pat')}",
    ]
    for key in keys:
        async with page(f"ws://{place.address}/sync/{interview.id}?key={key}") as who:
            await who.is_sent_away(4401)


async def test_who_was_looked_up_a_moment_before_does_not_come_in_after_all(place: Place) -> None:
    """Ending a session and coming in by it at the same time, again and again: nobody stays."""
    pat = await joins(place)
    interview = await planned(place, pat.account.id)
    sessions = place.house.reception.sessions
    for _ in range(10):
        session = (await sessions.begin(pat.account, HERE, Way.LINK)).session
        async with page(address(place, interview, "pat", session.id)) as who:
            await asyncio.gather(sessions.end(pat.account.id, session.id), who.is_sent_away(4401))
    live = await place.house.enter(interview.id)
    assert live is not None
    assert not [seat for seat in live.seats if seat.session]
