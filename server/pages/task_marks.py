"""Retiring a task, marking it as leaked, and taking that back. For planners."""

from functools import partial
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core import task_status
from server.core.task import Leaked, Status
from server.live.ports_workshop import Unwritten
from server.pages import doors, forms
from server.pages.errors import Sorry, not_found
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known

CONFLICT: Final = 409
STATUSES: Final[tuple[Status, ...]] = get_args(Status)


@doors.planners
async def mark(site: Site, request: Request) -> Response:
    slug = request.path_params["slug"]
    form = await forms.read(request)
    status = next((each for each in STATUSES if each == form.text("status")), None)
    if status is None:
        raise Sorry(400, "This was not understood", "A task is active, retired or leaked.", _back(slug))
    signed = known(request)
    assert signed is not None
    leaked: Leaked | None = Leaked(task_status.tidy(form.text("when")), task_status.tidy(form.text("where")))
    if status == "retired":  # what is known of a leak stays
        leaked = task.leaked if (task := site.house.tasks.task(slug)) else None
    done = await site.house.workshop.change(signed.account.id, slug, task_status.edits_for(status, leaked))
    if done is None:
        raise not_found()
    if isinstance(done, Unwritten):
        raise Sorry(CONFLICT, "The task is as it was", done.message, _back(slug))
    return RedirectResponse(f"/tasks/{slug}", SEE_OTHER)


def _back(slug: str) -> tuple[str, str]:
    return "Back to the task", f"/tasks/{slug}"


def routes(site: Site) -> list[Route]:
    return [Route("/tasks/{slug}/status", partial(mark, site), methods=["POST"])]
