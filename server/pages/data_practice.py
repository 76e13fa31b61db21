"""Rooms that people practised in, for the owners: whose they are and since when, to delete them. They read nothing of
them here: not even which task it was.
"""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.ids import ROOM_ID
from server.core.interview import Interview
from server.core.listing import PAGE, Wanted, place_of, read_place
from server.core.rights import confirms_practice, practised_by
from server.live.planning import Refused
from server.pages import doors, forms
from server.pages.errors import not_found
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known

NOT_CONFIRMED = "That is not the name. Type it as it stands above; nothing was deleted."


@dataclass(frozen=True, slots=True)
class Practised:
    """What an owner is told of a practice room: `created` and `ended` are Unix ms, 0 for not yet."""

    id: str
    names: tuple[str, ...]
    created: int
    ended: int


@doors.owners
async def practised(site: Site, request: Request) -> Response:
    return await _page(site, request)


@doors.owners
async def delete(site: Site, request: Request) -> Response:
    """For good, if a name of who practised there was typed."""
    id = request.path_params["id"]
    room = await site.interview(id) if ROOM_ID.match(id) else None
    if room is None or not room.setup.practice:
        raise not_found()
    form = await forms.read(request)
    typed, signed = form.text("confirm"), known(request)
    assert signed is not None
    if not confirms_practice(room, typed):
        return await _page(site, request, room, Refused(NOT_CONFIRMED, "confirm"), typed)
    refused = await site.house.rights.delete_practice(room, signed.account.name)
    if refused:
        return await _page(site, request, room, refused, typed)
    return RedirectResponse("/data/practice?deleted=1", SEE_OTHER)


async def _page(
    site: Site, request: Request, chosen: Interview | None = None, refused: Refused | None = None, typed: str = ""
) -> Response:
    """The newest; what was chosen stays on it with the refusal, also when it is on another page."""
    after = read_place(request.query_params.get("after", ""))
    found = list(await site.house.listed(Wanted(practice=True, after=after, limit=PAGE + 1)))
    shown = found[:PAGE]
    if chosen is not None and all(each.id != chosen.id for each in shown):
        shown = [chosen, *shown]
    return site.page(
        request,
        "data-practice.html",
        status=UNPROCESSABLE if refused else 200,
        rooms=[Practised(each.id, practised_by(each), each.created, each.ended) for each in shown],
        more=place_of(shown[-1]).text if len(found) > PAGE else "",
        chosen=chosen.id if chosen else "",
        refused=refused,
        typed=typed,
        deleted="deleted" in request.query_params,
    )


def routes(site: Site) -> list[Route]:
    return [
        Route("/data/practice", partial(practised, site)),
        Route("/data/practice/{id}/delete", partial(delete, site), methods=["POST"]),
    ]
