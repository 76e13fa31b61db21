"""A task at another address, and a second one that begins as this one is. For planners."""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.workshop import Written
from server.live.ports_workshop import Unwritten
from server.pages import doors, forms
from server.pages.errors import not_found
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known
from server.pages.task import Naming, page


@doors.planners
async def copy(site: Site, request: Request) -> Response:
    slug, account, form = request.path_params["slug"], _account(request), await forms.read(request)
    to, title = form.text("slug").strip(), " ".join(form.text("title").split())
    task = site.house.tasks.task(slug)
    changed = title if task and title != task.title else ""
    done = await site.house.workshop.copy(account, slug, to, changed)
    return await _answer(site, request, done, Naming("copy", to, title))


@doors.planners
async def rename(site: Site, request: Request) -> Response:
    slug, account, form = request.path_params["slug"], _account(request), await forms.read(request)
    to = form.text("slug").strip()
    done = await site.house.workshop.rename(account, slug, to)
    if isinstance(done, Written):
        site.house.proving.cancel(slug)
    return await _answer(site, request, done, Naming("rename", to))


async def _answer(site: Site, request: Request, done: Written | Unwritten | None, naming: Naming) -> Response:
    """The task where it is now; or the form again, with what was typed and why it is not done."""
    match done:
        case Written(slug=slug):
            return RedirectResponse(f"/tasks/{slug}", SEE_OTHER)
        case Unwritten(message=why):
            return await page(site, request, naming.refused(why))
        case None:
            raise not_found()


def _account(request: Request) -> str:
    signed = known(request)
    assert signed is not None, "the door let in an account"
    return signed.account.id


def routes(site: Site) -> list[Route]:
    return [
        Route("/tasks/{slug}/copy", partial(copy, site), methods=["POST"]),
        Route("/tasks/{slug}/rename", partial(rename, site), methods=["POST"]),
    ]
