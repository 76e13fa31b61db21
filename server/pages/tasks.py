"""The task library: all tasks, found by what they are about, and how well they are known to work."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core import task_listing
from server.core.task import TaskProblem
from server.core.task_listing import KINDS, LEVELS, MINUTES, ORDERS, STATUSES, USED, WORDS_MAX, Row, Used
from server.core.workshop import NEW, Draft
from server.pages import doors, task, task_history, task_marks, task_names
from server.pages.site import Site, known
from server.pages.words import plain_title

SEE_OTHER: Final = 303
NEVER: Final = Used()
BROKEN_MAX: Final = 10
"""Folders that do not load, as they are shown: one unknown key in thousands of them fills pages."""
PROBLEMS_MAX: Final = 3
"""Shown of each; the page that mends it shows all."""
KIND_WORDS: Final = {
    "function": "Function", "class": "Class", "stdin": "Program", "sql": "Query", "project": "Project",
}  # fmt: skip
NAMES: Final[Mapping[str, Any]] = {
    "levels": [(level, level) for level in LEVELS],
    "minutes": [(most, f"up to {most}") for most in MINUTES],
    "kinds": [(kind, KIND_WORDS[kind]) for kind in KINDS],
    "kind": KIND_WORDS,
    "used": list(USED.items()),
    "statuses": list(STATUSES.items()),
    "orders": list(ORDERS.items()),
}


@doors.planners
async def library(site: Site, request: Request) -> Response:
    sought = task_listing.read_sought(request.query_params)
    here = f"/tasks{sought.query}"
    if "hx-request" not in request.headers and "" in request.query_params.values():
        return RedirectResponse(here, SEE_OTHER)  # a form sends what was not asked for as well
    rows = await rows_of(site)
    found = task_listing.find(rows, sought, site.house.clock.wall_ms())
    return site.page(
        request,
        "tasks.html",
        headers={"hx-push-url": here},
        found=found,
        sought=sought,
        total=len(rows),
        address=lambda page: f"/tasks{replace(sought, page=page).query}",
        with_retired=f"/tasks{replace(sought, status='all' if found.rows else 'retired', page=1).query}",
        broken=_broken(site),
        broken_max=BROKEN_MAX,
        problems_max=PROBLEMS_MAX,
        drafts=await _drafts(site, request),
        folder=site.house.settings.tasks.name,
        words_max=WORDS_MAX,
        ways=(("Import", "/tasks/import"),),
        **filters(site, rows),
    )


def _broken(site: Site) -> list[tuple[str, list[TaskProblem]]]:
    """What does not load, by folder; "" is what all tasks share."""
    return [(slug, list(each)) for slug, each in groupby(site.house.tasks.problems(), lambda problem: problem.slug)]


async def _drafts(site: Site, request: Request) -> list[tuple[Draft, str, bool]]:
    """What this account has typed and not saved: each with its title, and whether its folder is there."""
    signed, house = known(request), site.house
    assert signed, "the door let in an account"
    found = []
    for draft in await house.workshop.drafts(signed.account.id):
        task = house.tasks.task(draft.slug)
        there = draft.slug == NEW or task is not None or await house.workshop.read(draft.slug) is not None
        found.append((draft, task.title if task else draft.slug, there))
    return found


async def rows_of(site: Site) -> Sequence[Row]:
    """Every task that loads, by title."""
    used = await site.house.uses.used()
    return [Row(each, each.proof_state.value, used.get(each.slug, NEVER)) for each in site.house.tasks.tasks()]


def filters(site: Site, rows: Sequence[Row]) -> dict[str, Any]:
    """What the filters of a page of tasks are made from."""
    choices, titles = task_listing.choices(rows), site.language_titles()
    named = ((id, plain_title(titles.get(id, id))) for id, _ in choices.languages)
    languages = sorted(named, key=lambda each: each[1].casefold())
    return {"choices": choices, "languages": languages, "titles": titles, "names": NAMES}


def routes(site: Site) -> list[Route]:
    return [
        Route("/tasks", partial(library, site)),
        *task.routes(site),
        *task_marks.routes(site),
        *task_names.routes(site),
        *task_history.routes(site),
    ]
