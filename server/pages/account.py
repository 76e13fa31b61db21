"""One's own account: name, password, and where one is signed in."""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.accounts import PASSWORD_MAX, PASSWORD_MIN
from server.core.refusals import NAME_MAX
from server.core.sessions import MINUTE, SIGN_IN_MS
from server.live.planning import Refused
from server.live.sessions import SignedIn
from server.pages import doors, forms
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known

MADE_SHOWN = 20
"""Links that others made, the newest: there are never many."""


def _signed(request: Request) -> SignedIn:
    signed = known(request)
    assert signed is not None
    return signed


@doors.signed_in
async def account(site: Site, request: Request) -> Response:
    return await _page(site, request)


async def _page(
    site: Site, request: Request, *, typed: dict[str, str] | None = None, refused: Refused | None = None
) -> Response:
    signed, reception = _signed(request), site.house.reception
    mine = signed.account
    return site.page(
        request,
        "account.html",
        status=UNPROCESSABLE if refused else 200,
        typed={"name": mine.name, "email": mine.email, **(typed or {})},
        refused=refused,
        sessions=await reception.sessions.of(mine.id),
        here=signed.session.id,
        made=(await reception.accounts.made_for(mine))[:MADE_SHOWN],
        has_password=await reception.accounts.has_password(mine),
        asks_password=await reception.accounts.needs_password(mine, signed.session),
        minutes=SIGN_IN_MS // MINUTE,
        done=request.query_params.get("done", ""),
        limits={"name": NAME_MAX, "password_min": PASSWORD_MIN, "password_max": PASSWORD_MAX},
    )


@doors.signed_in
async def name(site: Site, request: Request) -> Response:
    form = await forms.read(request)
    typed = {"name": form.text("name"), "email": form.text("email")}
    changed = await site.house.reception.accounts.rename(_signed(request).account, typed["name"], typed["email"])
    if isinstance(changed, Refused):
        return await _page(site, request, typed=typed, refused=changed)
    return _done("name")


@doors.signed_in
async def password(site: Site, request: Request) -> Response:
    """Set it. Every other browser of this account has to sign in again."""
    form, signed, visit = await forms.read(request), _signed(request), site.visit(request)
    refused = await site.house.reception.accounts.change_password(
        signed.account, signed.session, form.text("now"), form.text("password"), visit.address
    )
    return await _page(site, request, refused=refused) if refused else _done("password")


@doors.signed_in
async def end(site: Site, request: Request) -> Response:
    """End one of one's own sessions. One that is over already is as good."""
    await site.house.reception.sessions.end(_signed(request).account.id, request.path_params["session"])
    return _done("session")


@doors.signed_in
async def end_others(site: Site, request: Request) -> Response:
    signed = _signed(request)
    await site.house.reception.sessions.end_all(signed.account.id, but=signed.session.id)
    return _done("session")


def _done(what: str) -> Response:
    return RedirectResponse(f"/account?done={what}", SEE_OTHER)


def routes(site: Site) -> list[Route]:
    return [
        Route("/account", partial(account, site)),
        Route("/account/name", partial(name, site), methods=["POST"]),
        Route("/account/password", partial(password, site), methods=["POST"]),
        Route("/account/sessions/end", partial(end_others, site), methods=["POST"]),
        Route("/account/sessions/{session}/end", partial(end, site), methods=["POST"]),
    ]
