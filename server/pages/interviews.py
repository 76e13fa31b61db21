"""Planning an interview, inviting its people, and ending it."""

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.agenda import Stage, with_pace
from server.core.interview import Interview, State
from server.core.listing import Wanted
from server.core.refusals import NAME_MAX
from server.core.roles import Role
from server.core.setup import Setup
from server.core.task_choice import choice
from server.core.task_listing import WORDS_MAX
from server.live.planning import Refused
from server.pages import doors, forms, planning_form
from server.pages.colleagues import colleagues, recognised
from server.pages.forms import UNPROCESSABLE, Form
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside, by_account
from server.pages.planning_form import Typed
from server.pages.site import Site, known
from server.pages.tasks import filters, rows_of

__all__ = ["NAME_MAX", "UNPROCESSABLE", "routes"]


@doors.planners
async def new(site: Site, request: Request) -> Response:
    if request.method == "POST":
        return await _create(site, request, await forms.read(request))
    signed = known(request)
    assert signed is not None
    like = await site.interview(request.query_params.get("like", ""))
    if like is not None and not by_account(site, like, signed):
        like = None
    before = like or next(iter(await site.house.listed_for(signed.account, Wanted(limit=1))), None)
    # By their account, or, where that has only the name that it was made with, as last time.
    host = signed.account.given_name or (before.host if before else "")
    words = {"host": host, "title": like.title if like else ""}
    chosen = request.query_params.getlist("task") or (like.tasks if like else ())
    return await _form(site, request, planning_form.blank(words, before.setup if before else None, chosen))


async def _create(site: Site, request: Request, form: Form) -> Response:
    typed = planning_form.read(form)
    if other := planning_form.rearranged(form, typed):
        return await _form(site, request, other)
    signed = known(request)
    whose = Setup(account=signed.account.id if signed else "")
    setup = await recognised(site, await planning_form.setup_of(typed, site.house.plans, whose))
    words = typed.words
    opened = (
        setup
        if isinstance(setup, Refused)
        else await site.house.open_interview(
            words["title"],
            words["host"],
            words["candidate"],
            typed.tasks,
            facts=typed.facts,
            setup=setup,
            leaked=typed.leaked,
        )
    )
    if isinstance(opened, Refused):
        return await _form(site, request, typed, opened)
    return RedirectResponse(f"/interviews/{opened.id}", SEE_OTHER)


async def _form(site: Site, request: Request, typed: Typed, refused: Refused | None = None) -> Response:
    """The form with everything that was typed still in it, and the refusal beside its field."""
    return site.page(
        request,
        "new.html",
        status=UNPROCESSABLE if refused else 200,
        refused=refused,
        form_here="/interviews/new",
        **await _task_picks(site, typed),
        colleagues=await colleagues(site),
        **planning_form.context(typed, await site.house.plans.all()),
    )


async def _task_picks(site: Site, typed: Typed) -> dict[str, Any]:
    """The tasks that are offered: those that are chosen first and in their order, for the first one opens first."""
    rows = await rows_of(site)
    return {
        "choice": choice(rows, typed.tasks, typed.sought, site.house.clock.wall_ms(), leaked=typed.leaked),
        "has_leaked": any(row.task.status == "leaked" for row in rows),
        "words_max": WORDS_MAX,
        **filters(site, rows),
    }


@doors.hosts
async def setup(site: Site, request: Request, inside: Inside) -> Response:
    """Set a planned interview up otherwise. Once it has begun only its panel can change, and at its end nothing."""
    interview = inside.interview
    if interview.state is State.ENDED:
        return _to_record(request, interview.id)
    if request.method != "POST":
        return await _setup_form(site, request, inside, planning_form.filled(interview))
    form = await forms.read(request)
    typed = planning_form.read(form)
    if other := planning_form.rearranged(form, typed):
        return await _setup_form(site, request, inside, other)
    before = interview.setup
    changed = await recognised(site, await planning_form.setup_of(typed, site.house.plans, before), before)
    if interview.state is State.LIVE and not isinstance(changed, Refused):
        changed = replace(interview.setup, panel=changed.panel)
    saved = changed if isinstance(changed, Refused) else await site.house.change_setup(interview, changed)
    if isinstance(saved, Interview) and _replans(interview):
        words = typed.words
        tasks = _tasks(site, interview, typed)
        saved = await site.house.replan(
            saved, words["title"], words["host"], words["candidate"], tasks, leaked=typed.leaked
        )
    if isinstance(saved, Refused):
        return await _setup_form(site, request, inside, typed, saved)
    return RedirectResponse(f"/interviews/{interview.id}", SEE_OTHER)


def _replans(interview: Interview) -> bool:
    """Whether its title, names and tasks can still change: a room to practise in has its task for good."""
    return interview.state is State.PLANNED and not interview.setup.practice


async def _setup_form(
    site: Site, request: Request, inside: Inside, typed: Typed, refused: Refused | None = None
) -> Response:
    interview = inside.interview
    return site.page(
        request,
        "setup.html",
        status=UNPROCESSABLE if refused else 200,
        refused=refused,
        interview=interview,
        fixed=interview.state is not State.PLANNED,
        replans=_replans(interview),
        form_here=f"/interviews/{interview.id}/setup",
        **await _task_picks(site, typed),
        form_token=inside.form_token,
        owner=inside.owner,
        colleagues=await colleagues(site),
        **planning_form.context(typed, await site.house.plans.all(), interview.setup.plan),
    )


def _tasks(site: Site, interview: Interview, typed: Typed) -> list[str]:
    """Those that are chosen, and those that nobody could choose: what has left the library stays as it was planned."""
    gone = [slug for slug in interview.tasks if site.house.tasks.task(slug) is None]
    return [*gone, *typed.tasks]


@doors.hosts
async def show(site: Site, request: Request, inside: Inside) -> Response:
    return await _shown(site, request, inside)


async def _shown(site: Site, request: Request, inside: Inside, refused: Refused | None = None) -> Response:
    interview = inside.interview
    if interview.state is State.ENDED:
        return _to_record(request, interview.id)
    pinned = site.house.pins.of(interview)
    return site.page(
        request,
        "interview.html",
        status=UNPROCESSABLE if refused else 200,
        interview=interview,
        tasks=[(slug, pinned.task(slug), site.house.tasks.task(slug)) for slug in interview.tasks],
        newer=site.house.pins.newer(interview) if interview.state is State.PLANNED else (),
        refused=refused,
        titles=site.titles_of(interview),
        languages=site.language_titles(),
        candidate_link=site.join_link(request, interview, Role.CANDIDATE),
        host_link=site.join_link(request, interview, Role.HOST),
        panel=[(member, site.join_link(request, interview, member.id)) for member in interview.setup.panel],
        agenda=_agenda(interview.setup),
        pace=planning_form.PACE_WORDS.get(interview.setup.pace, ""),
        policy=planning_form.POLICY_WORDS[interview.setup.private][0],
        sandbox=site.house.sandbox_status(),
        form_token=inside.form_token,
        owner=inside.owner,
    )


@doors.hosts
async def renew(site: Site, request: Request, inside: Inside) -> Response:
    """Take the newer versions of its tasks, as long as it is planned."""
    renewed = await site.house.renew(inside.interview)
    if isinstance(renewed, Refused):
        return await _shown(site, request, inside, renewed)
    return RedirectResponse(f"/interviews/{renewed.id}", SEE_OTHER)


def _agenda(setup: Setup) -> list[tuple[Stage, int]]:
    """The stages of its plan, each with the minutes that it has here."""
    plan = setup.plan
    return list(zip(plan.stages, with_pace(plan, setup.pace), strict=True)) if plan else []


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
        Route("/interviews/{id}/setup", partial(setup, site), methods=["GET", "POST"]),
        Route("/interviews/{id}", partial(show, site)),
        Route("/interviews/{id}/versions", partial(renew, site), methods=["POST"]),
        Route("/interviews/{id}/end", partial(end, site), methods=["POST"]),
    ]
