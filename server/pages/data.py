"""What an owner can do with what is kept of people: take it along, hold it, erase words, delete all; what is next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, assert_never

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core import paper_words
from server.core.erasing import WORDS_MIN, excerpt, stretches
from server.core.events import Entry
from server.core.interview import Interview
from server.core.paper_words import Kind
from server.core.people import names_of
from server.core.rights import REASON_MAX, confirms, deletion_problem, erasing_problem, practised_by
from server.core.telling import happening
from server.live.paper_erasing import TOO_SHORT
from server.live.planning import Refused
from server.live.rights import Found
from server.pages import doors, forms
from server.pages.data_export import Sources, everything
from server.pages.exports import file_answer
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.scorecards import reader
from server.pages.site import Site

NEXT: Final = 50
NUMBER_MAX: Final = 9
"""Digits of an entry's number."""
NOT_CONFIRMED: Final = "That is not the candidate’s name. Type it as it stands above; nothing was deleted."
NOT_CONFIRMED_ERASING: Final = "That is not the candidate’s name. Type it as it stands above; nothing was erased."
UNREAD: Final = "unread"
"""What the form calls all the papers that whoever asks may not read."""


def sources(site: Site) -> Sources:
    house = site.house
    return Sources(
        site.view,
        house.store,
        house.tracks,
        house.sealing,
        house.exports,
        house.feedbacks,
        house.retention.words,
        house.retention.due,
        house.pins,
        house.languages(),
    )


@doors.keepers
async def show(site: Site, request: Request, inside: Inside) -> Response:
    return await _page(site, request, inside)


async def _page(site: Site, request: Request, inside: Inside, refused: Refused | None = None, **typed: str) -> Response:
    """The page with everything that was typed still in it, and the refusal beside its field."""
    interview, house = inside.interview, site.house
    holds = await house.rights.holds(interview.id)
    held = next((hold for hold in holds if not hold.lifted), None)
    return site.page(
        request,
        "data.html",
        status=UNPROCESSABLE if refused else 200,
        interview=interview,
        holds=holds,
        held=held,
        kept=house.retention.words,
        due=house.retention.due(interview),
        problem=deletion_problem(interview, held),
        erasing=erasing_problem(interview, held),
        erasures=await house.rights.erasures(interview.id),
        papers_erased="papers" in request.query_params,
        refused=refused,
        typed=typed,
        reason_max=REASON_MAX,
        form_token=inside.form_token,
        owner=inside.owner,
    )


@doors.keepers
async def export(site: Site, request: Request, inside: Inside) -> Response:
    """Everything about this interview's candidate, made now."""
    await site.house.stored(inside.interview.id)
    return file_answer(await everything(sources(site), [inside.interview], site.house.clock.wall_ms()))


@doors.keepers
async def hold(site: Site, request: Request, inside: Inside) -> Response:
    reason = (await forms.read(request)).text("reason")
    refused = await site.house.rights.hold(inside.interview, _by(inside), reason)
    return await _page(site, request, inside, refused, reason=reason) if refused else _back(inside.interview)


@doors.keepers
async def lift(site: Site, request: Request, inside: Inside) -> Response:
    reason = (await forms.read(request)).text("reason")
    refused = await site.house.rights.lift(inside.interview, _by(inside), reason)
    return await _page(site, request, inside, refused, reason=reason) if refused else _back(inside.interview)


def _by(inside: Inside) -> str:
    """Who asked, by name."""
    return (inside.account.name if inside.account else "") or inside.name


def _back(interview: Interview) -> Response:
    return RedirectResponse(f"/interviews/{interview.id}/data", SEE_OTHER)


@doors.keepers
async def delete(site: Site, request: Request, inside: Inside) -> Response:
    """For good, if the candidate's name was typed."""
    confirm = (await forms.read(request)).text("confirm")
    if not confirms(inside.interview, confirm):
        return await _page(site, request, inside, Refused(NOT_CONFIRMED, "confirm"), confirm=confirm)
    refused = await site.house.rights.delete(inside.interview, _by(inside))
    if refused:
        return await _page(site, request, inside, refused, confirm=confirm)
    return RedirectResponse("/data?deleted=1", SEE_OTHER)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Numbers of entries, and names of papers."""

    entries: list[int]
    papers: frozenset[str]


@doors.keepers
async def find(site: Site, request: Request, inside: Inside) -> Response:
    """Entries that have certain words, to choose from."""
    words = request.query_params.get("words", "").strip()
    return await _found(site, request, inside, words)


@doors.keepers
async def erase(site: Site, request: Request, inside: Inside) -> Response:
    form = await forms.read(request)
    words = form.text("words").strip()
    chosen = Chosen(_numbers(form.texts("entry")), frozenset(form.texts("paper")))
    if not confirms(inside.interview, form.text("confirm")):
        return await _found(site, request, inside, words, Refused(NOT_CONFIRMED_ERASING, "confirm"), chosen)
    refused = await _erase(site, inside, words, chosen)
    if refused is not None:
        return await _found(site, request, inside, words, refused, chosen)
    query = f"?papers={len(chosen.papers)}" if chosen.papers else ""
    return RedirectResponse(f"/interviews/{inside.interview.id}/data{query}#erased", SEE_OTHER)


async def _erase(site: Site, inside: Inside, words: str, chosen: Chosen) -> Refused | None:
    """First what is in the timeline: when that cannot be, everything is as it was."""
    interview, house = inside.interview, site.house
    if chosen.entries or not chosen.papers:
        done = await house.rights.erase(interview, chosen.entries, _by(inside))
        if isinstance(done, Refused):
            return done
    if chosen.papers:
        count = await house.paper_erasing.erase(
            interview, words, chosen.papers, reader(inside), unread=UNREAD in chosen.papers
        )
        return count if isinstance(count, Refused) else None
    return None


def _numbers(given: Iterable[str]) -> list[int]:
    """Numbers of entries, several in a field with commas between them; what is none is left out."""
    parts = (each for text in given for each in text.split(","))
    return [int(each) for each in parts if each.isascii() and each.isdigit() and len(each) <= NUMBER_MAX]


async def _found(
    site: Site,
    request: Request,
    inside: Inside,
    words: str,
    refused: Refused | None = None,
    chosen: Chosen | None = None,
) -> Response:
    interview = inside.interview
    too_short = 0 < len(words) < WORDS_MIN
    problem = erasing_problem(interview, await site.house.store.hold(interview.id))
    looked = bool(words) and not too_short and not problem
    found = await site.house.rights.find(interview, words) if looked else Found((), ())
    papers = await site.house.paper_erasing.find(interview, words, reader(inside)) if looked else ()
    names = names_of(interview)
    said = [_said(site, entry, names, words) for entry in found.said]
    return site.page(
        request,
        "erase.html",
        status=UNPROCESSABLE if refused else 200,
        interview=interview,
        words=words,
        problem=problem or (TOO_SHORT if too_short else ""),
        looked=looked,
        said=said,
        typed=stretches(found.typed),
        unread=found.unread,
        papers=[(each, _title(each, names)) for each in papers],
        names=names,
        chosen=chosen.entries if chosen else None,
        chosen_papers=chosen.papers if chosen else None,
        edits=len(found.typed),
        refused=refused,
        form_token=inside.form_token,
        owner=inside.owner,
    )


def _title(paper: paper_words.Found, names: Mapping[str, str]) -> str:
    author = names.get(paper.author, "Somebody")
    match paper.kind:
        case Kind.CARD:
            return f"{author}’s scorecard"
        case Kind.DEBRIEF:
            return "The debrief"
        case Kind.FEEDBACK:
            return "The feedback: its draft, and what was sent"
        case Kind.SELF:
            return "What the candidate thinks"
        case Kind.RATING:
            return f"How {author} found the interview"
        case _ as never:
            assert_never(never)


@dataclass(frozen=True, slots=True)
class Said:
    """An entry that has the words: when, what it was, and the words with a little around them."""

    seq: int
    at: int
    what: str
    excerpt: str


def _said(site: Site, entry: Entry, names: Mapping[str, str], words: str) -> Said:
    who = names.get(entry.by, "Greenroom")
    what = happening(entry.event, who, site.task_titles(), site.language_titles())
    return Said(entry.seq, entry.at, what or "What a run printed or came to", excerpt(entry.event, words))


@doors.owners
async def retention(site: Site, request: Request) -> Response:
    """How long interviews are kept, and what will be deleted next."""
    house = site.house
    return site.page(
        request,
        "retention.html",
        months=house.retention.months,
        kept=house.retention.words,
        due=await house.retention.next(NEXT),
        practised_by=practised_by,
        now=house.clock.wall_ms(),
        deleted="deleted" in request.query_params,
    )


def routes(site: Site) -> list[Route]:
    return [
        Route("/data", partial(retention, site)),
        Route("/interviews/{id}/data", partial(show, site)),
        Route("/interviews/{id}/data.zip", partial(export, site)),
        Route("/interviews/{id}/hold", partial(hold, site), methods=["POST"]),
        Route("/interviews/{id}/lift", partial(lift, site), methods=["POST"]),
        Route("/interviews/{id}/delete", partial(delete, site), methods=["POST"]),
        Route("/interviews/{id}/erase", partial(find, site)),
        Route("/interviews/{id}/erase", partial(erase, site), methods=["POST"]),
    ]
