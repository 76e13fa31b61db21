"""Clip links: hosts make them, see them and take them back; whoever has one sees that part and nothing else."""

from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.clip import Clip
from server.core.track.parts import Edition
from server.live.clips import Asked
from server.live.planning import Refused
from server.live.track_kept import Packed
from server.pages import doors, forms
from server.pages.again import refused, time_in
from server.pages.answers import json_answer
from server.pages.doors import Holder
from server.pages.forms import Form
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.lobby import tasks_of
from server.pages.replays import REPLAY
from server.pages.room_data import clip_data
from server.pages.site import Site
from server.pages.tracks import track_answer
from server.pages.turned_away import no_clip

CREATED: Final = 201
NOT_KEPT: Final = "private, no-store"
"""What was taken back is not in a browser's cache."""


# What hosts do ------------------------------------------------------------------------------------------------------


@doors.hosts
async def listed(site: Site, request: Request, inside: Inside) -> Response:
    return json_answer(await _list(site, inside))


@doors.hosts
async def make(site: Site, request: Request, inside: Inside) -> Response:
    """A new link. Its address is told this once."""
    asked = _asked(await forms.read(request))
    if isinstance(asked, Refused):
        return refused(asked)
    made = await site.house.clips.make(inside.interview, asked)
    if isinstance(made, Refused):
        return refused(made)
    clip, token = made
    return json_answer({"clip": plain(clip), "link": f"{site.base_url(request)}/clips/{token}"}, CREATED)


@doors.hosts
async def revoke(site: Site, request: Request, inside: Inside) -> Response:
    """Take a link back. Pressed twice, it is gone once."""
    await site.house.clips.revoke(inside.interview.id, request.path_params["clip"])
    if "application/json" in request.headers.get("accept", ""):
        return json_answer(await _list(site, inside))
    return RedirectResponse(f"/interviews/{inside.interview.id}/record#clips", SEE_OTHER)


async def _list(site: Site, inside: Inside) -> dict[str, Any]:
    return {"clips": [plain(clip) for clip in await site.house.clips.all(inside.interview.id)]}


def plain(clip: Clip) -> dict[str, Any]:
    """A link as its list shows it: never what opens it."""
    return {
        "id": clip.id,
        "from": clip.begin,
        "to": clip.end,
        "audience": clip.audience,
        "notes": clip.notes,
        "created": clip.created,
        "expires": clip.expires,
    }


def _asked(form: Form) -> Asked | Refused:
    begin, end, days = (time_in(form.text(name)) for name in ("from", "to", "days"))
    if begin is None or end is None:
        return Refused("Say where the clip begins and ends, in milliseconds of interview time.", "from")
    if days is None:
        return Refused("Say for how many days the link is good.", "days")
    try:
        audience = Edition(form.text("audience"))
    except ValueError:
        return Refused("Say for whom the clip is: “host” or “candidate”.", "audience")
    return Asked(begin, end, days, audience, form.text("notes") == "yes")


# What a link opens --------------------------------------------------------------------------------------------------


@doors.clip_holders
async def show(site: Site, request: Request, holder: Holder) -> Response:
    """The replay of just this part."""
    interview, clip = holder.interview, holder.clip
    data = clip_data(
        interview,
        clip.audience.role,
        tasks_of(site, interview),
        site.house.languages(),
        track=f"/clips/{holder.token}/track",
        clip={"from": clip.begin, "to": clip.end, "expires": clip.expires},
    )
    return site.shell(request, REPLAY, title=f"Clip: {interview.title}", data=data)


@doors.clip_holders
async def index(site: Site, request: Request, holder: Holder) -> Response:
    shown = await site.house.clips.shown(holder.clip, holder.interview)
    return _answer(request, shown.index)


@doors.clip_holders
async def chunk(site: Site, request: Request, holder: Holder) -> Response:
    shown, number = await site.house.clips.shown(holder.clip, holder.interview), request.path_params["number"]
    return _answer(request, shown.chunks[number] if number < len(shown.chunks) else None)


@doors.clip_holders
async def sheet(site: Site, request: Request, holder: Holder) -> Response:
    shown = await site.house.clips.shown(holder.clip, holder.interview)
    return _answer(request, shown.sheets.get(request.path_params["run"]))


def _answer(request: Request, packed: Packed | None) -> Response:
    if packed is None:
        raise no_clip()
    return track_answer(request, packed, NOT_KEPT)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/clips", partial(listed, site)),
        Route("/interviews/{id}/clips", partial(make, site), methods=["POST"]),
        Route("/interviews/{id}/clips/{clip}/revoke", partial(revoke, site), methods=["POST"]),
        Route("/clips/{token}", partial(show, site)),
        Route("/clips/{token}/track", partial(index, site)),
        Route("/clips/{token}/track/chunks/{number:int}", partial(chunk, site)),
        Route("/clips/{token}/track/sheets/{run}", partial(sheet, site)),
    ]
