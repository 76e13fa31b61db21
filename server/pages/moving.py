"""Bringing tasks in from files, and taking one along. For planners."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.workshop import LeftOut, slug_problem
from server.live.moving import CameIn
from server.pages import doors, forms
from server.pages.errors import Sorry, not_found
from server.pages.exports import attached
from server.pages.forms import Form, Upload
from server.pages.home import SEE_OTHER
from server.pages.site import Site

FIRST: Final = "greenroom"


@doors.planners
async def ask(site: Site, request: Request) -> Response:
    return _page(site, request, Form({}))


@forms.uploads
@doors.planners
async def bring(site: Site, request: Request) -> Response:
    """Each task of the file, whole or not at all. One that comes in without a remark is shown at once."""
    form = await forms.read(request)
    sent = form.uploads.get("file", Upload("", b""))
    if not sent.name:
        return _page(site, request, form, wrong="Choose a file to bring in.")
    slug = form.text("slug").strip()
    if slug and (problem := slug_problem(slug)):
        return _page(site, request, form, wrong_slug=problem)
    came = await site.house.moving.bring(form.text("format") or FIRST, sent.name, sent.data, slug)
    match list(came):
        case [CameIn(slug=slug, notes=())] if site.house.tasks.task(slug):
            return RedirectResponse(f"/tasks/{slug}", SEE_OTHER)
        case _:
            done = [each for each in came if isinstance(each, CameIn)]
            not_done = [each for each in came if isinstance(each, LeftOut)]
            return _page(site, request, form, done=done, not_done=not_done)


def _page(
    site: Site,
    request: Request,
    form: Form,
    *,
    wrong: str = "",
    wrong_slug: str = "",
    done: list[CameIn] | None = None,
    not_done: list[LeftOut] | None = None,
) -> Response:
    return site.page(
        request,
        "task-import.html",
        status=forms.UNPROCESSABLE if wrong or wrong_slug or (not_done and not done) else 200,
        formats=site.house.moving.formats,
        chosen=form.text("format") or FIRST,
        slug="" if done else form.text("slug"),
        wrong=wrong,
        wrong_slug=wrong_slug,
        done=[(each, site.house.tasks.task(each.slug)) for each in done or []],
        not_done=not_done or [],
        most=forms.UPLOAD_MAX >> 20,
    )


@doors.planners
async def take(site: Site, request: Request) -> Response:
    """The task as a file: `?format=zip` (its folder) or `kattis`."""
    slug, format = request.path_params["slug"], request.query_params.get("format", "zip")
    made = await site.house.moving.take(slug, format, site.house.tasks.task(slug))
    if made is None:
        raise not_found()
    if isinstance(made, LeftOut):
        back = ("Back to the task", f"/tasks/{slug}")
        raise Sorry(forms.UNPROCESSABLE, "This task cannot be taken along so", made.why, back)
    return attached(made.name, made.body, "application/zip")


def routes(site: Site) -> list[Route]:
    return [
        Route("/tasks/import", partial(ask, site)),
        Route("/tasks/import", partial(bring, site), methods=["POST"]),
        Route("/tasks/{slug}/export", partial(take, site)),
    ]
