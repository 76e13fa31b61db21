"""After the end: the candidate's page with next steps and their own code, and what is left for interviewers."""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.ids import CANDIDATE
from server.core.interview import Interview, State
from server.live.exports import Made
from server.pages import doors
from server.pages.errors import not_found
from server.pages.exports import file_answer
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside
from server.pages.kept_code import KeptFile, kept_files, zipped
from server.pages.record import record_of
from server.pages.sealed import seal_of
from server.pages.site import Site


@doors.witnesses
async def closing(site: Site, request: Request, inside: Inside) -> Response:
    """Open for as long as the link is: a candidate comes back to it."""
    interview = inside.interview
    if interview.state is not State.ENDED:
        return RedirectResponse(f"/rooms/{interview.id}", SEE_OTHER)
    if inside.role.interviewer:
        return site.page(
            request,
            "closing-interviewer.html",
            interview=interview,
            role=inside.role.value,
            owner=inside.owner,
            form_token=inside.form_token,
        )
    entries = [entry async for entry in site.house.entries(interview.id)]
    record = record_of(interview, entries, site.titles_of(interview), site.language_titles())
    return site.page(
        request,
        "closing.html",
        who=None,
        owner=False,
        interview=interview,
        name=record.people.get(CANDIDATE, inside.name),
        files=await _kept(site, interview) if interview.setup.keeps_code else [],
        facts=record.facts,
        kept=site.house.retention.words,
        seal=await seal_of(site, interview),
    )


@doors.witnesses
async def code(site: Site, request: Request, inside: Inside) -> Response:
    """The candidate's own code and visible results, as one file."""
    interview = inside.interview
    may = not inside.role.interviewer and interview.setup.keeps_code and interview.state is State.ENDED
    if not may:
        raise not_found()
    return file_answer(Made("my-code.zip", "application/zip", zipped(await _kept(site, interview))))


async def _kept(site: Site, interview: Interview) -> list[KeptFile]:
    entries = [entry async for entry in site.house.entries(interview.id)]
    files = await site.house.files(interview.id)
    return kept_files(interview, entries, files, site.titles_of(interview), site.house.languages())


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/closing", partial(closing, site)),
        Route("/interviews/{id}/closing/code.zip", partial(code, site)),
    ]
