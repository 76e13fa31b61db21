"""The debrief: cards side by side once they are in, what people decided, and why."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.card_authors import authors_of
from server.core.card_file import CardFile
from server.core.card_rights import may_close, may_decide, may_read_card, may_read_debrief
from server.core.debrief import matrix_of
from server.core.scorecard import OVERALL_WORDS, Overall
from server.pages import doors, forms
from server.pages.card_form import choice, words
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.scorecards import card_words, name_of, notes_of, reader
from server.pages.site import Site

NOT_YOURS: Final = "Only whoever hosts the interview records this, after the debrief has opened."


@doors.interviewers
async def debrief(site: Site, request: Request, inside: Inside) -> Response:
    if request.method == "POST":
        return await _written(site, request, inside)
    return await _show(site, request, inside)


async def _written(site: Site, request: Request, inside: Inside) -> Response:
    form, cards, interview = await forms.read(request), site.house.cards, inside.interview
    desk, who = await cards.desk(interview), reader(inside)
    closing = form.text("do") == "close"
    if not (may_close if closing else may_decide)(who, desk):
        raise Sorry(403, "This is the host’s to record", NOT_YOURS)
    if closing:
        names = {author.id: author.name for author in authors_of(interview)}
        without = [names[id] for id in names if id in desk.waiting]
        done = await cards.close(interview, name_of(inside), without, words(form, "reason"))
    else:
        chosen = choice(Overall, form.text("choice"))
        done = await cards.decide(interview, name_of(inside), chosen, words(form, "rationale"))
    if isinstance(done, str):
        return await _show(
            site, request, inside, done, words(form, "reason"), words(form, "rationale"), form.text("choice")
        )
    return RedirectResponse(f"/interviews/{interview.id}/debrief#decision", SEE_OTHER)


async def _show(
    site: Site,
    request: Request,
    inside: Inside,
    refused: str = "",
    reason: str = "",
    rationale: str = "",
    chosen: str = "",
) -> Response:
    """What this person may see of it. Before it opens that is who has given a card, and nothing of what is on it."""
    interview, cards, who = inside.interview, site.house.cards, reader(inside)
    desk = await cards.desk(interview)
    seen = may_read_debrief(who, desk)
    files = await _readable(site, inside) if seen else {}
    dimensions = await cards.dimensions(interview) if seen else ()
    given = {author: file.card for author, file in files.items() if file.card}
    return site.page(
        request,
        "debrief.html" if seen else "debrief-waits.html",
        status=UNPROCESSABLE if refused else 200,
        interview=interview,
        desk=desk,
        people=authors_of(interview),
        me=who.member,
        files=files,
        matrix=matrix_of(dimensions, given),
        dimensions=dimensions,
        notes=await notes_of(site, inside) if seen else {},
        words={author: card_words(file, dimensions) for author, file in files.items()},
        overall_words=OVERALL_WORDS,
        debrief=await cards.debrief(interview) if seen else None,
        feedback=await site.house.feedbacks.file(interview) if seen else None,
        may_close=may_close(who, desk),
        may_decide=may_decide(who, desk),
        refused=refused,
        typed={"reason": reason, "rationale": rationale, "choice": chosen},
        form_token=inside.form_token,
        owner=inside.owner,
    )


async def _readable(site: Site, inside: Inside) -> dict[str, CardFile]:
    """The cards that this person may read, in the order in which their authors speak: whoever hosts is last."""
    desk, who = await site.house.cards.desk(inside.interview), reader(inside)
    files = await site.house.cards.files(inside.interview)
    order = [author.id for author in authors_of(inside.interview)]
    gone = [author for author in files if author not in order]
    return {
        author: files[author]
        for author in (*gone, *order)
        if author in files and files[author].card and may_read_card(who, author, desk)
    }


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/debrief", partial(debrief, site), methods=["GET", "POST"])]
