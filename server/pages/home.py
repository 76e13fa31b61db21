"""The start page: every interview by its state."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.accounts import Deed, may
from server.core.interview import Interview, State
from server.pages import doors
from server.pages.site import Site, known

SEE_OTHER: Final = 303
ORDER: Final = (State.LIVE, State.PLANNED, State.ENDED)
"""What needs somebody now comes first."""


@doors.signed_in
async def home(site: Site, request: Request) -> Response:
    signed = known(request)
    assert signed is not None
    interviews = [each for each in await site.house.interviews_for(signed.account) if not each.setup.practice]
    return site.page(
        request,
        "home.html",
        groups=by_state(interviews),
        any=bool(interviews),
        plans=may(signed.account, Deed.PLAN),
        titles=site.task_titles(),
        sandbox=site.house.sandbox_status(),
        problems=site.house.tasks.problems(),
    )


def by_state(interviews: Sequence[Interview]) -> list[tuple[str, list[Interview]]]:
    """State and interviews, in the order of the page, each newest first; empty states are left out."""
    groups = [(state.value, [each for each in interviews if each.state is state]) for state in ORDER]
    return [(state, group) for state, group in groups if group]


def routes(site: Site) -> list[Route]:
    return [
        Route("/", partial(home, site)),
    ]
