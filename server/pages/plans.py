"""The plans of the house: to read, and to make one's own from. Every change is another version; the old ones stay."""

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.agenda import Mistake, Plan
from server.live.plans import Shelved
from server.pages import doors, forms, plan_form
from server.pages.errors import not_found
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.plan_form import Typed
from server.pages.site import Site


@doors.planners
async def plans(site: Site, request: Request) -> Response:
    return site.page(request, "plans.html", plans=await site.house.plans.all(), place="plans")


@doors.planners
async def plan(site: Site, request: Request) -> Response:
    """One version of a plan, the newest unless the address says which."""
    asked = request.query_params.get("version", "0")
    id = request.path_params["plan"]
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else -1
    shelved = await site.house.plans.find(id, number)
    if shelved is None:
        raise not_found()
    versions = await site.house.plans.versions(id)
    return site.page(request, "plan.html", shelved=shelved, plan=shelved.plan, versions=versions, place="plans")


@doors.planners
async def new(site: Site, request: Request) -> Response:
    """A plan of one's own, from another one."""
    origin = await site.house.plans.find(request.query_params.get("from", "60")) or (await site.house.plans.all())[0]
    if request.method != "POST":
        return _form(site, request, plan_form.filled(origin.plan, f"Our {origin.plan.title}"), origin)
    form = await forms.read(request)
    typed = plan_form.read(form)
    if other := plan_form.rearranged(form, typed):
        return _form(site, request, other, origin)
    return _made(site, request, typed, origin, await site.house.plans.make(typed.title, typed.stages))


@doors.planners
async def edit(site: Site, request: Request) -> Response:
    """The newest version of an own plan; what is saved is the next one."""
    shelved = await site.house.plans.find(request.path_params["plan"])
    if shelved is None or not shelved.own:
        raise not_found()
    if request.method != "POST":
        return _form(site, request, plan_form.filled(shelved.plan), shelved, changes=True)
    form = await forms.read(request)
    typed = plan_form.read(form)
    if other := plan_form.rearranged(form, typed):
        return _form(site, request, other, shelved, changes=True)
    version = form.text("version")
    number = int(version) if version.isascii() and version.isdecimal() and len(version) < 6 else 0
    saved = await site.house.plans.change(shelved.plan.id, number, typed.title, typed.stages)
    return _made(site, request, typed, shelved, saved, changes=True)


def _made(
    site: Site, request: Request, typed: Typed, of: Shelved, made: Plan | tuple[Mistake, ...], *, changes: bool = False
) -> Response:
    if isinstance(made, Plan):
        return RedirectResponse(f"/plans/{made.id}", SEE_OTHER)
    return _form(site, request, typed, of, made, changes=changes)


def _form(
    site: Site,
    request: Request,
    typed: Typed,
    of: Shelved,
    mistakes: Sequence[Mistake] = (),
    *,
    changes: bool = False,
) -> Response:
    return site.page(
        request,
        "plan-form.html",
        status=UNPROCESSABLE if mistakes else 200,
        typed=typed,
        plan=of.plan,
        changes=changes,
        wrong=plan_form.beside(mistakes),
        kinds=plan_form.KIND_WORDS,
        limits=plan_form.LIMITS,
        place="plans",
    )


def routes(site: Site) -> list[Route]:
    return [
        Route("/plans", partial(plans, site)),
        Route("/plans/new", partial(new, site), methods=["GET", "POST"]),
        Route("/plans/{plan}", partial(plan, site)),
        Route("/plans/{plan}/edit", partial(edit, site), methods=["GET", "POST"]),
    ]
