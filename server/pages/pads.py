"""Trying something out where nobody records it: the warm-up in the lobby, and thinking privately in the room."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.events import Suite
from server.live.pads import Try
from server.live.planning import Refused
from server.pages import doors, forms
from server.pages.again import refused, stream
from server.pages.doors import Inside
from server.pages.site import Site

SUITES: Final = {"scratch": Suite.SCRATCH, "examples": Suite.EXAMPLES}


@doors.guests
async def run(site: Site, request: Request, inside: Inside) -> Response:
    """The run's events as lines of JSON while they come. When the page goes away the run is killed."""
    form = await forms.read(request)
    suite = SUITES.get(form.text("suite"))
    if suite is None:
        return refused(Refused("What runs here is “scratch” or “examples”.", "suite"))
    wanted = Try(form.text("task"), form.text("language"), form.text("source"), form.text("stdin"), suite)
    return await stream(site.house.pads.run(inside.interview, inside.role, inside.role.value, wanted))


@doors.anyone
async def ping(site: Site, request: Request) -> Response:
    """Nothing, as fast as it goes: a page measures the way to the server with it."""
    return Response(status_code=204)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/pad/run", partial(run, site), methods=["POST"]),
        Route("/ping", partial(ping, site)),
    ]
