"""Planning an interview, inviting its people, and ending it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.interview import State
from server.core.roles import Role
from server.core.setup import Setup
from server.live.planning import TITLE_MAX, Refused
from server.pages import doors, forms
from server.pages.doors import Inside
from server.pages.forms import Form
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known

UNPROCESSABLE: Final = 422
NAME_MAX: Final = 80


@doors.planners
async def new(site: Site, request: Request) -> Response:
    if request.method == "POST":
        return await _create(site, request, await forms.read(request))
    chosen = request.query_params.getlist("task")
    return _form(site, request, {"host": await _usual_name(site, request)}, chosen)


async def _usual_name(site: Site, request: Request) -> str:
    """What whoever plans is called: by their account, or, where that has only the name that it was made with, as last
    time."""
    signed = known(request)
    assert signed is not None
    if signed.account.given_name:
        return signed.account.given_name
    newest = next(iter(await site.house.interviews_for(signed.account)), None)
    return newest.host if newest else ""


async def _create(site: Site, request: Request, form: Form) -> Response:
    typed = {name: form.text(name) for name in ("title", "host", "candidate")}
    chosen = form.texts("tasks")
    facts = form.text("facts") == "yes"
    signed = known(request)
    setup = Setup(account=signed.account.id if signed else "")
    opened = await site.house.open_interview(
        typed["title"], typed["host"], typed["candidate"], chosen, facts=facts, setup=setup
    )
    if isinstance(opened, Refused):
        return _form(site, request, typed, chosen, opened, facts=facts)
    return RedirectResponse(f"/interviews/{opened.id}", SEE_OTHER)


def _form(
    site: Site,
    request: Request,
    typed: Mapping[str, str],
    chosen: list[str],
    refused: Refused | None = None,
    *,
    facts: bool = False,
) -> Response:
    """The form with everything that was typed still in it, and the refusal beside its field."""
    return site.page(
        request,
        "new.html",
        status=UNPROCESSABLE if refused else 200,
        typed={"title": "", "host": "", "candidate": "", **typed},
        chosen=chosen,
        facts=facts,
        refused=refused,
        tasks=site.house.tasks.tasks(),
        languages=site.language_titles(),
        limits={"title": TITLE_MAX, "name": NAME_MAX},
    )


@doors.hosts
async def show(site: Site, request: Request, inside: Inside) -> Response:
    interview = inside.interview
    if interview.state is State.ENDED:
        return _to_record(request, interview.id)
    tasks = {task.slug: task for task in site.house.tasks.tasks()}
    return site.page(
        request,
        "interview.html",
        interview=interview,
        tasks=[(slug, tasks.get(slug)) for slug in interview.tasks],
        languages=site.language_titles(),
        candidate_link=site.join_link(request, interview, Role.CANDIDATE),
        host_link=site.join_link(request, interview, Role.HOST),
        sandbox=site.house.sandbox_status(),
        form_token=inside.form_token,
        owner=inside.owner,
    )


def _to_record(request: Request, id: str) -> Response:
    """A browser follows; htmx, which only asked for news of the state, is told to go there."""
    record = f"/interviews/{id}/record"
    if "hx-request" in request.headers:
        return Response(headers={"hx-redirect": record})
    return RedirectResponse(record, SEE_OTHER)


@doors.hosts
async def end(site: Site, request: Request, inside: Inside) -> Response:
    """End it for everybody. Pressed twice, it is still one end."""
    await site.house.end(inside.interview)
    return RedirectResponse(f"/interviews/{inside.interview.id}/record", SEE_OTHER)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/new", partial(new, site), methods=["GET", "POST"]),
        Route("/interviews/{id}", partial(show, site)),
        Route("/interviews/{id}/end", partial(end, site), methods=["POST"]),
    ]
