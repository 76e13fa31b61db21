"""The preparation checklist: for interviewers, before the candidate comes in."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core import preparation as p
from server.core.interview import Interview, State
from server.core.preparation import Item, Preparation
from server.core.setup import Setup
from server.live.planning import Refused
from server.pages import doors, forms
from server.pages.errors import Sorry, private
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.lobby import tasks_of
from server.pages.site import Site

CONFLICT: Final = 409
TITLES: Final = {
    Item.BRIEF: "Role and level read",
    Item.CV: "CV read, with notes of what to ask",
    Item.SOLUTION: "The reference solution passes on this machine",
    Item.RUBRIC: "Rubric opened",
    Item.AGENDA: "Agenda chosen",
    Item.ACCOMMODATIONS: "Accommodations read",
    Item.ROLES: "Roles split among the interviewers",
}
SHORT: Final = {
    Item.BRIEF: "role and level",
    Item.CV: "CV",
    Item.SOLUTION: "reference solution",
    Item.RUBRIC: "rubric",
    Item.AGENDA: "agenda",
    Item.ACCOMMODATIONS: "accommodations",
    Item.ROLES: "roles",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item as it is shown. `who` are those who ticked it, with when (Unix ms); `mine` is whether I did."""

    item: Item
    title: str
    hint: str
    done: bool
    who: tuple[tuple[str, int], ...]
    mine: bool


@doors.interviewers
async def prepare(site: Site, request: Request, inside: Inside) -> Response:
    """The list; what is pressed on it comes back to it. After the end there is nothing to prepare any more."""
    interview = inside.interview
    if interview.state is State.ENDED:
        return RedirectResponse(f"/interviews/{interview.id}/record", SEE_OTHER)
    if request.method == "POST":
        return await _pressed(site, request, inside)
    return await _show(site, request, inside)


async def _pressed(site: Site, request: Request, inside: Inside) -> Response:
    if not p.may_prepare(inside.role):
        raise private()
    form, preparing, interview = await forms.read(request), site.house.preparing, inside.interview
    here, item = f"/interviews/{interview.id}/prepare", _item(form.text("item"))
    match form.text("do"):
        case "tick" if item:
            await preparing.tick(interview, inside.member, item)
        case "untick" if item:
            await preparing.untick(interview, inside.member, item)
        case "rubric":
            await preparing.tick(interview, inside.member, Item.RUBRIC)
            here += "?rubric=open#rubric"
        case "prove":
            refused = await preparing.prove(interview)
            if isinstance(refused, Refused):
                raise Sorry(CONFLICT, "Wait for it a moment", refused.message, ("Back to the list", here))
        case "begin":
            await preparing.begin(interview, inside.member)
            here = f"/rooms/{interview.id}"
        case _:
            pass
    return RedirectResponse(here, SEE_OTHER)


def _item(text: str) -> Item | None:
    return next((item for item in Item if item.value == text), None)


async def _show(site: Site, request: Request, inside: Inside) -> Response:
    interview, preparing = inside.interview, site.house.preparing
    kept, digests = await preparing.of(interview), preparing.digests(interview)
    lines = _lines(interview, inside.member.id, kept, digests)
    proved = kept.proved if p.fits(kept.proved, digests) else None
    return site.page(
        request,
        "prepare.html",
        interview=interview,
        lines=lines,
        done=sum(line.done for line in lines),
        may=p.may_prepare(inside.role),
        proved=proved,
        # What could not run just then is tried with the next visit, not again and again on the same page.
        runs=proved is None or (not proved.tried and "hx-request" not in request.headers),
        began=[(began, [SHORT[item] for item in began.open]) for began in reversed(kept.began)],
        tasks=tasks_of(site, interview),
        rubric_open=request.query_params.get("rubric") == "open",
        form_token=inside.form_token,
        owner=inside.owner,
        hosts=inside.role.value == "host",
    )


def _lines(interview: Interview, me: str, kept: Preparation, digests: tuple[str, ...]) -> list[Line]:
    hints = _hints(interview)
    return [
        Line(
            item,
            TITLES[item],
            hints.get(item, ""),
            p.is_done(item, interview, kept, digests),
            tuple((tick.name, tick.at) for tick in kept.ticks if tick.item is item),
            any((tick.item, tick.by) == (item, me) for tick in kept.ticks),
        )
        for item in p.items_of(interview)
    ]


def _hints(interview: Interview) -> dict[Item, Any]:
    setup = interview.setup
    plan = f"“{setup.plan.title}”, version {setup.plan.version}, {setup.plan.minutes} minutes" if setup.plan else ""
    return {
        Item.BRIEF: f"What “{interview.title}” asks of somebody, and what it does not.",
        Item.CV: "For questions about their own work. Nothing of it is kept here.",
        Item.AGENDA: plan or "None is chosen. Tick it if you go without one.",
        Item.ACCOMMODATIONS: accommodations(setup),
        Item.ROLES: "Who leads which stage, who takes notes, who watches the time.",
    }


def accommodations(setup: Setup) -> str:
    """What was agreed; never why."""
    pace = {1.0: "", 0.0: "No part has a time limit."}.get(
        setup.pace, f"Everything takes {setup.pace:g} times as long."
    )
    breaks = "Breaks stop the clock." if setup.breaks else ""
    return " ".join(filter(None, (pace, breaks))) or "None were asked for."


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/prepare", partial(prepare, site), methods=["GET", "POST"])]
