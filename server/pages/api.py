"""The JSON API for programs that plan interviews and read them. Every request carries a bearer token."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.core.accounts import Account, Deed, may, reads, role_in
from server.core.ids import ROOM_ID
from server.core.interview import Interview, State
from server.core.listing import Wanted, place_of, read_place
from server.core.people import members_of
from server.core.roles import Role, sees, so_far
from server.core.setup import Member, PrivatePolicy, Setup
from server.core.task_summary import TaskSummary
from server.core.telling import listed, unproven
from server.live import chance
from server.live.planning import Refused
from server.pages.answers import json_answer, ndjson
from server.pages.api_types import (
    Addresses,
    InterviewLine,
    InterviewList,
    NewInterview,
    OneInterview,
    PanelLine,
    TaskLine,
    TaskList,
)
from server.pages.colleagues import recognised
from server.pages.errors import ApiError
from server.pages.exports import edition_of, file_answer
from server.pages.forms import TooLong, bounded
from server.pages.planning_form import chosen_plan
from server.pages.site import Site
from server.pages.tokens import require_token

CREATED: Final = 201
LIMIT: Final = 500
"""Interviews in one answer, unless fewer are asked for."""

_new_interview = msgspec.json.Decoder(NewInterview)
Call = Callable[[Site, Request, Account], Awaitable[Response]]
Door = Callable[[Site, Request], Awaitable[Response]]


def with_token(call: Call) -> Door:
    """The API's only door. A token may do what its account may."""

    @wraps(call)
    async def door(site: Site, request: Request) -> Response:
        return await call(site, request, await require_token(site, request))

    return door


@with_token
async def plan(site: Site, request: Request, account: Account) -> Response:
    _must(account, Deed.PLAN)
    asked = await _body(request)
    setup = await recognised(site, await _setup(site, asked, account))
    opened = (
        setup
        if isinstance(setup, Refused)
        else await site.house.open_interview(
            asked.title, asked.host, asked.candidate, asked.tasks, facts=asked.facts, setup=setup, leaked=asked.leaked
        )
    )
    if isinstance(opened, Refused):
        raise ApiError(422, "refused", opened.message, opened.field)
    return json_answer(_one(site, request, opened), CREATED, {"location": f"/api/interviews/{opened.id}"})


async def _setup(site: Site, asked: NewInterview, account: Account) -> Setup | Refused:
    plan = await chosen_plan(asked.plan, site.house.plans)
    if isinstance(plan, Refused):
        return plan
    return Setup(
        account=account.id,
        panel=tuple(Member(chance.short_id(), each.name.strip(), Role(each.role)) for each in asked.panel),
        plan=plan,
        pace=asked.pace,
        breaks=asked.breaks,
        private=PrivatePolicy(asked.private),
        tools=asked.tools.strip(),
        next_steps=asked.next_steps.strip(),
        hear_by=asked.hear_by.strip(),
        keeps_code=asked.keeps_code,
    )


async def _body(request: Request) -> NewInterview:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ApiError(
            415, "unsupported_media_type", "Send the interview as JSON, with “Content-Type: application/json”."
        )
    try:
        return _new_interview.decode(await bounded(request))
    except TooLong:
        raise ApiError(413, "too_large", "The request is longer than 64 KiB. An interview needs far less.") from None
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ApiError(400, "malformed", "The request is not JSON. Check its brackets, quotes and commas.") from None


def _invalid(what: str) -> ApiError:
    """The parser's words as a sentence and a field."""
    reason, _, place = what.partition(" - at `$")
    field = place.strip("`").removeprefix(".")
    if missing := re.search(r"missing required field `(.+)`", reason):
        return ApiError(422, "invalid", f"The field “{missing[1]}” is missing.", missing[1])
    if unknown := re.search(r"unknown field `(.+)`", reason):
        known = "name and role" if ".panel" in place else listed(list(NewInterview.__struct_fields__))
        return ApiError(422, "invalid", f"There is no field “{unknown[1]}”; there are {known}.", unknown[1])
    return ApiError(422, "invalid", f"{reason.replace('`', '')}{f' in “{field}”' if field else ''}.", field)


@with_token
async def interviews(site: Site, request: Request, account: Account) -> Response:
    """A page of the list; one more than it has tells whether there is another."""
    wanted = _wanted(request)
    found = await site.house.listed_for(account, replace(wanted, limit=wanted.limit + 1))
    shown = found[: wanted.limit]
    following = place_of(shown[-1]).text if len(found) > wanted.limit else ""
    lines = [_line(each) for each in shown if wanted.state in (None, each.state)]
    return json_answer(InterviewList(lines, following))


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    unknown = asked.keys() - {"state", "limit", "after"}
    if unknown:
        known = "“state”, “limit” and “after” do"
        raise ApiError(400, "invalid", f"“{min(unknown)}” means nothing here; only {known}.", min(unknown))
    state = next((each for each in State if each.value == asked.get("state")), None)
    if state is None and "state" in asked:
        raise ApiError(400, "invalid", "The state is planned, live or ended.", "state")
    after = read_place(asked["after"]) if "after" in asked else None
    if after is None and "after" in asked:
        raise ApiError(400, "invalid", "Begin after what “next” said in the answer before.", "after")
    return Wanted(state, after=after, limit=_limit(asked.get("limit", str(LIMIT))))


def _limit(text: str) -> int:
    limit = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LIMIT)) else 0
    if not 1 <= limit <= LIMIT:
        raise ApiError(400, "invalid", f"The limit is a number from 1 to {LIMIT}.", "limit")
    return limit


@with_token
async def interview(site: Site, request: Request, account: Account) -> Response:
    return json_answer(_one(site, request, await _hosted(site, request, account)))


@with_token
async def end(site: Site, request: Request, account: Account) -> Response:
    await site.house.end(await _hosted(site, request, account))
    return json_answer(_one(site, request, await _hosted(site, request, account)))


@with_token
async def timeline(site: Site, request: Request, account: Account) -> Response:
    found = await _read(site, request, account)
    await site.house.stored(found.id)
    return ndjson(site.house.entries(found.id), Role.HOST, sees if found.state is State.ENDED else so_far)


@with_token
async def export(site: Site, request: Request, account: Account) -> Response:
    found = await _read(site, request, account)
    exports = site.house.exports
    format = exports.format(request.path_params["format"])
    if format is None:
        known = ", ".join(each.name for each in exports.formats)
        raise ApiError(404, "not_found", f"There is no such format; there are {known}.", "format")
    unknown = request.query_params.keys() - {"edition", "names"}
    if unknown:
        words = "“edition” and “names” do"
        raise ApiError(400, "invalid", f"“{min(unknown)}” means nothing here; only {words}.", min(unknown))
    edition = edition_of(request)
    if edition is None:
        raise ApiError(400, "invalid", "The edition is host or candidate.", "edition")
    names = request.query_params.get("names", "0")
    if names not in ("0", "1"):
        raise ApiError(400, "invalid", "For names say 1, or nothing.", "names")
    return file_answer(await exports.make(found, format, edition, names=names == "1"))


@with_token
async def tasks(site: Site, request: Request, account: Account) -> Response:
    _must(account, Deed.PLAN)
    return json_answer(TaskList([_task(each) for each in site.house.tasks.tasks()]))


def _must(account: Account, deed: Deed) -> None:
    if not may(account, deed):
        raise ApiError(403, "forbidden", "The account of this token may not do that.")


async def _hosted(site: Site, request: Request, account: Account) -> Interview:
    """The interview in the address, for a token of its host or of an owner: what it says has everybody's links."""
    found, role = await _found(site, request, account)
    if role is not Role.HOST and not (role and account.owns):
        raise _nothing()
    return found


async def _read(site: Site, request: Request, account: Account) -> Interview:
    """The interview in the address, for a token of somebody who may read it."""
    found, role = await _found(site, request, account)
    if role is None and (found.setup.practice or not reads(account, found.state)):
        raise _nothing()
    return found


async def _found(site: Site, request: Request, account: Account) -> tuple[Interview, Role | None]:
    """The interview in the address, and what this account is there."""
    id = request.path_params["id"]
    found = await site.interview(id) if ROOM_ID.match(id) else None
    if found is None:
        raise _nothing()
    own = next((each for each in members_of(found) if each.account == account.id), None)
    role = role_in(account, own.role if own else None)
    return found, None if own is None and found.setup.practice else role


def _nothing() -> ApiError:
    """The same for an interview that is not theirs and for none at all."""
    return ApiError(404, "not_found", "There is no interview with this id.")


def _line(each: Interview) -> InterviewLine:
    return InterviewLine(
        id=each.id,
        title=each.title,
        host=each.host,
        candidate=each.candidate,
        tasks=list(each.tasks),
        facts=each.facts,
        state=each.state,
        created=each.created,
        started=each.started,
        ended=each.ended,
    )


def _one(site: Site, request: Request, each: Interview) -> OneInterview:
    return OneInterview(
        **msgspec.structs.asdict(_line(each)),
        links=Addresses(
            host=site.join_link(request, each, Role.HOST), candidate=site.join_link(request, each, Role.CANDIDATE)
        ),
        sync=Addresses(
            host=site.sync_address(request, each, Role.HOST), candidate=site.sync_address(request, each, Role.CANDIDATE)
        ),
        plan=each.setup.plan.label if each.setup.plan else "",
        warnings=[words for slug in each.tasks if (task := site.house.tasks.task(slug)) and (words := unproven(task))],
        panel=[
            PanelLine(
                id=member.id,
                name=member.name,
                role="observer" if member.role is Role.OBSERVER else "panelist",
                link=site.join_link(request, each, member.id),
                sync=site.sync_address(request, each, member.id),
            )
            for member in each.setup.panel
        ],
    )


def _task(each: TaskSummary) -> TaskLine:
    return TaskLine(
        slug=each.slug,
        title=each.title,
        kind=each.kind,
        difficulty=each.difficulty,
        minutes=each.minutes,
        tags=list(each.tags),
        skills=list(each.skills),
        languages=list(each.languages),
        digest=each.digest,
        proof=each.proof_state.value,
    )
