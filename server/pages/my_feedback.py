"""The candidate's own pages after the interview: what they think, what they were sent, and what they take along.

Nothing of a card is read here but what was sent: it was put together when it was sent.
"""

from functools import partial
from typing import Any, Final

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.feedback import Sent
from server.core.ids import CANDIDATE
from server.core.interview import Interview, State
from server.core.scorecard import UNSAID
from server.core.self_assessment import SCALE, Assessment, OwnFile, OwnMark
from server.core.setup import Practice
from server.core.take_along import growth_of, markdown_of, own_words, their_words
from server.pages import doors, forms
from server.pages.card_form import words
from server.pages.errors import Sorry, not_found
from server.pages.forms import UNPROCESSABLE, Form
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside, find
from server.pages.site import Site
from server.pages.turned_away import no_way_in
from server.pages.words import day

_SCORES = {str(score): score for score in SCALE}
FILES: Final = {
    "feedback.html": "text/html; charset=utf-8",
    "feedback.md": "text/markdown; charset=utf-8",
    "growth.json": "application/json",
}
NO_PLACE: Final = (
    "It is where the candidate writes down what they think, for themselves, and opens the feedback. What they would "
    "read is in the preview of the feedback."
)


@forms.long
@doors.witnesses
async def my_feedback(site: Site, request: Request, inside: Inside) -> Response:
    interview = _candidates(inside)
    if request.method == "POST" and interview.state is State.ENDED:
        return await _written(site, request, inside)
    return await _show(site, request, inside)


def _candidates(inside: Inside) -> Interview:
    if inside.member.id != CANDIDATE:
        preview = ("Go to the feedback", f"/interviews/{inside.interview.id}/feedback")
        raise Sorry(403, f"This page is {inside.interview.candidate}’s", NO_PLACE, preview)
    return inside.interview


async def _written(site: Site, request: Request, inside: Inside) -> Response:
    form, interview, feedbacks = await forms.read(request), inside.interview, site.house.feedbacks
    sent = (await feedbacks.file(interview)).sent
    if form.text("do") == "open":
        if sent is not None:
            await feedbacks.open(interview)
        return RedirectResponse(f"/interviews/{interview.id}/my-feedback", SEE_OTHER)
    assessment = _assessment(form, await _titles(site, interview, None))
    kept = await feedbacks.assess(interview, assessment)
    if isinstance(kept, str):
        return await _show(site, request, inside, assessment, kept)
    return RedirectResponse(f"/interviews/{interview.id}/my-feedback#kept", SEE_OTHER)


def _assessment(form: Form, titles: dict[str, str]) -> Assessment:
    marks = (
        OwnMark(id, _SCORES.get(form.text(f"self-{id}"), UNSAID), words(form, f"self-words-{id}")) for id in titles
    )
    return Assessment(tuple(marks), words(form, "again"))


async def _show(
    site: Site, request: Request, inside: Inside, typed: Assessment | None = None, refused: str = ""
) -> Response:
    interview, feedbacks = inside.interview, site.house.feedbacks
    own, sent = await feedbacks.own(interview), (await feedbacks.file(interview)).sent
    opened = sent if own.opened else None
    titles = await _titles(site, interview, opened)
    template = "my-feedback-waits.html" if interview.state is not State.ENDED else "my-feedback.html"
    return site.page(
        request,
        template if not opened else "my-feedback-open.html",
        status=UNPROCESSABLE if refused else 200,
        who=None,
        owner=False,
        interview=interview,
        name=inside.name,
        alone=interview.setup.practice is Practice.SOLO,
        own=own,
        given=typed or own.given or Assessment(),
        is_sent=sent is not None,
        scale=SCALE,
        refused=refused,
        form_token=inside.form_token,
        **_told(opened, own, titles),
    )


def _told(sent: Sent | None, own: OwnFile, titles: dict[str, str]) -> dict[str, Any]:
    """What there is to read: of the cards only what was sent."""
    rows = [(id, title, own_words(own, id), their_words(sent, id)) for id, title in titles.items()]
    return {"sent": sent, "titles": titles, "rows": rows, "marks": own.given or Assessment()}


async def _titles(site: Site, interview: Interview, sent: Sent | None) -> dict[str, str]:
    """The dimensions by their names. What their scores look like is the interviewers' sheet."""
    dimensions = {each.id: each.title for each in await site.house.cards.dimensions(interview)}
    return {**dimensions, **(dict(sent.titles) if sent else {})}


@doors.anyone
async def after(site: Site, request: Request) -> Response:
    """The candidate's own link, when the interview has ended: this browser is let in to their page of it."""
    interview, key = await find(site, request), request.query_params.get("key", "")
    member = site.house.member_of(interview, key) if interview else None
    if interview is None or member is None or member.id != CANDIDATE or interview.state is not State.ENDED:
        raise no_way_in()
    response = RedirectResponse(f"/interviews/{interview.id}/my-feedback", SEE_OTHER)
    if site.cookies.room(request, interview) is None:
        site.cookies.let_in(response, interview, member.id, member.name)
    return response


# To take along -------------------------------------------------------------------------------------------------------


@doors.witnesses
async def file(site: Site, request: Request, inside: Inside) -> Response:
    """One file, made now and kept nowhere."""
    interview, name = _candidates(inside), request.path_params["file"]
    if name not in FILES or interview.state is not State.ENDED:
        raise not_found()
    own, sent = await site.house.feedbacks.own(interview), (await site.house.feedbacks.file(interview)).sent
    opened = sent if own.opened else None
    titles = await _titles(site, interview, opened)
    date = day(interview.started or interview.created)
    match name:
        case "feedback.md":
            body = markdown_of(interview.title, date, opened, own, titles).encode()
        case "growth.json":
            body = msgspec.json.format(msgspec.json.encode(_growth(site, interview, own, opened, titles)), indent=2)
        case _:
            body = site.view.plain(
                "feedback-file.html",
                interview=interview,
                date=date,
                own=own,
                style=Markup(f"<style>{site.view.text('feedback-file.css')}</style>"),
                **_told(opened, own, titles),
            ).encode()
    said = f'attachment; filename="greenroom-{name.partition(".")[0]}-{interview.id}.{name.partition(".")[2]}"'
    return Response(body, media_type=FILES[name], headers={"content-disposition": said})


def _growth(
    site: Site, interview: Interview, own: OwnFile, sent: Sent | None, titles: dict[str, str]
) -> dict[str, Any]:
    tasks = site.titles_of(interview)
    begun = interview.started or interview.ended
    return growth_of(
        room=interview.id,
        title=interview.title,
        date=day(interview.started or interview.created),
        minutes=round((interview.ended - begun) / 60_000),
        tasks=[tasks.get(slug, slug) for slug in interview.tasks],
        dimensions=titles,
        own=own,
        sent=sent,
    )


def routes(site: Site) -> list[Route]:
    return [
        Route("/join/{id}/after", partial(after, site)),
        Route("/interviews/{id}/my-feedback", partial(my_feedback, site), methods=["GET", "POST"]),
        Route("/interviews/{id}/my-feedback/{file}", partial(file, site)),
    ]
