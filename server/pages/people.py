"""The people of this house: who they are, inviting them, and what each may do. For owners."""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.accounts import Account, Rank, Standing
from server.core.refusals import NAME_MAX
from server.core.sessions import SIGN_IN_MS
from server.live import mails
from server.live.accounts import Invited
from server.live.planning import Refused
from server.pages import doors, forms
from server.pages.errors import not_found
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.site import Site, known


@doors.owners
async def people(site: Site, request: Request) -> Response:
    return await _page(site, request)


async def _page(
    site: Site,
    request: Request,
    *,
    typed: dict[str, str] | None = None,
    refused: Refused | None = None,
    about: str = "",
    link: tuple[Account, str] | None = None,
    note: str = "",
) -> Response:
    """Everybody, with what was typed and why it did not do beside the form, or beside the account `about`. `link` is a
    sign-in link that was just made, and is not shown again."""
    accounts = site.house.reception.accounts
    open = await accounts.invitations()
    links = {id: invitation_link(site, request, accounts.invitation_token(each.id)) for id, each in open.items()}
    return site.page(
        request,
        "people.html",
        status=UNPROCESSABLE if refused else 200,
        accounts=await accounts.all(),
        invitations=open,
        links=links,
        ranks=list(Rank),
        typed={"name": "", "email": "", "rank": Rank.INTERVIEWER.value, **(typed or {})},
        refused=refused,
        about=about,
        link=link,
        note=note,
        minutes=SIGN_IN_MS // 60_000,
        mails=site.house.reception.mail.ready,
        name_max=NAME_MAX,
    )


def invitation_link(site: Site, request: Request, token: str) -> str:
    return f"{site.base_url(request)}/invitations/{token}"


def _me(request: Request) -> Account:
    signed = known(request)
    assert signed is not None
    return signed.account


@doors.owners
async def invite(site: Site, request: Request) -> Response:
    form = await forms.read(request)
    typed = {name: form.text(name) for name in ("name", "email", "rank")}
    rank = _rank(typed["rank"])
    if rank is None:
        return await _page(site, request, typed=typed, refused=Refused("Choose what they may do.", "rank"))
    invited = await site.house.reception.accounts.invite(_me(request).id, typed["name"], typed["email"], rank)
    if isinstance(invited, Refused):
        return await _page(site, request, typed=typed, refused=invited)
    return await _told(site, request, invited)


@doors.owners
async def again(site: Site, request: Request) -> Response:
    """A fresh invitation instead of the one before."""
    id = request.path_params["account"]
    invited = await site.house.reception.accounts.invite_again(_me(request).id, id)
    if isinstance(invited, Refused):
        return await _page(site, request, refused=invited, about=id)
    return await _told(site, request, invited)


async def _told(site: Site, request: Request, invited: Invited) -> Response:
    """Mail the invitation where there is mail. Whatever comes of that, the list has its link."""
    mail = site.house.reception.mail
    if mail.ready:
        text = mails.invitation(invited.account, _me(request), invitation_link(site, request, invited.token))
        trouble = await mail.send(invited.account.email, *text)
        if trouble:
            note = (
                f"{invited.account.name} is invited, but the mail did not go out: {trouble} Send them the link below."
            )
            return await _page(site, request, note=note)
    return RedirectResponse(f"/people#{invited.account.id}", SEE_OTHER)


@doors.owners
async def link(site: Site, request: Request) -> Response:
    """A link that signs somebody in once, for whoever cannot sign in otherwise. They are told, by mail where there is
    mail, and on their own page."""
    accounts = site.house.reception.accounts
    account = await accounts.find(request.path_params["account"])
    if account is None:
        raise not_found()
    if account.state is not Standing.ACTIVE:
        refused = Refused("A sign-in link is for somebody who has come already, and is not disabled.")
        return await _page(site, request, refused=refused, about=account.id)
    token, trouble = await site.house.reception.entering.link_for(account, _me(request))
    note = f"{account.name} could not be told of the link by mail: {trouble} Tell them yourself." if trouble else ""
    return await _page(site, request, link=(account, f"{site.base_url(request)}/sign-in/once/{token}"), note=note)


@doors.owners
async def rank(site: Site, request: Request) -> Response:
    wanted = _rank((await forms.read(request)).text("rank"))
    return await _changed(site, request, rank=wanted)


@doors.owners
async def disable(site: Site, request: Request) -> Response:
    """End what they have open, now."""
    return await _changed(site, request, state=Standing.DISABLED)


@doors.owners
async def enable(site: Site, request: Request) -> Response:
    id = request.path_params["account"]
    problem = await site.house.reception.accounts.enable(_me(request).id, id)
    return await _done(site, request, id, problem)


async def _changed(
    site: Site, request: Request, *, rank: Rank | None = None, state: Standing | None = None
) -> Response:
    id = request.path_params["account"]
    problem = await site.house.reception.accounts.change(_me(request).id, id, rank=rank, state=state)
    return await _done(site, request, id, problem)


async def _done(site: Site, request: Request, id: str, problem: str) -> Response:
    if problem:
        return await _page(site, request, refused=Refused(problem), about=id)
    return RedirectResponse(f"/people#{id}", SEE_OTHER)


def _rank(text: str) -> Rank | None:
    return next((rank for rank in Rank if rank.value == text), None)


def routes(site: Site) -> list[Route]:
    return [
        Route("/people", partial(people, site)),
        Route("/people/invite", partial(invite, site), methods=["POST"]),
        Route("/people/{account}/again", partial(again, site), methods=["POST"]),
        Route("/people/{account}/link", partial(link, site), methods=["POST"]),
        Route("/people/{account}/rank", partial(rank, site), methods=["POST"]),
        Route("/people/{account}/disable", partial(disable, site), methods=["POST"]),
        Route("/people/{account}/enable", partial(enable, site), methods=["POST"]),
    ]
