"""The history of a task, and what changed between two of its versions. For planners."""

import asyncio
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.file_changes import FileChange, file_changes
from server.live.ports_library import NOW, History
from server.pages import doors
from server.pages.errors import Sorry, not_found
from server.pages.site import Site

CHANGES_MAX: Final = 50


@doors.planners
async def history(site: Site, request: Request) -> Response:
    slug, house = request.path_params["slug"], site.house
    task = house.tasks.task(slug)
    told = await asyncio.to_thread(house.task_history.history, slug, CHANGES_MAX)
    there = task is not None or await house.workshop.read(slug) is not None
    if not there and not (told and told.changes):
        raise not_found()
    before, after = _wanted(request, told)
    return site.page(
        request,
        "task-history.html",
        slug=slug,
        title=task.title if task else slug,
        there=there,
        told=told,
        folder=house.settings.tasks.name,
        before=before,
        after=after,
        versions=_versions(told) if told else [],
        changes=await _compared(site, slug, before, after),
    )


def _wanted(request: Request, told: History | None) -> tuple[str, str]:
    """The two versions to compare; without any what changed last."""
    asked = request.query_params
    if asked.get("from") or asked.get("to"):
        return asked.get("from", ""), asked.get("to", NOW)
    ids = [change.id for change in told.changes] if told else []
    if told and told.fresh and ids:
        return ids[0], NOW
    return (ids[1], ids[0]) if len(ids) > 1 else ("", "")


def _versions(told: History) -> list[tuple[str, str]]:
    """Every version, with the words that it is chosen by."""
    known = [(each.id, f"{each.id[:8]} {each.subject[:60]}") for each in told.changes]
    return [(NOW, "As it is now, not committed yet"), *known] if told.fresh else known


async def _compared(site: Site, slug: str, before: str, after: str) -> tuple[FileChange, ...] | None:
    """What changed; None where nothing is to be compared."""
    if not after:
        return None
    files = site.house.task_history.files
    was = await asyncio.to_thread(files, slug, before) if before else {}
    now = await asyncio.to_thread(files, slug, after)
    if was is None or now is None:
        raise Sorry(404, "There is no such version", "Choose one from the list.", ("History", f"/tasks/{slug}/history"))
    return await asyncio.to_thread(file_changes, was, now)


def routes(site: Site) -> list[Route]:
    return [Route("/tasks/{slug}/history", partial(history, site))]
