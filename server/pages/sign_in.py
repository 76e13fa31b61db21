"""Signing in and out: with a password, a link that opens once, another service, or the owner's link."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.sessions import SIGN_IN_MS, Kind
from server.live.account_ports import NoAnswer
from server.live.planning import Refused
from server.live.sessions import Entered
from server.pages import doors, forms
from server.pages.errors import SIGN_IN, Sorry
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known

BACK: Final = "/sign-in/provider/back"


@doors.strangers
async def sign_in(site: Site, request: Request) -> Response:
    """The ways in. The owner's link comes here too, and its token leaves the address bar at once."""
    if request.method == "POST":
        return await _by_password(site, request)
    if "token" in request.query_params:
        return await _by_owner_link(site, request)
    if known(request):
        return RedirectResponse("/", SEE_OTHER)
    return page(site, request)


def page(
    site: Site, request: Request, *, email: str = "", refused: Refused | None = None, sent: str = "", status: int = 200
) -> Response:
    """The sign-in page, with what was typed and why that did not do, or where a link was sent."""
    reception = site.house.reception
    return site.page(
        request,
        "sign-in.html",
        status=UNPROCESSABLE if refused and status == 200 else status,
        who=None,
        owner=False,
        form_token=site.cookies.form_token(request.state.stranger),
        email=email,
        refused=refused,
        sent=sent,
        minutes=SIGN_IN_MS // 60_000,
        mails=reception.mail.ready,
        provider=reception.provider.name,
    )


async def _by_password(site: Site, request: Request) -> Response:
    form = await forms.read(request)
    email = form.text("email").strip()
    entered = await site.house.reception.entering.by_password(email, form.text("password"), site.visit(request))
    if isinstance(entered, Refused):
        return page(site, request, email=email, refused=entered)
    return await come_in(site, request, entered)


async def _by_owner_link(site: Site, request: Request) -> Response:
    if not site.house.sign_in(request.query_params.get("token", "")):
        raise Sorry(
            403,
            "This sign-in link does not work any more",
            "It may be older than a day, or it was cut off when it was copied. For a fresh one, run “greenroom link” "
            "or “make up” on the machine where Greenroom runs.",
        )
    return await come_in(site, request, await site.house.reception.entering.by_owner_link(site.visit(request)))


async def come_in(site: Site, request: Request, entered: Entered) -> Response:
    """A new session in this browser, always: one that somebody else put there opens nothing of this account's. The one
    before is over."""
    before = known(request)
    if before:
        await site.house.reception.sessions.end(before.account.id, before.session.id)
    response = RedirectResponse("/", SEE_OTHER)
    site.cookies.sign_in(response, entered.token)
    request.state.stranger = ""
    return response


@doors.strangers
async def mail(site: Site, request: Request) -> Response:
    """Have a link mailed. What is shown is the same whether or not anybody here has this address."""
    form = await forms.read(request)
    reception, email = site.house.reception, form.text("email").strip()
    if not reception.mail.ready:
        return page(site, request, email=email, refused=Refused("This Greenroom sends no mail."))
    wait = reception.entering.mail_link(email, site.visit(request), site.base_url(request))
    if wait:
        return page(site, request, email=email, refused=Refused(wait))
    return page(site, request, email=email, sent=email)


@doors.strangers
async def once(site: Site, request: Request) -> Response:
    """A link that opens once. It is pressed rather than followed, because mail programs look at links beforehand."""
    token, entering = request.path_params["once"], site.house.reception.entering
    if request.method == "POST":
        entered = await entering.by_link(token, site.visit(request))
        if entered is None:
            raise _no_link()
        return await come_in(site, request, entered)
    account = await entering.look_at(token, Kind.SIGN_IN)
    if account is None:
        raise _no_link()
    form_token = site.cookies.form_token(request.state.stranger)
    return site.page(
        request, "sign-in-once.html", who=None, owner=False, account=account, token=token, form_token=form_token
    )


def _no_link() -> Sorry:
    return Sorry(
        404,
        "This sign-in link does not work any more",
        "It opens once, and only for a short while. Ask for a fresh one.",
        SIGN_IN,
    )


@doors.strangers
async def provider(site: Site, request: Request) -> Response:
    """Go to the service that says who somebody is."""
    asked = await site.house.reception.provider.ask(site.base_url(request) + BACK)
    if isinstance(asked, NoAnswer):
        return page(site, request, refused=Refused(asked.message), status=503)
    response = RedirectResponse(asked.address, SEE_OTHER)
    site.cookies.send_away(response, asked)
    return response


@doors.strangers
async def back(site: Site, request: Request) -> Response:
    """Come back from there, with what it says."""
    asked = site.cookies.asked(request)
    if asked is None:
        raise Sorry(
            400,
            "This took too long, or began elsewhere",
            "Signing in has to begin and end in the same browser, within ten minutes. Nothing happened; begin again.",
            SIGN_IN,
        )
    reception = site.house.reception
    person = await reception.provider.answer(site.base_url(request) + BACK, request.url.query, asked)
    if isinstance(person, NoAnswer):
        response = page(site, request, refused=Refused(person.message))
    else:
        entered = await reception.entering.by_provider(person, site.visit(request))
        if isinstance(entered, Refused):
            response = page(site, request, refused=entered)
        else:
            response = await come_in(site, request, entered)
    site.cookies.back(response)
    return response


@doors.signed_in
async def sign_out(site: Site, request: Request) -> Response:
    signed = known(request)
    assert signed is not None
    await site.house.reception.sessions.end(signed.account.id, signed.session.id)
    response = RedirectResponse("/sign-in", SEE_OTHER)
    site.cookies.sign_out(response)
    return response


@doors.strangers
async def invitation(site: Site, request: Request) -> Response:
    """Accept an invitation: under which name, and with a password or without."""
    token, entering = request.path_params["invitation"], site.house.reception.entering
    account = await entering.look_at(token, Kind.INVITATION)
    if account is None:
        raise _no_invitation()
    name, refused = account.name, None
    if request.method == "POST":
        form = await forms.read(request)
        name = form.text("name")
        entered = await entering.accept(token, name, form.text("password"), site.visit(request))
        if entered is None:
            raise _no_invitation()
        if isinstance(entered, Entered):
            return await come_in(site, request, entered)
        refused = entered
    return site.page(
        request,
        "invitation.html",
        status=UNPROCESSABLE if refused else 200,
        who=None,
        owner=False,
        account=account,
        token=token,
        name=name,
        refused=refused,
        mails=site.house.reception.mail.ready,
        provider=site.house.reception.provider.name,
        form_token=site.cookies.form_token(request.state.stranger),
    )


def _no_invitation() -> Sorry:
    return Sorry(
        404,
        "This invitation does not work any more",
        "It may have been used, replaced by a newer one, or be older than a week. Ask the person who sent it for a "
        "fresh one, or sign in if you have been here before.",
        SIGN_IN,
    )


def routes(site: Site) -> list[Route]:
    return [
        Route("/sign-in", partial(sign_in, site), methods=["GET", "POST"]),
        Route("/sign-in/mail", partial(mail, site), methods=["POST"]),
        Route("/sign-in/once/{once}", partial(once, site), methods=["GET", "POST"]),
        Route("/sign-in/provider", partial(provider, site)),
        Route(BACK, partial(back, site)),
        Route("/sign-out", partial(sign_out, site), methods=["POST"]),
        Route("/invitations/{invitation}", partial(invitation, site), methods=["GET", "POST"]),
    ]
