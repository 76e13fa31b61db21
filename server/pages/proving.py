"""Proving a task from its page: start, watch, stop, and what becomes of mistakes that no case catches. For planners."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from server.core.task import Task
from server.live.planning import Refused
from server.pages import doors
from server.pages.answers import json_answer
from server.pages.errors import Sorry, not_found
from server.pages.home import SEE_OTHER
from server.pages.proving_told import told
from server.pages.site import Site

CONFLICT: Final = 409
_encoder = msgspec.json.Encoder()


@doors.planners
async def prove(site: Site, request: Request) -> Response:
    """Prove the folder as it is, and come back to the task's page, which shows how far it is."""
    task = _task(site, request)
    started = site.house.proving.start(task)
    if isinstance(started, Refused):
        raise Sorry(CONFLICT, "It is not proved now", started.message, ("Back to the task", f"/tasks/{task.slug}"))
    return RedirectResponse(f"/tasks/{task.slug}#proof", SEE_OTHER)


@doors.planners
async def stop(site: Site, request: Request) -> Response:
    slug = request.path_params["slug"]
    site.house.proving.cancel(slug)
    return RedirectResponse(f"/tasks/{slug}#proof", SEE_OTHER)


@doors.planners
async def lines(site: Site, request: Request) -> Response:
    """The part of the task's page that shows its proof, for htmx to put in its place while it goes on."""
    return site.page(request, "prove-lines.html", task=_task(site, request), **shown(site, request.path_params["slug"]))


@doors.planners
async def state(site: Site, request: Request) -> Response:
    """How the proof of this task stands; null where none goes or went since the server started."""
    proving, slug = site.house.proving, request.path_params["slug"]
    job = proving.job(slug)
    return json_answer({"job": told(proving, job, site.house.clock.monotonic_ms()) if job else None})


@doors.planners
async def news(site: Site, request: Request) -> Response:
    """The same as server-sent events, at every change and at least once a second, until it is over."""
    if site.house.proving.job(request.path_params["slug"]) is None:
        return Response(status_code=204)  # so a browser does not come again
    headers = {"content-encoding": "identity", "x-accel-buffering": "no"}
    return StreamingResponse(
        _events(site, request.path_params["slug"]), media_type="text/event-stream", headers=headers
    )


async def _events(site: Site, slug: str) -> AsyncIterator[bytes]:
    proving, clock = site.house.proving, site.house.clock
    async with aclosing(proving.news(slug)) as told_of:
        async for job in told_of:
            yield b"data: " + _encoder.encode(told(proving, job, clock.monotonic_ms())) + b"\n\n"
    yield b"event: over\ndata: {}\n\n"


def shown(site: Site, slug: str) -> dict[str, Any]:
    """What the part of the page needs that shows a task's proof."""
    proving = site.house.proving
    job = proving.job(slug)
    return {"proving": told(proving, job, site.house.clock.monotonic_ms()) if job else None}


def _task(site: Site, request: Request) -> Task:
    task = site.house.tasks.task(request.path_params["slug"])
    if task is None:
        raise not_found()
    return task


def routes(site: Site) -> list[Route]:
    return [
        Route("/tasks/{slug}/prove", partial(prove, site), methods=["POST"]),
        Route("/tasks/{slug}/prove/stop", partial(stop, site), methods=["POST"]),
        Route("/tasks/{slug}/proof/lines", partial(lines, site)),
        Route("/tasks/{slug}/proof/news", partial(news, site)),
        Route("/tasks/{slug}/proof", partial(state, site)),
    ]
