"""What was thought privately: for the candidate, who may release it here, and for interviewers as far as they may."""

from dataclasses import replace
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.interview import State
from server.core.roles import reads_private
from server.core.stretches import Stretch
from server.pages import doors, forms
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.site import Site

PLAYED_MAX: Final = 600
"""Steps that the page plays; of more, the last ones."""


@doors.witnesses
async def shown(site: Site, request: Request, inside: Inside) -> Response:
    """Every stretch with what whoever asks may read of it."""
    told = await stretches_for(site, inside)
    return site.page(
        request,
        "private.html",
        interview=inside.interview,
        stretches=told,
        played={each.spell: [(step.at, step.changes) for step in each.steps] for each in told},
        titles=site.titles_of(inside.interview),
        mine=not inside.role.interviewer,
        ended=inside.interview.state is State.ENDED,
        form_token=inside.form_token,
    )


async def stretches_for(site: Site, inside: Inside) -> list[Stretch]:
    """All of them; without what was written and tried where whoever asks may not read that (W7)."""
    ended = inside.interview.state is State.ENDED
    return [
        each
        if reads_private(inside.role, each.policy, ended=ended, released=bool(each.released))
        else replace(each, steps=(), tries=())
        for each in await site.house.stretches(inside.interview)
    ]


@doors.witnesses
async def release(site: Site, request: Request, inside: Inside) -> Response:
    """The candidate's, and nobody else's."""
    if inside.role.interviewer:
        raise Sorry(
            403, "This is not yours to release", "Only the candidate lets others see what they thought privately."
        )
    form = await forms.read(request)
    refused = await site.house.release(inside.interview, form.text("spell"))
    if refused:
        raise Sorry(UNPROCESSABLE, "This could not be released", refused)
    return RedirectResponse(f"/interviews/{inside.interview.id}/private", SEE_OTHER)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/private", partial(shown, site)),
        Route("/interviews/{id}/private", partial(release, site), methods=["POST"]),
    ]
