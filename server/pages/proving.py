"""Proving a task from its page: start, watch, stop, and what becomes of mistakes that no case catches. For planners."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Any, Final, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from server.core.ids import CANDIDATE, HOST
from server.core.proof_files import kept_as_wrong, mutant_of
from server.core.task import Task
from server.core.workshop import NEW
from server.live.planning import Refused
from server.live.proving import Job
from server.pages import doors, forms
from server.pages.answers import json_answer
from server.pages.errors import Sorry, not_found
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.proving_told import told
from server.pages.site import Site, known

ACCEPTED: Final = 202
CONFLICT: Final = 409
BODY_MAX: Final = 24 * 1024 * 1024
"""Bytes: the largest folder, every letter of it escaped."""
BROKEN: Final = Refused("The task does not load yet. Mend what is told of its files, then prove it.")
GONE: Final = Refused("The good solution has changed since, and has no such line any more. Prove it again.")
SAVE_FIRST: Final = Refused("Save the task first: this is remembered beside it.")


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /tasks/{slug}/proof`. `slug` is what a new task is to be called."""

    slug: str = ""
    files: dict[str, str] | None = None


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /tasks/{slug}/proof/answers`."""

    slug: str = ""
    files: dict[str, str]


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /tasks/{slug}/proof/mistake`."""

    slug: str = ""
    files: dict[str, str]
    fingerprint: str
    do: Literal["keep", "equivalent"]


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


@doors.authors
async def start(site: Site, request: Request) -> Response:
    """Prove these files, saved or not; without any, the folder as it is. Answers how it stands."""
    asked, slug = await forms.read_json(request, Asked, BODY_MAX), request.path_params["slug"]
    if asked.files is None:
        task = site.house.tasks.task(slug)
        if task is None:
            if await site.house.workshop.read(slug) is None:
                raise not_found()
            return _refused(BROKEN)
        started = site.house.proving.start(task)
    else:
        checked = await site.house.workshop.check(asked.slug or slug, asked.files)
        if checked.task is None or checked.problems:
            return _refused(BROKEN)
        started = site.house.proving.start(checked.task, key=_key(request), typed=True)
    return _refused(started, CONFLICT) if isinstance(started, Refused) else _state(site, started, ACCEPTED)


@doors.authors
async def cancel(site: Site, request: Request) -> Response:
    site.house.proving.cancel(_key(request))
    return Response(status_code=204)


@doors.authors
async def mistake(site: Site, request: Request) -> Response:
    """What becomes of a mistake that no case catches: a wrong solution to add to the files, or a note that it changes
    nothing."""
    asked = await forms.read_json(request, Mistake, BODY_MAX)
    checked = await site.house.workshop.check(asked.slug or request.path_params["slug"], asked.files)
    mutant = mutant_of(checked.task, asked.fingerprint) if checked.task else None
    if mutant is None:
        return _refused(GONE)
    if asked.do == "keep":
        path, text = kept_as_wrong(mutant, asked.files)
        return json_answer({"path": path, "text": text})
    if site.house.tasks.task(request.path_params["slug"]) is None:
        return _refused(SAVE_FIRST)
    why = await site.house.proving.equivalent(request.path_params["slug"], mutant)
    return _refused(Refused(why)) if why else json_answer({"path": "", "text": ""})


@doors.authors
async def expected(site: Site, request: Request) -> Response:
    """What the good solution answers to the cases without an answer, as edits of cases.yaml."""
    asked = await forms.read_json(request, Texts, BODY_MAX)
    slug = asked.slug or request.path_params["slug"]
    found = await site.house.answers(slug, asked.files)
    if isinstance(found, Refused):
        return _refused(found)
    return json_answer({"edits": [{"file": each.file, "path": each.path, "value": each.value} for each in found]})


@doors.planners
async def try_it(site: Site, request: Request) -> Response:
    """A room to practise in with this task: as its candidate has it, or as its interviewer."""
    task, signed = _task(site, request), known(request)
    assert signed, "the door let in an account"
    account, practising = signed.account, site.house.practising
    asks = (await forms.read(request)).text("as") == HOST
    name = account.given_name or account.name
    opened = await (practising.together if asks else practising.alone)(name, task.slug, 0, account.id)
    if isinstance(opened, Refused):
        raise Sorry(CONFLICT, "It cannot be tried now", opened.message, ("Back to the task", f"/tasks/{task.slug}"))
    response = RedirectResponse(f"/rooms/{opened.id}", SEE_OTHER)
    site.cookies.let_in(response, opened, HOST if asks else CANDIDATE, name.strip())
    return response


@doors.planners
async def state(site: Site, request: Request) -> Response:
    """How the proof of this task stands; null where none goes or went since the server started."""
    job = site.house.proving.job(_key(request))
    return _state(site, job)


def _state(site: Site, job: Job | None, status: int = 200) -> Response:
    now = site.house.clock.monotonic_ms()
    return json_answer({"job": told(job, site.house.proving.ahead(job), now) if job else None}, status)


@doors.planners
async def news(site: Site, request: Request) -> Response:
    """The same as server-sent events, at every change and at least once a second, until it is over."""
    key = _key(request)
    if site.house.proving.job(key) is None:
        return Response(status_code=204)  # so a browser does not come again
    headers = {"content-encoding": "identity", "x-accel-buffering": "no"}
    return StreamingResponse(_events(site, key), media_type="text/event-stream", headers=headers)


async def _events(site: Site, slug: str) -> AsyncIterator[bytes]:
    proving, clock = site.house.proving, site.house.clock
    async with aclosing(proving.news(slug)) as told_of:
        async for job in told_of:
            yield b"data: " + _encoder.encode(told(job, proving.ahead(job), clock.monotonic_ms())) + b"\n\n"
    yield b"event: over\ndata: {}\n\n"


def shown(site: Site, slug: str) -> dict[str, Any]:
    """What the part of the page needs that shows a task's proof."""
    proving = site.house.proving
    job = proving.job(slug)
    return {"proving": told(job, proving.ahead(job), site.house.clock.monotonic_ms()) if job else None}


def _key(request: Request) -> str:
    """What a proof is found by: a task that has no address yet is its author's own."""
    slug, signed = request.path_params["slug"], known(request)
    return f"{NEW} {signed.account.id}" if slug == NEW and signed else str(slug)


def _refused(why: Refused, status: int = UNPROCESSABLE) -> Response:
    return json_answer({"message": why.message, "field": why.field}, status)


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
        Route("/tasks/{slug}/proof", partial(start, site), methods=["POST"]),
        Route("/tasks/{slug}/proof", partial(cancel, site), methods=["DELETE"]),
        Route("/tasks/{slug}/proof/mistake", partial(mistake, site), methods=["POST"]),
        Route("/tasks/{slug}/proof/answers", partial(expected, site), methods=["POST"]),
        Route("/tasks/{slug}/try", partial(try_it, site), methods=["POST"]),
    ]
