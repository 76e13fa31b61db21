"""The wrapper that every route goes through: who opened what of an interview is noted, after the answer is made.

The doors say who it is (`came`); the table here says what an address is. A new address that names an interview must be
in one of its two halves, or a test fails.
"""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.rights import Reader, Thing
from server.pages.site import Site

NOT_MODIFIED: Final = 304

THINGS: Final[Mapping[str, Thing]] = {
    "/interviews/{id}/record": Thing.RECORD,
    "/interviews/{id}/record.json": Thing.RECORD,
    "/interviews/{id}/replay": Thing.REPLAY,
    "/interviews/{id}/timeline.ndjson": Thing.TIMELINE,
    "/interviews/{id}/track": Thing.TRACK,
    "/interviews/{id}/track/chunks/{number:int}": Thing.TRACK,
    "/interviews/{id}/track/sheets/{run}": Thing.TRACK,
    "/interviews/{id}/track/proof": Thing.TRACK,
    "/interviews/{id}/export/{format}": Thing.EXPORT,
    "/interviews/{id}/export/offline.html": Thing.EXPORT,
    "/interviews/{id}/private": Thing.RECORD,
    "/interviews/{id}/scorecard": Thing.SCORECARD,
    "/interviews/{id}/debrief": Thing.DEBRIEF,
    "/interviews/{id}/feedback": Thing.FEEDBACK,
    "/interviews/{id}/data.zip": Thing.DATA,
    "/interviews/{id}/erase": Thing.ERASING,
    "/interviews/{id}/access": Thing.ACCESS,
    "/interviews/{id}/clips": Thing.CLIPS,
    "/clips/{token}": Thing.CLIP,
    "/clips/{token}/track": Thing.CLIP,
    "/clips/{token}/track/chunks/{number:int}": Thing.CLIP,
    "/clips/{token}/track/sheets/{run}": Thing.CLIP,
    "/api/interviews/{id}/timeline": Thing.TIMELINE,
    "/api/interviews/{id}/export/{format}": Thing.EXPORT,
}
"""What these addresses open when they are read."""

NOT_NOTED: Final[Mapping[str, str]] = {
    "/interviews/{id}": "how it is planned, before there is a record",
    "/api/interviews/{id}": "the same, for programs",
    "/interviews/{id}/seal": "a fingerprint, which says nothing of anybody",
    "/interviews/{id}/data": "what an owner can do with it; nothing of the record is on it",
    "/interviews/{id}/prepare": "what interviewers do beforehand, before there is a record",
    "/interviews/{id}/setup": "how it is planned",
    "/interviews/{id}/closing": "a candidate's own goodbye, and an interviewer's list of what comes",
    "/interviews/{id}/closing/code.zip": "a candidate's own code: nobody else has it from there",
    "/interviews/{id}/lobby": "a look at the candidate's welcome",
    "/interviews/{id}/my-feedback": "what a candidate thinks, and was sent: nobody else comes in",
    "/interviews/{id}/my-feedback/{file}": "the same, as a file",
    "/interviews/{id}/rating": "how both sides found it, which is told to both alike",
    "/join/{id}": "the way in: coming and going is on the timeline",
    "/join/{id}/after": "the way to what a candidate thinks of it",
    "/join/{id}/warm-up": "a pad that is kept nowhere",
    "/interviews/{id}/next": "the way from one practice to the next",
    "/rooms/{id}": "the room while it is live: coming and going is on the timeline",
}
"""Addresses of an interview that open nothing of its record, and why that is so."""


def came(request: Request, reader: Reader, room: str = "") -> None:
    """Say who this request comes from; a door does. `room` is for addresses that do not name it."""
    request.state.reader, request.state.room = reader, room


def watched(site: Site, route: Route) -> Route:
    """The same route; what it opens is noted."""
    thing = THINGS.get(route.path)
    if thing is None or "GET" not in (route.methods or ()):
        return route
    answer = route.endpoint

    async def endpoint(request: Request) -> Response:
        response: Response = await answer(request)
        reader: Reader | None = getattr(request.state, "reader", None)
        if reader is not None and (response.status_code < 300 or response.status_code == NOT_MODIFIED):
            site.house.access.note(request.state.room or request.path_params["id"], reader, thing)
        return response

    return Route(route.path, endpoint, methods=list(route.methods or ()), name=route.name)
