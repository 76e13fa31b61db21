"""The page where a task is written: a new one, or one of the library. What it reads and writes is the workshop's."""

from functools import partial
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.frameworks import offered
from server.core.workshop import NEW
from server.pages import doors, forms
from server.pages.answers import json_answer
from server.pages.errors import not_found
from server.pages.room_data import html
from server.pages.site import Site, known

ENTRY: Final = "src/author.tsx"
BODY_MAX: Final = 4 * 1024 * 1024
"""Bytes: every statement and note of the largest task."""


class Preview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /tasks/preview`."""

    texts: list[str]


@doors.planners
async def new(site: Site, request: Request) -> Response:
    """An empty page: a kind, a title, and everything that follows."""
    return _page(site, request, NEW, "New task")


@doors.planners
async def edit(site: Site, request: Request) -> Response:
    """One task's files. A folder that does not load is written here too: the page tells what is wrong with it."""
    slug = request.path_params["slug"]
    signed = known(request)
    assert signed, "the door let in an account"
    workshop = site.house.workshop
    if await workshop.read(slug) is None and await workshop.draft(signed.account.id, slug) is None:
        raise not_found()
    found = site.house.tasks.task(slug)
    return _page(site, request, slug, found.title if found else slug)


@doors.authors
async def preview(site: Site, request: Request) -> Response:
    """Markdown as the room shows it: `texts` in, and safe HTML for each, in their order."""
    asked = await forms.read_json(request, Preview, BODY_MAX)
    return json_answer({"html": [html(text) for text in asked.texts]})


def _page(site: Site, request: Request, slug: str, title: str) -> Response:
    unbuilt = site.view.bundle.entry(ENTRY) is None
    return site.page(request, "author.html", title=title, unbuilt=unbuilt, data=_data(site, slug), entry=ENTRY)


def _data(site: Site, slug: str) -> dict[str, Any]:
    """What the page's script starts from."""
    return {
        "slug": slug,
        "languages": [
            {
                "id": language.id,
                "title": language.title,
                "editor": language.editor,
                "indent": language.indent,
                "ending": f".{language.style.extension}",
                "frameworks": offered(language.id),
            }
            for language in site.house.languages()
        ],
    }


def routes(site: Site) -> list[Route]:
    return [
        Route("/tasks/new", partial(new, site)),
        Route("/tasks/preview", partial(preview, site), methods=["POST"]),
        Route("/tasks/{slug}/edit", partial(edit, site)),
    ]
