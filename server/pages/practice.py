"""Practice: a room of one's own, alone or with somebody to swap roles with."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.listing import Wanted
from server.core.refusals import NAME_MAX
from server.core.setup import Practice
from server.live.planning import Refused
from server.live.practising import MINUTES
from server.pages import doors, forms
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.site import Site, known

USUAL: Final = {"name": "", "task": "", "minutes": "45", "with": Practice.SOLO.value}
PAST: Final = 12
"""Rooms of before that are listed: the newest."""
OTHER: Final = {HOST: CANDIDATE, CANDIDATE: HOST}


@doors.planners
async def practice(site: Site, request: Request) -> Response:
    """Choose a task, and be in the room with the next click. What one practised before is listed below."""
    signed = known(request)
    assert signed is not None
    account = signed.account
    past = await site.house.listed(Wanted(account=account.id, practice=True, limit=PAST))
    if request.method != "POST":
        typed = {**USUAL, "name": account.given_name, "task": request.query_params.get("task", "")}
        return _form(site, request, typed, past)
    form = await forms.read(request)
    typed = {name: form.text(name) for name in USUAL}
    minutes = int(typed["minutes"]) if typed["minutes"].isdecimal() and len(typed["minutes"]) < 4 else -1
    together = typed["with"] == Practice.PEERS
    open_room = site.house.practising.together if together else site.house.practising.alone
    opened = await open_room(typed["name"], typed["task"], minutes, account.id)
    if isinstance(opened, Refused):
        return _form(site, request, typed, past, opened)
    response = RedirectResponse(f"/rooms/{opened.id}", SEE_OTHER)
    site.cookies.let_in(response, opened, HOST if together else CANDIDATE, typed["name"].strip())
    return response


def _form(
    site: Site,
    request: Request,
    typed: Mapping[str, str],
    past: Sequence[Interview],
    refused: Refused | None = None,
) -> Response:
    return site.page(
        request,
        "practice.html",
        status=UNPROCESSABLE if refused else 200,
        place="practice",
        typed=typed,
        past=past,
        refused=refused,
        tasks=site.house.tasks.tasks(),
        minutes=MINUTES,
        limits={"name": NAME_MAX},
    )


@doors.witnesses
async def swap(site: Site, request: Request, inside: Inside) -> Response:
    """End this turn and go on with swapped roles. Whoever presses it second comes to the same room."""
    live = await site.house.enter(inside.interview.id)
    members = {HOST: inside.interview.host, CANDIDATE: inside.interview.candidate}
    names = {**members, **(live.room.names if live else {})}
    opened = await site.house.practising.swap(inside.interview, names)
    if isinstance(opened, Refused):
        raise Sorry(UNPROCESSABLE, "There is nobody to swap with", opened.message)
    return await _come_over(site, inside, opened)


@doors.witnesses
async def following(site: Site, request: Request, inside: Inside) -> Response:
    """Where the two go on, for whoever did not press the button."""
    id = inside.interview.setup.following
    opened = await site.interview(id) if id else None
    if opened is None:
        raise Sorry(
            404,
            "The roles have not been swapped yet",
            "When one of you presses “Swap roles”, you both go on in a new room with another task.",
            ("Look at the record", f"/interviews/{inside.interview.id}/record"),
        )
    return await _come_over(site, inside, opened)


async def _come_over(site: Site, inside: Inside, opened: Interview) -> Response:
    """Who asked answers now. They agreed to what a practice room keeps when they came into the first one."""
    member = OTHER[inside.member.id]
    name = opened.candidate if member == CANDIDATE else opened.host
    if member == CANDIDATE and opened.state is not State.ENDED:
        await site.house.agree(opened, name)
    response = RedirectResponse(f"/rooms/{opened.id}", SEE_OTHER)
    site.cookies.let_in(response, opened, member, name)
    return response


def routes(site: Site) -> list[Route]:
    return [
        Route("/practice", partial(practice, site), methods=["GET", "POST"]),
        Route("/interviews/{id}/swap", partial(swap, site), methods=["POST"]),
        Route("/interviews/{id}/next", partial(following, site)),
    ]
