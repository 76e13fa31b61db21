"""The seal for people: its fingerprint for those who were there, and what it proves for everybody."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.signing import key_text
from server.pages import doors
from server.pages.answers import json_answer
from server.pages.inside import Inside
from server.pages.sealed import seal_of
from server.pages.site import Site


@doors.witnesses
async def seal(site: Site, request: Request, inside: Inside) -> Response:
    """The fingerprint, for a page that was open when the interview ended: it asks again while there is nothing yet."""
    known = await seal_of(site, inside.interview)
    return Response(status_code=204) if known is None else json_answer(known)


@doors.anyone
async def about(site: Site, request: Request) -> Response:
    return site.page(request, "about-seal.html", key=key_text(site.house.public_key))


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/seal", partial(seal, site)), Route("/about/seal", partial(about, site))]
