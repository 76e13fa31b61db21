"""What every answer tells the browser to forbid. Nothing inline runs, nothing foreign loads, nobody frames us."""

import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FIXED: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # The lobby promises it, so the browser holds us to it.
    "permissions-policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
    "x-robots-tag": "noindex",
}


def csp(nonce: str) -> str:
    """The nonce is for the editor's own style sheet, which CodeMirror makes while it runs."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def nonce_of(connection: HTTPConnection) -> str:
    """This request's nonce, the same however often it is asked for."""
    state = connection.scope.setdefault("state", {})
    return str(state.setdefault("csp_nonce", secrets.token_urlsafe(16)))


def security_headers(connection: HTTPConnection) -> dict[str, str]:
    return {**_FIXED, "content-security-policy": csp(nonce_of(connection))}


class SecurityHeaders:
    """ASGI middleware: adds them to every HTTP answer; what is not said to be kept is not kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(security_headers(HTTPConnection(scope)))
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, guarded)
