"""The start page: interviews by their state, found by words, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.accounts import Account, Deed, may
from server.core.interview import Interview, State
from server.core.listing import PAGE, WORDS_MAX, Wanted, place_of, read_place
from server.pages import doors
from server.pages.site import Site, known

SEE_OTHER: Final = 303
ORDER: Final = (State.LIVE, State.PLANNED, State.ENDED)
"""What needs somebody now comes first."""
FIRST: Final = 20
"""Of each state so many are on the page where all are."""


@dataclass(frozen=True, slots=True)
class Group:
    """Interviews of one state, or all that were found (""). `count` is how many there are, `more` leads to the rest."""

    state: str
    count: int
    interviews: Sequence[Interview]
    more: str = ""


@doors.signed_in
async def home(site: Site, request: Request) -> Response:
    signed = known(request)
    assert signed is not None
    wanted = _wanted(request)
    counts = await site.house.counts_for(signed.account, wanted)
    if wanted.state is None and not wanted.words:
        groups = await _overview(site, signed.account, wanted, counts)
    else:
        groups = [await _page(site, signed.account, wanted, counts)]
    return site.page(
        request,
        "home.html",
        groups=[group for group in groups if group.interviews],
        any=bool(counts) or bool(wanted.words),
        states=[(state.value, counts.get(state, 0)) for state in ORDER],
        total=sum(counts.values()),
        wanted=wanted,
        here=_address(wanted),
        address=lambda wanted, state: _address(replace(wanted, state=State(state) if state else None, after=None)),
        few=FIRST,
        words_max=WORDS_MAX,
        plans=may(signed.account, Deed.PLAN),
        titles=site.task_titles(),
        sandbox=site.house.sandbox_status(),
        problems=site.house.tasks.problems(),
    )


def _wanted(request: Request) -> Wanted:
    """What the address asks for; what it says that is not understood asks for nothing."""
    asked = request.query_params
    state = next((each for each in State if each.value == asked.get("state")), None)
    words = " ".join(asked.get("words", "")[:WORDS_MAX].split())
    return Wanted(state, words, read_place(asked.get("after", "")), practice=False)


async def _overview(site: Site, account: Account, wanted: Wanted, counts: Mapping[State, int]) -> list[Group]:
    """The newest of each state."""
    found: list[Interview] = []
    for state in ORDER:
        if counts.get(state):
            found += await site.house.listed_for(account, replace(wanted, state=state, after=None, limit=FIRST))
    groups = []
    for state in ORDER:
        theirs = [each for each in found if each.state is state]  # an open room is ahead of its row
        count = max(counts.get(state, 0), len(theirs))
        groups.append(Group(state.value, count, theirs, _address(Wanted(state)) if count > FIRST else ""))
    return groups


async def _page(site: Site, account: Account, wanted: Wanted, counts: Mapping[State, int]) -> Group:
    """A page of one state, or of what was found; one more than it shows tells whether there is another."""
    found = await site.house.listed_for(account, replace(wanted, limit=PAGE + 1))
    shown = found[:PAGE]
    more = _address(replace(wanted, after=place_of(shown[-1]))) if len(found) > PAGE else ""
    count = counts.get(wanted.state, 0) if wanted.state else sum(counts.values())
    return Group(wanted.state.value if wanted.state else "", count, shown, more)


def _address(wanted: Wanted) -> str:
    """Where this part of the list is."""
    asked = {
        "state": wanted.state.value if wanted.state else "",
        "words": wanted.words,
        "after": wanted.after.text if wanted.after else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/?{query}" if query else "/"


def routes(site: Site) -> list[Route]:
    return [Route("/", partial(home, site))]
