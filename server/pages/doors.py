"""The doors: who may come in to which page. Every handler stands behind exactly one of them.

`anyone` lets everybody in, and so do `strangers`, whose forms come from who has not signed in. `signed_in` is for every
account, `planners` for those that plan interviews, `authors` for the
scripts of their pages, `owners` for owners. Of one interview, `hosts` are owners and its
host, `interviewers` also its panel, `readers` also who may read it when it has ended, `rewatchers` also a candidate who
was promised the record, `insiders` the interviewers and until the end the candidate, `guests` that candidate in the
lobby too, `witnesses` also after the end, `clip_holders` whoever has the link to a part of it.
Whoever is not let in reads the same words whether or not the page exists. What may be *told* to whom is
`server.core.roles`' decision; here it is only about coming in.
"""

import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from server.core.accounts import Account, Deed, may, reads
from server.core.clip import Clip
from server.core.interview import Interview, State
from server.core.rights import Reader, Way
from server.core.roles import Role
from server.core.setup import Member
from server.live.ports import StoreError
from server.pages import forms, opened
from server.pages.errors import owners_only, private
from server.pages.inside import READER, Inside, find, inside_of, reader_of
from server.pages.site import Site
from server.pages.turned_away import no_clip, no_way_in, over

GUEST_BODY_MAX: Final = 768 * 1024
"""Bytes: a whole file of code and what it reads, with each line break and bracket as three."""

Page = Callable[[Site, Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever has a clip's link: nobody in particular. The link opens this part and nothing else."""

    clip: Clip
    interview: Interview
    token: str


HolderPage = Callable[[Site, Request, Holder], Awaitable[Response]]
InsidePage = Callable[[Site, Request, Inside], Awaitable[Response]]


def anyone(page: Page) -> Page:
    """Open to all. A form that comes in must not come from another site."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        if request.method == "POST":
            forms.check_origin(request, site.house.settings.public_url)
        with suppress(StoreError):  # then the page comes without the places of whoever is signed in
            await site.who(request)
        return await page(site, request)

    return door


def strangers(page: Page) -> Page:
    """Open to all, for the forms of who has not signed in: one that comes in must be from a page that this browser was
    shown before. Without that another site could sign somebody in as somebody else."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        nonce = site.cookies.stranger(request)
        if request.method == "POST":
            await _check_form(site, request, nonce or "")
            if nonce is None:
                raise forms.foreign()
        request.state.stranger = nonce = nonce or secrets.token_urlsafe(12)
        await site.who(request)
        response = await page(site, request)
        if request.method == "GET" and request.state.stranger:
            site.cookies.meet(response, nonce)
        return response

    return door


def signed_in(page: Page) -> Page:
    """Open to whoever is signed in, whatever their rank."""
    return _with_account(page, None)


def planners(page: Page) -> Page:
    """Open to the accounts that plan interviews."""
    return _with_account(page, Deed.PLAN)


def authors(page: Page) -> Page:
    """Open to the same, for what the scripts of our pages send and ask: the form's token is in the header of what
    changes or computes anything, and what comes in is no form."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        signed = await site.who(request)
        if signed is None:
            raise private()
        if not may(signed.account, Deed.PLAN):
            raise owners_only()
        if request.method not in ("GET", "HEAD"):
            forms.check_origin(request, site.house.settings.public_url)
            if not site.cookies.form_fits(request.headers.get(forms.TOKEN, ""), signed.session.id):
                raise forms.foreign()
        return await page(site, request)

    return door


def owners(page: Page) -> Page:
    """Open to the owners of this house."""
    return _with_account(page, Deed.PEOPLE)


def _with_account(page: Page, deed: Deed | None) -> Page:
    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        signed = await site.who(request)
        if signed is None:
            raise private()
        if deed is not None and not may(signed.account, deed):
            raise owners_only()
        await _check_form(site, request, signed.session.id)
        return await page(site, request)

    return door


def hosts(page: InsidePage) -> Page:
    """Open to the owners and to the host of the interview in the address."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        who = await inside_of(site, request)
        if who is None or not (who[0].owner or who[0].role is Role.HOST):
            raise private()
        inside, nonce = who
        await _check_form(site, request, nonce)
        return await page(site, request, inside)

    return door


def interviewers(page: InsidePage) -> Page:
    """Open to the owners and to everybody on the interviewers' side of the interview in the address."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        who = await inside_of(site, request)
        if who is None or not who[0].role.interviewer:
            raise private()
        inside, nonce = who
        await _check_form(site, request, nonce)
        return await page(site, request, inside)

    return door


def readers(page: InsidePage) -> Page:
    """Open to the interviewers, and once the interview has ended to whoever may read all that have: to look, in the
    place of an observer."""
    return _or_reader(page, interviewers(page))


def insiders(page: InsidePage) -> Page:
    """Open to the people of the interview in the address; to its candidate only until it ends."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        who = await inside_of(site, request)
        if who is None:
            raise no_way_in()
        inside, nonce = who
        if inside.role is Role.CANDIDATE and inside.interview.state is State.ENDED:
            raise over(inside.interview)
        await _check_form(site, request, nonce)
        return await page(site, request, inside)

    return door


def guests(page: InsidePage) -> Page:
    """Open to insiders, and to a candidate who has not agreed yet and sends their link's `key` along: in the lobby.

    In a form the key is the secret that a form's token is elsewhere.
    """

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        key = await _key_sent(request)
        if not key:
            return await insiders(page)(site, request)
        if request.method == "POST":
            forms.check_origin(request, site.house.settings.public_url)
        interview = await find(site, request)
        member = site.house.member_of(interview, key) if interview else None
        if interview is None or member is None or member.role is not Role.CANDIDATE:
            raise no_way_in()
        if interview.state is State.ENDED:
            raise over(interview)
        return await page(site, request, Inside(interview, member, interview.candidate, False, ""))

    return door


async def _key_sent(request: Request) -> str:
    """The key in the address of what is read, and in the form of what is sent."""
    if request.method != "POST":
        return request.query_params.get("key", "")
    return (await forms.read(request, GUEST_BODY_MAX)).text("key")


def clip_holders(page: HolderPage) -> Page:
    """Open to whoever has the clip's link, until it runs out or is taken back. No cookie is asked for or given."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        token = request.path_params["token"]
        clip = await site.house.clips.find(token)
        interview = await site.interview(clip.room) if clip else None
        if clip is None or interview is None:
            raise no_clip()
        opened.came(request, Reader(Way.LINK, clip.id, ""), clip.room)
        return await page(site, request, Holder(clip, interview, token))

    return door


def witnesses(page: InsidePage) -> Page:
    """Open to the people of the interview in the address, to its candidate after the end as well: for what they may
    write down of it."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        who = await inside_of(site, request)
        if who is None:
            raise no_way_in()
        inside, nonce = who
        await _check_form(site, request, nonce)
        return await page(site, request, inside)

    return door


def rewatchers(page: InsidePage) -> Page:
    """Open to readers; to the candidate too, once it has ended, where they were promised their record."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        who = await inside_of(site, request)
        if who is None or not _may_rewatch(who[0]):
            raise private()
        inside, nonce = who
        await _check_form(site, request, nonce)
        return await page(site, request, inside)

    return _or_reader(page, door)


def keepers(page: InsidePage) -> Page:
    """Open to owners alone, for one interview: who answers for what is kept of people."""

    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        who = await inside_of(site, request)
        if who is None or not who[0].owner:
            raise private()
        inside, nonce = who
        await _check_form(site, request, nonce)
        return await page(site, request, inside)

    return door


def _may_rewatch(inside: Inside) -> bool:
    interview = inside.interview
    return inside.role.interviewer or (interview.setup.shares_record and interview.state is State.ENDED)


def _or_reader(page: InsidePage, otherwise: Page) -> Page:
    @wraps(page)
    async def door(site: Site, request: Request) -> Response:
        signed, interview = await site.who(request), await find(site, request)
        if signed is None or interview is None or not _only_reads(signed.account, interview):
            return await otherwise(site, request)
        account, nonce = signed.account, signed.session.id
        member = Member(READER, account.name, Role.OBSERVER, account.id)
        token = site.cookies.form_token(nonce)
        inside = Inside(interview, member, account.name, False, token, account, nonce)
        opened.came(request, reader_of(inside))
        return await page(site, request, inside)

    return door


def _only_reads(account: Account, interview: Interview) -> bool:
    return not account.owns and not interview.setup.practice and reads(account, interview.state)


async def _check_form(site: Site, request: Request, nonce: str) -> None:
    """A form acts only if this session's own page sent it."""
    if request.method != "POST":
        return
    forms.check_origin(request, site.house.settings.public_url)
    form = await forms.read(request)
    if not site.cookies.form_fits(form.text(forms.TOKEN), nonce):
        raise forms.foreign()
