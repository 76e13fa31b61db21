"""The way into a room: the links, the candidate's welcome, and the room's shell."""

from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.core.interview import Interview, State
from server.core.people import member_of
from server.core.roles import Role
from server.core.setup import Member
from server.pages import doors, forms
from server.pages.errors import SIGN_IN, Sorry
from server.pages.home import SEE_OTHER
from server.pages.inside import Inside, by_account, find, was
from server.pages.lobby import lobby, tasks_of
from server.pages.room_data import room_data
from server.pages.site import Site, known
from server.pages.turned_away import deleted

MUST_AGREE: Final = "Tick this when you have read what is recorded. Without it the room stays closed to you."
ROOM: Final = "src/room.tsx"


@doors.anyone
async def join(site: Site, request: Request) -> Response:
    """The one door for links. A candidate is told first what is recorded; everybody else goes straight in."""
    if request.method == "POST":
        return await _agree(site, request)
    interview, member = await _invited(site, request, request.query_params.get("key", ""))
    if member.role is not Role.CANDIDATE:
        return await _member_comes(site, request, interview, member)
    if interview.state is State.ENDED:
        return _after_the_end(site, request, interview, member)
    shown = site.cookies.room(request, interview)
    if shown and shown.member == member.id:
        return RedirectResponse(f"/rooms/{interview.id}", SEE_OTHER)
    token = _interviewers_token(site, request, interview)
    return lobby(site, request, interview, name=interview.candidate, preview=token)


async def _invited(site: Site, request: Request, key: str) -> tuple[Interview, Member]:
    """What this link opens. A wrong key and an unknown room read the same."""
    if not key:
        raise Sorry(
            400,
            "This link is not complete",
            "Its last part is missing, which often happens when a link is copied by hand. Open it straight from your "
            "invitation.",
        )
    interview = await find(site, request)
    member = site.house.member_of(interview, key) if interview else None
    if interview is None:
        gone = await site.house.rights.deletion(request.path_params["id"])
        if gone is not None and site.house.member_of(was(gone), key):
            raise deleted(gone)
    if interview is None or member is None:
        raise Sorry(
            404,
            "This link does not open a room",
            "It may have been replaced by a newer one, or a character was lost on the way. Open it straight from your "
            "invitation, or ask whoever sent it for a fresh link.",
        )
    return interview, member


def _after_the_end(site: Site, request: Request, interview: Interview, member: Member) -> Response:
    """A candidate's link leads to their closing page; an interviewer who tries it stays who they are."""
    response = RedirectResponse(f"/interviews/{interview.id}/closing", SEE_OTHER)
    if _interviewers_token(site, request, interview) is None:
        site.cookies.let_in(response, interview, member.id, member.name)
    return response


def _signs_in(member: Member) -> Sorry:
    return Sorry(
        403,
        "Sign in to come in",
        f"{member.name} has an account here, so the way in is to sign in with it: nobody else can take that place. "
        "The interview is on the start page then.",
        SIGN_IN,
    )


async def _member_comes(site: Site, request: Request, interview: Interview, member: Member) -> Response:
    if not await site.house.is_welcome(member):
        came = by_account(site, interview, known(request))
        if came is None or came[0].member.id != member.id:
            raise _signs_in(member)
    ended = interview.state is State.ENDED
    response = RedirectResponse(f"/interviews/{interview.id}/record" if ended else f"/rooms/{interview.id}", SEE_OTHER)
    site.cookies.let_in(response, interview, member.id, member.name)
    return response


async def _agree(site: Site, request: Request) -> Response:
    form = await forms.read(request)
    interview, member = await _invited(site, request, form.text("key"))
    if member.role is not Role.CANDIDATE:
        return await _member_comes(site, request, interview, member)
    if interview.state is State.ENDED:
        return _after_the_end(site, request, interview, member)
    if (token := _interviewers_token(site, request, interview)) is not None:
        return lobby(site, request, interview, name=interview.candidate, preview=token)
    name, agreed = form.text("name"), form.text("agree") == "yes"
    if not agreed:
        return lobby(site, request, interview, name=name, problem=MUST_AGREE, field="agree")
    refusal = await site.house.agree(interview, name)
    if refusal:
        return lobby(site, request, interview, name=name, problem=refusal, field="name", agreed=True)
    response = RedirectResponse(f"/rooms/{interview.id}", SEE_OTHER)
    site.cookies.let_in(response, interview, member.id, name.strip())
    return response


def _interviewers_token(site: Site, request: Request, interview: Interview) -> str | None:
    """The token of an interviewer's forms, if this browser is one's."""
    if (came := by_account(site, interview, known(request))) is not None:
        return came[0].form_token
    shown = site.cookies.room(request, interview)
    member = member_of(interview, shown.member) if shown else None
    return site.cookies.form_token(shown.nonce) if shown and member and member.role.interviewer else None


@doors.interviewers
async def preview(site: Site, request: Request, inside: Inside) -> Response:
    """What the candidate reads and tries before they come in, as interviewers may look at it."""
    return lobby(site, request, inside.interview, name=inside.interview.candidate, preview=inside.form_token)


@doors.insiders
async def room(site: Site, request: Request, inside: Inside) -> Response:
    """The shell that the room's script fills. What is in it is what this person may know, and nothing else."""
    interview, role = inside.interview, inside.role
    if interview.state is State.ENDED:
        return RedirectResponse(f"/interviews/{interview.id}/record", SEE_OTHER)
    house, id = site.house, inside.member.id
    data = room_data(
        interview,
        role,
        inside.name,
        tasks_of(site, interview),
        site.house.languages(),
        me=inside.member.id,
        key=house.seat_key(interview, id, inside.session) if inside.session else house.key(interview, id),
        candidate_link=site.join_link(request, interview, Role.CANDIDATE),
        form=inside.form_token,
    )
    return site.shell(request, ROOM, title=interview.title, data=data)


def routes(site: Site) -> list[Route]:
    return [
        Route("/join/{id}", partial(join, site), methods=["GET", "POST"]),
        Route("/interviews/{id}/lobby", partial(preview, site)),
        Route("/rooms/{id}", partial(room, site)),
    ]
