"""The start page: signing in and out, and every interview by its state."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.interview import Interview, State
from server.pages import doors
from server.pages.errors import Sorry
from server.pages.site import Site

SEE_OTHER: Final = 303
ORDER: Final = (State.LIVE, State.PLANNED, State.ENDED)
"""What needs somebody now comes first."""


@doors.owners
async def home(site: Site, request: Request) -> Response:
    interviews = [each for each in await site.house.interviews() if not each.setup.practice]
    return site.page(
        request,
        "home.html",
        groups=by_state(interviews),
        any=bool(interviews),
        titles=site.task_titles(),
        sandbox=site.house.sandbox_status(),
        problems=site.house.tasks.problems(),
    )


def by_state(interviews: Sequence[Interview]) -> list[tuple[str, list[Interview]]]:
    """State and interviews, in the order of the page, each newest first; empty states are left out."""
    groups = [(state.value, [each for each in interviews if each.state is state]) for state in ORDER]
    return [(state, group) for state, group in groups if group]


@doors.anyone
async def sign_in(site: Site, request: Request) -> Response:
    """The owner's link. Its token leaves the address bar at once."""
    if not site.house.sign_in(request.query_params.get("token", "")):
        raise Sorry(
            403,
            "This sign-in link does not work any more",
            "It may be older than a day, or it was cut off when it was copied. For a fresh one, run “greenroom link” "
            "or “make up” on the machine where Greenroom runs.",
        )
    response = RedirectResponse("/", SEE_OTHER)
    site.cookies.sign_in(response)
    return response


@doors.owners
async def sign_out(site: Site, request: Request) -> Response:
    response = RedirectResponse("/", SEE_OTHER)
    site.cookies.sign_out(response)
    return response


def routes(site: Site) -> list[Route]:
    return [
        Route("/", partial(home, site)),
        Route("/sign-in", partial(sign_in, site)),
        Route("/sign-out", partial(sign_out, site), methods=["POST"]),
    ]
