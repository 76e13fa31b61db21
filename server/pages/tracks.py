"""A replay's track (docs/track.md), as it was compressed when it was derived. For interviewers only."""

from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.track.parts import Edition
from server.live.track_kept import Packed
from server.pages import doors
from server.pages.answers import json_answer
from server.pages.assets import accepts
from server.pages.inside import Inside
from server.pages.site import Site

KIND: Final = "application/x-ndjson"
ASK_AGAIN: Final = "private, no-cache"
FOREVER: Final = "private, max-age=31536000, immutable"
NOT_MODIFIED: Final = 304
_PACKED: Final = "-br"
"""At the end of an ETag: the same text in another coding is another answer."""


@doors.rewatchers
async def index(site: Site, request: Request, inside: Inside) -> Response:
    packed = await site.house.tracks.index(inside.interview, Edition.of(inside.role))
    return track_answer(request, packed, ASK_AGAIN)


@doors.rewatchers
async def chunk(site: Site, request: Request, inside: Inside) -> Response:
    number = request.path_params["number"]
    return kept_answer(request, await site.house.tracks.chunk(inside.interview, Edition.of(inside.role), number))


@doors.rewatchers
async def sheet(site: Site, request: Request, inside: Inside) -> Response:
    run = request.path_params["run"]
    return kept_answer(request, await site.house.tracks.sheet(inside.interview, Edition.of(inside.role), run))


def kept_answer(request: Request, packed: Packed | None) -> Response:
    """A chunk or a sheet: for ever where it is the one that was asked for, 404 where there is none."""
    if packed is None:
        raise HTTPException(404)
    asked = request.query_params.get("v", "")
    return track_answer(request, packed, FOREVER if asked == packed.digest else ASK_AGAIN)


def track_answer(request: Request, packed: Packed, caching: str) -> Response:
    """A piece of a track, in brotli where the browser takes it; 304 where it has it already."""
    brotli = "br" in accepts(request.headers.get("accept-encoding", ""))
    tag = f'"{packed.digest}{_PACKED if brotli else ""}"'
    headers = {"cache-control": caching, "vary": "accept-encoding", "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    if brotli:
        return Response(packed.brotli, headers={**headers, "content-encoding": "br"}, media_type=KIND)
    return Response(packed.text, headers=headers, media_type=KIND)


@doors.rewatchers
async def proof(site: Site, request: Request, inside: Inside) -> Response:
    """What the track is checked with, once the interview is sealed."""
    given = await site.house.sealing.proof(inside.interview, Edition.of(inside.role).role)
    if given is None:
        raise HTTPException(404)
    return json_answer(given.plain())


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/track", partial(index, site)),
        Route("/interviews/{id}/track/chunks/{number:int}", partial(chunk, site)),
        Route("/interviews/{id}/track/sheets/{run}", partial(sheet, site)),
        Route("/interviews/{id}/track/proof", partial(proof, site)),
    ]
