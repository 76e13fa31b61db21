"""Doing things from a moment of an interview: run its tests on the code of then, or go on from there. For hosts."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from server.core.events import Entry, Suite
from server.core.roles import Role
from server.live import again, news
from server.live.planning import Refused
from server.pages import doors, forms
from server.pages.answers import json_answer
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE, Form
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.site import Site

DIGITS_MAX: Final = 9
"""Of a time in milliseconds: eleven days. A longer number is a mistake."""
SUITES: Final = {"examples": Suite.EXAMPLES, "hidden": Suite.HIDDEN}
_encoder = msgspec.json.Encoder()


@doors.interviewers
async def run(site: Site, request: Request, inside: Inside) -> Response:
    """The run's events as lines of JSON while they come. When the page goes away the run is killed."""
    asked = _asked(await forms.read(request))
    if isinstance(asked, Refused):
        return refused(asked)
    return await stream(site.house.again.run(inside.interview, asked))


@doors.interviewers
async def history(site: Site, request: Request, inside: Inside) -> Response:
    """When a case of a file first passed and when it broke, as lines of JSON while it is found out."""
    form = await forms.read(request)
    asked = _asked(form, at=0)
    if isinstance(asked, Refused):
        return refused(asked)
    return await stream(site.house.history.of(inside.interview, asked, form.text("case")))


@doors.interviewers
async def resume(site: Site, request: Request, inside: Inside) -> Response:
    """A practice room from a moment; whoever asks is its host, and is there at once."""
    at = time_in((await forms.read(request)).text("at"))
    forked = await site.house.fork(inside.interview, at) if at is not None else NO_TIME
    if isinstance(forked, Refused):
        back = ("Back to the replay", f"/interviews/{inside.interview.id}/replay")
        raise Sorry(UNPROCESSABLE, "Nobody can go on from there", forked.message, back)
    response = RedirectResponse(f"/rooms/{forked.id}", SEE_OTHER)
    site.cookies.let_in(response, forked, Role.HOST, forked.host)
    return response


NO_TIME: Final = Refused("Say at which time of the interview, in milliseconds from its beginning.", "at")


def _asked(form: Form, at: int | None = None) -> again.Asked | Refused:
    """`at` where the time does not matter."""
    at, suite = time_in(form.text("at")) if at is None else at, SUITES.get(form.text("suite"))
    if at is None:
        return NO_TIME
    if suite is None:
        return Refused("The tests are “examples” or “hidden”.", "suite")
    return again.Asked(at, form.text("task"), form.text("language"), suite)


def time_in(text: str) -> int | None:
    """A number as forms have it: decimal digits, and not too many."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX else None


async def stream(told: AsyncGenerator[Any, None]) -> Response:
    """What is told as lines of JSON, at once and uncompressed; a refusal alone is an answer of its own."""
    first = await anext(told)
    if isinstance(first, Refused):
        await told.aclose()
        return refused(first)
    return StreamingResponse(
        _lines(first, told), media_type="application/x-ndjson", headers={"content-encoding": "identity"}
    )


async def _lines(first: Any, told: AsyncGenerator[Any, None]) -> AsyncIterator[bytes]:
    async with aclosing(told):
        yield line(first)
        async for each in told:
            yield line(each)


def line(told: Any) -> bytes:
    """One line of an answer: its `type` and the fields of what is told."""
    match told:
        case Entry():
            said = {"type": "event", "event": news.line(told)}
        case _:
            said = {"type": type(told).__name__.lower(), **msgspec.to_builtins(told)}
    return _encoder.encode(said) + b"\n"


def refused(why: Refused) -> Response:
    """For the page's script: why something was not done, and the field that it is about."""
    return json_answer({"type": "refused", "message": why.message, "field": why.field}, UNPROCESSABLE)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/again/run", partial(run, site), methods=["POST"]),
        Route("/interviews/{id}/again/history", partial(history, site), methods=["POST"]),
        Route("/interviews/{id}/again/resume", partial(resume, site), methods=["POST"]),
    ]
