"""Bearer tokens: how a program shows who it is."""

import hashlib

from starlette.requests import Request

from server.core.accounts import Account
from server.core.rights import Reader, Way
from server.pages import opened
from server.pages.errors import ApiError
from server.pages.site import Site


def digest(token: str) -> str:
    """What is stored of a token: the hexadecimal SHA-256 of its text."""
    return hashlib.sha256(token.encode()).hexdigest()


async def require_token(site: Site, request: Request) -> Account:
    """Whose token this request carries. Raises `ApiError` when there is none, or one that opens nothing: one that was
    dropped, or whose account is not active."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    found = await site.house.store.token(digest(token.strip())) if scheme.lower() == "bearer" else None
    account = await site.house.reception.accounts.find(found.account) if found else None
    if found is None or account is None or not account.is_active:
        raise ApiError(
            401,
            "unauthorized",
            "This needs a token: send “Authorization: Bearer …” with one from “greenroom token create”.",
            headers={"www-authenticate": "Bearer"},
        )
    opened.came(request, Reader(Way.TOKEN, found.id, found.label))
    return account
