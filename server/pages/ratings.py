"""Both sides rate the interview. What they say is told to each together."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.card_authors import authors_of
from server.core.ids import CANDIDATE
from server.core.rating import ASKED, QUESTIONS, REVEAL_MS, SCALE, may_rate, may_read_rating
from server.pages import doors, forms
from server.pages.card_form import number, words
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.scorecards import reader
from server.pages.site import Site

NOT_ASKED: Final = "The candidate, the host and the panelists are asked. Whoever only looked on is not."


@forms.long
@doors.witnesses
async def rating(site: Site, request: Request, inside: Inside) -> Response:
    interview, feedbacks = inside.interview, site.house.feedbacks
    booth, _ = await feedbacks.ratings(interview)
    me = reader(inside).member
    if not may_rate(me, booth):
        raise Sorry(403, "You are not asked here", NOT_ASKED)
    if request.method == "GET":
        return await _show(site, request, inside)
    form = await forms.read(request)
    answers = {each: number(form, each) for each in ASKED}
    done = await feedbacks.rate(interview, me, answers, words(form, "words"))
    if isinstance(done, str):
        return await _show(site, request, inside, answers, words(form, "words"), done)
    return RedirectResponse(f"/interviews/{interview.id}/rating#given", SEE_OTHER)


async def _show(
    site: Site,
    request: Request,
    inside: Inside,
    answers: dict[str, int] | None = None,
    typed: str = "",
    refused: str = "",
) -> Response:
    interview, me = inside.interview, reader(inside).member
    booth, given = await site.house.feedbacks.ratings(interview)
    now = site.house.clock.wall_ms()
    names = {CANDIDATE: interview.candidate, **{author.id: author.name for author in reversed(authors_of(interview))}}
    read = {author: given[author] for author in names if author in given and may_read_rating(me, author, booth, now)}
    return site.page(
        request,
        "rating.html",
        status=UNPROCESSABLE if refused else 200,
        owner=inside.owner and me != CANDIDATE,
        interview=interview,
        me=me,
        names=names,
        mine=given.get(me),
        read=read,
        revealed=booth.revealed(now),
        until=interview.ended + REVEAL_MS,
        answers=answers or {},
        typed=typed,
        refused=refused,
        asked=ASKED,
        questions=QUESTIONS,
        scale=SCALE,
        form_token=inside.form_token,
    )


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/rating", partial(rating, site), methods=["GET", "POST"])]
