"""How people get an account in a test, and how they come back with it."""

from server.core.accounts import Rank
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.setup import Setup
from server.live.accounts import Invited
from tests.fakes import StillClock
from tests.pages.visitors import Town, Visitor

WORDS = "four words that fit"


async def invited(town: Town, name: str = "Pat", rank: Rank = Rank.INTERVIEWER) -> Invited:
    made = await town.house.reception.accounts.invite(OWNER, name, f"{name.lower()}@example.org", rank)
    assert isinstance(made, Invited)
    return made


async def joins(
    town: Town, name: str = "Pat", rank: Rank = Rank.INTERVIEWER, password: str = ""
) -> tuple[Visitor, str]:
    """Somebody accepts an invitation; their browser, and the account's id."""
    made = await invited(town, name, rank)
    who = town.stranger()
    where = f"/invitations/{made.token}"
    assert await who.opens(where) == 200
    assert await who.sends(where, name=name, password=password) == 200, who.text
    assert who.at == "/"
    return who, made.account.id


async def signs_in(town: Town, email: str, password: str, host: str = "203.0.113.7") -> Visitor:
    who = town.stranger(host)
    await who.opens("/sign-in")
    await who.sends("/sign-in", email=email, password=password)
    return who


def clock(town: Town) -> StillClock:
    assert isinstance(town.house.clock, StillClock)
    return town.house.clock


async def ended(town: Town, setup: Setup) -> Interview:
    opened = await town.house.open_interview("Backend engineer", "Ida", "Cam", ["slots"], setup=setup)
    assert isinstance(opened, Interview)
    await town.house.end(opened)
    return await town.now(opened)
