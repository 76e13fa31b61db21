"""An interviewer's own scorecard: its form, its autosaved draft, giving it, and amending it later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.agenda import StageKind
from server.core.card_authors import authors_of, reader_of
from server.core.card_changes import changes
from server.core.card_file import CardFile, Refusal
from server.core.card_rights import Reader, may_write_card
from server.core.interview import Interview
from server.core.scorecard import (
    CONFIDENCE_WORDS,
    OVERALL_WORDS,
    PROBES,
    STARS_MAX,
    STRENGTHS,
    WORDS_MAX,
    Card,
    Dimension,
    Gap,
    Point,
    Star,
    gaps,
)
from server.core.setup import Member
from server.live import chance
from server.pages import doors, forms
from server.pages.card_form import card_of, number
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.record import Note, record_of
from server.pages.site import Site

CONFLICT: Final = 409


def reader(inside: Inside) -> Reader:
    """Who asks, as `card_rights` knows them."""
    return reader_of(inside.member, owner=inside.owner, account=inside.account.id if inside.account else "")


def name_of(inside: Inside) -> str:
    """What stands beside what they record: an owner in somebody else's place writes under their own name."""
    return inside.name if reader(inside).member or inside.account is None else inside.account.name


@forms.long
@doors.interviewers
async def scorecard(site: Site, request: Request, inside: Inside) -> Response:
    author = await _author(site, inside)
    if request.method == "POST":
        return await _written(site, request, inside, author)
    file = await site.house.cards.file(inside.interview, author)
    return await _show(site, request, inside, file, file.card or file.draft)


async def _author(site: Site, inside: Inside) -> Member:
    """Whose card this is: always that of whoever asks."""
    who = reader(inside)
    if not may_write_card(who, await site.house.cards.desk(inside.interview)):
        debrief = ("Go to the debrief", f"/interviews/{inside.interview.id}/debrief")
        raise Sorry(
            403,
            "You have no scorecard here",
            "Scorecards are for whoever hosts this interview and for its panelists. Nobody fills in another’s.",
            debrief,
        )
    return next(author for author in authors_of(inside.interview) if author.id == who.member)


async def _written(site: Site, request: Request, inside: Inside, author: Member) -> Response:
    """A draft as it is kept by the page's script, or one of the form's buttons."""
    form, cards = await forms.read(request), site.house.cards
    card = card_of(form, await cards.dimensions(inside.interview))
    seen, tab, what = number(form, "revision"), form.text("tab")[:32], form.text("do")
    file = await cards.file(inside.interview, author)
    if what == "keep":
        seen = file.revision
    notes = (await notes_of(site, inside)).keys()
    match what:
        case "submit":
            done = await cards.submit(inside.interview, author, card, seen, tab, notes)
        case "amend":
            done = await cards.amend(inside.interview, author, card, form.text("reason"), notes)
        case _:
            done = await cards.save(inside.interview, author, card, seen, tab)
    here = f"/interviews/{inside.interview.id}/scorecard"
    if isinstance(done, CardFile) and "hx-request" not in request.headers:
        return RedirectResponse(here + ("#given" if done.submission else "#saved"), SEE_OTHER)
    file = done if isinstance(done, CardFile) else await cards.file(inside.interview, author)
    refused = done if isinstance(done, Refusal) else None
    return await _show(
        site,
        request,
        inside,
        file,
        card,
        refused,
        tab=tab,
        seen=seen,
        amending=what == "amend",
        reason=form.text("reason"),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form is made of. `seen` is the revision that this page stands on."""

    file: CardFile
    card: Card
    dimensions: Sequence[Dimension]
    gaps: Sequence[Gap]
    refused: Refusal | None
    seen: int
    tab: str

    @property
    def problems(self) -> Mapping[str, str]:
        """What is wrong with a field, by its name: told beside it once somebody pressed the button."""
        return {gap.field: gap.message for gap in reversed(self.refused.gaps)} if self.refused else {}

    @property
    def strengths(self) -> Sequence[Point]:
        return [*self.card.strengths, *[Point()] * STRENGTHS][:STRENGTHS]

    @property
    def stars(self) -> Sequence[Star]:
        """Those that were begun, and an empty one."""
        return [*self.card.stars, Star()][:STARS_MAX]


async def _show(
    site: Site,
    request: Request,
    inside: Inside,
    file: CardFile,
    card: Card,
    refused: Refusal | None = None,
    *,
    tab: str = "",
    seen: int = -1,
    amending: bool = False,
    reason: str = "",
) -> Response:
    """The form, the card that was given, or (to the page's script) only what is saved and what is missing."""
    interview, cards = inside.interview, site.house.cards
    dimensions, notes = await cards.dimensions(interview), await notes_of(site, inside)
    still = seen if refused and refused.conflict else file.revision
    shown = Shown(
        file, card, dimensions, gaps(card, dimensions, notes.keys()), refused, still, tab or chance.short_id()
    )
    given = file.submission is not None and not amending and "amend" not in request.query_params
    script = "hx-request" in request.headers
    return site.page(
        request,
        "scorecard-progress.html" if script else "scorecard-given.html" if given and not refused else "scorecard.html",
        status=200 if script or not refused else CONFLICT if refused.conflict else UNPROCESSABLE,
        interview=interview,
        shown=shown,
        notes=notes,
        mine=[note for note in notes.values() if note.by == file.author],
        desk=await cards.desk(interview),
        amending=file.submission is not None,
        reason=reason,
        prompts=_prompts(interview),
        **card_words(file, dimensions),
        form_token=inside.form_token,
        owner=inside.owner,
    )


def _prompts(interview: Interview) -> list[str]:
    """What the plan would have one ask in its conversations."""
    stages = interview.setup.plan.stages if interview.setup.plan else ()
    return [prompt for stage in stages if stage.kind is StageKind.TALK for prompt in stage.prompts]


def card_words(file: CardFile, dimensions: Sequence[Dimension]) -> dict[str, Any]:
    """What templates need to show a card and its history."""
    steps = [file.submission.card, *(each.card for each in file.amendments)] if file.submission else []
    return {
        "overall_words": OVERALL_WORDS,
        "confidence_words": CONFIDENCE_WORDS,
        "probes": PROBES,
        "limits": {"words": WORDS_MAX},
        "history": [
            (amendment, changes(steps[at], amendment.card, dimensions)) for at, amendment in enumerate(file.amendments)
        ],
    }


async def notes_of(site: Site, inside: Inside) -> Mapping[str, Note]:
    """The interview's notes, by id."""
    await site.house.stored(inside.interview.id)
    talk = await site.house.store.talk(inside.interview.id)
    notes = record_of(inside.interview, talk, {}, {}).notes
    return {id: replace(note, text=note.text.strip()) for id, note in notes.items()}


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/scorecard", partial(scorecard, site), methods=["GET", "POST"])]
