"""Writing the feedback to the candidate: a draft from the cards, a preview of what goes out, and sending it."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.card_rights import may_decide
from server.core.feedback import MOMENTS, CodeMoment, Comment, Feedback, Sent
from server.core.scorecard import Dimension
from server.pages import doors, forms
from server.pages.card_form import number, words
from server.pages.errors import Sorry
from server.pages.forms import UNPROCESSABLE, Form
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.scorecards import name_of, reader
from server.pages.site import Site

SEEN: Final = "What you looked at has changed since, in another window. Look at it once more before it goes out."


@forms.long
@doors.hosts
async def feedback(site: Site, request: Request, inside: Inside) -> Response:
    interview, feedbacks = inside.interview, site.house.feedbacks
    if not may_decide(reader(inside), await site.house.cards.desk(interview)):
        debrief = ("Go to the debrief", f"/interviews/{interview.id}/debrief")
        raise Sorry(
            403,
            "Feedback comes after the debrief",
            "It begins as a draft from everybody’s cards, so it opens when the debrief is open to you.",
            debrief,
        )
    if request.method == "POST":
        return await _written(site, request, inside)
    draft = await feedbacks.draft(interview)
    if "preview" in request.query_params:
        return await _preview(site, request, inside, draft)
    return await _form(site, request, inside, draft)


async def _written(site: Site, request: Request, inside: Inside) -> Response:
    form, interview, feedbacks = await forms.read(request), inside.interview, site.house.feedbacks
    here, what = f"/interviews/{interview.id}/feedback", form.text("do")
    if what == "send":
        return await _send(site, request, inside, number(form, "revision"))
    draft = _draft(form, await site.house.cards.dimensions(interview))
    kept = await feedbacks.save(interview, draft, number(form, "revision"))
    if isinstance(kept, str):
        return await _form(site, request, inside, draft, kept)
    if what == "preview":
        letter = await feedbacks.letter(interview, name_of(inside), draft)
        if isinstance(letter, str):
            return await _form(site, request, inside, draft, letter)
    return RedirectResponse(here + ("?preview" if what == "preview" else ""), SEE_OTHER)


async def _send(site: Site, request: Request, inside: Inside, seen: int) -> Response:
    """What goes out is what was just looked at."""
    interview, feedbacks = inside.interview, site.house.feedbacks
    file = await feedbacks.file(interview)
    here = f"/interviews/{interview.id}/feedback"
    if file.draft is None:
        return RedirectResponse(here, SEE_OTHER)
    letter = await feedbacks.letter(interview, name_of(inside), file.draft)
    if isinstance(letter, Sent) and seen == file.revision:
        await feedbacks.send(interview, letter)
    elif isinstance(letter, str) or not (file.sent and file.sent.feedback == file.draft):
        return await _form(site, request, inside, file.draft, letter if isinstance(letter, str) else SEEN)
    return RedirectResponse(here + "#sent", SEE_OTHER)


def _draft(form: Form, dimensions: tuple[Dimension, ...]) -> Feedback:
    moments = [
        CodeMoment(words(form, f"moment-where-{at}"), words(form, f"moment-words-{at}")) for at in range(1, MOMENTS + 1)
    ]
    return Feedback(
        well=words(form, "well"),
        work_on=words(form, "work-on"),
        practice=words(form, "practice"),
        comments=tuple(Comment(each.id, words(form, f"comment-{each.id}")) for each in dimensions),
        moments=tuple(moment for moment in moments if moment != CodeMoment()),
        scores=form.text("scores") == "yes",
        decision=form.text("decision") == "yes",
    )


async def _form(site: Site, request: Request, inside: Inside, draft: Feedback, refused: str = "") -> Response:
    interview = inside.interview
    file = await site.house.feedbacks.file(interview)
    return site.page(
        request,
        "feedback.html",
        status=UNPROCESSABLE if refused else 200,
        interview=interview,
        file=file,
        draft=draft,
        moments=[*draft.moments, CodeMoment(), CodeMoment()][:MOMENTS],
        dimensions=await site.house.cards.dimensions(interview),
        decided=(await site.house.cards.debrief(interview)).decision is not None,
        refused=refused,
        form_token=inside.form_token,
        owner=inside.owner,
    )


async def _preview(site: Site, request: Request, inside: Inside, draft: Feedback) -> Response:
    letter = await site.house.feedbacks.letter(inside.interview, name_of(inside), draft)
    if isinstance(letter, str):
        return await _form(site, request, inside, draft, letter)
    file = await site.house.feedbacks.file(inside.interview)
    return site.page(
        request,
        "feedback-preview.html",
        interview=inside.interview,
        file=file,
        sent=letter,
        again=file.sent is not None,
        form_token=inside.form_token,
        owner=inside.owner,
    )


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/feedback", partial(feedback, site), methods=["GET", "POST"])]
