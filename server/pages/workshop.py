"""What the page that writes tasks asks for, in JSON: reading, checking, editing, saving, and drafts. For planners.

The scripts of our own pages send the form's token in the header `form-token`, and `content-type: application/json`.
What was refused is `{"message", "field"}`: a sentence with the mend.
"""

from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.workshop import Draft, Written
from server.live.ports_workshop import Unwritten
from server.live.workshop import Conflict
from server.pages import doors, forms
from server.pages.answers import json_answer
from server.pages.errors import not_found
from server.pages.site import Site, known
from server.pages.workshop_sheet import answer
from server.pages.workshop_types import ADraft, Asked, Edits, Save, edits_of

CONFLICT: Final = 409
CREATED: Final = 201
BODY_MAX: Final = 24 * 1024 * 1024
"""Bytes: the largest folder, every letter of it escaped."""


@doors.authors
async def files(site: Site, request: Request) -> Response:
    found = await site.house.workshop.read(request.path_params["slug"])
    if found is None:
        raise not_found()
    return refused(found) if isinstance(found, Unwritten) else json_answer(_written(found))


@doors.authors
async def check(site: Site, request: Request) -> Response:
    asked = await forms.read_json(request, Asked, BODY_MAX)
    checked = await site.house.workshop.check(asked.slug, asked.files)
    return json_answer(answer(checked, site.house.languages()))


@doors.authors
async def edit(site: Site, request: Request) -> Response:
    asked = await forms.read_json(request, Edits, BODY_MAX)
    after = await site.house.workshop.edit(asked.files, edits_of(asked.edits))
    return refused(after) if isinstance(after, Unwritten) else json_answer({"files": after})


@doors.authors
async def save(site: Site, request: Request) -> Response:
    asked = await forms.read_json(request, Save, BODY_MAX)
    slug = request.path_params["slug"]
    match await site.house.workshop.save(_account(request), slug, asked.base, asked.files):
        case Unwritten() as why:
            return refused(why)
        case Conflict(now, diff):
            there = _written(now) if now else {"slug": slug, "version": "", "files": {}, "fixed": []}
            return json_answer({**there, "diff": diff}, CONFLICT)
        case Written(version=version):
            site.house.proving.settle(slug, version)
            return json_answer({"slug": slug, "version": version}, 200 if asked.base else CREATED)


@doors.authors
async def draft(site: Site, request: Request) -> Response:
    """The account's own draft of this task; null where there is none."""
    found = await site.house.workshop.draft(_account(request), request.path_params["slug"])
    return json_answer({"draft": _draft(found) if found else None})


@doors.authors
async def keep_draft(site: Site, request: Request) -> Response:
    asked = await forms.read_json(request, ADraft, BODY_MAX)
    slug = request.path_params["slug"]
    kept = await site.house.workshop.keep_draft(_account(request), slug, asked.name, asked.base, asked.files)
    return refused(kept) if isinstance(kept, Unwritten) else json_answer({"saved": kept.saved})


@doors.authors
async def drop_draft(site: Site, request: Request) -> Response:
    await site.house.workshop.drop_draft(_account(request), request.path_params["slug"])
    return Response(status_code=204)


def refused(why: Unwritten) -> Response:
    return json_answer({"message": why.message, "field": why.field}, forms.UNPROCESSABLE)


def _account(request: Request) -> str:
    signed = known(request)
    assert signed, "the door let in an account"
    return signed.account.id


def _written(found: Written) -> dict[str, Any]:
    return {"slug": found.slug, "version": found.version, "files": found.files, "fixed": found.fixed}


def _draft(found: Draft) -> dict[str, Any]:
    return {"name": found.name, "base": found.base, "saved": found.saved, "files": found.files}


def routes(site: Site) -> list[Route]:
    return [
        Route("/tasks/check", partial(check, site), methods=["POST"]),
        Route("/tasks/edit", partial(edit, site), methods=["POST"]),
        Route("/tasks/{slug}/files", partial(files, site)),
        Route("/tasks/{slug}/files", partial(save, site), methods=["PUT"]),
        Route("/tasks/{slug}/draft", partial(draft, site)),
        Route("/tasks/{slug}/draft", partial(keep_draft, site), methods=["PUT"]),
        Route("/tasks/{slug}/draft", partial(drop_draft, site), methods=["DELETE"]),
    ]
