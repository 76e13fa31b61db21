"""When a page cannot be shown: one calm page (or, below /api, one JSON object) for every reason."""

import secrets
from contextlib import suppress
from http import HTTPStatus
from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler

from server.core.interview import Interview
from server.live.ports import StoreError
from server.pages.answers import json_answer
from server.pages.api_types import ErrorAnswer, Problem
from server.pages.sealed import Told, seal_of
from server.pages.security import security_headers
from server.pages.site import Site

log = structlog.get_logger(__name__)

HOME: Final = ("Go to the start page", "/")
SIGN_IN: Final = ("Sign in", "/sign-in")


class Sorry(HTTPException):
    """Ends a request with a page: what happened, what to do, and at most one thing to press."""

    def __init__(
        self,
        status: int,
        title: str,
        what: str,
        action: tuple[str, str] | None = None,
        *,
        forget: str = "",
        sealed: Interview | None = None,
    ) -> None:
        super().__init__(status, what)
        self.title = title
        self.action = action
        self.forget = forget
        """A room that this browser must not keep anything of any more."""
        self.sealed = sealed
        """An interview whose fingerprint may be written down by whoever reads this."""


class ApiError(HTTPException):
    """Ends an API request: a word for programs, a sentence for people, and the field that it is about."""

    def __init__(
        self, status: int, code: str, message: str, field: str = "", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status, message, headers)
        self.code = code
        self.field = field


def private() -> Sorry:
    """For whoever is not let in; the same for a page that is there and one that is not."""
    return Sorry(
        403,
        "This Greenroom is private",
        "Its pages open only for the people who run it and for the people they invite. If you were invited to an "
        "interview, open the link in your invitation. If this is your own Greenroom, run “greenroom link” on its "
        "machine for a fresh sign-in link.",
        SIGN_IN,
    )


def owners_only() -> Sorry:
    return Sorry(
        403,
        "This page is for others",
        "Your account does not open it. If you need it, ask an owner of this Greenroom.",
        HOME,
    )


def not_found() -> Sorry:
    return Sorry(404, "There is nothing here", "The page may have moved, or its address was cut off on the way.", HOME)


_WORDS: Final[dict[int, tuple[str, str]]] = {
    404: ("There is nothing here", "The page may have moved, or its address was cut off on the way."),
    405: ("That does not work here", "This address can be read, but not sent to. Go back and try the button again."),
}


_API_WORDS: Final[dict[int, tuple[str, str]]] = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this method."),
}


def exception_handlers(site: Site) -> dict[type[Exception], ExceptionHandler]:
    """What the application hands its errors to."""

    async def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        if _is_api(request):
            return _api_answer(error)
        if not isinstance(error, Sorry):
            title, what = _WORDS.get(error.status_code, (HTTPStatus(error.status_code).phrase, str(error.detail)))
            error = Sorry(error.status_code, title, what, HOME)
        return await _sorry_page(site, request, error, await _seal(site, error))

    async def stalled(request: Request, error: Exception) -> Response:
        if _is_api(request):
            return _api_answer(_fault_for_programs(str(error)))
        return await _sorry_page(site, request, _fault(str(error)))

    async def broken(request: Request, error: Exception) -> Response:
        reference = secrets.token_hex(4)
        log.error("page failed", reference=reference, method=request.method, exc_info=error)
        trouble = await _store_trouble(site)
        if _is_api(request):
            answer = _api_answer(_fault_for_programs(trouble, reference))
        else:
            answer = await _sorry_page(site, request, _fault(trouble, reference))
        answer.headers.update(security_headers(request))
        return answer

    return {HTTPException: refused, StoreError: stalled, Exception: broken}


async def _store_trouble(site: Site) -> str:
    """Why nothing can be stored, if that is it: then people can be told what to mend."""
    try:
        return await site.house.store.check()
    except Exception:  # noqa: BLE001 - whatever it is, the page must come
        return ""


def _fault(trouble: str, reference: str = "") -> Sorry:
    again = "Nothing that was typed in a room is lost. Try again in a moment"
    if trouble:
        return Sorry(503, "Nothing can be stored at the moment", f"{trouble} {again}.", HOME)
    words = f"{again}; if it stays like this, the server's log has the details under {reference}."
    return Sorry(500, "Something went wrong on our side", words, HOME)


def _fault_for_programs(trouble: str, reference: str = "") -> ApiError:
    if trouble:
        return ApiError(503, "store_trouble", trouble)
    return ApiError(500, "server_error", f"Something went wrong; the server's log has the details under {reference}.")


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _api_answer(error: HTTPException) -> Response:
    if not isinstance(error, ApiError):
        code, words = _API_WORDS.get(error.status_code, ("refused", f"{error.detail}."))
        error = ApiError(error.status_code, code, words)
    told = Problem(error.code, str(error.detail), error.field)
    return json_answer(ErrorAnswer(told), error.status_code, error.headers)


async def _seal(site: Site, sorry: Sorry) -> Told | None:
    """What there is to write down; a store in trouble is no reason not to say that the interview is over."""
    with suppress(StoreError):
        return await seal_of(site, sorry.sealed) if sorry.sealed else None
    return None


async def _sorry_page(site: Site, request: Request, sorry: Sorry, seal: Told | None = None) -> Response:
    with suppress(StoreError):  # then the page comes without the places of whoever is signed in
        await site.who(request)
    return site.page(
        request,
        "sorry.html",
        status=sorry.status_code,
        headers=sorry.headers,
        title=sorry.title,
        what=sorry.detail,
        action=sorry.action,
        forget=sorry.forget,
        seal=seal,
        sealing=sorry.sealed is not None and seal is None,
    )
