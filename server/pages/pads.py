"""Trying something out where nobody records it: the warm-up in the lobby, and thinking privately in the room."""

from functools import partial
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.events import Suite
from server.core.interview import Interview
from server.core.languages import Language
from server.core.projects import Source, sent_work
from server.core.roles import Role
from server.live import news
from server.live.pads import Try
from server.live.planning import Refused
from server.pages import doors, forms
from server.pages.again import refused, stream
from server.pages.inside import Inside
from server.pages.room_data import warm_up_data
from server.pages.site import Site

WARM_UP: Final = "src/warmup.tsx"
SUITES: Final = {"scratch": Suite.SCRATCH, "examples": Suite.EXAMPLES}


@forms.long
@doors.guests
async def run(site: Site, request: Request, inside: Inside) -> Response:
    """The run's events as lines of JSON while they come. When the page goes away the run is killed."""
    form = await forms.read(request)
    suite = SUITES.get(form.text("suite"))
    if suite is None:
        return refused(Refused("What runs here is “scratch” or “examples”.", "suite"))
    source = _source(form)
    if isinstance(source, Refused):
        return refused(source)
    wanted = Try(form.text("task"), form.text("language"), source, form.text("stdin"), suite, form.text("file"))
    return await stream(site.house.pads.run(inside.interview, inside.role, inside.member.id, wanted))


def _source(form: forms.Form) -> Source | Refused:
    """One file, or in `files` all those of a project."""
    if not form.text("files"):
        return form.text("source")
    try:
        files = msgspec.json.decode(form.text("files"), type=list[tuple[str, str]])
    except msgspec.DecodeError:
        return Refused("The files could not be read: reload the page.", "files")
    work = sent_work(files, form.text("first"))
    return Refused(work, "files") if isinstance(work, str) else work


@doors.guests
async def warm_up(site: Site, request: Request, inside: Inside) -> Response:
    """The room's own panels with nobody in it. Its text never leaves the page, and what runs is kept nowhere."""
    interview, key = inside.interview, request.query_params.get("key", "")
    way_back = f"/interviews/{interview.id}/lobby" if inside.role.interviewer else f"/rooms/{interview.id}"
    data = warm_up_data(
        interview,
        site.house.pads.warm_up,
        pad_languages(site, interview),
        sandbox=news.sandbox(site.house.sandbox_status(), Role.CANDIDATE),
        back=f"/join/{interview.id}?key={key}" if key else way_back,
    )
    return site.shell(request, WARM_UP, title="Warm-up", data={**data, "key": key, "form": inside.form_token})


def pad_languages(site: Site, interview: Interview) -> list[Language]:
    """Those of the interview's tasks in which anything can be tried out, in the house's order."""
    pinned = site.house.pins.of(interview)
    found = (pinned.task(slug) for slug in interview.tasks)
    offered = {id for task in found if task for id in task.languages}
    exercise = site.house.pads.warm_up
    known = [each for each in site.house.languages() if each.style.programs or each.id in exercise.languages]
    return [each for each in known if each.id in offered] or known


@doors.anyone
async def ping(site: Site, request: Request) -> Response:
    """Nothing, as fast as it goes: a page measures the way to the server with it."""
    return Response(status_code=204)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/pad/run", partial(run, site), methods=["POST"]),
        Route("/join/{id}/warm-up", partial(warm_up, site)),
        Route("/ping", partial(ping, site)),
    ]
