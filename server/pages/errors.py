"""When a page cannot be shown: one calm page (or, below /api, one JSON object) for every reason."""

import secrets
from http import HTTPStatus
from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler

from server.pages.answers import json_answer
from server.pages.security import security_headers
from server.pages.site import Site

log = structlog.get_logger(__name__)

HOME: Final = ("Go to the start page", "/")


class Sorry(HTTPException):
    """Ends a request with a page: what happened, what to do, and at most one thing to press."""

    def __init__(
        self, status: int, title: str, what: str, action: tuple[str, str] | None = None, *, forget: str = ""
    ) -> None:
        super().__init__(status, what)
        self.title = title
        self.action = action
        self.forget = forget
        """A room that this browser must not keep anything of any more."""


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
    )


def not_found() -> Sorry:
    return Sorry(404, "There is nothing here", "The page may have moved, or its address was cut off on the way.", HOME)


_WORDS: Final[dict[int, tuple[str, str]]] = {
    404: ("There is nothing here", "The page may have moved, or its address was cut off on the way."),
    405: ("That does not work here", "This address can be read, but not sent to. Go back and try the button again."),
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
        return _sorry_page(site, request, error)

    async def broken(request: Request, error: Exception) -> Response:
        reference = secrets.token_hex(4)
        log.error("page failed", reference=reference, method=request.method, kind=type(error).__name__)
        if _is_api(request):
            message = f"Something went wrong on the server. Its log has the details under {reference}."
            answer = json_answer({"error": {"code": "server_error", "message": message}}, 500)
        else:
            answer = _sorry_page(
                site,
                request,
                Sorry(
                    500,
                    "Something went wrong on our side",
                    "Nothing that was typed in a room is lost. Try again in a moment; if it stays like this, the "
                    f"server's log has the details under {reference}.",
                    HOME,
                ),
            )
        answer.headers.update(security_headers(request))
        return answer

    return {HTTPException: refused, Exception: broken}


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _api_answer(error: HTTPException) -> Response:
    code, field = "", ""
    if isinstance(error, ApiError):
        code, field = error.code, error.field
    words = {404: "There is nothing at this address.", 405: "This address does not take this method."}
    told = {
        "code": code or HTTPStatus(error.status_code).phrase.lower().replace(" ", "_"),
        "message": str(error.detail) if code else words.get(error.status_code, str(error.detail)),
    }
    return json_answer({"error": {**told, "field": field} if field else told}, error.status_code, error.headers)


def _sorry_page(site: Site, request: Request, sorry: Sorry) -> Response:
    return site.page(
        request,
        "sorry.html",
        status=sorry.status_code,
        headers=sorry.headers,
        title=sorry.title,
        what=sorry.detail,
        action=sorry.action,
        forget=sorry.forget,
    )
