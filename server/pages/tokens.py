"""Bearer tokens: how a program shows who it is."""

import hashlib

from starlette.requests import Request

from server.core.rights import Reader, Way
from server.live.ports import ApiToken
from server.pages import opened
from server.pages.errors import ApiError
from server.pages.site import Site


def digest(token: str) -> str:
    """What is stored of a token: the hexadecimal SHA-256 of its text."""
    return hashlib.sha256(token.encode()).hexdigest()


async def require_token(site: Site, request: Request) -> ApiToken:
    """The token of this request. Raises `ApiError` when there is none, or one that opens nothing."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    found = await site.house.store.token(digest(token.strip())) if scheme.lower() == "bearer" else None
    if found is None:
        raise ApiError(
            401,
            "unauthorized",
            "This needs a token: send “Authorization: Bearer …” with one from “greenroom token create”.",
            headers={"www-authenticate": "Bearer"},
        )
    opened.came(request, Reader(Way.TOKEN, found.id, found.label))
    return found
